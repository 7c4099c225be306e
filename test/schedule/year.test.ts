import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { type Outgoing, outgoingSchema } from '../../src/chat/outbox.ts'
import { at, type Instant, millisOf, plusDays, plusMinutes } from '../../src/clock.ts'
import { openStore, type Store } from '../../src/outside/lowdb.ts'
import { beatSchema } from '../../src/schedule/keeper.ts'
import { type Job, type Planned, type Slot, slotSchema } from '../../src/schedule/slot.ts'
import { planLines } from '../../src/schedule/timetable.ts'
import { slotsOf } from '../../src/study/session.ts'
import { openMachine, plainJob, type Shelves } from './machine.ts'

/**
 * A simulated year (issue 6, “seen when done”): every slot of 12 months through the real keeper, the real outbox and the real
 * store, with 30 crashes at random instants, three outages of days and a host clock that is set back an hour.
 */
const GROUPS = ['宣传工作群', '村书记群', '党员学习群']
const FIRST = at('2026-01-01', '00:00')
const LAST = at('2027-01-01', '00:00')
const OUTAGES = [
  { from: at('2026-02-10', '07:30'), hours: 77 },
  { from: at('2026-06-17', '15:55'), hours: 101 },
  { from: at('2026-09-29', '08:00'), hours: 243 },
]
const SET_BACK = at('2026-11-02', '08:30')

const folder = await mkdtemp(join(tmpdir(), 'zhenxun-year-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The same numbers at every run. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function line(kind: string, phrase: string, minutes: number, groups = GROUPS): Job {
  const until = (due: Instant) => plusMinutes(due, minutes)
  const what = { kind, lines: [{ kind, at: phrase }], groups, until }
  return plainJob(kind, (from, to) => planLines(what, from, to))
}

/** A township's notices: digest until noon, study until it starts, a birthday on its day, gap lists, reports. */
function jobs(): Job[] {
  const sessions = Array.from({ length: 24 }, (_, n) => ({
    id: `s${n}`,
    title: `第${n}次学习`,
    day: plusDays('2026-01-08', n * 15),
    time: '15:00',
    place: '会议室',
    groups: ['党员学习群'],
    remindBefore: 60,
    category: 'study' as const,
  }))
  const slots = sessions.flatMap((one) => slotsOf(one, { from: '21:30', to: '07:00' }))
  return [
    line('digest', '每个工作日 8:00', 240),
    plainJob('study', (from, to) => slots.filter(({ due }) => due > from && due <= to)),
    line('birthday', '每月1日、11日、23日 8:30', 900, ['党员学习群']),
    line('cadence', '每月25日 9:00，节假日提前', 2 * 1440, ['村书记群']),
    line('quarter', '每季度末月20日 9:00，节假日顺延', 3 * 1440, ['村书记群']),
    line('weekly', '每周一 8:30，节假日顺延', 480, ['宣传工作群']),
  ]
}

async function disk(store: Store): Promise<Shelves> {
  return {
    slots: store.shelf('slots', slotSchema),
    beats: store.shelf('beats', beatSchema),
    outgoing: store.shelf('outgoing', outgoingSchema),
  }
}

/** Every slot × group has exactly one fate; nothing was heard twice, nothing that is listed as missed was heard. */
async function tally(planned: Planned[], { slots, outgoing }: Shelves, heard: Map<string, number>) {
  const counts = { pairs: 0, said: 0, late: 0, missed: 0, unknown: 0 }
  const records = new Map((await slots.list()).map((slot) => [slot.id, slot]))
  const lines = new Map((await outgoing.list()).map((one) => [one.text, one]))
  for (const { id, groups } of planned) {
    const slot = records.get(id)
    for (const group of groups) {
      const text = `${id}|${group}`
      const times = heard.get(text) ?? 0
      const fate = fateOf(slot, lines.get(text)?.state)
      counts.pairs += 1
      counts[fate] += 1
      expect(times, `${text} ${fate}`).toBeLessThanOrEqual(1)
      if (fate !== 'unknown') expect(times, `${text} ${fate}`).toBe(fate === 'missed' ? 0 : 1)
    }
  }
  expect(records.size).toBe(planned.length)
  return counts
}

function fateOf(slot: Slot | undefined, line: Outgoing['state'] | undefined) {
  if (slot?.state === 'missed' || line === 'missed') return 'missed'
  if (slot?.state === 'unknown' || line === 'unknown') return 'unknown'
  if (slot?.state !== 'done' || line !== 'said') throw new Error(`${slot?.id}: ${slot?.state}, ${line}`)
  return slot.late ? 'late' : 'said'
}

/** Minutes to the next beat: no slot's minute is passed over, but idle hours go by in quarters. */
function nextPause(dues: Instant[], now: Instant): number {
  while (dues[0] !== undefined && dues[0] <= now) dues.shift()
  const ahead = dues[0] === undefined ? 15 : Math.ceil((millisOf(dues[0]) - millisOf(now)) / 60_000)
  return Math.max(1, Math.min(15, ahead))
}

it('a year: each slot is said once in each group, or listed', async () => {
  const random = dice(6)
  const planned = jobs().flatMap((job) => job.plan(FIRST, LAST))
  const crashes = Array.from({ length: 30 }, () => {
    // Half of them near a slot, where something is being written; the others anywhere.
    const near = planned[Math.floor(random() * planned.length)]
    if (near && random() < 0.7) return plusMinutes(near.due, -2)
    return plusMinutes(FIRST, Math.floor(random() * 364 * 1440))
  }).sort()
  const heard = new Map<string, number>()
  let store = await openStore(folder)
  let machine = await openMachine(jobs(), await disk(store))
  await machine.start(FIRST)
  let died = 0
  let armed = false
  let setBack = false
  const dues = planned.map(({ due }) => due).sort()
  let now = FIRST

  async function restart(): Promise<void> {
    for (const [text, times] of machine.heard) heard.set(text, (heard.get(text) ?? 0) + times)
    await store.close()
    store = await openStore(folder)
    machine = await openMachine(jobs(), await disk(store))
    await machine.start(now)
  }

  while (now < LAST) {
    now = plusMinutes(now, nextPause(dues, now))
    const outage = OUTAGES.find(
      ({ from }) => millisOf(now) >= millisOf(from) && millisOf(now) < millisOf(from) + 900_000,
    )
    if (outage) {
      now = plusMinutes(outage.from, outage.hours * 60)
      await restart()
      armed = false
    }
    if (!setBack && now >= SET_BACK) {
      setBack = true
      now = plusMinutes(now, -60)
    }
    if (!armed && crashes[0] !== undefined && now >= crashes[0]) {
      crashes.shift()
      armed = true
      machine.dieIn(1 + Math.floor(random() * 18), random() < 0.5)
    }
    if (!(await machine.beat(now))) {
      died += 1
      armed = false
      now = plusMinutes(now, 1 + Math.floor(random() * 20))
      await restart()
    }
  }
  await restart()

  const counts = await tally(planned, machine.disk, heard)
  console.log(
    `一年 ${planned.length} 个时段，${counts.pairs} 个“时段×群”：` +
      `准时 ${counts.said}，补发 ${counts.late}，漏发 ${counts.missed}，待核对 ${counts.unknown}；断电 ${died} 次，停机 ${OUTAGES.length} 次。`,
  )
  expect(died).toBe(30)
  expect(counts.late).toBeGreaterThan(0)
  expect(counts.missed).toBeGreaterThan(0)
  expect(counts.said).toBeGreaterThan(counts.pairs * 0.9)
  expect(counts.said + counts.late + counts.missed + counts.unknown).toBe(counts.pairs)
  await store.close()
}, 60_000)
