import type { Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Shelf } from '../shelf.ts'
import { changesBetween, versionOf } from './change.ts'
import type { Entry, EntrySource, RowFields } from './entry.ts'
import { openFolds } from './folds.ts'
import type { Row } from './row.ts'

/** 台账: the waist of the house. Entries go in, rows come out. */
export interface Ledger {
  /**
   * Files a new row under the next number of the year in which it is filed (a report of January 2 about December 30
   * has a number of the new year; it counts in the old one, by its date). The same `once` files once: the row stands already.
   */
  file(what: Filing): Promise<Row>
  /**
   * Adds an entry to a row. `seen` is the version the person looked at: Fault `ledger/stale` when the row has moved on,
   * `ledger/no-row` when there is none, `ledger/closed-row` when a withdrawn or merged row would be changed,
   * `ledger/bad-merge` when it cannot be joined to that row. The same `once` writes once.
   */
  amend(number: string, what: Amendment): Promise<Row>
  /** Throws Fault `ledger/no-row`. */
  row(number: string): Row
  find(number: string): Row | undefined
  /** All rows, by number. */
  rows(): Row[]
  /** The rows that were read from a message. */
  fromMessage(id: string): Row[]
  /** The entries that a message made. */
  entriesOf(message: string): Entry[]
  /** The entry that an act wrote, if it did. */
  byAct(once: string): Entry | undefined
  /** All entries; what is new since a look stands behind what was seen then. */
  log(): readonly Entry[]
  /** The row that counts for this one: itself, or what it was merged into. */
  standing(number: string): Row
}

export interface Filing {
  fields: Partial<RowFields>
  source: EntrySource
  by: string
  at: Instant
  note?: string
  asks?: NonNullable<Entry['asks']>
  once?: string
}

export interface Amendment {
  kind: Exclude<Entry['kind'], 'filed'>
  fields?: Partial<RowFields>
  source: EntrySource
  by: string
  at: Instant
  seen?: number
  into?: string
  note?: string
  /** What the row lacks after this, when that was looked at again. */
  asks?: NonNullable<Entry['asks']>
  /** Fields that a model read, with their words. */
  model?: NonNullable<Entry['model']>
  once?: string
}

/** Opens the ledger: reads all entries once, keeps their folds in memory (a few thousand rows a year). */
export async function openLedger(shelf: Shelf<Entry>): Promise<Ledger> {
  const folds = openFolds(await shelf.list())
  let turn: Promise<unknown> = Promise.resolve()

  /** One entry at a time: two filings in the same instant must not take the same number. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work)
    turn = result.catch(() => undefined)
    return result
  }

  async function file(what: Filing): Promise<Row> {
    const done = what.once ? folds.byAct(what.once) : undefined
    if (done) return folds.row(done.row)
    const { fields, source, by, at, note, asks, once } = what
    const row = folds.nextNumber(at.slice(0, 4))
    const entry: Entry = {
      id: entryId(at, row, 1),
      row,
      kind: 'filed',
      source,
      by,
      at,
      fields,
      was: {},
      ...(note ? { note } : {}),
      ...(asks?.length ? { asks } : {}),
      ...(once ? { once } : {}),
    }
    await write(entry)
    return folds.remember(entry)
  }

  async function amend(number: string, what: Amendment): Promise<Row> {
    const before = folds.row(number)
    if (what.once && folds.byAct(what.once)) return before
    refuseStale(before, what.seen)
    refuseClosed(before, what.kind)
    if (what.kind === 'merged') refuseMerge(before, what.into)
    const { kind, fields = {}, source, by, at, into, note, asks, model, once } = what
    const entry: Entry = {
      id: entryId(at, number, before.version + 1),
      row: number,
      kind,
      source,
      by,
      at,
      fields,
      was: standingValues(before, fields),
      ...(into ? { into } : {}),
      ...(note ? { note } : {}),
      ...(asks ? { asks } : {}),
      ...(model?.length ? { model } : {}),
      ...(once ? { once } : {}),
    }
    await write(entry)
    return folds.remember(entry)
  }

  /** An id that stands already was written by another process: never over it. */
  async function write(entry: Entry): Promise<void> {
    if (await shelf.add(entry)) return
    throw new Fault('ledger/taken', `台账编号 ${entry.row} 刚被另一个进程占用，请重新打开程序后再试。`)
  }

  function refuseMerge(row: Row, into: string | undefined): void {
    const target = into === undefined ? undefined : folds.find(into)
    if (target && target.number !== row.number && target.state !== 'merged' && target.state !== 'withdrawn')
      return
    throw new Fault(
      'ledger/bad-merge',
      `${row.number} 不能并入 ${into ?? '（未指明）'}：该条不存在、已撤回或已并入其他条目。`,
    )
  }

  return {
    file: (what) => inTurn(() => file(what)),
    amend: (number, what) => inTurn(() => amend(number, what)),
    row: folds.row,
    find: folds.find,
    rows: folds.rows,
    fromMessage: folds.fromMessage,
    entriesOf: folds.entriesOf,
    byAct: folds.byAct,
    log: folds.log,
    standing(number) {
      let row = folds.row(number)
      while (row.into) row = folds.row(row.into)
      return row
    },
  }
}

/** Both versions are in the sentence, so that the person can decide again. */
function refuseStale(row: Row, seen: number | undefined): void {
  if (seen === undefined || seen === row.version) return
  const last = row.entries.at(-1)
  const changes = changesBetween(versionOf(row, seen), row).map(
    (c) => `${c.word}您看到的是${c.was}，现在是${c.now}`,
  )
  throw new Fault(
    'ledger/stale',
    `${row.number} 刚才已被${last ? ` ${last.by} ` : '别人'}改过（您看到第 ${seen} 版，现在第 ${row.version} 版）` +
      `${changes.length > 0 ? `：${changes.join('；')}` : ''}。请看过新内容再改。`,
  )
}

function refuseClosed(row: Row, kind: Amendment['kind']): void {
  if (kind === 'unmerged' && row.state !== 'merged') {
    throw new Fault('ledger/closed-row', `${row.number} 没有并入其他条目，不用拆开。`)
  }
  const taken = row.state === 'merged' && kind !== 'unmerged' && kind !== 'withdrawn'
  if (row.state === 'withdrawn' || taken) {
    throw new Fault(
      'ledger/closed-row',
      row.into
        ? `${row.number} 已并入 ${row.into}，请改 ${row.into}，或先拆开。`
        : `${row.number} 已撤回，不能再改。如需恢复，请重新上报。`,
    )
  }
}

function entryId(at: Instant, number: string, n: number): string {
  return `${at.slice(0, 7)}/${number}-${n}`
}

/** The values that stand in the row for the fields that are about to change. */
function standingValues(row: Row, fields: Partial<RowFields>): Partial<RowFields> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name in fields))
}
