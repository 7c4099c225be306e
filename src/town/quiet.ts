import { at, dayOf, type Instant, plusDays } from '../clock.ts'
import type { Town } from './shape.ts'

type QuietHours = Town['quietHours']

/** Whether the instant lies in the quiet hours (免打扰), which may run over midnight. */
export function isQuiet(instant: Instant, { from, to }: QuietHours): boolean {
  const time = instant.slice(11, 16)
  return from <= to ? time >= from && time < to : time >= from || time < to
}

/** The instant itself, or the end of the quiet hours that it falls into. */
export function afterQuiet(instant: Instant, quiet: QuietHours): Instant {
  if (!isQuiet(instant, quiet)) return instant
  const end = at(dayOf(instant), quiet.to)
  return end > instant ? end : at(plusDays(dayOf(instant), 1), quiet.to)
}
