import { closest, distance } from 'fastest-levenshtein'
import type { Path, Row, Sheet } from './sheet.ts'

/**
 * What no single line can tell. The checks look at the words as typed, so that a line with a fault of its own is
 * still compared with the others and the clerk sees everything at once.
 */
export function checkTogether(sheet: Sheet): void {
  checkNames(sheet)
  checkPeople(sheet)
  checkGroups(sheet)
  checkReview(sheet)
}

/** No name may mean two things. Names are entered first, so that a clash is told of where the alias stands. */
function checkNames(sheet: Sheet): void {
  const places = [...sheet.rows('村'), ...sheet.rows('单位')]
  unique(sheet, '名称', places.map(namesOf('名称', '别名')))
  unique(sheet, '姓名', sheet.rows('人员').map(namesOf('姓名', '别名')))
  unique(sheet, '名称', sheet.rows('群').map(namesOf('名称', '微信群名')))
  unique(sheet, '名称', sheet.rows('信源').map(namesOf('名称')))
  unique(sheet, '编号', sheet.rows('学习计划').map(namesOf('编号')))
}

interface Named {
  row: Row
  name: string
  others: string[]
  othersKey: string
}

const namesOf =
  (key: string, othersKey = '') =>
  (row: Row): Named => ({ row, name: row.text(key), others: row.words(othersKey), othersKey })

/** What a clash of the list's names is called. */
const NAME_WORDS: Record<string, string> = {
  村: '村名',
  单位: '单位名',
  人员: '姓名',
  群: '群名',
  信源: '信源',
}

function unique(sheet: Sheet, key: string, all: Named[]): void {
  const owners = new Map<string, Named>()
  for (const one of all) {
    if (one.name === '') continue
    const before = owners.get(one.name)
    if (!before) owners.set(one.name, one)
    else {
      const word = NAME_WORDS[String(one.row.path[0])] ?? key
      const line = sheet.lineOf([...before.row.path, key])
      sheet.fault([...one.row.path, key], `${word}“${one.name}”重复（第 ${line} 行已有）。`)
    }
  }
  for (const one of all) {
    for (const other of one.others) {
      const owner = owners.get(other)
      if (!owner) owners.set(other, one)
      else if (owner.row !== one.row) {
        const where = `第 ${sheet.lineOf(owner.row.path)} 行“${owner.name}”`
        const say = `“${one.name}”的${one.othersKey}“${other}”与${where}相同，分不清指谁。`
        sheet.fault([...one.row.path, one.othersKey], say)
      }
    }
  }
}

function checkPeople(sheet: Sheet): void {
  const places = [...sheet.rows('村'), ...sheet.rows('单位')].map((row) => row.text('名称'))
  for (const row of sheet.rows('人员')) {
    const name = row.text('姓名')
    for (const place of row.words('村')) {
      if (!places.includes(place)) sheet.fault([...row.path, '村'], unknown(`${name}的村`, place, places))
    }
    const roles = row.words('角色')
    if (row.has('角色') && roles.length === 0) sheet.fault([...row.path, '角色'], `${name}没有角色。`)
    const reports = roles.includes('联络员') || roles.includes('村支书')
    if (reports && row.words('村').length === 0) {
      sheet.fault(row.path, `${name}是${roles.join('、')}，请写明负责的“村”。`)
    }
  }
}

function checkGroups(sheet: Sheet): void {
  const groups = sheet.rows('群')
  const names = groups.map((row) => row.text('名称'))
  const notices = groups.some((row) => row.words('用途').includes('通知'))
  for (const row of groups) {
    if (row.has('用途') && row.words('用途').length === 0) {
      sheet.fault([...row.path, '用途'], `群“${row.text('名称')}”没有写用途。`)
    }
  }
  for (const row of [...sheet.rows('时间表'), ...sheet.rows('学习计划')]) {
    for (const group of row.words('群')) {
      if (!names.includes(group)) sheet.fault([...row.path, '群'], unknown('群', group, names))
    }
    if (row.words('群').length === 0 && !notices) {
      sheet.fault(row.path, '没有写发到哪个“群”，文件里也没有用途为“通知”的群。')
    }
  }
}

const STEPS = ['初审', '复审', '终审']

/** 三审 by three different people, each with the role. */
function checkReview(sheet: Sheet): void {
  const review = sheet.row(['审核'])
  const people = new Map(sheet.rows('人员').map((row) => [row.text('姓名'), row.words('角色')]))
  const stepOf = new Map<string, string>()
  for (const step of STEPS) {
    const path: Path = ['审核', step]
    const names = review.words(step)
    if (sheet.has(['审核']) && names.length === 0)
      sheet.fault(path, `“审核”里缺少“${step}”，请写至少一个人。`)
    for (const name of names) {
      const roles = people.get(name)
      const other = stepOf.get(name)
      if (!roles) sheet.fault(path, unknown('人员', name, [...people.keys()]))
      else if (other && other !== step) {
        sheet.fault(path, `${name}同时列在${other}和${step}，三审要由不同的人来做。`)
      } else if (!roles.includes(step)) {
        sheet.fault(path, `${name}的角色里没有“${step}”，请在“人员”里加上，或换一个人。`)
      }
      stepOf.set(name, other ?? step)
    }
  }
}

/** The sentence for a name that is in no list, with the nearest one that is. */
function unknown(kind: string, name: string, known: string[]): string {
  const near = known.length > 0 ? closest(name, known) : ''
  const like = near.length > 0 && distance(name, near) <= Math.max(1, Math.floor(near.length / 3))
  return `${kind}“${name}”不在本文件的名单里，${like ? `是不是“${near}”？` : '请先在名单里加上。'}`
}
