import { type Day, weekdayOf } from '../clock.ts'

/** The five fields of cron, each as the set of values it lets through. */
export interface Cron {
  minutes: number[]
  hours: number[]
  days: number[]
  months: number[]
  /** 1 = Monday … 7 = Sunday. */
  weekdays: number[]
  /** Both days and weekdays were named: cron then takes either. */
  either: boolean
}

/** `0 8 * * 1-5` -> its sets; undefined when it is no cron line. */
export function readCron(text: string): Cron | undefined {
  const fields = text.trim().split(/\s+/)
  const [minute, hour, day, month, weekday] = fields
  if (!minute || !hour || !day || !month || !weekday || fields.length !== 5) return undefined
  const minutes = expand(minute, 0, 59)
  const hours = expand(hour, 0, 23)
  const days = expand(day, 1, 31)
  const months = expand(month, 1, 12)
  const sundays = expand(weekday, 0, 7)
  if (!minutes || !hours || !days || !months || !sundays) return undefined
  const weekdays = [...new Set(sundays.map((n) => n || 7))]
  return { minutes, hours, days, months, weekdays, either: !day.startsWith('*') && !weekday.startsWith('*') }
}

/** `1-5`, `0-30/15`, `1,3,5` -> values; undefined when a value lies outside. */
function expand(field: string, low: number, high: number): number[] | undefined {
  const values = new Set<number>()
  for (const piece of field.split(',')) {
    const found = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(piece)
    if (!found) return undefined
    const [, first, last, step] = found
    const from = first === undefined ? low : Number(first)
    const to = last !== undefined ? Number(last) : first === undefined || step !== undefined ? high : from
    const by = step === undefined ? 1 : Number(step)
    if (from < low || to > high || from > to || by < 1) return undefined
    for (let value = from; value <= to; value += by) values.add(value)
  }
  return [...values].sort((a, b) => a - b)
}

/** Whether the cron line fires on the day. */
export function cronDay(cron: Cron, day: Day): boolean {
  if (!cron.months.includes(Number(day.slice(5, 7)))) return false
  const byDay = cron.days.includes(Number(day.slice(8, 10)))
  const byWeekday = cron.weekdays.includes(weekdayOf(day))
  return cron.either ? byDay || byWeekday : byDay && byWeekday
}

/** Its times of day, `HH:mm`. */
export function cronTimes(cron: Cron): string[] {
  const two = (n: number) => String(n).padStart(2, '0')
  return cron.hours.flatMap((hour) => cron.minutes.map((minute) => `${two(hour)}:${two(minute)}`))
}
