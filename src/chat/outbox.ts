import { z } from 'zod'
import { type Day, dayOf, type Instant, plusDays } from '../clock.ts'
import type { Shelf } from '../shelf.ts'
import { type Target, targetSchema } from './chat.ts'
import { fateOf, whyOver } from './fate.ts'
import { type Picture, pictureSchema } from './message.ts'
import { laterOf, openPacer, type Pace } from './pace.ts'

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
  /** Not said after this instant, but noted as missed. */
  until: z.string().exactOptional(),
  /** missed 漏发: its time passed while it waited · dropped: a person has seen to it. */
  state: z.enum(['waiting', 'saying', 'said', 'failed', 'unknown', 'missed', 'dropped']),
  tries: z.int(),
  saidAt: z.string().exactOptional(),
  /** Why it waits, failed or was missed, in a sentence. */
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
  /** After this instant it is not said any more (补发 until then, then missed); absent: three days after `at`. */
  until?: Instant
}

/** Hands the words to the channel (Chat, with the town's names already turned into the channel's). */
export type Say = (to: Target, text: string, picture?: Picture) => Promise<void>

/** 待发箱: what is to be said, and what became of it. */
export interface Outbox {
  /** Writes the line down under its key, once; false when that key was written in the week before `at` or the day after. */
  write(line: Line): Promise<boolean>
  /** Says what waits, one after another; no more than the pace allows, nothing while the channel is offline. Returns how many were said. */
  pump(now: Instant): Promise<number>
  list(day?: string): Promise<Outgoing[]>
}

/** Days of lines read when the outbox opens: what is older was noted as missed by a pump, so a start costs the same in any year. */
const RECENT_CUTS = 7

/**
 * Reads the lines still to be said. `pace`: absent, all that waits is said at once. `online`: whether the channel can be
 * spoken to; while not, lines are parked untouched.
 */
export async function openOutbox(
  shelf: Shelf<Outgoing>,
  say: Say,
  how: { pace?: Pace; online?: () => boolean } = {},
): Promise<Outbox> {
  /** Lines to be said, oldest first. */
  const { waiting, last } = await openLines(shelf)
  const pacer = openPacer(how.pace, last)
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
    const fate = await fateOf(() => say(line.to, line.text, line.picture), now)
    if (fate.state === 'said' || fate.state === 'unknown') pacer.went(now)
    const again = fate.state === 'busy' && pacer.busy(line.id, now)
    const state = fate.state !== 'busy' ? fate.state : again ? 'waiting' : 'failed'
    const after: Outgoing = { ...claimed, ...fate, state }
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

  /** Also while the channel is offline: the desk must not show as waiting what will never be said. */
  async function noteMissed(now: Instant): Promise<void> {
    for (const line of [...waiting.values()]) {
      const why = whyOver(line, now)
      if (why === undefined) continue
      waiting.delete(line.id)
      await note({ ...line, state: 'missed', why })
    }
  }

  async function sayAll(now: Instant): Promise<number> {
    for (const line of [...unnoted.values()]) await note(line)
    await noteMissed(now)
    let said = 0
    for (const line of [...waiting.values()]) {
      if (how.online?.() === false || !pacer.mayGo(line.id, now)) break
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
      // Whoever called is told of the failure; the next pump only waits for its end.
      turn = pumped.catch(() => undefined)
      return pumped
    },
    list: (day) => shelf.list(day),
  }
}

/** The lines still to be said, and when the last one was; one whose saying was cut off by a crash becomes `unknown`. */
async function openLines(shelf: Shelf<Outgoing>) {
  const waiting = new Map<string, Outgoing>()
  let last: Instant | undefined
  for (const cut of (await shelf.cuts()).slice(-RECENT_CUTS)) {
    for (const line of await shelf.list(cut)) {
      last = laterOf(last, line.saidAt)
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
  return { waiting, last }
}
