import { counts, type Row } from '../ledger/row.ts'
import { CATEGORIES } from '../reading/category.ts'
import { dayOfRow, villageNames } from './match.ts'
import { monthsOf, type Period, within, yearBefore } from './period.ts'

/** 图: what is drawn, as plain numbers; `outside/chart.ts` draws it. */
export interface Chart {
  title: string
  unit: string
  /** columns stand side by side (months); bars lie, one a line (long names). */
  shape: 'columns' | 'bars'
  labels: string[]
  series: { name: string; values: number[] }[]
}

/**
 * Activities by month, by category and by village, the year before beside them where it has any.
 * Villages stand in the town's own order: they are shown, never ranked (design.md, rule 8).
 */
export function chartsOf(rows: Row[], period: Period, villages: string[]): Chart[] {
  const before = yearBefore(period)
  const now = rowsWithin(rows, period)
  const earlier = rowsWithin(rows, before)
  const chart = (title: string, shape: Chart['shape'], labels: string[], group: Grouping): Chart => ({
    title,
    unit: '条',
    shape,
    labels,
    series: [
      { name: period.name, values: tally(now, labels, group) },
      ...(earlier.length > 0 ? [{ name: before.name, values: tally(earlier, labels, group) }] : []),
    ],
  })
  const months = monthsOf(period).map((month) => monthLabel(month.from))
  const named = new Set(now.flatMap(byCategory))
  const categories = Object.values(CATEGORIES).filter((word) => named.has(word))
  return [
    ...(months.length > 1 ? [chart(`${period.name}各月活动`, 'columns', months, byMonth)] : []),
    chart(`${period.name}各类活动`, 'bars', categories, byCategory),
    chart(`${period.name}各村（社区）活动`, 'bars', villages, villageNames),
  ].filter((one) => one.labels.length > 0)
}

type Grouping = (row: Row) => string[]

function rowsWithin(rows: Row[], period: Period): Row[] {
  return rows.filter((row) => {
    const day = dayOfRow(row)
    return day !== undefined && counts(row) && within(period, day)
  })
}

function tally(rows: Row[], labels: string[], group: Grouping): number[] {
  const found = new Map<string, number>()
  for (const label of rows.flatMap(group)) found.set(label, (found.get(label) ?? 0) + 1)
  return labels.map((label) => found.get(label) ?? 0)
}

function monthLabel(day: string): string {
  return `${Number(day.slice(5, 7))}月`
}

const byMonth: Grouping = (row) => [monthLabel(dayOfRow(row) ?? '')]
const byCategory: Grouping = (row) => (row.category ? [CATEGORIES[row.category]] : [])

/** What a chart shows, in words, for those who do not see it. */
export function sayChart({ title, unit, labels, series }: Chart): string {
  const said = series.map(
    ({ name, values }) => `${name}：${labels.map((label, n) => `${label} ${values[n] ?? 0}`).join('，')}`,
  )
  return `${title}，单位${unit}。${said.join('；')}`
}
