import { type Instant, plusMinutes } from '../clock.ts'
import { Fault } from '../fault.ts'

/** What became of a line that was handed to the channel. `busy`: nothing was said, the channel wants a pause. */
export type Fate =
  | { state: 'said'; saidAt: Instant }
  | { state: 'waiting' | 'failed' | 'unknown'; why: string }
  | { state: 'busy'; why: string }

/** Nothing was said, and another try would not help. */
const FUTILE = new Set(['chat/no-target', 'chat/no-picture'])

/** Only `chat/offline` and `chat/busy` are sure not to have been said and worth another try. */
export async function fateOf(saying: () => Promise<void>, now: Instant): Promise<Fate> {
  try {
    await saying()
    return { state: 'said', saidAt: now }
  } catch (thrown) {
    if (thrown instanceof Fault) {
      if (thrown.code === 'chat/offline') return { state: 'waiting', why: thrown.say }
      if (thrown.code === 'chat/busy') return { state: 'busy', why: thrown.say }
      if (FUTILE.has(thrown.code)) return { state: 'failed', why: thrown.say }
    }
    const reason = thrown instanceof Fault ? thrown.say : String(thrown).slice(0, 200)
    return { state: 'unknown', why: `发送时出错，可能已经发出，请到群里核对。（${reason}）` }
  }
}

/** What could not be said for three days is no longer news. */
const STALE_MINUTES = 3 * 1440
/** No line waits longer than the outbox looks back when it opens, whatever it was given. */
const LONGEST_MINUTES = 6 * 1440

/** Why a line is not to be said any more; undefined: its time lasts. */
export function whyOver({ at, until }: { at: Instant; until?: Instant }, now: Instant): string | undefined {
  if (until !== undefined && now > until) return `到 ${spoken(until)} 还没能发出，已过时限，不再发送。`
  if (until === undefined && now > plusMinutes(at, STALE_MINUTES))
    return '超过三天没能发出，内容已经过时，不再发送。'
  return now > plusMinutes(at, LONGEST_MINUTES) ? '超过六天没能发出，内容已经过时，不再发送。' : undefined
}

function spoken(instant: Instant): string {
  return `${Number(instant.slice(5, 7))}月${Number(instant.slice(8, 10))}日 ${instant.slice(11, 16)}`
}
