import { describe, expect, it } from 'vitest'
import { type Outgoing, openOutbox } from '../../src/chat/outbox.ts'
import { at, type Instant, plusMinutes } from '../../src/clock.ts'
import { Fault } from '../../src/fault.ts'
import { type Beat, openKeeper } from '../../src/schedule/keeper.ts'
import type { Job, Slot } from '../../src/schedule/slot.ts'
import { planLines } from '../../src/schedule/timetable.ts'
import type { Shelf } from '../../src/shelf.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'

const GROUPS = ['宣传工作群', '村书记群']

/** A digest every working day at 8:00, said late until noon. */
function digestJob(notices?: Job['notices']): Job {
  const lines = [{ kind: 'digest', at: '每个工作日 8:00' }]
  const until = (due: Instant) => at(due.slice(0, 10), '12:00')
  return {
    kind: 'digest',
    title: '每日简报',
    plan: (from, to) => planLines({ kind: 'digest', lines, groups: GROUPS, until }, from, to),
    notices:
      notices ??
      (async (slot) =>
        slot.groups.map((group) => ({ item: 'digest', to: { group }, text: `简报 ${slot.due}` }))),
  }
}

/** The shelves outlive a crash; the keeper and the outbox do not. */
function machine(job = digestJob(), quiet: (now: Instant) => boolean = () => false) {
  const shelves = {
    slots: memoryShelf<Slot>(),
    beats: memoryShelf<Beat>(),
    outgoing: memoryShelf<Outgoing>(),
  }
  const said: string[] = []
  const logged: unknown[] = []
  const channel: { fault?: unknown } = {}
  return {
    ...shelves,
    said,
    logged,
    channel,
    async start(now: Instant, slots: Shelf<Slot> = shelves.slots, outgoing = shelves.outgoing) {
      const outbox = await openOutbox(outgoing, async (to, text) => {
        if (channel.fault && 'group' in to && to.group === '村书记群') throw channel.fault
        said.push(`${'group' in to ? to.group : to.person} ${text}`)
      })
      const log = (_: string, thrown: unknown) => logged.push(thrown)
      const keeper = await openKeeper({ slots, beats: shelves.beats, jobs: [job], outbox, now, log, quiet })
      return {
        keeper,
        async tick(instant: Instant) {
          await keeper.tick(instant)
          await outbox.pump(instant)
        },
      }
    },
  }
}

const FRIDAY = '2026-03-06'
const t = (time: string, day = FRIDAY) => at(day, time)

async function states(slots: Shelf<Slot>): Promise<Record<string, string>> {
  return Object.fromEntries(
    (await slots.list()).map((slot) => [slot.id, slot.state + (slot.late ? ' late' : '')]),
  )
}

describe('时段的看守', () => {
  it('says a slot once in each group, however often it beats', async () => {
    const { start, said, slots } = machine()
    const { tick } = await start(t('07:58'))
    for (const time of ['07:59', '08:00', '08:01', '08:02', '12:01']) await tick(t(time))
    expect(said).toEqual(GROUPS.map((group) => `${group} 简报 ${t('08:00')}`))
    expect(await states(slots)).toEqual({ '2026-03-06/digest@08:00': 'done' })
  })

  it('hands a notice to the outbox whole, with its picture', async () => {
    const picture = { name: '简报.png', hash: 'abc' }
    const job = digestJob(async () => [{ item: 'card', to: { group: '宣传工作群' }, text: '', picture }])
    const { start, outgoing } = machine(job)
    const { keeper, tick } = await start(t('07:58'))
    await tick(t('08:00'))
    expect(await outgoing.list()).toMatchObject([{ text: '', picture, state: 'said' }])
    expect((await keeper.list())[0]?.lines).toMatchObject([{ picture }])
  })

  it('owes nothing from before its very first start', async () => {
    const { start, said } = machine()
    const { tick } = await start(t('08:30'))
    await tick(t('08:31'))
    expect(said).toEqual([])
  })

  it('wakes nobody with what is late; what the clerk put into the night is said at its minute', async () => {
    const lines = [{ kind: 'digest', at: '每个工作日 21:00、23:00' }]
    const until = (due: Instant) => plusMinutes(due, 24 * 60)
    const job: Job = {
      ...digestJob(),
      plan: (from, to) => planLines({ kind: 'digest', lines, groups: ['村书记群'], until }, from, to),
    }
    const { start, slots } = machine(
      job,
      (now) => now.slice(11, 16) >= '22:00' || now.slice(11, 16) < '07:00',
    )
    const { tick } = await start(t('20:00'))
    await tick(t('22:30'))
    expect(await states(slots)).toEqual({})
    await tick(t('23:00'))
    const night = { '2026-03-06/digest@21:00': 'missed', '2026-03-06/digest@23:00': 'done' }
    expect(await states(slots)).toEqual(night)
    await tick(at('2026-03-09', '23:30'))
    await tick(at('2026-03-10', '06:59'))
    expect((await states(slots))['2026-03-09/digest@23:00']).toBe(undefined)
    await tick(at('2026-03-10', '07:00'))
    expect(await states(slots)).toEqual({
      ...night,
      '2026-03-09/digest@21:00': 'missed',
      '2026-03-09/digest@23:00': 'done late',
    })
  })

  it('says late until noon what fell due while it was down, then lists it as missed', async () => {
    const { start, said, slots } = machine()
    await (await start(t('07:00'))).tick(t('07:00'))
    await (await start(t('11:59'))).tick(t('11:59'))
    expect(await states(slots)).toEqual({ '2026-03-06/digest@08:00': 'done late' })
    await (await start(t('12:30', '2026-03-09'))).tick(t('12:30', '2026-03-09'))
    expect((await states(slots))['2026-03-09/digest@08:00']).toBe('missed')
    expect(said).toHaveLength(2)
  })

  it('host asleep for days: only the last of a backlog is said, the others are listed', async () => {
    const until = (due: Instant) => plusMinutes(due, 7 * 1440)
    const lines = [{ kind: 'digest', at: '每天 8:00' }]
    const job: Job = {
      ...digestJob(),
      plan: (from, to) => planLines({ kind: 'digest', lines, groups: ['宣传工作群'], until }, from, to),
    }
    const { start, said, slots } = machine(job)
    const { tick } = await start(t('07:00'))
    await tick(t('07:01'))
    await tick(t('09:00', '2026-03-09'))
    expect(said).toEqual([`宣传工作群 简报 ${t('08:00', '2026-03-09')}`])
    expect(await states(slots)).toEqual({
      '2026-03-06/digest@08:00': 'missed',
      '2026-03-07/digest@08:00': 'missed',
      '2026-03-08/digest@08:00': 'missed',
      '2026-03-09/digest@08:00': 'done late',
    })
  })

  it('a clock set back an hour says nothing twice; one that ran a month ahead drops nothing', async () => {
    const { start, said, slots } = machine()
    const { tick } = await start(t('07:00'))
    await tick(t('08:00'))
    await tick(t('07:00'))
    await tick(t('08:00'))
    expect(said).toHaveLength(2)
    await tick(t('13:00', '2026-04-06'))
    expect((await states(slots))['2026-03-09/digest@08:00']).toBe('missed')
    await tick(t('09:00'))
    await tick(t('08:00', '2026-03-09'))
    expect((await states(slots))['2026-03-09/digest@08:00']).toBe('done')
    expect(said).toHaveLength(4)
  })

  it('a job that fails is tried again with pauses until its time is over', async () => {
    let fails = true
    const job = digestJob(async () => {
      if (fails) throw new Fault('feed/dead', '信源都没有回应。')
      return [{ item: 'digest', to: { group: '宣传工作群' }, text: '好了' }]
    })
    const { start, said, slots } = machine(job)
    const { tick } = await start(t('07:59'))
    await tick(t('08:00'))
    expect(await slots.get('2026-03-06/digest@08:00')).toMatchObject({
      state: 'failed',
      why: '信源都没有回应。',
      tries: 1,
      nextTry: t('08:01'),
    })
    await tick(t('08:01'))
    await tick(t('08:02'))
    expect((await slots.get('2026-03-06/digest@08:00'))?.tries).toBe(2)
    fails = false
    await tick(t('08:03'))
    expect(said).toEqual(['宣传工作群 好了'])
    fails = true
    for (let now = t('08:00', '2026-03-09'); now <= t('13:00', '2026-03-09'); now = plusMinutes(now, 1)) {
      await tick(now)
    }
    const last = await slots.get('2026-03-09/digest@08:00')
    expect(last?.state).toBe('failed')
    expect(last?.nextTry).toBeUndefined()
    expect(last?.tries).toBe(12)
  })

  it('claims a slot on disk before its job runs', async () => {
    const seen: unknown[] = []
    const job = digestJob(async (slot) => {
      seen.push(await slots.get(slot.id))
      return []
    })
    const { start, slots } = machine(job)
    await (await start(t('07:59'))).tick(t('08:00'))
    expect(seen).toMatchObject([{ state: 'claimed', tries: 1 }])
    expect(await states(slots)).toEqual({ '2026-03-06/digest@08:00': 'done' })
  })

  it('a bug in one job is noted with a plain sentence and logged', async () => {
    const { start, slots, logged } = machine(
      digestJob(async () => {
        throw new TypeError('x is undefined')
      }),
    )
    const { tick } = await start(t('07:59'))
    await tick(t('08:00'))
    expect((await slots.get('2026-03-06/digest@08:00'))?.why).toContain('程序内部出错')
    expect(logged[0]).toBeInstanceOf(TypeError)
  })

  it('two lines under one name would silently be one: refused', async () => {
    const job = digestJob(async () => [
      { item: 'digest', to: { group: '宣传工作群' }, text: '一' },
      { item: 'digest', to: { group: '宣传工作群' }, text: '二' },
    ])
    const { start, slots, said } = machine(job)
    await (await start(t('07:59'))).tick(t('08:00'))
    expect((await slots.list())[0]).toMatchObject({ state: 'failed' })
    expect(said).toEqual([])
  })

  it('crashed at any write and started again: the same words, once', async () => {
    for (let crash = 1; crash <= 8; crash += 1) {
      let asked = 0
      const job = digestJob(async (slot) => {
        asked += 1
        return slot.groups.map((group) => ({ item: 'digest', to: { group }, text: `第${asked}稿` }))
      })
      const { start, said, slots, outgoing } = machine(job)
      let writes = 0
      const dying = <T extends { id: string }>(shelf: Shelf<T>): Shelf<T> => {
        const step = <R>(work: () => Promise<R>) => {
          writes += 1
          return writes >= crash ? Promise.reject(new Error('power cut')) : work()
        }
        return { ...shelf, put: (r) => step(() => shelf.put(r)), add: (r) => step(() => shelf.add(r)) }
      }
      const first = await start(t('07:59'), dying(slots), dying(outgoing))
      await first.tick(t('08:00')).catch(() => undefined)
      await (await start(t('08:10'))).tick(t('08:10'))
      await (await start(t('08:20'))).tick(t('08:20'))
      const unknown = (await outgoing.list()).filter(({ state }) => state === 'unknown').length
      expect(new Set(said).size, `crash at write ${crash}: ${said}`).toBe(said.length)
      expect(said.length + unknown, `crash at write ${crash}`).toBeGreaterThanOrEqual(2)
      expect(new Set((await outgoing.list()).map(({ text }) => text)).size).toBe(1)
      expect(Object.values(await states(slots))[0]).toMatch(/^done/)
    }
  })

  it('a line that is new in the timetable owes nothing from before the restart', async () => {
    let phrase = '每天 8:00'
    const plan: Job['plan'] = (from, to) => {
      const lines = [{ kind: 'digest', at: phrase }]
      return planLines({ kind: 'digest', lines, groups: GROUPS, until: () => t('12:00') }, from, to)
    }
    const { start, said } = machine({ ...digestJob(), plan })
    const first = await start(t('07:00'))
    for (const time of ['08:00', '08:05', '08:59']) await first.tick(t(time))
    await first.keeper.close()
    phrase = '每天 8:30'
    await (await start(t('09:00'))).tick(t('09:00'))
    expect(said).toHaveLength(2)
  })

  it('a full disk leaves the slot due', async () => {
    const { start, said, slots } = machine()
    let full = true
    const disk: Shelf<Slot> = {
      ...slots,
      put: (slot) => (full ? Promise.reject(new Error('ENOSPC')) : slots.put(slot)),
    }
    const { tick } = await start(t('07:59'), disk)
    await tick(t('08:00'))
    expect(said).toEqual([])
    full = false
    await tick(t('08:01'))
    expect(said).toHaveLength(2)
  })
})

describe('时段与各群', () => {
  it.each([
    [new Fault('chat/offline', '未登录。'), 'claimed', '未登录。'],
    [new Fault('chat/no-target', '没有这个群。'), 'failed', '没有这个群。'],
    [new Error('socket hang up'), 'unknown', '可能已经发出'],
  ])('is not 已发 while one group has not heard it: %s', async (fault, state, why) => {
    const { start, channel } = machine()
    channel.fault = fault
    const { tick, keeper } = await start(t('07:59'))
    await tick(t('08:00'))
    const [slot] = await keeper.list(FRIDAY)
    expect(slot?.state).toBe(state)
    expect(slot?.why).toContain(why)
    expect(slot?.lines.map((line) => line.state)).toEqual(['said', state === 'claimed' ? 'waiting' : state])
  })

  it('is 已发 when every group has heard it', async () => {
    const { start } = machine()
    const { tick, keeper } = await start(t('07:59'))
    await tick(t('08:00'))
    expect((await keeper.list(FRIDAY)).map(({ state, lines }) => [state, lines.length])).toEqual([
      ['done', 2],
    ])
  })
})

describe('审核台对时段的操作', () => {
  const id = '2026-03-06/digest@08:00'

  it('written at 11:59 while the channel is offline: never said at 15:00, but listed as 漏发', async () => {
    const { start, said, channel } = machine()
    channel.fault = new Fault('chat/offline', '还没有登录微信。')
    const { keeper, tick } = await start(t('11:59', '2026-03-05'))
    await tick(t('11:59'))
    expect(said).toEqual([`宣传工作群 简报 ${t('08:00')}`])
    delete channel.fault
    for (const time of ['12:01', '15:00']) await tick(t(time))
    expect(said).toHaveLength(1)
    const [slot] = await keeper.list(FRIDAY)
    expect(slot).toMatchObject({ state: 'missed', why: expect.stringContaining('已过时限') })
    expect(slot?.lines.map(({ state }) => state)).toEqual(['said', 'missed'])
  })

  it('is 补发 when the channel took it late', async () => {
    const { start, channel } = machine()
    channel.fault = new Fault('chat/offline', '还没有登录微信。')
    const { keeper, tick } = await start(t('07:00'))
    await tick(t('08:00'))
    expect((await keeper.list(FRIDAY))[0]).toMatchObject({ state: 'claimed', why: '还没有登录微信。' })
    delete channel.fault
    await tick(t('09:30'))
    expect((await keeper.list(FRIDAY))[0]).toMatchObject({ state: 'done', late: true })
  })

  it('holds, releases, moves and edits, with the name of the officer', async () => {
    const { start, said, slots } = machine()
    const { tick, keeper } = await start(t('07:00'))
    expect(keeper.upcoming(t('07:00'), 7).map(({ id: one, state }) => [one, state])[0]).toEqual([
      id,
      'planned',
    ])
    await keeper.hold(id, '李强', t('07:00'))
    await tick(t('08:05'))
    expect(said).toEqual([])
    await keeper.release(id, '李强', t('08:06'))
    await keeper.move(id, t('10:00'), '李强', t('08:07'))
    await keeper.edit(id, '今天简报改为会后口头传达。', '李强', t('08:08'))
    await tick(t('08:09'))
    expect(said).toEqual([])
    expect(keeper.upcoming(t('08:09'), 1).map((slot) => slot.due)).toEqual([t('10:00')])
    await tick(t('10:00'))
    expect(said).toEqual(GROUPS.map((group) => `${group} 今天简报改为会后口头传达。`))
    expect(await slots.get(id)).toMatchObject({ state: 'done', by: '李强', movedFrom: t('08:00') })
    await expect(keeper.hold(id, '李强', t('10:01'))).rejects.toThrow(/schedule\/too-late/)
  })

  it('keeps a hold over a restart and a move to another day', async () => {
    const { start, said } = machine()
    const first = await start(t('07:00'))
    await first.keeper.hold(id, '李强', t('07:00'))
    await first.keeper.move(id, t('09:00', '2026-03-11'), '李强', t('07:01'))
    const second = await start(t('09:00', '2026-03-07'))
    await second.tick(t('09:00', '2026-03-07'))
    await second.keeper.release(id, '李强', t('09:01', '2026-03-07'))
    await second.tick(t('09:00', '2026-03-08'))
    expect(said).toEqual([])
    await second.tick(t('09:00', '2026-03-11'))
    expect(said.filter((line) => line.includes(t('09:00', '2026-03-11')))).toHaveLength(2)
  })

  it('refuses a slot that is not planned and a time that is over', async () => {
    const { start } = machine()
    const { keeper } = await start(t('07:00'))
    await expect(keeper.hold('2026-03-07/digest@08:00', '李强', t('07:00'))).rejects.toThrow(
      /schedule\/no-slot/,
    )
    await expect(keeper.move(id, t('06:00'), '李强', t('07:00'))).rejects.toThrow(/schedule\/past-time/)
  })
})
