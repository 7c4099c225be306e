import { type Day, plusDays } from '../clock.ts'
import { Fault } from '../fault.ts'

/** The time a report covers, both days included. */
export interface Period {
  /** `2023` | `2023-Q1` | `2023-03`: the key under which it is closed. */
  key: string
  from: Day
  to: Day
  /** As it is said: 2023年, 2023年第一季度, 2023年3月; a year that still runs: 2023年截至11月24日. */
  name: string
  /** A year that still runs: 11月24日, the day up to which it is counted. */
  asOf?: string
}

const QUARTERS = ['一', '二', '三', '四']

/**
 * `2023` | `2023-Q1` | `2023-03` -> the period. When `today` lies inside a year, the year ends there: the year so far.
 * Fault `annual/period` when the text is none of these.
 */
export function periodOf(key: string, today?: Day): Period {
  const [, year = '', quarter, month] = key.match(/^(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/) ?? []
  if (!year) throw new Fault('annual/period', `“${key}”不是时段，请写成 2023、2023-Q1 或 2023-03。`)
  if (month) return { key, ...monthDays(year, Number(month), 1), name: `${year}年${Number(month)}月` }
  if (quarter) {
    const days = monthDays(year, Number(quarter) * 3 - 2, 3)
    return { key, ...days, name: `${year}年第${QUARTERS[Number(quarter) - 1]}季度` }
  }
  const whole = { key, from: `${year}-01-01`, to: `${year}-12-31`, name: `${year}年` }
  if (!today || today < whole.from || today >= whole.to) return whole
  const said = `${Number(today.slice(5, 7))}月${Number(today.slice(8, 10))}日`
  return { ...whole, to: today, name: `${year}年截至${said}`, asOf: said }
}

/** The same stretch of the year before: 2023-03 -> 2022-03; a year so far keeps its last day. */
export function yearBefore(period: Period): Period {
  const year = String(Number(period.key.slice(0, 4)) - 1)
  const before = periodOf(year + period.key.slice(4))
  if (period.key.length > 4 || period.to.endsWith('12-31')) return before
  return periodOf(year, `${year}${period.to.slice(4)}`.replace('-02-29', '-02-28'))
}

/** The months of a period, the last one cut at its end. */
export function monthsOf(period: Period): Period[] {
  const first = Number(period.from.slice(5, 7))
  const last = Number(period.to.slice(5, 7))
  const year = period.from.slice(0, 4)
  return Array.from({ length: last - first + 1 }, (_, n) => {
    const month = periodOf(`${year}-${String(first + n).padStart(2, '0')}`)
    return month.to > period.to ? { ...month, to: period.to } : month
  })
}

/** Whether a day lies in the period, its ends included. */
export function within(period: Period, day: Day): boolean {
  return day >= period.from && day <= period.to
}

function monthDays(year: string, first: number, months: number): { from: Day; to: Day } {
  const next = first + months
  const after = next > 12 ? `${Number(year) + 1}-01-01` : `${year}-${String(next).padStart(2, '0')}-01`
  return { from: `${year}-${String(first).padStart(2, '0')}-01`, to: plusDays(after, -1) }
}
