import { type Clock, type Instant, instantOf, millisOf } from '../clock.ts'

/** A clock that stands still until it is moved: for scenes. It never goes back. */
export interface HandClock extends Clock {
  moveTo(instant: Instant): void
}

export function handClock(start: Instant): HandClock {
  let now = start
  return {
    now: () => now,
    moveTo(instant) {
      if (instant > now) now = instant
    },
  }
}

/** A clock that runs, but can be put ahead: for the demo. `ahead` is how many milliseconds it is ahead of the host's. */
export interface DemoClock extends HandClock {
  ahead(): number
}

export function demoClock(ahead: number): DemoClock {
  let offset = ahead
  const now = () => instantOf(Date.now() + offset)
  return {
    now,
    moveTo(instant) {
      if (instant > now()) offset = millisOf(instant) - Date.now()
    },
    ahead: () => offset,
  }
}
