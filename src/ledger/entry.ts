import type { Day, Instant } from '../clock.ts'
import type { Category } from '../reading/category.ts'

/**
 * 台账记录: append-only. A correction, a withdrawal, a confirmation is a further entry; nothing is ever changed.
 * Each names where it came from (a group message or a person's action at the desk), who and when.
 */
export interface Entry {
  /** `2025-03/<row>-<n>`: the month of the entry leads, so that a month is a file. */
  id: string
  /** The row it belongs to, `2025-0312`; a number is never used twice. */
  row: string
  kind: 'filed' | 'corrected' | 'withdrawn' | 'merged' | 'unmerged' | 'confirmed' | 'returned'
  source: EntrySource
  /** The person's town name. */
  by: string
  at: Instant
  /** filed: all the fields; corrected: only those that change, with their new values. */
  fields: Partial<RowFields>
  /** corrected: the values that stood before. */
  was: Partial<RowFields>
  /** merged: the row this one is a duplicate of. */
  into?: string
  note?: string
}

export type EntrySource = { messages: string[] } | { desk: string }

/** What a row says. Every value was read from a message or entered by a named person at the desk. */
export interface RowFields {
  village: string | null
  organizer: string | null
  /** `YYYY-MM-DD`, a range `A/B`, or a list `A,B`. */
  date: Day | null
  category: Category | null
  topic: string | null
  location: string | null
  /** 人数 */
  participants: number | null
  participantsApprox: boolean
  /** 人次: never added to 人数 */
  personTimes: number | null
  /** 场次 */
  sessions: number | null
  quantities: RowQuantity[]
}

export interface RowQuantity {
  value: number
  unit: string
  what: string
  approx?: true
}
