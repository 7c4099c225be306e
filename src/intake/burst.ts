import { z } from 'zod'
import { type Instant, plusMinutes } from '../clock.ts'
import { entrySchema } from '../ledger/entry.ts'
import type { Shelf } from '../shelf.ts'

/** 一次上报 as people send it: text and pictures of one person in one place, within the town's quiet time. */
export const burstSchema = z.object({
  /** The id of its first message. */
  id: z.string(),
  person: z.string(),
  group: z.string().exactOptional(),
  /** All its messages in order. */
  messages: z.array(z.string()),
  /** Those of them that are pictures. */
  pictures: z.array(z.string()),
  /** The rows that were filed from it. */
  rows: z.array(z.string()),
  at: z.string(),
  lastAt: z.string(),
  /** What “对” would accept if a question has to be asked. */
  standard: entrySchema.shape.fields,
  state: z.enum(['open', 'over']),
  /** none: nothing to say (yet) · due: goes into the hourly digest · said: written to the outbox. */
  receipt: z.enum(['none', 'due', 'said']),
  /** When the receipt fell due. */
  dueAt: z.string().exactOptional(),
})
export type Burst = z.infer<typeof burstSchema>

export interface Bursts {
  /** The open burst of this person in this place, if its quiet time has not passed at `at`. */
  open(person: string, group: string | undefined, at: Instant): Burst | undefined
  /** A new burst; when it was begun before (a message offered again), the one that stands. */
  begin(burst: Burst): Promise<Burst>
  put(burst: Burst): Promise<void>
  /** Open ones whose quiet time has passed. */
  due(now: Instant): Burst[]
  /** Ones whose receipt waits for the hour. */
  awaitingReceipt(): Burst[]
  /** When the burst is over. */
  overAt(burst: Burst): Instant
}

/** Days of bursts looked at when the program starts: what is older than that was over long ago. */
const DAYS_BACK = 7

export async function openBursts(shelf: Shelf<Burst>, quietMinutes: number): Promise<Bursts> {
  const standing = new Map<string, Burst>()
  for (const cut of (await shelf.cuts()).slice(-DAYS_BACK)) {
    for (const burst of await shelf.list(cut)) if (stands(burst)) standing.set(burst.id, burst)
  }
  const overAt = (burst: Burst) => plusMinutes(burst.lastAt, quietMinutes)

  return {
    open: (person, group, at) =>
      [...standing.values()].findLast(
        (one) => one.state === 'open' && one.person === person && one.group === group && at < overAt(one),
      ),
    async begin(burst) {
      if (!(await shelf.add(burst))) return (await shelf.get(burst.id)) ?? burst
      standing.set(burst.id, burst)
      return burst
    },
    async put(burst) {
      await shelf.put(burst)
      if (stands(burst)) standing.set(burst.id, burst)
      else standing.delete(burst.id)
    },
    due: (now) => [...standing.values()].filter((one) => one.state === 'open' && overAt(one) <= now),
    awaitingReceipt: () => [...standing.values()].filter((one) => one.receipt === 'due'),
    overAt,
  }
}

function stands(burst: Burst): boolean {
  return burst.state === 'open' || burst.receipt === 'due'
}
