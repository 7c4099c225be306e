import { createHash } from 'node:crypto'
import { type Instant, instantOf, millisOf, plusMinutes } from '../clock.ts'

/** How fast the bot speaks: seconds between two lines, at least, and up to so many more, differing from line to line. */
export interface Pace {
  least: number
  spread: number
}

/** Minutes to wait when the channel says that it is too busy, longer each time; after the last the line has failed. */
const PAUSES = [1, 2, 5, 10, 20, 30]

/** Says when the next line may go. A function of what was said when, never of a timer. */
export interface Pacer {
  mayGo(id: string, now: Instant): boolean
  /** A line went out, or may have. */
  went(now: Instant): void
  /** The channel was too busy for this line; false: often enough, do not try it again. */
  busy(id: string, now: Instant): boolean
}

/** Without a pace only the pauses of a busy channel are kept. `last`: when a line went out before this start. */
export function openPacer(pace: Pace | undefined, last?: Instant): Pacer {
  let before = last
  let pausedUntil: Instant | undefined
  const refusals = new Map<string, number>()

  return {
    mayGo(id, now) {
      if (pausedUntil !== undefined && now < pausedUntil) return false
      // The host's clock may have been set back: what lies ahead says nothing about the last seconds.
      if (!pace || before === undefined || before > now) return true
      return millisOf(now) - millisOf(before) >= gapBefore(id, pace) * 1000
    },
    went(now) {
      before = now
      pausedUntil = undefined
    },
    busy(id, now) {
      const times = refusals.get(id) ?? 0
      const pause = PAUSES[times]
      if (pause === undefined) return false
      refusals.set(id, times + 1)
      pausedUntil = plusMinutes(now, pause)
      return true
    },
  }
}

/** Seconds to wait before this line: the same for the same line, so that a test can foresee them. */
function gapBefore(id: string, { least, spread }: Pace): number {
  const dice = createHash('sha256').update(id).digest().readUInt32BE(0) / 2 ** 32
  return least + dice * spread
}

/** The later of two instants, of which either may be missing. */
export function laterOf(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return instantOf(Math.max(millisOf(a), millisOf(b)))
}
