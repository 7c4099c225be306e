import type { Incoming } from '../../chat/message.ts'
import { at, dayOf, type Instant, plusDays, plusMinutes } from '../../clock.ts'
import type { YearEvent } from './event.ts'

/** Where a year is played: the whole app with its shelves, or a few rooms of it. Its clock is moved by what it is told. */
export interface YearStage {
  /** A line comes from the channel at its own time. */
  hear(line: Incoming): Promise<void>
  /** The clock stands at `now`: what fell due is done. */
  tick(now: Instant): Promise<void>
  /** The officer's hour, when the day's last line has been said. */
  endDay(now: Instant): Promise<void>
  picture(name: string): Promise<Uint8Array>
}

/** Minutes after a line at which the house can tell a difference: a burst has ended, a late picture comes no more. */
const BEATS = [4, 10]
/** The morning's notices are due a few minutes before. */
const MORNING = '08:05'

/** After the year's last line: what was set going then is settled by these. */
const LAST_BEATS = [5, 15, 60]

/** Plays the events from number `from` on; `told` hears how many are done. Resolves to that number, also when stopped. */
export async function playYear(
  stage: YearStage,
  events: YearEvent[],
  run: { from?: number; told?: (done: number, now: Instant) => Promise<void>; signal?: AbortSignal } = {},
): Promise<number> {
  let done = run.from ?? 0
  let now: Instant = (events[done - 1] ?? events[done])?.at ?? ''
  for (const event of events.slice(done)) {
    if (run.signal?.aborted) return done
    if (dayOf(event.at) !== dayOf(now)) now = await endDay(stage, now)
    for (const beat of beatsBetween(now, event.at)) await stage.tick(beat)
    now = event.at
    await stage.tick(now)
    await stage.hear(await incomingOf(event, stage))
    done += 1
    await run.told?.(done, now)
  }
  const last = await endDay(stage, now)
  for (const minutes of LAST_BEATS) await stage.tick(plusMinutes(last, minutes))
  return done
}

/** What the officer set going in the evening has a few minutes to be done. */
async function endDay(stage: YearStage, now: Instant): Promise<Instant> {
  const evening = plusMinutes(now, 12)
  for (const minutes of [...BEATS, 12]) await stage.tick(plusMinutes(now, minutes))
  await stage.endDay(evening)
  const after = plusMinutes(evening, 3)
  await stage.tick(after)
  return after
}

/** The moments between two lines at which something can fall due, in order. */
function beatsBetween(from: Instant, to: Instant): Instant[] {
  const mornings: Instant[] = []
  for (let day = dayOf(from); day <= dayOf(to); day = plusDays(day, 1)) mornings.push(at(day, MORNING))
  return [...BEATS.map((minutes) => plusMinutes(from, minutes)), ...mornings]
    .filter((beat) => beat > from && beat < to)
    .sort()
}

async function incomingOf(event: YearEvent, stage: YearStage): Promise<Incoming> {
  const line = {
    channelId: event.id,
    topic: event.group,
    from: { id: `wx-${event.from}`, name: event.from },
    at: event.at,
    ours: false,
    mentionsBot: false,
  }
  if (event.kind === 'recall') return { ...line, kind: 'recall', text: '', recalls: event.recalls }
  if (event.kind === 'picture') {
    const picture = { name: event.name, bytes: await stage.picture(event.name) }
    return { ...line, kind: 'picture', text: '', picture }
  }
  const { text, quote } = event
  return { ...line, kind: 'text', text, ...(quote ? { quote } : {}) }
}
