import type { Instant } from '../clock.ts'
import type { HandClock } from './clock.ts'
import type { SimGroup } from './group.ts'
import { minutesBetween } from './scene.ts'

/** Passes time minute by minute up to `to`: the clock moves, the app ticks, what was said has been heard. */
export async function passTime(
  stage: { clock: HandClock; group: SimGroup; tick(): Promise<void> },
  to: Instant,
): Promise<void> {
  for (const minute of minutesBetween(stage.clock.now(), to)) {
    stage.clock.moveTo(minute)
    await stage.tick()
    await stage.group.quiet()
  }
}
