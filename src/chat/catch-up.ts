import { dayOf, type Instant, millisOf, plusMinutes } from '../clock.ts'
import type { Shelf } from '../shelf.ts'
import type { Chat } from './chat.ts'
import type { Incoming, Message } from './message.ts'

/** 补听: what was said while the bot was down or logged out is asked of the channel and heard like any other line. */
export interface CatchUp {
  /** Called at each beat: looks back once whenever the channel has come back. */
  tick(now: Instant): Promise<void>
  /** The last look back: from when, and how many lines were new. */
  last(): { since: Instant; heard: number } | undefined
}

/** Lines may be heard out of order, and clocks differ: so many minutes are asked for once more. */
const OVERLAP = 10
/** Nobody waits for an answer to what was said before that. */
const LOOK_BACK_DAYS = 7
/** A channel that fails to tell its history is not asked for ever. */
const TRIES = 3
/** Milliseconds within which the same words of the same person are the same line, though the channel gave it another id. */
const SAME = 2000

/** To be opened before the channel is started: what is heard live then says nothing about the time before. */
export async function openCatchUp(parts: {
  chat: Pick<Chat, 'history' | 'state'>
  messages: Shelf<Message>
  hear(incoming: Incoming): Promise<void>
  log(what: string, thrown: unknown): void
}): Promise<CatchUp> {
  const { chat, messages, hear, log } = parts
  /** When we are known to have heard the channel; undefined on the very first start, which owes nothing. */
  let heardAt = await lastHeard(messages)
  let away = true
  let tries = 0
  let last: { since: Instant; heard: number } | undefined

  async function lookBack(now: Instant, from: Instant): Promise<void> {
    const bounds = [plusMinutes(from, -OVERLAP), plusMinutes(now, -LOOK_BACK_DAYS * 1440)].sort()
    const since = bounds[1] ?? now
    const lines = (await chat.history?.(since)) ?? []
    let heard = 0
    for (const line of lines) {
      if (line.at < since || (await isKept(messages, line))) continue
      await hear(line)
      heard += 1
    }
    if (heard > 0 || millisOf(now) - millisOf(from) >= OVERLAP * 60_000) last = { since: from, heard }
  }

  return {
    async tick(now) {
      if (!chat.state().online) {
        away = true
        tries = 0
        return
      }
      if (away && heardAt !== undefined && heardAt < now && tries < TRIES) {
        tries += 1
        try {
          await lookBack(now, heardAt)
        } catch (thrown) {
          return log('补听停机时的群消息', thrown)
        }
      }
      away = false
      heardAt = now
    },
    last: () => last,
  }
}

/** The time of the last line on disk. */
async function lastHeard(messages: Shelf<Message>): Promise<Instant | undefined> {
  const cut = (await messages.cuts()).at(-1)
  if (cut === undefined) return undefined
  return (await messages.list(cut))
    .map(({ at }) => at)
    .sort()
    .at(-1)
}

/** Whether the line is remembered already, by its id or, under another id, by who said what when. */
async function isKept(messages: Shelf<Message>, line: Incoming): Promise<boolean> {
  return (await messages.list(dayOf(line.at))).some(
    (one) =>
      one.channelId === line.channelId ||
      (one.kind === 'text' &&
        line.kind === 'text' &&
        one.text === line.text &&
        one.from.name === line.from.name &&
        one.topic === line.topic &&
        Math.abs(millisOf(one.at) - millisOf(line.at)) < SAME),
  )
}
