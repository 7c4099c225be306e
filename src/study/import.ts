import { createHash } from 'node:crypto'
import { dayInCell } from '../cell.ts'
import { at, type Day, dayOf, type Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import { CATEGORIES, CATEGORY_KEYS, type Category } from '../reading/category.ts'
import type { StudySession, Town } from '../town.ts'
import { clockIn } from './import-cells.ts'
import type { Plan } from './plan.ts'

type Cell = string | number | null

/** One line of the spreadsheet as it would be planned. */
export interface PlanLine {
  /** As a person counts. */
  line: number
  session: StudySession
  /** Why it is left out: 已有 · 已过. */
  skip?: string
  /** What was filled in for cells that are empty. */
  notes: string[]
}

export interface PlanPreview {
  lines: PlanLine[]
  /** By cell, in sentences; with one of them nothing is planned. */
  faults: string[]
  /** Headings that were not understood. */
  unknown: string[]
}

const HEADINGS = {
  title: /^(学习|培训|课程)?(主题|内容|题目|课题|专题|篇目|书目)/,
  day: /^(学习|培训|开展|计划)?日期/,
  time: /^(开始|学习|开展|培训|计划)?(时间|钟点)/,
  place: /^(学习|培训)?(地点|场所)/,
  groups: /^(微信|通知|提醒)?群/,
  category: /^(学习)?(类别|类型|形式|方式)/,
  remindBefore: /^提前/,
  link: /^(学习)?(链接|网址|材料|资料)/,
} as const
type Column = keyof typeof HEADINGS
const isColumn = (key: string): key is Column => key in HEADINGS
const COLUMNS = Object.keys(HEADINGS).filter(isColumn)

const DEFAULTS = { time: '15:00', remindBefore: 60 }
/** Lines at the top among which the headings are looked for. */
const TOP = 10

/** What a spreadsheet would add to the plan; nothing is planned by this. Fault `study/import` when it has no headings. */
export function previewPlan(
  cells: Cell[][],
  { town, plan, now }: { town: Town; plan: Pick<Plan, 'sessions'>; now: Instant },
): PlanPreview {
  const top = cells.slice(0, TOP).findIndex((line) => {
    const columns = columnsOf(line)
    return columns.has('title') && (columns.has('day') || columns.has('time'))
  })
  const heading = cells[top]
  if (!heading) {
    throw new Fault('study/import', '没有找到表头：要有“主题”（或“内容”）和“日期”两列，请补上后再导入。')
  }
  const columns = columnsOf(heading)
  const used = new Set(columns.values())
  const unknown = heading.flatMap((cell, i) => (used.has(i) || text(cell) === '' ? [] : [text(cell)]))
  const faults: string[] = []
  const lines = cells.slice(top + 1).flatMap((line, i) => {
    if (line.every((cell) => text(cell) === '')) return []
    return lineOf(line, { at: top + 1 + i, columns, heading, town, faults })
  })
  markSkipped(lines, plan.sessions(), now)
  return { lines, faults, unknown }
}

function columnsOf(line: Cell[]): Map<Column, number> {
  const found = new Map<Column, number>()
  for (const [i, cell] of line.entries()) {
    const word = text(cell).replace(/\s/g, '')
    const column = COLUMNS.find((name) => HEADINGS[name].test(word) && !found.has(name))
    if (column) found.set(column, i)
  }
  return found
}

interface Where {
  at: number
  columns: Map<Column, number>
  heading: Cell[]
  town: Town
  faults: string[]
}

function lineOf(line: Cell[], where: Where): PlanLine[] {
  const { town, faults } = where
  const notes: string[] = []
  const before = faults.length
  const said = (name: Column) => text(line[where.columns.get(name) ?? -1] ?? null)
  const fail = (name: Column, say: string) => faults.push(`${cellName(name, where)} ${say}`)
  const filled = (word: string) => notes.push(word)

  const title = said('title')
  if (title === '') fail('title', '没有写主题')
  const { day, clock } = whenOf(said, fail, where.columns.has('day'))
  if (!clock) filled(`没写钟点，按 ${DEFAULTS.time}`)
  const category = categoryIn(said('category'))
  if (!category) fail('category', `类别“${said('category')}”不是台账里的类别，可以写“理论学习”“主题党日”等`)
  const groups = groupsIn(said('groups'), town)
  if (groups.unknown) fail('groups', `群“${groups.unknown}”不在本镇文件里`)
  if (said('groups') === '') filled(`没写群，发到 ${groups.known.join('、')}`)
  const remind = said('remindBefore').replace(/分钟?$/, '')
  if (!/^\d{0,4}$/.test(remind)) fail('remindBefore', `提前分钟“${remind}”应当是一个整数`)
  const link = said('link')
  const linked = /^https?:\/\/\S+$/.test(link)
  if (link !== '' && !linked) filled(`材料“${link.slice(0, 20)}”不是网址，没有带上`)
  if (faults.length > before || !day || !category) return []
  const session = {
    id: idOf(day, title),
    ...{ title, day, time: clock ?? DEFAULTS.time, place: said('place'), groups: groups.known },
    remindBefore: remind === '' ? DEFAULTS.remindBefore : Number(remind),
    category,
    ...(linked ? { link } : {}),
  }
  return [{ line: where.at + 1, session, notes }]
}

/** Day and hour, in a column each or both in that of the time. */
function whenOf(
  said: (name: Column) => string,
  fail: (name: Column, say: string) => void,
  hasDay: boolean,
): { day: Day | undefined; clock: string | undefined } {
  const [when, time] = [said('day') || said('time'), said('time')]
  const day = dayInCell(when)
  if (!day) {
    fail(hasDay ? 'day' : 'time', when === '' ? '没有写日期' : `日期“${when}”看不懂，请写成 2026-03-05`)
  }
  const clock = clockIn(time || when)
  if (!clock && hasDay && time !== '') fail('time', `时间“${time}”看不懂，请写成 15:00`)
  return { day, clock }
}

/** The same day and title are the same session, however often the sheet is read. */
function idOf(day: string, title: string): string {
  return `${day}-${createHash('sha256').update(title).digest('hex').slice(0, 8)}`
}

function text(cell: Cell): string {
  return String(cell ?? '')
    .normalize('NFKC')
    .trim()
}

function categoryIn(words: string): Category | undefined {
  if (words === '') return 'study'
  return CATEGORY_KEYS.find((key) => words.includes(CATEGORIES[key]))
}

function groupsIn(words: string, { groups }: Town): { known: string[]; unknown?: string } {
  if (words === '') {
    const notices = groups.filter((one) => one.purposes.includes('notices'))
    const quiet = notices.filter((one) => !one.purposes.includes('reports'))
    return { known: (quiet.length > 0 ? quiet : notices).map((one) => one.name) }
  }
  const wanted = words.split(/[、,;\s]+/).filter((word) => word !== '')
  const known = wanted.flatMap(
    (word) => groups.find((one) => one.name === word || one.topic === word)?.name ?? [],
  )
  const unknown = wanted.find((word) => !groups.some((one) => one.name === word || one.topic === word))
  return { known, ...(unknown === undefined ? {} : { unknown }) }
}

/** `C5（日期）` */
function cellName(name: Column, { columns, heading, at: line }: Where): string {
  const column = columns.get(name) ?? 0
  const letter = String.fromCharCode(65 + (column % 26))
  return `${letter}${line + 1}（${text(heading[column] ?? null)}）`
}

function markSkipped(lines: PlanLine[], standing: StudySession[], now: Instant): void {
  const seen = new Set(standing.map(({ day, title }) => `${day} ${title}`))
  for (const one of lines) {
    const { day, time, title } = one.session
    if (seen.has(`${day} ${title}`)) one.skip = '已有'
    else if (at(day, time) <= now) one.skip = day < dayOf(now) ? '已过' : '今天的已经开始'
    seen.add(`${day} ${title}`)
  }
}

/** Plans all lines that are not left out, or, with a fault, none. Fault `study/import`. Returns what was added. */
export async function importPlan(
  preview: PlanPreview,
  plan: Pick<Plan, 'add'>,
  { sheet, by, at: now }: { sheet: string; by: string; at: Instant },
): Promise<StudySession[]> {
  if (preview.faults.length > 0) {
    throw new Fault('study/import', `表格里还有 ${preview.faults.length} 处要改，一条也没有写入。`)
  }
  const added: StudySession[] = []
  for (const { line, session, skip } of preview.lines) {
    if (skip !== undefined) continue
    if (await plan.add(session, { from: `${sheet} 第 ${line} 行`, by, at: now })) added.push(session)
  }
  return added
}
