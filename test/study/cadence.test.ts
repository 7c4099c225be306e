import { describe, expect, it } from 'vitest'
import { type Outgoing, openOutbox } from '../../src/chat/outbox.ts'
import { at } from '../../src/clock.ts'
import type { Entry, RowFields } from '../../src/ledger/entry.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { type Beat, openKeeper } from '../../src/schedule/keeper.ts'
import type { Slot } from '../../src/schedule/slot.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { cadenceOf, gapsOf, periodOf } from '../../src/study/cadence.ts'
import { cadenceJob } from '../../src/study/cadence-job.ts'
import { readCadence } from '../../src/study/cadence-rules.ts'
import { prompt, TOWN } from './town.ts'

const FILE = readCadence(prompt('study-cadence.md'))
const DAY = '2026-03-20'
const town = {
  ...TOWN,
  timetable: [{ kind: 'meetings', at: '每月20日 9:00，节假日提前' }],
  villages: TOWN.villages.map((one) =>
    one.name === '红柳沟村' ? { ...one, branches: ['第一党支部', '第二党支部'] } : one,
  ),
}

async function ledgerWith(rows: Partial<RowFields>[]) {
  const ledger = await openLedger(memoryShelf<Entry>())
  for (const fields of rows) {
    await ledger.file({ fields, source: { desk: '测试' }, by: '李强', at: at('2026-03-15', '10:00') })
  }
  return ledger
}

describe('三会一课 应开展/已开展', () => {
  it('counts each branch from the ledger, with the rows', async () => {
    const ledger = await ledgerWith([
      { village: '张湾村', category: 'party_day', date: '2026-03-05', topic: '学雷锋' },
      { village: '张湾村', category: 'party_day', date: '2026-02-05', topic: '二月主题党日' },
      { village: '张湾村', category: 'meeting', date: '2026-02-10', topic: '召开支部党员大会，上党课' },
      { village: '张湾村', category: 'meeting', date: '2026-03-03,2026-03-17', topic: '支委会' },
      { village: '张湾村', category: 'lecture', date: '2026-01-07', topic: '党课', sessions: 2 },
      { village: '红柳沟村', category: 'party_day', date: '2026-03-06', organizer: '红柳沟村第一党支部' },
    ])
    const { lines } = cadenceOf({ town, ledger, rules: FILE.rules, day: DAY })
    const of = (branch: string) =>
      Object.fromEntries(lines.filter((line) => line.branch === branch).map((line) => [line.rule.name, line]))
    expect(of('张湾村').主题党日).toMatchObject({
      due: 1,
      done: 1,
      rows: ['2026-0001'],
      from: '2026-03-01',
      to: '2026-03-31',
    })
    expect(of('张湾村').支部党员大会).toMatchObject({ due: 1, done: 1, from: '2026-01-01', to: '2026-03-31' })
    expect(of('张湾村').支部委员会?.done).toBe(2)
    expect(of('张湾村').党课).toMatchObject({ done: 3, rows: ['2026-0003', '2026-0005'] })
    expect(of('第一党支部').主题党日?.done).toBe(1)
    expect(of('第二党支部').主题党日?.done).toBe(0)
    expect(of('张湾村').主题党日?.rule.source).toContain('支部工作条例')
  })

  it('counts an activity held together for each village that held it', async () => {
    const joint = { organizer: '张湾村、上滩村', village: '张湾村', date: '2026-03-05' }
    const ledger = await ledgerWith([{ ...joint, category: 'party_day', topic: '联合主题党日' }])
    const { lines, unclear } = cadenceOf({ town, ledger, rules: FILE.rules, day: DAY })
    const held = lines.filter(({ done }) => done > 0)
    expect(held.map(({ branch, rule }) => [branch, rule.name])).toEqual([
      ['张湾村', '主题党日'],
      ['上滩村', '主题党日'],
    ])
    expect(unclear).toEqual([])
  })

  it('owes nothing that is 按需, and leaves withdrawn rows out', async () => {
    const ledger = await ledgerWith([{ village: '张湾村', category: 'party_day', date: '2026-03-05' }])
    await ledger.amend('2026-0001', {
      kind: 'withdrawn',
      source: { desk: '1' },
      by: '王芳',
      at: at(DAY, '09:00'),
    })
    const gaps = gapsOf(cadenceOf({ town, ledger, rules: FILE.rules, day: DAY }))
    const own = gaps.filter(({ branch }) => branch === '张湾村').map(({ rule }) => rule.name)
    expect(own).toEqual(['支部党员大会', '支部委员会', '党课', '主题党日'])
  })

  it('says which rows cannot be given to a branch or a meeting', async () => {
    const ledger = await ledgerWith([
      { village: '红柳沟村', category: 'party_day', date: '2026-03-06' },
      { village: '张湾村', category: 'meeting', date: '2026-03-06', topic: '三会一课' },
      { village: '张湾村', category: 'volunteer', date: '2026-03-06' },
    ])
    const { unclear } = cadenceOf({ town, ledger, rules: FILE.rules, day: DAY })
    expect(unclear).toEqual([
      { row: '2026-0001', why: '红柳沟村有几个支部，没有写明是哪一个。' },
      { row: '2026-0002', why: '没有写明是哪一种会议。' },
    ])
  })

  it('knows months, quarters and years', () => {
    expect(periodOf('月', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(periodOf('季度', '2026-12-31')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(periodOf('年', '2026-05-01')).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  })

  it('tells the secretary in private, before the period ends, once', async () => {
    const ledger = await ledgerWith([
      { village: '上滩村', category: 'party_day', date: '2026-03-05' },
      { village: '上滩村', category: 'meeting', date: '2026-03-05', topic: '支委会、党员大会、党课' },
    ])
    const said: unknown[] = []
    const outbox = await openOutbox(memoryShelf<Outgoing>(), async (to, text) => void said.push([to, text]))
    const job = cadenceJob({ town, ledger, file: FILE })
    const shelves = { slots: memoryShelf<Slot>(), beats: memoryShelf<Beat>() }
    const keeper = await openKeeper({ ...shelves, jobs: [job], outbox, now: at(DAY, '08:00') })
    for (const time of ['08:59', '09:00', '09:01']) {
      await keeper.tick(at(DAY, time))
      await outbox.pump(at(DAY, time))
    }
    const list = ['第一党支部', '第二党支部']
      .map(
        (branch) => `${branch}：支部党员大会（本季度）、支部委员会（本月）、党课（本季度）、主题党日（本月）`,
      )
      .join('\n')
    expect(said).toEqual([
      [
        { person: '马强' },
        `马强同志：到3月20日，本季度、本月台账里还没有看到——\n${list}\n已经开展的，在群里补报一句就行；正在安排的，不用回复。`,
      ],
    ])
    const coming = keeper.upcoming(at(DAY, '10:00'), 40)
    expect(coming.map(({ due, groups }) => [due, groups])).toEqual([[at('2026-04-20', '09:00'), []]])
    await expect(keeper.edit(coming[0]?.id ?? '', '别的话', '李强', at(DAY, '10:00'))).rejects.toThrow(
      /schedule\/private/,
    )
  })

  it('speaks of a quarter only in its last month, and of nothing to whom nothing is lacking', async () => {
    const ledger = await ledgerWith([
      { village: '上滩村', category: 'party_day', date: '2026-02-05' },
      { village: '上滩村', category: 'meeting', date: '2026-02-05', topic: '支委会' },
    ])
    const job = cadenceJob({ town, ledger, file: FILE })
    const [slot] = job.plan(at('2026-02-01', '10:00'), at('2026-02-27', '10:00'))
    if (!slot) throw new Error('no slot planned')
    const [said] = await job.notices(slot, at('2026-02-20', '09:00'))
    expect(said?.text).toContain('第一党支部：支部委员会（本月）、主题党日（本月）')
    expect(said?.text).not.toContain('季度')
    expect(said?.text).not.toContain('上滩村')
  })

  it('refuses a table with a line that cannot be used', () => {
    const text = prompt('study-cadence.md')
    expect(() => readCadence(text.replace('| 主题党日 | 月 |', '| 主题党日 | 每月 |'))).toThrow(/周期只能写/)
    expect(() => readCadence(text.replace('| 月 | 按需 |', '| 月 | 一些 |'))).toThrow(/次数要写数字/)
    expect(() => readCadence(text.replace('{清单}', ''))).toThrow(/study\/cadence/)
  })
})
