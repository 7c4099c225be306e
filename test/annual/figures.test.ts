import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openAnnual } from '../../src/annual/annual.ts'
import { readBasis } from '../../src/annual/basis-file.ts'
import type { Closing } from '../../src/annual/closing.ts'
import { countFigure } from '../../src/annual/figure.ts'
import { monthsOf, periodOf } from '../../src/annual/period.ts'
import { rollUp } from '../../src/annual/rollup.ts'
import type { Sources } from '../../src/annual/source.ts'
import type { RowFields } from '../../src/ledger/entry.ts'
import { type Ledger, openLedger } from '../../src/ledger/ledger.ts'
import { EMPTY, type Row, type RowState } from '../../src/ledger/row.ts'
import type { Batch } from '../../src/register/change.ts'
import { openRegisters } from '../../src/register/register.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'

const BASIS = `
- { 名称: 志愿服务, 章: 一, 计: 场次, 单位: 次, 条件: { 类别: 志愿服务 } }
- { 名称: 志愿者, 章: 一, 计: 人数, 单位: 人, 条件: { 类别: 志愿服务 } }
- { 名称: 受益, 章: 一, 计: 人次, 单位: 人次, 条件: { 类别: 志愿服务 } }
- { 名称: 树, 章: 一, 计: 数量, 单位: 棵, 条件: { 类别: 志愿服务, 数量单位: 棵 } }
- { 名称: 参与村, 章: 一, 计: 村数, 单位: 个村, 条件: { 类别: 志愿服务 } }
- { 名称: 各村次数, 章: 一, 计: 条数, 单位: 次, 条件: { 类别: 志愿服务 }, 联合活动: 各计一次 }
- { 名称: 植树, 章: 一, 计: 场次, 单位: 次, 条件: { 类别: 志愿服务, 字样: 植树 } }
- { 名称: 春季, 章: 一, 计: 场次, 单位: 次, 条件: { 类别: 志愿服务, 字样: 春 } }
- { 名称: 两样合计, 章: 一, 计: 合计, 单位: 次, 分项: [植树, 春季] }
- { 名称: 混加, 章: 一, 计: 合计, 单位: 人, 分项: [志愿者, 受益] }
`
const TEMPLATE = '# {{镇}}{{时段}}\n{{如有}}开展志愿服务{{志愿服务}}。{{完}}\n'
const bases = readBasis(BASIS)
const NOW = '2024-01-10T09:00:00.000+08:00'
const STATES: RowState[] = ['received', 'question', 'confirmed', 'returned', 'withdrawn', 'merged']
const COUNTED = new Set<RowState>(['received', 'question', 'confirmed'])

function rowOf(fields: Partial<RowFields> & { state?: RowState; number?: string; into?: string }): Row {
  const { state = 'received', number = '2023-0001', ...rest } = fields
  const own = { number, state, messages: ['2023-03-05/m'], entries: [], version: 1, by: '王芳', at: '' }
  return { ...EMPTY, category: 'volunteer', date: '2023-03-05', village: '张湾村', ...own, ...rest }
}

function sourcesOf(rows: Row[]): Sources {
  return { rows, records: () => [], articles: [], digests: [] }
}

const valueIn = (name: string, rows: Row[], key = '2023') =>
  rollUp(bases, sourcesOf(rows), periodOf(key)).get(name)?.value

const anyRow = fc
  .record({
    day: fc.integer({ min: 0, max: 364 }),
    state: fc.constantFrom(...STATES),
    participants: fc.option(fc.integer({ min: 0, max: 500 })),
    personTimes: fc.option(fc.integer({ min: 0, max: 500 })),
    sessions: fc.option(fc.integer({ min: 1, max: 5 })),
    trees: fc.option(fc.integer({ min: 1, max: 200 })),
  })
  .map(({ day, trees, ...fields }) => {
    const date = new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10)
    return rowOf({ ...fields, date, quantities: trees ? [{ value: trees, unit: '棵', what: '树' }] : [] })
  })

describe('figures', () => {
  it('of the months add up to the year, whatever the rows', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), (rows) => {
        const year = rollUp(bases, sourcesOf(rows), periodOf('2023'))
        for (const name of ['志愿服务', '志愿者', '受益', '树', '各村次数']) {
          const months = monthsOf(periodOf('2023')).map(
            (month) => rollUp(bases, sourcesOf(rows), month).get(name)?.value ?? 0,
          )
          expect(months.reduce((a, b) => a + b, 0)).toBe(year.get(name)?.value)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('never count what was withdrawn, merged or returned, nor cumulative lines', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), (rows) => {
        const live = rows.filter((row) => COUNTED.has(row.state))
        for (const { name } of bases) expect(valueIn(name, rows)).toBe(valueIn(name, live))
        expect(
          valueIn(
            '志愿服务',
            live.map((row) => ({ ...row, cumulative: true as const })),
          ),
        ).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  it('cannot be made without a row; an empty one says 无', () => {
    const [basis] = bases
    expect(() => basis && countFigure(basis, periodOf('2023'), [])).toThrow('annual/no-rows')
    expect(rollUp(bases, sourcesOf([]), periodOf('2023')).get('志愿服务')).toMatchObject({
      spoken: '无',
      items: [],
    })
  })

  it('count an activity of two villages once, or for each where the basis says so', () => {
    const rows = [
      rowOf({ number: '2023-0001', participants: 30 }),
      rowOf({ number: '2023-0002', village: '上滩村', state: 'merged', into: '2023-0001', participants: 30 }),
      rowOf({ number: '2023-0003', village: '新渠村、枣林村', participants: 10 }),
    ]
    expect(valueIn('志愿服务', rows)).toBe(2)
    expect(valueIn('志愿者', rows)).toBe(40)
    expect(valueIn('参与村', rows)).toBe(4)
    expect(valueIn('各村次数', rows)).toBe(4)
  })

  it('keep 人数 and 人次 apart', () => {
    const rows = [rowOf({ participants: 30 }), rowOf({ personTimes: 200 })]
    expect(valueIn('志愿者', rows)).toBe(30)
    expect(valueIn('受益', rows)).toBe(200)
  })

  it('put a range or a list of days into the month of its first', () => {
    const rows = [rowOf({ date: '2023-03-31/2023-04-02' }), rowOf({ date: '2023-04-30,2023-05-02' })]
    expect(valueIn('志愿服务', rows, '2023-03')).toBe(1)
    expect(valueIn('志愿服务', rows, '2023-04')).toBe(1)
    expect(valueIn('志愿服务', rows, '2023-05')).toBe(0)
  })
})

describe('findings, closing, comparison', () => {
  async function house() {
    const ledger = await openLedger(memoryShelf())
    const annual = openAnnual({
      town: { name: '青石镇', villages: [{ name: '张湾村' }, { name: '上滩村' }] },
      ledger,
      registers: await openRegisters(memoryShelf<Batch>()),
      closings: memoryShelf<Closing>(),
      basis: BASIS,
      template: TEMPLATE,
    })
    return { ledger, annual }
  }

  const tell = (ledger: Ledger, fields: Partial<RowFields>, at = '2023-03-06T09:00:00.000+08:00') =>
    ledger.file({
      fields: { ...EMPTY, village: '张湾村', category: 'volunteer', date: '2023-03-05', ...fields },
      source: { messages: [`${at.slice(0, 10)}/m`] },
      by: '王芳',
      at,
    })

  it('finds what must be looked at, the gravest first', async () => {
    const { ledger, annual } = await house()
    await tell(ledger, { topic: '春季植树', participants: 20 })
    await tell(ledger, { topic: '清扫', personTimes: 90 })
    await tell(ledger, { topic: '敬老' })
    await tell(ledger, { date: null, topic: '护学' })
    const findings = await annual.findings('2023', NOW)
    const said = findings.map(({ kind, figures, items }) => [kind, figures[0] ?? '', items.length])
    expect(said).toEqual([
      ['counted-twice', '两样合计', 1],
      ['mixed-units', '混加', 0],
      ['mixed-units', '志愿者', 1],
      ['no-value', '志愿者', 1],
      ['mixed-units', '受益', 1],
      ['no-value', '受益', 1],
      ['no-value', '树', 2],
      ['no-date', '', 1],
      ['no-rows', '树', 0],
    ])
    expect(findings.find(({ figures }) => figures[0] === '混加')?.say).toContain('人数和人次加在了一起')
  })

  it('shows after a closing what changed, by whom: 当时 / 现在', async () => {
    const { ledger, annual } = await house()
    const first = await tell(ledger, { participants: 12 })
    const gone = await tell(ledger, { participants: 30 })
    await expect(
      annual.close('2023', { by: '吴磊', at: '2023-12-30T09:00:00.000+08:00' }),
    ).rejects.toMatchObject({ code: 'annual/not-over' })
    await annual.close('2023', { by: '吴磊', at: '2024-01-02T09:00:00.000+08:00' })
    expect(await annual.drift('2023', NOW)).toEqual([])
    const later = {
      source: { messages: ['2024-01-05/x'] },
      by: '王芳',
      at: '2024-01-05T09:00:00.000+08:00',
    }
    await ledger.amend(first.number, { ...later, kind: 'corrected', fields: { participants: 15 } })
    await ledger.amend(gone.number, { ...later, kind: 'withdrawn' })
    const drift = await annual.drift('2023', NOW)
    const heads = drift.find(({ name }) => name === '志愿者')
    expect([heads?.was, heads?.now]).toEqual([42, 15])
    expect(heads?.causes.map(({ item, was, now, say }) => [item, was, now, say])).toEqual([
      [first.number, 12, 15, '王芳 2024-01-05 更正'],
      [gone.number, 30, 0, '王芳 2024-01-05 撤回'],
    ])
    const paper = await annual.paper('2023', NOW)
    expect(JSON.stringify(paper.appendix)).toContain('王芳 2024-01-05 更正')
  })

  it('compares with the year before and draws villages in the order of the town, not by rank', async () => {
    const { ledger, annual } = await house()
    await tell(ledger, { date: '2022-05-01', participants: 10 }, '2022-05-02T09:00:00.000+08:00')
    await tell(ledger, { village: '上滩村', participants: 15 })
    await tell(ledger, { village: '上滩村', participants: 10 })
    const compared = await annual.comparison('2023', NOW)
    expect(compared.find(({ name }) => name === '志愿者')).toEqual({
      ...{ name: '志愿者', unit: '人', now: 25, before: 10, percent: 150 },
    })
    const charts = await annual.charts('2023', NOW)
    expect(charts.map(({ title }) => title)).toEqual([
      '2023年各月活动',
      '2023年各类活动',
      '2023年各村（社区）活动',
    ])
    expect(charts[2]).toMatchObject({
      labels: ['张湾村', '上滩村'],
      series: [{ values: [0, 2] }, { values: [1, 0] }],
    })
  })

  it('writes a heading without content and leaves out what has no source', async () => {
    const { annual } = await house()
    expect((await annual.report('2023', NOW)).markdown).toBe('# 青石镇2023年\n\n这一时段没有记录。')
  })
})
