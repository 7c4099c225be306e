import type { Outbox, Outgoing } from '../chat/outbox.ts'
import { dayOf, plusMinutes } from '../clock.ts'
import { PUNCTUAL } from './run.ts'
import type { Slot } from './slot.ts'

/** A slot with what became of its lines: which group heard it, which waits, which failed. */
export interface SlotView extends Slot {
  lines: Pick<Outgoing, 'to' | 'text' | 'picture' | 'state' | 'saidAt' | 'why'>[]
}

/**
 * Sets the outbox's lines beside the slots. A slot whose lines are all written down is only `done` when the channel took
 * them: while one waits it is still 执行中, and what a line failed of or leaves unknown is said of the slot.
 */
export async function withLines(slots: Slot[], outbox: Outbox): Promise<SlotView[]> {
  const days = new Map<string, Outgoing[]>()
  for (const day of new Set(slots.map(({ due }) => dayOf(due)))) days.set(day, await outbox.list(day))
  return slots.map((slot) => {
    const day = dayOf(slot.due)
    const own = days.get(day)?.filter(({ id }) => id.startsWith(`${day}/${slot.id}/`)) ?? []
    return { ...slot, ...fateOf(slot, own), lines: own }
  })
}

function fateOf(slot: Slot, lines: Outgoing[]): Partial<Pick<Slot, 'state' | 'why' | 'late'>> {
  if (slot.state !== 'done') return {}
  const bad = lines.find(({ state }) => state === 'failed')
  if (bad) return { state: 'failed', why: bad.why ?? '有的群没有发成。' }
  const over = lines.find(({ state }) => state === 'missed')
  if (over) return { state: 'missed', why: over.why ?? '有的群已过时限，没有发。' }
  const unsure = lines.find(({ state }) => state === 'unknown')
  if (unsure) return { state: 'unknown', why: unsure.why ?? '有的群不知道是否发出，请到群里核对。' }
  const waits = lines.find(({ state }) => state === 'waiting' || state === 'saying')
  if (waits) return { state: 'claimed', why: waits.why ?? '正在发送。' }
  const punctual = plusMinutes(slot.due, PUNCTUAL)
  return lines.some(({ saidAt }) => saidAt !== undefined && saidAt > punctual) ? { late: true } : {}
}
