import { at, dayOf, type Instant, plusDays } from '../clock.ts'
import type { Town } from '../town.ts'

/** Whether a time of day `HH:mm` lies in the quiet hours (免打扰), which may run over midnight. */
export function isQuiet(time: string, { quietHours: { from, to } }: Town): boolean {
  return from <= to ? time >= from && time < to : time >= from || time < to
}

/** The instant itself, or the end of the quiet hours that it falls into. */
export function afterQuiet(instant: Instant, town: Town): Instant {
  if (!isQuiet(instant.slice(11, 16), town)) return instant
  const end = at(dayOf(instant), town.quietHours.to)
  return end > instant ? end : at(plusDays(dayOf(instant), 1), town.quietHours.to)
}
