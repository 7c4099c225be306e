import { type Hearing, openHearing } from '../../src/chat/hear.ts'
import type { Incoming, Message } from '../../src/chat/message.ts'
import { type Outgoing, openOutbox } from '../../src/chat/outbox.ts'
import { type Instant, plusMinutes } from '../../src/clock.ts'
import { openIntake } from '../../src/intake/intake.ts'
import { type Ledger, openLedger } from '../../src/ledger/ledger.ts'
import { readAll } from '../../src/reading/read.ts'
import { cutOf, type Shelf } from '../../src/shelf.ts'
import type { YearEvent } from '../../src/sim/year/event.ts'
import { readTown } from '../../src/town.ts'

/** A shelf without a disk that finds a day's records without looking at the year's. */
function dayShelf<T extends { id: string }>(): Shelf<T> {
  const cuts = new Map<string, Map<string, T>>()
  const cut = (id: string): Map<string, T> => {
    const found = cuts.get(cutOf(id)) ?? new Map<string, T>()
    cuts.set(cutOf(id), found)
    return found
  }
  return {
    async add(record) {
      if (cut(record.id).has(record.id)) return false
      cut(record.id).set(record.id, structuredClone(record))
      return true
    },
    async put(record) {
      cut(record.id).set(record.id, structuredClone(record))
    },
    async get(id) {
      return structuredClone(cut(id).get(id))
    },
    async list(name) {
      const chosen = name === undefined ? [...cuts.values()] : [cuts.get(name) ?? new Map<string, T>()]
      return structuredClone(chosen.flatMap((one) => [...one.values()]))
    },
    async cuts() {
      return [...cuts.keys()].sort()
    },
  }
}

export interface Played {
  ledger: Ledger
  messages: Shelf<Message>
  said: Shelf<Outgoing>
}

/** Plays the events through hearing, reader and intake as app.ts joins them, on a clock moved by the events. */
export async function playYear(townFile: string, events: YearEvent[]): Promise<Played> {
  const town = readTown(townFile)
  let now: Instant = events[0]?.at ?? ''
  const messages = dayShelf<Message>()
  const said = dayShelf<Outgoing>()
  const ledger = await openLedger(dayShelf())
  const outbox = await openOutbox(said, async () => undefined)
  const intake = await openIntake({
    town,
    ledger,
    outbox,
    messages,
    bursts: dayShelf(),
    questions: dayShelf(),
    read: readAll,
  })
  const hearing: Hearing = await openHearing({
    messages,
    handled: dayShelf(),
    blobs: { keep: async () => 'none', read: async () => undefined },
    town,
    clock: { now: () => now },
    listeners: [intake.listen],
    log: (what, thrown) => {
      throw new Error(what, { cause: thrown })
    },
  })
  /** What the officer does at the desk: what was recalled is taken out, what was told twice is joined. */
  async function decideAll(): Promise<void> {
    for (const { id, kind } of intake.questions()) {
      if (kind !== 'recall' && kind !== 'same') continue
      await intake.decide(id, { yes: true, by: '李强', at: now })
    }
  }
  for (const event of events) {
    if (event.at.slice(0, 10) !== now.slice(0, 10)) await decideAll()
    // The beat: what falls due between two lines, as far as intake can tell the difference.
    for (const minutes of [4, 10]) {
      const beat = plusMinutes(now, minutes)
      if (beat < event.at) await intake.tick(beat)
    }
    now = event.at
    await intake.tick(now)
    await hearing.hear(incomingOf(event))
    await outbox.pump(now)
  }
  await intake.tick(plusMinutes(now, 60))
  await decideAll()
  return { ledger, messages, said }
}

function incomingOf(event: YearEvent): Incoming {
  const line = {
    channelId: event.id,
    topic: event.group,
    from: { id: `wx-${event.from}`, name: event.from },
    at: event.at,
    ours: false,
    mentionsBot: false,
  }
  if (event.kind === 'recall') return { ...line, kind: 'recall', text: '', recalls: event.recalls }
  if (event.kind === 'picture') return { ...line, kind: 'picture', text: '', picture: pictureOf(event.name) }
  const { text, quote } = event
  return { ...line, kind: 'text', text, ...(quote ? { quote } : {}) }
}

function pictureOf(name: string): { name: string; bytes: Uint8Array } {
  return { name, bytes: new TextEncoder().encode(name) }
}
