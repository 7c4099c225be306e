import { type Instant, instantOf, millisOf } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Slot } from './slot.ts'

/** What an officer may do to a slot at the desk, as long as it has not run. Each leaves a record with the person's name. */
export interface DeskHand {
  /** Not said until released. Faults `schedule/no-slot`, `schedule/too-late` (it ran already). */
  hold(id: string, by: string, now: Instant): Promise<Slot>
  /** Takes a hold back; said at once (late) when its time has come, missed when that is over. */
  release(id: string, by: string, now: Instant): Promise<Slot>
  /** Another due time, in the future: Fault `schedule/past-time`. */
  move(id: string, to: Instant, by: string, now: Instant): Promise<Slot>
  /** The officer's own words instead of the job's, to every group; Fault `schedule/private` for a slot without one. */
  edit(id: string, text: string, by: string, now: Instant): Promise<Slot>
}

export function openDeskHand(parts: {
  find(id: string, now: Instant): Slot
  put(slot: Slot): Promise<Slot>
  inTurn<T>(work: () => Promise<T>): Promise<T>
}): DeskHand {
  const { put, inTurn } = parts

  function untouched(id: string, now: Instant): Slot {
    const slot = parts.find(id, now)
    if (slot.state === 'planned' || slot.state === 'held') return slot
    throw new Fault('schedule/too-late', '这个时段已经执行过，不能再改。')
  }

  return {
    hold: (id, by, now) =>
      inTurn(async () =>
        put({ ...untouched(id, now), state: 'held', at: now, by, why: `${by}暂停了发送。` }),
      ),
    release: (id, by, now) =>
      inTurn(async () => {
        const { why: _, ...slot } = untouched(id, now)
        return put({ ...slot, state: 'planned', at: now, by })
      }),
    move: (id, to, by, now) =>
      inTurn(async () => {
        if (to <= now) throw new Fault('schedule/past-time', '新的时间已经过去，请选一个将来的时间。')
        const slot = untouched(id, now)
        const length = millisOf(slot.until) - millisOf(slot.due)
        const until = slot.until > to ? slot.until : instantOf(millisOf(to) + length)
        return put({ ...slot, movedFrom: slot.movedFrom ?? slot.due, due: to, until, at: now, by })
      }),
    edit: (id, text, by, now) =>
      inTurn(async () => {
        const slot = untouched(id, now)
        if (slot.groups.length === 0) {
          throw new Fault(
            'schedule/private',
            '这个时段是私下提醒，每人内容不同，不能统一改字句；可以暂停或改时间。',
          )
        }
        const notices = slot.groups.map((group) => ({ item: 'edited', to: { group }, text }))
        return put({ ...slot, notices, at: now, by })
      }),
  }
}
