import { z } from 'zod'
import { type Day, dayOf, type Instant, plusDays, plusMinutes } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Shelf } from '../shelf.ts'
import { type Target, targetSchema } from './chat.ts'
import { type Picture, pictureSchema } from './message.ts'

/**
 * 待发箱: written down before it is said. `saying` is written before the channel is called: after a crash such a
 * line may have been said, so it becomes `unknown` and is shown at the desk, never resent by itself (design.md, rule 1).
 */
export const outgoingSchema = z.object({
  /** `2025-03-05/<key>`; the key makes it once: slot × group × item, or reply × message. */
  id: z.string(),
  to: targetSchema,
  text: z.string(),
  /** Shown after the text; its bytes are among the blobs. */
  picture: pictureSchema.exactOptional(),
  at: z.string(),
  state: z.enum(['waiting', 'saying', 'said', 'failed', 'unknown', 'dropped']),
  tries: z.int(),
  saidAt: z.string().exactOptional(),
  /** Why it failed, in a sentence. */
  why: z.string().exactOptional(),
})
export type Outgoing = z.infer<typeof outgoingSchema>

/** A line to be said. With a picture the text may be empty; its bytes must be kept in the blobs before. */
export interface Line {
  key: string
  to: Target
  text: string
  picture?: Picture
  at: Instant
}

/** Hands the words to the channel (Chat, with the town's names already turned into the channel's). */
export type Say = (to: Target, text: string, picture?: Picture) => Promise<void>

export interface Outbox {
  /** Writes the line down under its key, once; false when that key was written in the week before `at` or the day after. */
  write(line: Line): Promise<boolean>
  /** Says what waits, one after another; stops quietly while the channel is offline. Returns how many were said. */
  pump(now: Instant): Promise<number>
  list(day?: string): Promise<Outgoing[]>
}

/** What could not be said for three days is no longer news: it is dropped and shown at the desk. */
const STALE_MINUTES = 3 * 24 * 60
/**
 * Days of lines read when the outbox opens. As stale lines are dropped at each pump, nothing older than the last few
 * days on which anything was written can still wait; so the cost of a start does not grow with history.
 */
const RECENT_CUTS = 7

export async function openOutbox(shelf: Shelf<Outgoing>, say: Say): Promise<Outbox> {
  /** Lines to be said, oldest first. */
  const waiting = await openLines(shelf)
  /** Results that did not reach the disk: noted before anything else is said, and never said again. */
  const unnoted = new Map<string, Outgoing>()
  let turn: Promise<unknown> = Promise.resolve()

  async function note(line: Outgoing): Promise<void> {
    unnoted.set(line.id, line)
    await shelf.put(line)
    unnoted.delete(line.id)
  }

  /** One line: claimed on disk, said, noted. */
  async function sayOne(line: Outgoing, now: Instant): Promise<Outgoing['state']> {
    const { why: _, ...plain } = line
    const claimed: Outgoing = { ...plain, state: 'saying', tries: line.tries + 1 }
    await shelf.put(claimed)
    const after: Outgoing = {
      ...claimed,
      ...(await resultOf(() => say(line.to, line.text, line.picture), now)),
    }
    if (after.state === 'waiting') waiting.set(line.id, after)
    else waiting.delete(line.id)
    await note(after)
    return after.state
  }

  /**
   * A reply may be written again on another day, after a crash at midnight: its key must be found there too; also on
   * the day after, since a host's clock may be set back.
   */
  async function writtenBefore(day: Day, key: string): Promise<boolean> {
    for (let back = -1; back <= RECENT_CUTS; back += 1) {
      if (back !== 0 && (await shelf.get(`${plusDays(day, -back)}/${key}`))) return true
    }
    return false
  }

  async function sayAll(now: Instant): Promise<number> {
    for (const line of [...unnoted.values()]) await note(line)
    let said = 0
    for (const line of [...waiting.values()]) {
      if (line.at < plusMinutes(now, -STALE_MINUTES)) {
        waiting.delete(line.id)
        await note({ ...line, state: 'dropped', why: '超过三天没能发出，内容已经过时，不再发送。' })
        continue
      }
      const state = await sayOne(line, now)
      if (state === 'waiting') break
      if (state === 'said') said += 1
    }
    return said
  }

  return {
    async write({ key, at, ...line }) {
      const day = dayOf(at)
      if (await writtenBefore(day, key)) return false
      const fresh: Outgoing = { id: `${day}/${key}`, ...line, at, state: 'waiting', tries: 0 }
      const added = await shelf.add(fresh)
      if (added) waiting.set(fresh.id, fresh)
      return added
    },
    pump(now) {
      const pumped = turn.then(() => sayAll(now))
      turn = pumped.catch(() => undefined)
      return pumped
    },
    list: (day) => shelf.list(day),
  }
}

/** The lines still to be said; one whose saying was cut off by a crash becomes `unknown`. */
async function openLines(shelf: Shelf<Outgoing>): Promise<Map<string, Outgoing>> {
  const waiting = new Map<string, Outgoing>()
  for (const cut of (await shelf.cuts()).slice(-RECENT_CUTS)) {
    for (const line of await shelf.list(cut)) {
      if (line.state === 'waiting') waiting.set(line.id, line)
      if (line.state === 'saying') {
        await shelf.put({
          ...line,
          state: 'unknown',
          why: '程序在发送途中中断，可能已经发出，请到群里核对。',
        })
      }
    }
  }
  return waiting
}

/** Nothing was said, and another try would not help. */
const FUTILE = new Set(['chat/no-target', 'chat/no-picture'])

/** What became of a line: only `chat/offline` is sure not to have been said and worth another try. */
async function resultOf(
  saying: () => Promise<void>,
  now: Instant,
): Promise<Pick<Outgoing, 'state' | 'saidAt' | 'why'>> {
  try {
    await saying()
    return { state: 'said', saidAt: now }
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'chat/offline')
      return { state: 'waiting', why: thrown.say }
    if (thrown instanceof Fault && FUTILE.has(thrown.code)) return { state: 'failed', why: thrown.say }
    const reason = thrown instanceof Fault ? thrown.say : String(thrown).slice(0, 200)
    return { state: 'unknown', why: `发送时出错，可能已经发出，请到群里核对。（${reason}）` }
  }
}
