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

/** Rows that a total may count unless its basis says otherwise (design.md, rule 3). */
export function counts(row: Row): boolean {
  return row.state === 'received' || row.state === 'confirmed' || row.state === 'question'
}

const EMPTY: RowFields = {
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
  for (const entry of entries) apply(row, entry)
  return row
}

/** What each kind of entry does to the row. */
function apply(row: Row, entry: Entry): void {
  Object.assign(row, entry.fields)
  if ('messages' in entry.source) {
    for (const id of entry.source.messages) if (!row.messages.includes(id)) row.messages.push(id)
  }
  if (entry.kind === 'confirmed') row.state = 'confirmed'
  if (entry.kind === 'returned') row.state = 'returned'
  if (entry.kind === 'withdrawn') row.state = 'withdrawn'
  if (entry.kind === 'merged') {
    row.state = 'merged'
    if (entry.into) row.into = entry.into
  }
  if (entry.kind === 'unmerged') {
    row.state = 'received'
    delete row.into
  }
  // What the officer confirmed was the old values: a correction asks for a new look.
  if (entry.kind === 'corrected' && (row.state === 'confirmed' || row.state === 'returned'))
    row.state = 'received'
}
