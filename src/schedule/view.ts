import type { Outbox, Outgoing } from '../chat/outbox.ts'
import { dayOf } from '../clock.ts'
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

function fateOf(slot: Slot, lines: Outgoing[]): Partial<Pick<Slot, 'state' | 'why'>> {
  if (slot.state !== 'done') return {}
  const bad = lines.find(({ state }) => state === 'failed' || state === 'dropped')
  if (bad) return { state: 'failed', why: bad.why ?? '有的群没有发成。' }
  const unsure = lines.find(({ state }) => state === 'unknown')
  if (unsure) return { state: 'unknown', why: unsure.why ?? '有的群不知道是否发出，请到群里核对。' }
  const waits = lines.find(({ state }) => state === 'waiting' || state === 'saying')
  return waits ? { state: 'claimed', why: waits.why ?? '正在发送。' } : {}
}
