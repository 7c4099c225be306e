import type { Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Shelf } from '../shelf.ts'
import type { Target } from './chat.ts'

/**
 * 待发箱: written down before it is said. `saying` is written before the channel is called: after a crash such a
 * line may have been said, so it becomes `unknown` and is shown at the desk, never resent by itself (design.md, rule 1).
 */
export interface Outgoing {
  /** `2025-03-05/<key>`; the key makes it once: slot × group × item, or reply × message. */
  id: string
  to: Target
  text: string
  at: Instant
  state: 'waiting' | 'saying' | 'said' | 'failed' | 'unknown' | 'dropped'
  tries: number
  saidAt?: Instant
  /** Why it failed, in a sentence. */
  why?: string
}

export interface Outbox {
  /** Writes the line down under its key, once; false when that key was written before. */
  write(line: { key: string; to: Target; text: string; at: Instant }): Promise<boolean>
  /** Says what waits, one after another; stops quietly while the channel is offline. Returns how many were said. */
  pump(now: Instant): Promise<number>
  list(day?: string): Promise<Outgoing[]>
}

const TRIES = 5

/** `say` hands the words to the channel (Chat, with the town's names already turned into the channel's). */
export async function openOutbox(
  shelf: Shelf<Outgoing>,
  say: (to: Target, text: string) => Promise<void>,
): Promise<Outbox> {
  const waiting = new Map<string, Outgoing>()
  for (const line of await shelf.list()) {
    if (line.state === 'waiting') waiting.set(line.id, line)
    if (line.state === 'saying') {
      await shelf.put({ ...line, state: 'unknown', why: '程序在发送途中中断，可能已经发出，请到群里核对。' })
    }
  }
  let pumping: Promise<number> = Promise.resolve(0)

  async function settle(line: Outgoing): Promise<void> {
    await shelf.put(line)
    if (line.state === 'waiting') waiting.set(line.id, line)
    else waiting.delete(line.id)
  }

  /** One line: claimed on disk, said, noted. Returns false when the channel is offline and the rest must wait. */
  async function sayOne(line: Outgoing, now: Instant): Promise<boolean> {
    const claimed: Outgoing = { ...line, state: 'saying', tries: line.tries + 1 }
    await settle(claimed)
    try {
      await say(line.to, line.text)
      await settle({ ...claimed, state: 'said', saidAt: now })
      return true
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'chat/offline') {
        const spent = claimed.tries >= TRIES * 100
        await settle({ ...claimed, state: spent ? 'failed' : 'waiting', why: thrown.say })
        return false
      }
      if (thrown instanceof Fault && thrown.code === 'chat/no-target') {
        await settle({ ...claimed, state: 'failed', why: thrown.say })
        return true
      }
      await settle({
        ...claimed,
        state: 'unknown',
        why: `发送时出错，可能已经发出：${String(thrown).slice(0, 200)}`,
      })
      return true
    }
  }

  async function sayAll(now: Instant): Promise<number> {
    let said = 0
    for (const line of [...waiting.values()]) {
      if (!(await sayOne(line, now))) break
      said += 1
    }
    return said
  }

  return {
    async write({ key, to, text, at }) {
      const line: Outgoing = { id: `${at.slice(0, 10)}/${key}`, to, text, at, state: 'waiting', tries: 0 }
      const fresh = await shelf.add(line)
      if (fresh) waiting.set(line.id, line)
      return fresh
    },
    pump: (now) => {
      pumping = pumping.then(() => sayAll(now))
      return pumping
    },
    list: (day) => shelf.list(day),
  }
}
