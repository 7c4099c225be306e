import { Fault } from '../fault.ts'
import type { Entry, RowFields } from './entry.ts'

/** 台账条目: the fold of one row's entries. */
export interface Row extends RowFields {
  /** `2025-0312` */
  number: string
  state: RowState
  /** Message ids the row was read from, in order. */
  messages: string[]
  entries: Entry[]
  /** The number of its entries; an edit names the version it saw. */
  version: number
  /** merged: the row that counts instead. */
  into?: string
  /** What it was last found to lack (待补充 while one of these is empty). */
  asked?: NonNullable<Entry['asks']>
  by: string
  at: string
}

/** received 已收 · question 待补充 (its open question stands in intake) · confirmed 已确认 · returned 退回 · withdrawn 撤回 · merged 并入 */
export type RowState = 'received' | 'question' | 'confirmed' | 'returned' | 'withdrawn' | 'merged'

export const STATE_WORDS: Record<RowState, string> = {
  received: '已收',
  question: '待补充',
  confirmed: '已确认',
  returned: '已退回',
  withdrawn: '已撤回',
  merged: '已并入',
}

/** The states that a total includes unless its basis names others (design.md, rule 3). */
export const COUNTED_STATES: readonly RowState[] = ['received', 'question', 'confirmed']

/** Whether a total may count the row: its state is counted and it is no cumulative figure. */
export function counts(row: Row): boolean {
  return COUNTED_STATES.includes(row.state) && !row.cumulative
}

export const EMPTY: RowFields = {
  village: null,
  organizer: null,
  date: null,
  category: null,
  topic: null,
  location: null,
  participants: null,
  participantsApprox: false,
  personTimes: null,
  sessions: null,
  quantities: [],
}

/** The villages that a row speaks of: its own, and those that its organiser names beside it (联合活动: `红柳沟村、张湾村`). */
export function villagesOf({ village, organizer }: RowFields): string[] {
  if (village === null) return []
  const named = organizer?.split('、') ?? []
  return named.length > 1 && named.includes(village) ? named : [village]
}

/** Entries of one row, oldest first -> the row. Throws Fault `ledger/no-filing` when they do not begin with `filed`. */
export function foldRow(entries: Entry[]): Row {
  const first = entries[0]
  if (first?.kind !== 'filed') {
    throw new Fault('ledger/no-filing', '台账条目缺少最初的上报记录，请管理员检查台账数据文件。')
  }
  const row: Row = {
    ...EMPTY,
    number: first.row,
    state: 'received',
    messages: [],
    entries,
    version: entries.length,
    by: first.by,
    at: first.at,
  }
  let state: RowState = 'received'
  for (const entry of entries) {
    say(row, entry)
    state = stateAfter(state, row, entry)
  }
  // A withdrawal is for good; otherwise a merged row is merged until it is taken out again, whatever it was before.
  row.state = row.into && state !== 'withdrawn' ? 'merged' : state
  return row
}

/** Any mixture of entries, each row's own in order -> the rows by number. */
export function foldAll(entries: Entry[]): Map<string, Row> {
  const byRow = new Map<string, Entry[]>()
  for (const entry of entries) {
    const own = byRow.get(entry.row)
    if (own) own.push(entry)
    else byRow.set(entry.row, [entry])
  }
  return new Map([...byRow].map(([number, own]) => [number, foldRow(own)]))
}

/** What an entry says of the row. */
function say(row: Row, entry: Entry): void {
  Object.assign(row, entry.fields)
  if (entry.asks) row.asked = entry.asks
  if ('messages' in entry.source) {
    for (const id of entry.source.messages) if (!row.messages.includes(id)) row.messages.push(id)
  }
  if (entry.kind === 'merged' && entry.into) row.into = entry.into
  if (entry.kind === 'unmerged') delete row.into
}

/** Where the review stands after an entry. */
function stateAfter(state: RowState, row: Row, entry: Entry): RowState {
  if (state === 'withdrawn' || entry.kind === 'withdrawn') return 'withdrawn'
  if (entry.kind === 'confirmed' || entry.kind === 'returned') return entry.kind
  if (entry.kind === 'merged' || entry.kind === 'unmerged') return state
  // What the officer confirmed was the old values: a correction asks for a new look. A further photo changes no value.
  const reviewed = state === 'confirmed' || state === 'returned'
  if (reviewed && Object.keys(entry.fields).length === 0) return state
  return lacks(row).length > 0 ? 'question' : 'received'
}

/** What was last asked for and does not stand yet. */
export function lacks(row: Row): NonNullable<Entry['asks']> {
  return (row.asked ?? []).filter((field) => row[field] === null)
}
