import { z } from 'zod'
import { valueSchema } from './field.ts'
import { REGISTER_NAMES } from './kinds.ts'

/** Where a change came from: group messages, a person at the desk, or a line of an imported spreadsheet. */
const changeSourceSchema = z.union([
  z.object({ messages: z.array(z.string()) }),
  z.object({ desk: z.string() }),
  z.object({ sheet: z.string(), line: z.number() }),
])

/** 名册变更: append-only. A record is the fold of its changes; nothing is ever overwritten. */
export const changeSchema = z.object({
  /** The record it belongs to, `members-0012`; a number is never used twice. */
  record: z.string(),
  kind: z.enum(['entered', 'changed', 'left', 'back']),
  /** The day from which it holds. */
  on: z.string(),
  source: changeSourceSchema,
  /** Only what changes, with the new values. */
  values: z.record(z.string(), valueSchema),
  /** What stood before. */
  was: z.record(z.string(), valueSchema),
  note: z.string().exactOptional(),
})
export type Change = z.infer<typeof changeSchema>

/**
 * What one act changed. A whole import is one batch, hence one record on the shelf: it is there or it is not,
 * never half (issue 8, point 1).
 */
export const batchSchema = z.object({
  /** `members-2023-06/0001`: register and month lead, so that a file stays small. */
  id: z.string(),
  register: z.enum(REGISTER_NAMES),
  at: z.string(),
  by: z.string(),
  changes: z.array(changeSchema),
})
export type Batch = z.infer<typeof batchSchema>
