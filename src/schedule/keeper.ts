import { z } from 'zod'
import type { Outbox } from '../chat/outbox.ts'
import { dayOf, daysBetween, type Instant, instantOf, millisOf, plusMinutes } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Shelf } from '../shelf.ts'
import { type DeskHand, openDeskHand } from './hand.ts'
import { PUNCTUAL, runSlot } from './run.ts'
import { type Job, type Notice, type Planned, type Slot, slotOf } from './slot.ts'
import { type SlotView, withLines } from './view.ts'

export type { Job } from './slot.ts'

/** How far the keeper has looked; one record, id `beat`. */
export const beatSchema = z.object({
  id: z.string(),
  at: z.string(),
  /** The machine was off longer than the keeper looks back: what was due in this gap is not listed slot by slot. */
  gap: z.object({ from: z.string(), to: z.string() }).exactOptional(),
})

export type Beat = z.infer<typeof beatSchema>

/** 时段的看守: every slot that falls due is run once, or listed as late, missed, failed, unknown or held. */
export interface Keeper extends DeskHand {
  /** One beat: runs what fell due since the last one, resumes what a crash cut off. Beats never overlap. */
  tick(now: Instant): Promise<void>
  /** What is due in the next days with what the desk did to it, by due time. */
  upcoming(now: Instant, days: number): Slot[]
  /** The records of one day (of all days when none is named) with what became of their lines, by due time. */
  list(day?: string): Promise<SlotView[]>
  /** The lines a slot would say; empty when its kind cannot tell beforehand. Fault `schedule/no-slot`. */
  preview(id: string, now: Instant): Promise<Notice[]>
  /** Notes how far it has looked; the last call. */
  close(): Promise<void>
  /** The last stretch that was not looked over slot by slot, if there was one. */
  gap(): { from: Instant; to: Instant } | undefined
}

/** Days the keeper looks back after an outage. */
const LOOK_BACK = 92
/**
 * Minutes between two notes of how far it has looked. The slots' own records keep a second look harmless; only a line that is
 * new in the timetable must not be owed from before, and for that `close` notes the exact minute.
 */
const NOTE_EVERY = 360

/** Opens the keeper. On the very first start nothing before `now` is owed. */
export async function openKeeper(parts: {
  slots: Shelf<Slot>
  beats: Shelf<Beat>
  jobs: Job[]
  outbox: Outbox
  now: Instant
  /** 免打扰: what is late waits while it is true. Absent: never. */
  quiet?: (now: Instant) => boolean
  /** Told of whatever a job threw and of what could not be written. */
  log?: (what: string, thrown: unknown) => void
}): Promise<Keeper> {
  const { slots, beats, outbox, now: start } = parts
  const log = parts.log ?? (() => undefined)
  const jobs = new Map(parts.jobs.map((job) => [job.kind, job]))
  const known = new Map<string, Slot>()
  const oldest = plusMinutes(start, -(LOOK_BACK + 1) * 1440)
  for (const cut of await slots.cuts()) {
    if (cut >= dayOf(oldest)) for (const slot of await slots.list(cut)) known.set(slot.id, slot)
  }
  let beat: Beat = (await beats.get('beat')) ?? { id: 'beat', at: start }
  await beats.add(beat)
  let noted = beat.at
  let turn: Promise<unknown> = Promise.resolve()

  async function put(slot: Slot): Promise<Slot> {
    await slots.put(slot)
    known.set(slot.id, slot)
    return slot
  }

  /** Beats and the desk's hand, one after another. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work)
    turn = result.catch(() => undefined)
    return result
  }

  async function beatOnce(now: Instant): Promise<void> {
    if (now < beat.at) await reopen(now)
    const from = lookFrom(now)
    const due = [...known.values()].filter((slot) => isOpen(slot, now))
    let whole = true
    for (const job of parts.jobs) {
      try {
        const fresh = job.plan(from, now).filter(({ id }) => !known.has(id))
        due.push(...fresh.map((one) => slotOf(one, 'planned', now)))
      } catch (thrown) {
        whole = false
        log(`时间表 ${job.title}`, thrown)
      }
    }
    due.sort(byDue)
    const superseded = supersededIn(due, now)
    for (const slot of due) {
      if (!superseded.has(slot.id) && sleepsOn(slot, now)) {
        whole = false
        continue
      }
      try {
        await (superseded.has(slot.id) ? put(missed(slot, now, WHY_BACKLOG)) : runOne(slot, now))
      } catch (thrown) {
        // What could not be written (a full disk) stays due: the beat is not moved past it.
        whole = false
        log(`时段 ${slot.id}`, thrown)
      }
    }
    if (whole) await note(now, from)
  }

  /** A line that the clerk put into the night is said at its minute; one that is late wakes nobody. */
  function sleepsOn(slot: Slot, now: Instant): boolean {
    const late = plusMinutes(slot.due, PUNCTUAL) < now && now <= slot.until
    return late && parts.quiet?.(now) === true
  }

  function planIn(from: Instant, to: Instant): Planned[] {
    return parts.jobs.flatMap((job) => job.plan(from, to))
  }

  async function runOne(slot: Slot, now: Instant): Promise<void> {
    if (now <= slot.until) {
      const thrown = await runSlot({ slot, job: jobs.get(slot.kind), outbox, put, now })
      if (thrown !== undefined) log(`时段 ${slot.id}`, thrown)
    } else if (slot.state === 'claimed' && slot.notices) {
      await put({ ...slot, state: 'unknown', at: now, why: WHY_CUT })
    } else if (slot.state === 'failed') {
      const { nextTry: _, ...rest } = slot
      await put({ ...rest, at: now })
    } else {
      await put(missed(slot, now, WHY_DOWN))
    }
  }

  /** The clock went back: what was only missed in a time that has not come is open again. What was said stays said. */
  async function reopen(now: Instant): Promise<void> {
    for (const slot of known.values()) {
      if (slot.due > now && (slot.state === 'missed' || slot.state === 'failed')) {
        const { why: _, nextTry: __, ...rest } = slot
        await put({ ...rest, state: 'planned', at: now, tries: 0 })
      }
    }
    beat = { ...beat, at: now }
  }

  function lookFrom(now: Instant): Instant {
    const bound = plusMinutes(now, -LOOK_BACK * 1440)
    return [beat.at, bound].sort().at(-1) ?? bound
  }

  async function note(now: Instant, from: Instant): Promise<void> {
    const gap = from > beat.at ? { gap: { from: beat.at, to: from } } : {}
    beat = { ...beat, at: now, ...gap }
    if (now < noted || millisOf(now) - millisOf(noted) >= NOTE_EVERY * 60_000) {
      await beats.put(beat)
      noted = now
    }
  }

  const hand = openDeskHand({ find, put, inTurn })

  /** A slot as it stands: its record, or as planned. */
  function find(id: string, now: Instant): Slot {
    const record = known.get(id)
    if (record) return record
    const day = id.slice(0, 10)
    if (/^\d{4}-\d\d-\d\d$/.test(day) && Math.abs(daysBetween(dayOf(now), day)) <= 400) {
      const midnight = millisOf(`${day}T00:00:00.000+08:00`)
      const found = planIn(instantOf(midnight - 1), instantOf(midnight + 86_399_999)).find(
        (one) => one.id === id,
      )
      if (found) return slotOf(found, 'planned', now)
    }
    throw new Fault('schedule/no-slot', `时间表里没有“${id}”这个时段，请刷新页面后再试。`)
  }

  return {
    tick: (now) => inTurn(() => beatOnce(now)),
    upcoming(now, days) {
      const to = plusMinutes(now, days * 1440)
      const ahead = planIn(now, to).map((one) => known.get(one.id) ?? slotOf(one, 'planned', now))
      const moved = [...known.values()].filter((slot) => slot.movedFrom !== undefined)
      const all = new Map([...ahead, ...moved].map((slot) => [slot.id, slot]))
      return [...all.values()].filter((slot) => slot.due > now && slot.due <= to).sort(byDue)
    },
    list: async (day) => withLines((await slots.list(day)).sort(byDue), outbox),
    async preview(id, now) {
      const slot = find(id, now)
      return slot.notices ?? (await jobs.get(slot.kind)?.preview?.(slot, now)) ?? []
    },
    ...hand,
    close: () => inTurn(() => beats.put(beat)),
    gap: () => beat.gap,
  }
}

const WHY_DOWN = '到点时程序没有运行，已过可以补发的时间。'
const WHY_BACKLOG = '积压了几条同类通知，只补发最近的一条，这一条不再发。'
const WHY_CUT = '发送途中程序中断，重新启动时已过可以补发的时间，可能只发到了一部分群，请到群里核对。'

function missed(slot: Slot, now: Instant, why: string): Slot {
  return { ...slot, state: 'missed', at: now, why }
}

/** Still to be dealt with at this beat: cut off by a crash, to be tried again, or moved here by the desk. */
function isOpen(slot: Slot, now: Instant): boolean {
  if (slot.state === 'claimed') return true
  if (slot.state === 'failed') return slot.nextTry !== undefined && slot.nextTry <= now
  return slot.state === 'planned' && slot.due <= now
}

/** Of several that wait with one kind, ref and set of groups, all but the last, unless its run has begun. */
function supersededIn(due: Slot[], now: Instant): Set<string> {
  const last = new Map<string, Slot>()
  const out = new Set<string>()
  for (const slot of due) {
    if (slot.state !== 'planned' || slot.until < now) continue
    const key = JSON.stringify([slot.kind, slot.ref, slot.groups])
    const before = last.get(key)
    if (before) out.add(before.id)
    last.set(key, slot)
  }
  return out
}

function byDue(a: Slot, b: Slot): number {
  if (a.due !== b.due) return a.due < b.due ? -1 : 1
  return a.id < b.id ? -1 : 1
}
