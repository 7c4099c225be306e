import { openHearing } from '../../src/chat/hear.ts'
import type { Message } from '../../src/chat/message.ts'
import { openOutbox } from '../../src/chat/outbox.ts'
import type { Instant } from '../../src/clock.ts'
import { openIntake } from '../../src/intake/intake.ts'
import { type Ledger, openLedger } from '../../src/ledger/ledger.ts'
import { readAll } from '../../src/reading/read.ts'
import { cutOf, type Shelf } from '../../src/shelf.ts'
import { handClock } from '../../src/sim/clock.ts'
import type { YearEvent } from '../../src/sim/year/event.ts'
import { decideAll } from '../../src/sim/year/officer.ts'
import { playYear } from '../../src/sim/year/play.ts'
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
}

/** Plays the events through hearing, reader and intake as app.ts joins them: the rooms a report goes through, no disk. */
export async function playInRooms(townFile: string, events: YearEvent[]): Promise<Played> {
  const town = readTown(townFile, { FEEDS: 'http://127.0.0.1' })
  const clock = handClock(events[0]?.at ?? '')
  const messages = dayShelf<Message>()
  const ledger = await openLedger(dayShelf())
  const outbox = await openOutbox(dayShelf(), async () => undefined)
  const intake = await openIntake({
    town,
    ledger,
    outbox,
    messages,
    bursts: dayShelf(),
    questions: dayShelf(),
    cases: dayShelf(),
    read: readAll,
  })
  const hearing = await openHearing({
    messages,
    handled: dayShelf(),
    blobs: { keep: async () => 'none', read: async () => undefined },
    town,
    clock,
    listeners: [intake.listen],
    log: (what, thrown) => {
      throw new Error(what, { cause: thrown })
    },
  })
  const stage = {
    hear: hearing.hear,
    async tick(now: Instant) {
      clock.moveTo(now)
      await intake.tick(now)
      await outbox.pump(now)
    },
    endDay: (now: Instant) => decideAll(intake, now),
    picture: async (name: string) => new TextEncoder().encode(name),
  }
  await playYear(stage, events)
  return { ledger, messages }
}
