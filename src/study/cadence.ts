import { type Day, plusDays } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { counts, type Row } from '../ledger/row.ts'
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

export interface Cadence {
  day: Day
  lines: CadenceLine[]
  /** Rows of a village with several branches that name none of them, or of 三会一课 that do not say which meeting it was. */
  unclear: { row: string; why: string }[]
}

/** How far every branch of the town's villages has come on the day, counted from the ledger; the order is the town file's. */
export function cadenceOf(what: { town: Town; ledger: Ledger; rules: CadenceRule[]; day: Day }): Cadence {
  const { town, ledger, rules, day } = what
  const rows = ledger.rows().filter(counts)
  const branches = town.villages.flatMap(({ name, branches: own }) =>
    (own.length > 0 ? own : [name]).map((branch) => ({ branch, village: name, alone: own.length <= 1 })),
  )
  const lines = branches.flatMap(({ branch, village, alone }) =>
    rules.map((rule) => {
      const { from, to } = periodOf(rule.period, day)
      const own = rows.filter(
        (row) => row.village === village && meets(rule, row) && (alone || mentions(row, branch)),
      )
      const held = own.map((row) => ({ row: row.number, times: timesIn(row, from, to) }))
      const counted = held.filter(({ times }) => times > 0)
      const done = counted.reduce((sum, { times }) => sum + times, 0)
      return { branch, village, rule, from, to, due: rule.times, done, rows: counted.map(({ row }) => row) }
    }),
  )
  return { day, lines, unclear: unclearIn(rows, town, rules, day) }
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

function unclearIn(rows: Row[], town: Town, rules: CadenceRule[], day: Day): Cadence['unclear'] {
  const { from, to } = periodOf('季度', day)
  const several = new Map(
    town.villages.filter((one) => one.branches.length > 1).map((one) => [one.name, one]),
  )
  return rows.flatMap((row) => {
    const concerned = rules.some((rule) => row.category && rule.categories.includes(row.category))
    if (!concerned || timesIn(row, from, to) === 0 || !row.village) return []
    const village = several.get(row.village)
    if (village && !village.branches.some((branch) => mentions(row, branch))) {
      return [{ row: row.number, why: `${village.name}有几个支部，没有写明是哪一个。` }]
    }
    const none = row.category === 'meeting' && !rules.some((rule) => meets(rule, row))
    return none ? [{ row: row.number, why: '没有写明是哪一种会议。' }] : []
  })
}
