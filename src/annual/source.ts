import type { Day, Instant } from '../clock.ts'
import type { Row } from '../ledger/row.ts'
import type { RegisterName } from '../register/kinds.ts'
import type { RegisterRecord } from '../register/record.ts'

/** An article that the public account confirmed as published. */
export interface Published {
  id: string
  title: string
  column: string
  /** It tells of the town's own work. */
  own: boolean
  at: Instant
}

/** A digest as it was said in the groups (read back from what was sent), one line an item. */
export interface SentDigest {
  id: string
  day: Day
  lines: { section: string; title: string }[]
  /** Message ids under which the groups received it. */
  messages: string[]
}

/** What figures are counted from. */
export interface Sources {
  rows: Row[]
  /** What was written in the messages that tell of this row alone; a basis' words may stand there. */
  words?(row: Row): string
  /** As the register stood at the end of the day. */
  records(register: RegisterName, day: Day): RegisterRecord[]
  /** Who changed a register record and when; for the drift after a closing. */
  history?(record: string): { by: string; at: Instant; kind: string }[]
  articles: Published[]
  digests: SentDigest[]
}
