import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Entry, entrySchema } from '../../src/ledger/entry.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { counts, foldAll, foldRow } from '../../src/ledger/row.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'

const AT = '2025-03-05T15:20:00.000+08:00'

/** The entries of one row: filed, then anything. */
const entriesOf = (row: string): fc.Arbitrary<Entry[]> =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom('corrected', 'withdrawn', 'merged', 'unmerged', 'confirmed', 'returned'),
        participants: fc.nat(200),
      }),
      { maxLength: 6 },
    )
    .map((later) =>
      [{ kind: 'filed' as const, participants: 1 }, ...later].map(({ kind, participants }, i) => ({
        id: `2025-03/${row}-${i + 1}`,
        row,
        kind,
        source: { messages: [`2025-03-05/${row}-${i}`] },
        by: '王芳',
        at: AT,
        fields: kind === 'filed' || kind === 'corrected' ? { participants } : {},
        was: {},
        ...(kind === 'merged' ? { into: '2025-9999' } : {}),
      })),
    )

/** A shuffle of several lists that keeps each list's own order. */
function interleave<T>(lists: T[][], picks: number[]): T[] {
  const left = lists.map((list) => [...list])
  const mixed: T[] = []
  for (let n = 0; left.some((list) => list.length > 0); n += 1) {
    const open = left.filter((list) => list.length > 0)
    const next = open[(picks[n % picks.length] ?? 0) % open.length]?.shift()
    if (next !== undefined) mixed.push(next)
  }
  return mixed
}

const someRows = fc.tuple(entriesOf('2025-0001'), entriesOf('2025-0002'), entriesOf('2025-0003'))
const picks = fc.array(fc.nat(), { minLength: 1, maxLength: 30 })

describe('folding', () => {
  it('gives the same rows for any interleaving that keeps each row’s order', () => {
    fc.assert(
      fc.property(someRows, picks, picks, (rows, one, two) => {
        const sorted = (entries: Entry[]) =>
          [...foldAll(entries).values()].sort((a, b) => (a.number < b.number ? -1 : 1))
        expect(sorted(interleave(rows, one))).toEqual(sorted(interleave(rows, two)))
      }),
    )
  })

  it('never counts a row that was withdrawn, whatever comes before or after', () => {
    fc.assert(
      fc.property(entriesOf('2025-0001'), entriesOf('2025-0001'), (before, after) => {
        const withdrawal: Entry = {
          id: '2025-03/2025-0001-99',
          row: '2025-0001',
          kind: 'withdrawn',
          source: { desk: '撤回' },
          by: '李强',
          at: AT,
          fields: {},
          was: {},
        }
        const row = foldRow([...before, withdrawal, ...after.slice(1)])
        expect(row.state).toBe('withdrawn')
        expect(counts(row)).toBe(false)
      }),
    )
  })

  it('makes entries that the schema accepts as they were written', () => {
    fc.assert(
      fc.property(entriesOf('2025-0001'), (entries) => {
        for (const entry of entries)
          expect(entrySchema.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry)
      }),
    )
  })
})

describe('the ledger', () => {
  it('never gives a number twice, with filings at once, withdrawals and restarts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('file', 'two', 'withdraw', 'open'), { maxLength: 25 }),
        async (acts) => {
          const shelf = memoryShelf<Entry>()
          let ledger = await openLedger(shelf)
          const given: string[] = []
          const file = async () =>
            given.push(
              (await ledger.file({ fields: {}, source: { desk: '录入' }, by: '李强', at: AT })).number,
            )
          for (const act of acts) {
            if (act === 'file') await file()
            if (act === 'two') await Promise.all([file(), file()])
            if (act === 'open') ledger = await openLedger(shelf)
            const last = ledger.rows().at(-1)
            if (act === 'withdraw' && last && last.state !== 'withdrawn') {
              await ledger.amend(last.number, {
                kind: 'withdrawn',
                source: { desk: '撤回' },
                by: '李强',
                at: AT,
              })
            }
          }
          expect(new Set(given).size).toBe(given.length)
          expect(ledger.rows().map((row) => row.number)).toEqual(given.sort())
        },
      ),
      { numRuns: 60 },
    )
  })

  it('numbers by the year of filing and starts each year at one', async () => {
    const ledger = await openLedger(memoryShelf<Entry>())
    const file = (at: string, date: string) =>
      ledger.file({ fields: { date }, source: { desk: '录入' }, by: '李强', at })
    expect((await file('2024-12-31T23:59:00.000+08:00', '2024-12-31')).number).toBe('2024-0001')
    expect((await file('2025-01-02T09:00:00.000+08:00', '2024-12-30')).number).toBe('2025-0001')
  })

  it('writes an act once, also after a restart', async () => {
    const shelf = memoryShelf<Entry>()
    const filing = {
      fields: { participants: 12 },
      source: { messages: ['2025-03-05/a'] },
      by: '王芳',
      at: AT,
      once: 'file/a/0',
    }
    const amendment = {
      kind: 'corrected' as const,
      fields: { participants: 15 },
      source: { messages: ['2025-03-05/b'] },
      by: '王芳',
      at: AT,
      once: 'correct/b',
    }
    for (let n = 0; n < 2; n += 1) {
      const ledger = await openLedger(shelf)
      await ledger.file(filing)
      await ledger.amend('2025-0001', amendment)
    }
    const ledger = await openLedger(shelf)
    expect(ledger.rows()).toHaveLength(1)
    expect(ledger.row('2025-0001')).toMatchObject({ version: 2, participants: 15 })
    expect(ledger.row('2025-0001').entries[1]?.was).toEqual({ participants: 12 })
    expect(ledger.fromMessage('2025-03-05/b').map((row) => row.number)).toEqual(['2025-0001'])
  })

  it('refuses a late edit and shows both versions; never writes over another process’s entry', async () => {
    const shelf = memoryShelf<Entry>()
    const ledger = await openLedger(shelf)
    const other = await openLedger(shelf)
    await ledger.file({ fields: { participants: 12 }, source: { desk: '录入' }, by: '李强', at: AT })
    const edit = (participants: number, seen: number) =>
      ledger.amend('2025-0001', {
        kind: 'corrected',
        fields: { participants },
        source: { desk: '改' },
        by: '周敏',
        at: AT,
        seen,
      })
    await edit(15, 1)
    await expect(edit(18, 1)).rejects.toMatchObject({
      code: 'ledger/stale',
      say: expect.stringContaining('人数您看到的是12人，现在是15人'),
    })
    await expect(
      other.file({ fields: {}, source: { desk: '录入' }, by: '周敏', at: AT }),
    ).rejects.toMatchObject({ code: 'ledger/taken' })
    expect((await openLedger(shelf)).row('2025-0001').participants).toBe(15)
  })

  it('joins, takes apart, and refuses to change what is gone', async () => {
    const ledger = await openLedger(memoryShelf<Entry>())
    for (let n = 0; n < 3; n += 1)
      await ledger.file({ fields: { participants: 5 }, source: { desk: '录入' }, by: '李强', at: AT })
    const act = (
      number: string,
      kind: 'merged' | 'unmerged' | 'confirmed' | 'withdrawn' | 'corrected',
      into?: string,
    ) => ledger.amend(number, { kind, ...(into ? { into } : {}), source: { desk: kind }, by: '李强', at: AT })
    await act('2025-0002', 'confirmed')
    await act('2025-0002', 'merged', '2025-0001')
    expect(counts(ledger.row('2025-0002'))).toBe(false)
    expect(ledger.standing('2025-0002').number).toBe('2025-0001')
    await expect(act('2025-0002', 'corrected')).rejects.toMatchObject({ code: 'ledger/closed-row' })
    await expect(act('2025-0001', 'merged', '2025-0002')).rejects.toMatchObject({ code: 'ledger/bad-merge' })
    await expect(act('2025-0003', 'merged', '2025-0003')).rejects.toMatchObject({ code: 'ledger/bad-merge' })
    expect((await act('2025-0002', 'unmerged')).state).toBe('confirmed')
    await act('2025-0003', 'withdrawn')
    await expect(act('2025-0003', 'corrected')).rejects.toMatchObject({ code: 'ledger/closed-row' })
    await expect(act('2025-0009', 'confirmed')).rejects.toMatchObject({ code: 'ledger/no-row' })
  })

  it('asks for a new look when a confirmed row is corrected, not when a photo comes', async () => {
    const ledger = await openLedger(memoryShelf<Entry>())
    await ledger.file({
      fields: { participants: 5 },
      source: { messages: ['2025-03-05/a'] },
      by: '王芳',
      at: AT,
    })
    const act = (kind: 'confirmed' | 'corrected', participants?: number) =>
      ledger.amend('2025-0001', {
        kind,
        fields: participants === undefined ? {} : { participants },
        source: { messages: ['2025-03-05/b'] },
        by: '王芳',
        at: AT,
      })
    await act('confirmed')
    expect((await act('corrected')).state).toBe('confirmed')
    expect((await act('corrected', 6)).state).toBe('received')
  })
})
