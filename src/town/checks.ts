import { closest, distance } from 'fastest-levenshtein'
import type { Group, Person, Role, Source, StudySession, TimetableLine, Village } from './shape.ts'
import type { Path, Sheet } from './sheet.ts'

interface Placed<T> {
  value: T
  path: Path
}

export interface Lists {
  villages: Placed<Village>[]
  bodies: Placed<Village>[]
  groups: Placed<Group>[]
  people: Placed<Person>[]
  timetable: Placed<TimetableLine>[]
  sources: Placed<Source>[]
  study: Placed<StudySession>[]
}

/** No name may mean two things: names first, so that a clash is told of where the alias stands. */
export function checkNames(sheet: Sheet, lists: Lists): void {
  const places = [...lists.villages.map(named('村名')), ...lists.bodies.map(named('单位名'))]
  unique(sheet, places)
  unique(
    sheet,
    lists.people.map(({ value, path }) => ({ ...value, path, word: '姓名', key: '姓名' })),
  )
  unique(
    sheet,
    lists.groups.map(({ value, path }) => {
      const aliases = value.topic === value.name ? [] : [value.topic]
      return { name: value.name, aliases, path, word: '群名', key: '名称', aliasKey: '微信群名' }
    }),
  )
  unique(
    sheet,
    lists.sources.map(({ value, path }) => ({
      name: value.name,
      aliases: [],
      path,
      word: '信源',
      key: '名称',
    })),
  )
  unique(
    sheet,
    lists.study.map(({ value, path }) => ({
      name: value.id,
      aliases: [],
      path,
      word: '学习编号',
      key: '编号',
    })),
  )
}

const named =
  (word: string) =>
  ({ value, path }: Placed<Village>) => ({ ...value, path, word, key: '名称' })

interface Named {
  name: string
  aliases: string[]
  path: Path
  word: string
  key: string
  aliasKey?: string
}

function unique(sheet: Sheet, all: Named[]): void {
  const owners = new Map<string, { path: Path; name: string }>()
  for (const { name, path, word, key } of all) {
    const before = owners.get(name)
    if (before)
      sheet.fault([...path, key], `${word}“${name}”重复（第 ${sheet.lineOf(before.path)} 行已有）。`)
    else owners.set(name, { path, name })
  }
  for (const { name, aliases, path, aliasKey = '别名' } of all) {
    for (const alias of aliases) {
      const owner = owners.get(alias)
      if (owner && owner.path !== path) {
        const where = `第 ${sheet.lineOf(owner.path)} 行“${owner.name}”`
        sheet.fault([...path, aliasKey], `“${name}”的${aliasKey}“${alias}”与${where}相同，分不清指谁。`)
      } else if (!owner) owners.set(alias, { path, name })
    }
  }
}

/** Whatever names a village, a group or a person must name one that stands in the file. */
export function checkReferences(
  sheet: Sheet,
  { villages, bodies, groups, people, timetable, study }: Lists,
): void {
  const places = [...villages, ...bodies].map((one) => one.value.name)
  for (const { value, path } of people) {
    for (const place of value.villages) {
      if (!places.includes(place))
        sheet.fault([...path, '村'], unknown('村或单位', place, places, `${value.name}的`))
    }
    const field = value.roles.includes('liaison') || value.roles.includes('secretary')
    if (field && value.villages.length === 0) sheet.fault(path, `${value.name}是联络员或村支书，请写明“村”。`)
    if (value.roles.length === 0) sheet.fault([...path, '角色'], `${value.name}没有角色。`)
  }
  const groupNames = groups.map((one) => one.value.name)
  for (const { value, path } of [...timetable, ...study]) {
    for (const group of value.groups ?? []) {
      if (!groupNames.includes(group)) sheet.fault([...path, '群'], unknown('群', group, groupNames))
    }
  }
  for (const { value, path } of groups) {
    if (value.purposes.length === 0) sheet.fault([...path, '用途'], `群“${value.name}”没有写用途。`)
  }
  const forNotices = groups.some((one) => one.value.purposes.includes('notices'))
  for (const { value, path } of [...timetable, ...study]) {
    if ((value.groups ?? []).length === 0 && !forNotices) {
      sheet.fault(path, '没有写发到哪个群，文件里也没有用途为“通知”的群。')
    }
  }
}

const STEPS: { key: '初审' | '复审' | '终审'; role: Role }[] = [
  { key: '初审', role: 'editor' },
  { key: '复审', role: 'second' },
  { key: '终审', role: 'final' },
]

/** 三审 by three different people, each with the role. */
export function checkReview(
  sheet: Sheet,
  review: Record<'初审' | '复审' | '终审', string[]>,
  { people }: Lists,
): void {
  const names = people.map((one) => one.value.name)
  const stepOf = new Map<string, string>()
  for (const { key, role } of STEPS) {
    const path = ['审核', key]
    if (review[key].length === 0) sheet.fault(path, `“审核”缺少“${key}”，请写至少一个人。`)
    for (const name of review[key]) {
      const person = people.find((one) => one.value.name === name)?.value
      if (!person) sheet.fault(path, unknown('人员', name, names))
      else if (!person.roles.includes(role)) {
        sheet.fault(path, `${name}的角色里没有“${key}”，请在“人员”里加上，或换一个人。`)
      }
      const other = stepOf.get(name)
      if (other && other !== key) sheet.fault(path, `${name}同时列在${other}和${key}，三审要由不同的人来做。`)
      stepOf.set(name, key)
    }
  }
}

/** The sentence for a name that is in no list, with the nearest one that is. */
function unknown(kind: string, name: string, known: string[], whose = ''): string {
  const near = known.length > 0 ? closest(name, known) : undefined
  const hint =
    near && distance(name, near) <= 2 && near.length > 2 ? `是不是“${near}”？` : '请先在名单里加上。'
  return `${whose}${kind}“${name}”不在本文件的名单里，${hint}`
}
