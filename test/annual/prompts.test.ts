import { expect, it } from 'vitest'
import { openAnnual } from '../../src/annual/annual.ts'
import { readBasis } from '../../src/annual/basis-file.ts'
import type { Closing } from '../../src/annual/closing.ts'
import { sayBasis } from '../../src/annual/explain.ts'
import { periodOf } from '../../src/annual/period.ts'
import { rollUp } from '../../src/annual/rollup.ts'
import type { RowFields } from '../../src/ledger/entry.ts'
import { EMPTY, type Row } from '../../src/ledger/row.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { figuresYaml, reportMd } from './seed-year.ts'

/** What the office's own prompts say, as they stand in prompts/annual. */
const bases = readBasis(figuresYaml)
let serial = 0

function rowOf(fields: Partial<RowFields>): Row {
  serial += 1
  const number = `2026-${String(serial).padStart(4, '0')}`
  const own = {
    number,
    state: 'received' as const,
    messages: [],
    entries: [],
    version: 1,
    by: '王芳',
    at: '',
  }
  return { ...EMPTY, date: '2026-03-05', village: '张湾村', ...fields, ...own }
}

function annualOf(rows: Row[]) {
  return openAnnual({
    town: { name: '青石镇', villages: [] },
    ledger: { rows: () => rows },
    registers: { records: () => [], history: () => [] },
    closings: memoryShelf<Closing>(),
    basis: figuresYaml,
    template: reportMd,
  })
}

it('counts a lecture without a 场次 as one, several as told, and of 主题党日 only those with a lecture in them', () => {
  const rows = [
    rowOf({ category: 'lecture', topic: '送学上门', personTimes: 12 }),
    rowOf({ category: 'lecture', topic: '巡回宣讲', sessions: 3, personTimes: 90 }),
    rowOf({ category: 'party_day', topic: '主题党日党课', personTimes: 20 }),
    rowOf({ category: 'party_day', topic: '主题党日义务劳动', participants: 25 }),
  ]
  const figures = rollUp(bases, { rows, records: () => [], articles: [], digests: [] }, periodOf('2026'))
  expect(figures.get('宣讲场次')?.value).toBe(5)
  expect(figures.get('宣讲场次')?.items).toHaveLength(3)
  expect(figures.get('宣讲人次')?.value).toBe(122)
  const basis = bases.find((one) => one.name === '宣讲场次')
  expect(basis && sayBasis(basis)).toContain('没写场次的一条按一场计')
})

it('calls the paper of a year that still runs by what it is, and of a whole year a report', async () => {
  const annual = annualOf([rowOf({ category: 'volunteer', topic: '植树' })])
  const running = await annual.report('2026', '2026-11-25T09:00:00.000+08:00')
  expect(running.title).toBe('青石镇党委2026年抓党建和宣传思想文化工作情况（截至11月25日）')
  expect(running.markdown).toContain('2026年以来（截至11月25日），青石镇党委')
  const whole = await annual.report('2026', '2027-01-05T09:00:00.000+08:00')
  expect(whole.title).toBe('青石镇党委2026年抓党建和宣传思想文化工作述职报告')
  expect(whole.markdown).toContain('\n\n2026年，青石镇党委')
})
