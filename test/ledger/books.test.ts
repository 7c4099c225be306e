import { describe, expect, it } from 'vitest'
import { plusMinutes } from '../../src/clock.ts'
import { openBrowser } from '../../src/ledger/browse.ts'
import type { Entry } from '../../src/ledger/entry.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { outdated } from '../../src/ledger/outdated.ts'
import { COUNTED_STATES } from '../../src/ledger/row.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'

const AT = '2025-03-05T15:20:00.000+08:00'
const LATER = '2025-07-02T09:00:00.000+08:00'

async function books() {
  const ledger = await openLedger(memoryShelf<Entry>())
  const file = (village: string, date: string | null, participants: number, at = AT) =>
    ledger.file({
      fields: { village, date, participants, category: 'volunteer' },
      source: { messages: [`${at.slice(0, 10)}/${village}`] },
      by: '王芳',
      at,
    })
  const correct = (number: string, participants: number, at: string) =>
    ledger.amend(number, {
      kind: 'corrected',
      fields: { participants },
      source: { desk: '改' },
      by: '李强',
      at,
    })
  return { ledger, file, correct }
}

describe('browsing', () => {
  it('finds by village, month, kind, words and state, newest activity first', async () => {
    const { ledger, file } = await books()
    await file('张湾村', '2025-03-05', 12)
    await file('红柳沟村', '2025-02-05', 20)
    await file('张湾村', '2025-02-01', 30)
    await file('张湾村', null, 1)
    await ledger.amend('2025-0003', { kind: 'withdrawn', source: { desk: '撤回' }, by: '李强', at: AT })
    const browser = openBrowser(ledger)
    const numbers = (search: Parameters<typeof browser.find>[0]) =>
      browser.find(search).rows.map((row) => row.number)
    expect(numbers({})).toEqual(['2025-0004', '2025-0001', '2025-0002', '2025-0003'])
    expect(numbers({ village: '张湾村', month: '2025-02' })).toEqual(['2025-0003'])
    expect(numbers({ month: '2025-02', states: COUNTED_STATES })).toEqual(['2025-0002'])
    expect(numbers({ words: '红柳沟 20人' })).toEqual(['2025-0002'])
    expect(numbers({ from: '2025-02-05', to: '2025-03-31' })).toEqual(['2025-0001', '2025-0002'])
    expect(browser.find({ size: 3, page: 2 })).toMatchObject({ total: 4, pages: 2, page: 2 })
    await file('新渠村', '2025-03-06', 3)
    expect(numbers({ month: '2025-03' })).toEqual(['2025-0005', '2025-0001'])
  })

  it('finds its way among 20,000 rows, also right after a further entry', async () => {
    const shelf = memoryShelf<Entry>()
    for (let n = 1; n <= 20_000; n += 1) {
      const row = `2025-${String(n).padStart(4, '0')}`
      const date = `2025-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`
      const fields = { village: `村${n % 27}`, date, participants: n % 90, topic: `活动${n}` }
      await shelf.put({
        id: `2025-03/${row}-1`,
        row,
        kind: 'filed',
        source: { messages: [`2025-03-05/${n}`] },
        by: '王芳',
        at: AT,
        fields,
        was: {},
      })
    }
    const ledger = await openLedger(shelf)
    const browser = openBrowser(ledger)
    const count = (search: Parameters<typeof browser.find>[0]) => browser.find(search).total
    expect(count({ words: '活动19999' })).toBe(1)
    const before = count({ village: '村1', month: '2025-03' })
    await ledger.file({
      fields: { village: '村1', date: '2025-03-05' },
      source: { desk: '录入' },
      by: '李强',
      at: AT,
    })
    expect(count({ village: '村1', month: '2025-03' })).toBe(before + 1)
    expect(ledger.fromMessage('2025-03-05/777')).toHaveLength(1)
  })
})

describe('what was said from rows', () => {
  it('is listed when they read otherwise now', async () => {
    const { ledger, file, correct } = await books()
    await file('张湾村', '2025-03-05', 12)
    await file('红柳沟村', '2025-03-05', 20)
    const uses = [
      { id: 'a', title: '学雷锋', rows: ['2025-0001'], at: plusMinutes(AT, 60) },
      { id: 'b', title: '主题党日', rows: ['2025-0002'], at: plusMinutes(AT, 60) },
    ]
    expect(outdated(ledger, uses)).toEqual([])
    await correct('2025-0001', 15, LATER)
    expect(outdated(ledger, uses)).toMatchObject([
      { use: { id: 'a' }, drifts: [{ changes: [{ was: '12人', now: '15人' }] }] },
    ])
  })
})
