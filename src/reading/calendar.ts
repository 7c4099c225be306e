import { type Day, plusDays, weekdayOf } from '../clock.ts'

/** A day as far as it was said: 6月5日 has no year, 28日 has no month, 6月 has no day. */
export interface PartDay {
  y?: number
  m?: number
  d?: number
}

/** Is there such a day? 29 February without a year may be. */
export function exists(day: PartDay): boolean {
  if (day.m !== undefined && (day.m < 1 || day.m > 12)) return false
  if (day.d === undefined) return true
  const long = day.m === undefined ? 31 : daysIn(day.y ?? 2024, day.m)
  return day.d >= 1 && day.d <= long
}

function daysIn(y: number, m: number): number {
  return new Date(Date.UTC(y, m, 0)).getUTCDate()
}

/** `YYYY-MM-DD` | `--MM-DD` | `---DD` | `--MM` | `YYYY-MM` | `YYYY` (design.md). */
export function writeDay(day: PartDay): string {
  if (day.y !== undefined) {
    return (
      String(day.y) + (day.m === undefined ? '' : `-${two(day.m)}`) + (day.m && day.d ? `-${two(day.d)}` : '')
    )
  }
  if (day.m !== undefined) return `--${two(day.m)}${day.d === undefined ? '' : `-${two(day.d)}`}`
  return `---${two(day.d ?? 1)}`
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}

export function splitDay(day: Day): Required<PartDay> {
  return { y: Number(day.slice(0, 4)), m: Number(day.slice(5, 7)), d: Number(day.slice(8, 10)) }
}

/** The nearest such day not after `base` (a report tells of what was); with `future`, not before it. */
export function complete(day: PartDay, base: Day, future: boolean): PartDay {
  if (day.y !== undefined) return day
  const today = splitDay(base)
  if (day.m === undefined && day.d !== undefined) return nearestDayOfMonth(day.d, today, base, future)
  if (day.m === undefined) return day
  const step = future ? 1 : -1
  for (let y = today.y, tries = 0; tries < 9; y += step, tries += 1) {
    const full = { ...day, y }
    if (!exists(full)) continue
    const text = writeDay(full)
    const order = text < base.slice(0, text.length) ? -1 : text > base.slice(0, text.length) ? 1 : 0
    if (future ? order >= 0 : order <= 0) return full
  }
  return day
}

function nearestDayOfMonth(d: number, today: Required<PartDay>, base: Day, future: boolean): PartDay {
  let { y, m } = today
  for (let tries = 0; tries < 3; tries += 1) {
    const full = { y, m, d }
    const text = writeDay(full)
    if (exists(full) && (future ? text >= base : text <= base)) return full
    m += future ? 1 : -1
    if (m === 0) {
      m = 12
      y -= 1
    }
    if (m === 13) {
      m = 1
      y += 1
    }
  }
  return { d }
}

/** The day of that weekday (1 = Monday) `weeks` weeks from the week of `base`. */
export function weekdayIn(base: Day, weekday: number, weeks: number): Day {
  return plusDays(base, weekday - weekdayOf(base) + 7 * weeks)
}
