import { type Day, plusDays } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { counts, type Row, villagesOf } from '../ledger/row.ts'
import type { Town } from '../town.ts'
import type { CadenceRule, Period } from './cadence-rules.ts'

/** 应开展 / 已开展 of one branch under one rule in the running period. */
export interface CadenceLine {
  branch: string
  village: string
  rule: CadenceRule
  from: Day
  to: Day
  /** null: 按需. */
  due: number | null
  done: number
  /** Numbers of the rows that were counted. */
  rows: string[]
}

/** 应开展 / 已开展 of the whole town on a day. */
export interface Cadence {
  day: Day
  lines: CadenceLine[]
  /** Rows of a village with several branches that name none of them, or of 三会一课 that do not say which meeting it was. */
  unclear: { row: string; why: string }[]
}

/** How far every branch of the town's villages has come on the day, counted from the ledger in one pass; the order is the town file's. */
export function cadenceOf(what: { town: Town; ledger: Ledger; rules: CadenceRule[]; day: Day }): Cadence {
  const { town, ledger, rules, day } = what
  const villages = new Map<string, CadenceLine[][]>()
  for (const { name, branches } of town.villages) {
    const own = branches.length > 0 ? branches : [name]
    villages.set(
      name,
      own.map((branch) => rules.map((rule) => emptyLine(branch, name, rule, day))),
    )
  }
  const unclear: Cadence['unclear'] = []
  for (const row of ledger.rows()) {
    if (!concerns(row, rules, day) || !counts(row)) continue
    const named = villagesOf(row).flatMap((village) => branchesIn(row, villages.get(village) ?? []))
    for (const lines of named) for (const line of lines) tally(line, row)
    const known = villages.has(row.village ?? '')
    const why = known ? whyUnclear(row, { named: named.length > 0, rules, day }) : undefined
    if (why) unclear.push({ row: row.number, why })
  }
  return { day, lines: [...villages.values()].flat(2), unclear }
}

/** The lines of the branches that a row of the village is about: the only one, or those it names. */
function branchesIn(row: Row, branches: CadenceLine[][]): CadenceLine[][] {
  if (branches.length <= 1) return branches
  return branches.filter(([line]) => line && mentions(row, line.branch))
}

function emptyLine(branch: string, village: string, rule: CadenceRule, day: Day): CadenceLine {
  return { branch, village, rule, ...periodOf(rule.period, day), due: rule.times, done: 0, rows: [] }
}

/** Of a category that some rule is about, and of this year: the longest period. */
function concerns(row: Row, rules: CadenceRule[], day: Day): boolean {
  if (!row.date?.includes(day.slice(0, 4))) return false
  return rules.some((rule) => row.category !== null && rule.categories.includes(row.category))
}

function tally(line: CadenceLine, row: Row): void {
  const times = meets(line.rule, row) ? timesIn(row, line.from, line.to) : 0
  if (times === 0) return
  line.done += times
  line.rows.push(row.number)
}

/** What a branch still owes in the period that runs. */
export function gapsOf({ lines }: Cadence): CadenceLine[] {
  return lines.filter(({ due, done }) => due !== null && done < due)
}

/** The month, quarter or year in which the day lies. */
export function periodOf(period: Period, day: Day): { from: Day; to: Day } {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const length = { 月: 1, 季度: 3, 年: 12 }[period]
  const first = Math.floor((month - 1) / length) * length + 1
  const next = first + length
  const after = next > 12 ? firstOf(year + 1, 1) : firstOf(year, next)
  return { from: firstOf(year, first), to: plusDays(after, -1) }
}

function firstOf(year: number, month: number): Day {
  return `${year}-${String(month).padStart(2, '0')}-01`
}

function meets(rule: CadenceRule, row: Row): boolean {
  if (!row.category || !rule.categories.includes(row.category)) return false
  return rule.words.length === 0 || rule.words.some((word) => row.topic?.includes(word))
}

function mentions(row: Row, branch: string): boolean {
  return [row.organizer, row.topic, row.location].some((text) => text?.includes(branch))
}

/** How often a row happened in the period: each day of a list counts, a range where it begins, else its sessions. */
function timesIn(row: Row, from: Day, to: Day): number {
  const days = row.date?.split(',') ?? []
  const inside = days.filter((day) => day.slice(0, 10) >= from && day.slice(0, 10) <= to).length
  return days.length === 1 && inside === 1 ? (row.sessions ?? 1) : inside
}

/** Why a row of this quarter was counted nowhere, in a sentence. */
function whyUnclear(
  row: Row,
  { named, rules, day }: { named: boolean; rules: CadenceRule[]; day: Day },
): string | undefined {
  const { from, to } = periodOf('季度', day)
  if (timesIn(row, from, to) === 0) return undefined
  if (!named) return `${row.village}有几个支部，没有写明是哪一个。`
  const none = row.category === 'meeting' && !rules.some((rule) => meets(rule, row))
  return none ? '没有写明是哪一种会议。' : undefined
}
