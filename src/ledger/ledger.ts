import { dayOf, type Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Shelf } from '../shelf.ts'
import type { Entry, EntrySource, RowFields } from './entry.ts'
import { foldRow, type Row } from './row.ts'

/** 台账: the waist of the house. Entries go in, rows come out. */
export interface Ledger {
  /** Files a new row under the next number of the year. */
  file(what: { fields: Partial<RowFields>; source: EntrySource; by: string; at: Instant }): Promise<Row>
  /**
   * Adds an entry to a row. `seen` is the version the person looked at: Fault `ledger/stale` when the row has moved on,
   * `ledger/no-row` when there is none, `ledger/closed-row` when a withdrawn or merged row would be changed.
   */
  amend(
    number: string,
    what: {
      kind: Exclude<Entry['kind'], 'filed'>
      fields?: Partial<RowFields>
      source: EntrySource
      by: string
      at: Instant
      seen?: number
      into?: string
      note?: string
    },
  ): Promise<Row>
  /** Throws Fault `ledger/no-row`. */
  row(number: string): Row
  find(number: string): Row | undefined
  /** All rows, by number. */
  rows(): Row[]
  /** The rows that were read from a message. */
  fromMessage(id: string): Row[]
}

/** Opens the ledger: reads all entries once, keeps their folds in memory (a few thousand rows a year). */
export async function openLedger(shelf: Shelf<Entry>): Promise<Ledger> {
  const entries = new Map<string, Entry[]>()
  const rows = new Map<string, Row>()
  const lastOfYear = new Map<string, number>()
  for (const entry of await shelf.list()) remember(entry)
  let turn: Promise<unknown> = Promise.resolve()

  function remember(entry: Entry): Row {
    const own = [...(entries.get(entry.row) ?? []), entry]
    entries.set(entry.row, own)
    const row = foldRow(own)
    rows.set(entry.row, row)
    const [year = '', serial = '0'] = entry.row.split('-')
    lastOfYear.set(year, Math.max(lastOfYear.get(year) ?? 0, Number(serial)))
    return row
  }

  /** One entry at a time: two filings in the same instant must not take the same number. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work)
    turn = result.catch(() => undefined)
    return result
  }

  function row(number: string): Row {
    const found = rows.get(number)
    if (!found) throw new Fault('ledger/no-row', `台账里没有 ${number} 这一条，请核对编号。`)
    return found
  }

  return {
    file: ({ fields, source, by, at }) =>
      inTurn(async () => {
        const year = at.slice(0, 4)
        const number = `${year}-${String((lastOfYear.get(year) ?? 0) + 1).padStart(4, '0')}`
        const entry: Entry = {
          id: entryId(at, number, 1),
          row: number,
          kind: 'filed',
          source,
          by,
          at,
          fields,
          was: {},
        }
        await shelf.put(entry)
        return remember(entry)
      }),
    amend: (number, { kind, fields = {}, source, by, at, seen, into, note }) =>
      inTurn(async () => {
        const before = row(number)
        if (seen !== undefined && seen !== before.version) {
          throw new Fault(
            'ledger/stale',
            `${number} 刚才已被别人改过（您看到第 ${seen} 版，现在第 ${before.version} 版），请看过新内容再改。`,
          )
        }
        if (before.state === 'withdrawn' || (before.state === 'merged' && kind !== 'unmerged')) {
          throw new Fault(
            'ledger/closed-row',
            `${number} 已撤回或并入其他条目，不能再改。如需恢复，请重新上报。`,
          )
        }
        const entry: Entry = {
          id: entryId(at, number, before.version + 1),
          row: number,
          kind,
          source,
          by,
          at,
          fields,
          was: pick(before, fields),
          ...(into ? { into } : {}),
          ...(note ? { note } : {}),
        }
        await shelf.put(entry)
        return remember(entry)
      }),
    row,
    find: (number) => rows.get(number),
    rows: () => [...rows.values()].sort((a, b) => (a.number < b.number ? -1 : 1)),
    fromMessage: (id) => [...rows.values()].filter((one) => one.messages.includes(id)),
  }
}

function entryId(at: Instant, number: string, n: number): string {
  return `${dayOf(at).slice(0, 7)}/${number}-${n}`
}

/** The values that stand in the row for the fields that are about to change. */
function pick(row: Row, fields: Partial<RowFields>): Partial<RowFields> {
  const { village, organizer, date, category, topic, location } = row
  const { participants, participantsApprox, personTimes, sessions, quantities } = row
  const all: RowFields = {
    village,
    organizer,
    date,
    category,
    topic,
    location,
    participants,
    participantsApprox,
    personTimes,
    sessions,
    quantities,
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in fields))
}
