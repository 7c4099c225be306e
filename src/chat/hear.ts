import { type Clock, dayOf, type Instant, plusDays } from '../clock.ts'
import type { Shelf } from '../shelf.ts'
import { findGroup, findPerson, type Town } from '../town.ts'
import { type Handled, noteFailed, noteHandled, noteTried, worthTrying } from './handled.ts'
import { courtesyAbout, shorten } from './long.ts'
import { type Blobs, type Incoming, isInstant, type Message, messageId } from './message.ts'
import type { Outbox } from './outbox.ts'

/** Looks at a message; true: it was for me, ask no further listener. May be offered the same one again after a crash. */
export type Listener = (message: Message, now: Instant) => Promise<boolean>

/** 记住、再交办: each line is on disk before anyone acts on it (design.md, rule 1). */
export interface Hearing {
  /** Resolves when the message is on disk and the listeners have had it. Lines are worked on in the order they came. */
  hear(incoming: Incoming): Promise<void>
  /** At start, before the channel: offers what was remembered in the last days and not handled; returns how many. */
  recover(): Promise<number>
}

interface HearingParts {
  messages: Shelf<Message>
  handled: Shelf<Handled>
  blobs: Blobs
  town: Pick<Town, 'groups' | 'people'>
  clock: Clock
  /** Asked in this order. */
  listeners: Listener[]
  /** The way to tell a sender that a text was too long; the outbox's. */
  say?: Outbox['write']
  log(what: string, thrown: unknown): void
}

/** Days back that `recover` looks at, today included. */
const RECENT_DAYS = 4

export async function openHearing(parts: HearingParts): Promise<Hearing> {
  const { messages, handled, blobs, town, clock, listeners, say, log } = parts
  let lastQueued: Promise<unknown> = Promise.resolve()
  let lastWorked: Promise<unknown> = Promise.resolve()

  /** The channel's line as a message of the town; pictures and long texts are on disk when this resolves. */
  async function prepare({ picture, ...incoming }: Incoming): Promise<Message> {
    // A line with a time that is none must not be lost for it.
    const line = isInstant(incoming.at) ? incoming : { ...incoming, at: clock.now() }
    const group = line.topic === undefined ? undefined : findGroup(town, line.topic)
    const person = findPerson(town, line.from)
    const short = await shorten(line, blobs)
    const kept = picture && { name: picture.name, hash: await blobs.keep(picture.bytes) }
    return {
      ...line,
      ...short,
      id: messageId(line.at, line.channelId),
      ...(group ? { group: group.name } : {}),
      ...(person ? { person: person.name } : {}),
      ...(kept ? { picture: kept } : {}),
    }
  }

  /** Whether the channel delivered it before with a time on the other side of midnight. */
  async function keptNearby({ at, channelId }: Message): Promise<boolean> {
    const day = dayOf(at)
    const twins = [plusDays(day, -1), plusDays(day, 1)].map((near) =>
      messages.get(messageId(near, channelId)),
    )
    return (await Promise.all(twins)).some((twin) => twin !== undefined)
  }

  /** Gives the message to the listeners; what they throw is noted, and the next message goes on. */
  async function offer(message: Message): Promise<void> {
    let failure: unknown
    for (const listen of listeners) {
      try {
        if (await listen(message, clock.now())) break
      } catch (thrown) {
        failure = thrown
        log(`处理群消息 ${message.id} 时出错`, thrown)
      }
    }
    const now = clock.now()
    if (failure === undefined) await noteHandled(handled, message.id, now)
    else await noteFailed(handled, message.id, now, failure)
  }

  async function work(message: Message): Promise<void> {
    if (!ofTheTown(message)) return
    if (message.longText === undefined) return offer(message)
    await say?.(courtesyAbout(message, clock.now()))
    await noteHandled(handled, message.id, clock.now())
  }

  async function recover(): Promise<number> {
    const today = dayOf(clock.now())
    let offered = 0
    for (let back = RECENT_DAYS - 1; back >= -1; back -= 1) {
      const day = plusDays(today, -back)
      const done = new Map((await handled.list(day)).map((one) => [one.id, one]))
      for (const message of await messages.list(day)) {
        const before = done.get(message.id)
        if (!ofTheTown(message) || !worthTrying(before)) continue
        await noteTried(handled, message.id, clock.now(), before)
        await work(message)
        offered += 1
      }
    }
    return offered
  }

  /** One after another; a piece of work that fails does not keep the next from its turn. */
  function inTurn<T>(piece: () => Promise<T>): Promise<T> {
    const result = lastWorked.then(piece)
    lastWorked = result.catch(() => undefined)
    return result
  }

  return {
    hear(incoming) {
      const prepared = prepare(incoming)
      prepared.catch(() => undefined)
      // Writes are handed to the shelf in the order the lines came, without waiting for the flush of the one before.
      const queued = lastQueued.then(async () => {
        const message = await prepared
        const fresh = (await keptNearby(message)) ? Promise.resolve(false) : messages.add(message)
        fresh.catch(() => undefined)
        return { message, fresh }
      })
      lastQueued = queued.catch(() => undefined)
      return inTurn(async () => {
        const { message, fresh } = await queued
        if (await fresh) await work(message)
      })
    },
    recover: () => inTurn(recover),
  }
}

/** Ours are kept and never answered; strangers and foreign groups are kept and shown at the desk, not answered either. */
function ofTheTown(message: Message): boolean {
  if (message.ours || message.person === undefined) return false
  return message.topic === undefined || message.group !== undefined
}
