/**
 * Time in this house is Beijing time, spelt out: a Day is `2025-03-05`, an Instant is
 * `2025-03-05T15:20:00.000+08:00`. Instants are always written with +08:00, so they sort as text.
 * Days long past (a date of joining in 1988, when China had summer time) are kept as Day, never as Instant.
 */
export type Day = string
export type Instant = string

const ZONE = 8 * 60 * 60 * 1000

/** The clock is an edge of the world: the real one, or one moved by hand. */
export interface Clock {
  now(): Instant
}

export const systemClock: Clock = { now: () => instantOf(Date.now()) }

/** Milliseconds since 1970 -> Instant. */
export function instantOf(millis: number): Instant {
  return new Date(millis + ZONE).toISOString().replace('Z', '+08:00')
}

/** Instant (or any ISO text with a zone) -> milliseconds since 1970. */
export function millisOf(instant: Instant): number {
  return Date.parse(instant)
}

/** The Beijing day of an instant. */
export function dayOf(instant: Instant): Day {
  return instant.slice(0, 10)
}

/** A day and a time of day `HH:mm` -> Instant. */
export function at(day: Day, time: string): Instant {
  return instantOf(Date.parse(`${day}T${time}:00+08:00`))
}

/** An instant moved by so many minutes (negative: back). */
export function plusMinutes(instant: Instant, minutes: number): Instant {
  return instantOf(millisOf(instant) + minutes * 60_000)
}

/** A day moved by so many days. */
export function plusDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Whole days from one day to another. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** Whether there is such a day: `2025-02-29` and words that are no day are none. */
export function isDay(words: string): boolean {
  const millis = Date.parse(`${words}T00:00:00Z`)
  return !Number.isNaN(millis) && new Date(millis).toISOString().slice(0, 10) === words
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** `2025-03-05` -> `3月5日`, as an office writes it (no padding zero, GB/T 9704). */
export function spokenDay(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

/** `2025-03-05` -> `2025年3月5日` */
export function fullDay(day: Day): string {
  return `${day.slice(0, 4)}年${spokenDay(day)}`
}

/** `2025-03-05` -> `2025年3月5日 星期三` */
export function fullDayWithWeekday(day: Day): string {
  return `${fullDay(day)} 星期${'一二三四五六日'[weekdayOf(day) - 1]}`
}
