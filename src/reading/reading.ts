import type { Category } from './category.ts'

/**
 * 识读: what was understood of one message. Every value keeps the exact characters it was read from
 * (`span`, UTF-16 offsets into the message as received, end exclusive) and who read it (`by`: a rule's name or `model`).
 */
export interface Field<T> {
  value: T
  span: Span
  by: string
  /** 0..1, below 1 where the reading is a guess (a near homophone, a default). */
  confidence: number
}

export type Span = [start: number, end: number]

export type Intent = 'report' | 'correction' | 'withdrawal' | 'query' | 'answer' | 'chatter'

export interface Counted extends Field<number> {
  /** 约 / 余 / 多 / 近: the writer did not count exactly. */
  approx?: true
  /** 四五十人: a range is kept as a range, `value` is its lower end. */
  upTo?: number
}

export interface Quantity extends Counted {
  unit: string
  what: string
}

/** A number or date that was seen and not taken, with the reason: “103 页：页数，不是人数”. */
export interface Refusal {
  text: string
  span: Span
  why: string
}

export interface Reading {
  intent: Intent
  /** `YYYY-MM-DD` | `--MM-DD` | `---DD` | `--MM` | `A/B` (range) | `A,B` (list); see design.md. */
  date?: Field<string>
  /** The day lies after the message's own: an announcement, not yet a report. */
  future?: true
  /** As written (`红柳沟村党支部`). */
  organizer?: Field<string>
  /** The town's own spelling of the village or body, when the gazetteer knows it. */
  village?: Field<string>
  location?: Field<string>
  category?: Field<Category> & { runnerUp?: Category }
  topic?: Field<string>
  /** 人数 */
  participants?: Counted
  /** 人次, never added to 人数 */
  personTimes?: Counted
  /** 场次 */
  sessions?: Counted
  quantities: Quantity[]
  people: (Field<string> & { role: string })[]
  /** A ledger number named in the message, `2025-0312`. */
  row?: Field<string>
  /** 累计 figures repeat what single reports already said: never to be counted again. */
  cumulative?: true
  refused: Refusal[]
}

/** What the reader may know besides the text. */
export interface ReadingContext {
  /** `YYYY-MM-DDTHH:mm`, Beijing. Without it a date without a year stays without one. */
  sentAt?: string
  /** The sender's own village (本镇 spelling), for 我们村. */
  village?: string
  /** Villages and bodies the town knows. */
  places?: { name: string; aliases: string[] }[]
}
