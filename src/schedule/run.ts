import type { Target } from '../chat/chat.ts'
import type { Outbox } from '../chat/outbox.ts'
import { type Instant, millisOf, plusMinutes } from '../clock.ts'
import { Fault, sayOf } from '../fault.ts'
import type { Job, Notice, Slot } from './slot.ts'

/** Minutes that a line may be behind its slot's time before it counts as late (补发). */
export const PUNCTUAL = 5
/** Pauses before the next try, minutes. */
const PAUSES = [1, 2, 5, 10, 20, 30]

/**
 * One slot: claimed, its lines asked for and written down, each line put into the outbox under its key, done.
 * A crash may cut in anywhere. Before the lines are on disk nothing can have been said, so the job is asked again; afterwards
 * exactly these lines go to the outbox again, which takes each key once: whatever the job would answer now, no line changes
 * and none is said twice. The lines are dated by the slot's due time, which no longer moves, because the outbox files a key under its day.
 * Returns what the job threw, if it did.
 */
export async function runSlot(what: {
  slot: Slot
  job: Job | undefined
  outbox: Outbox
  put(slot: Slot): Promise<Slot>
  now: Instant
}): Promise<unknown> {
  const { job, outbox, put, now } = what
  const { why: _, nextTry: __, ...before } = what.slot
  const claimed: Slot = { ...before, state: 'claimed', at: now, tries: before.tries + 1 }
  await put(claimed)
  const asked = claimed.notices ?? (await ask(claimed, job, now))
  if ('thrown' in asked) {
    await put(failed(claimed, asked.thrown, now))
    return asked.thrown
  }
  const settled = await put({ ...claimed, notices: asked })
  for (const { item, ...words } of asked) {
    const key = `${settled.id}/${nameOf(words.to)}/${item}`
    await outbox.write({ key, ...words, at: settled.due, until: settled.until })
  }
  const late = millisOf(now) - millisOf(settled.due) > PUNCTUAL * 60_000
  await put({ ...settled, state: 'done', at: now, ...(late ? { late } : {}) })
  return undefined
}

async function ask(slot: Slot, job: Job | undefined, now: Instant): Promise<Notice[] | { thrown: unknown }> {
  try {
    if (!job) throw new Fault('schedule/no-job', `没有“${slot.kind}”这一类通知，请检查时间表。`)
    const notices = await job.notices(slot, now)
    const keys = notices.map(({ item, to }) => `${nameOf(to)}/${item}`)
    if (new Set(keys).size < keys.length) {
      throw new Fault('schedule/twice', `“${job.title}”给同一个群的两条通知重名，没有发送，请联系管理员。`)
    }
    return notices
  } catch (thrown) {
    return { thrown }
  }
}

/** Tried again after a pause while the slot's time lasts. */
function failed(slot: Slot, thrown: unknown, now: Instant): Slot {
  const next = plusMinutes(now, PAUSES[slot.tries - 1] ?? 30)
  return {
    ...slot,
    state: 'failed',
    at: now,
    why: sayOf(thrown),
    ...(next <= slot.until ? { nextTry: next } : {}),
  }
}

function nameOf(to: Target): string {
  return 'group' in to ? to.group : to.person
}
