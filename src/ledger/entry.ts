import { z } from 'zod'
import { CATEGORIES, type Category } from '../reading/category.ts'

const categorySchema = z.custom<Category>(
  (value) => typeof value === 'string' && Object.hasOwn(CATEGORIES, value),
  '没有这种活动类别',
)

const quantitySchema = z.object({
  value: z.number(),
  unit: z.string(),
  what: z.string(),
  approx: z.literal(true).exactOptional(),
})
export type RowQuantity = z.infer<typeof quantitySchema>

/** What a row says. Every value was read from a message or entered by a named person at the desk. */
const rowFieldsSchema = z.object({
  village: z.string().nullable(),
  organizer: z.string().nullable(),
  /** `YYYY-MM-DD`, a range `A/B`, or a list `A,B`. */
  date: z.string().nullable(),
  category: categorySchema.nullable(),
  topic: z.string().nullable(),
  location: z.string().nullable(),
  /** 人数 */
  participants: z.number().nullable(),
  participantsApprox: z.boolean(),
  /** 人次: never added to 人数 */
  personTimes: z.number().nullable(),
  /** 场次 */
  sessions: z.number().nullable(),
  quantities: z.array(quantitySchema),
  /** 累计 figures repeat what single reports already said: such a row is in no total. */
  cumulative: z.literal(true).exactOptional(),
})
export type RowFields = z.infer<typeof rowFieldsSchema>

/** A group message, or a person's action at the desk (named in words). */
const sourceSchema = z.union([z.object({ messages: z.array(z.string()) }), z.object({ desk: z.string() })])
export type EntrySource = z.infer<typeof sourceSchema>

/** The fields that a row can be asked for. */
const askedSchema = z.enum(['date', 'category', 'participants', 'village', 'location'])

/**
 * 台账记录: append-only. A correction, a withdrawal, a confirmation is a further entry; nothing is ever changed.
 * Each names where it came from (a group message or a person's action at the desk), who and when.
 */
export const entrySchema = z.object({
  /** `2025-03/<row>-<n>`: the month of the entry leads, so that a month is a file. */
  id: z.string(),
  /** The row it belongs to, `2025-0312`; a number is never used twice. */
  row: z.string(),
  kind: z.enum(['filed', 'corrected', 'withdrawn', 'merged', 'unmerged', 'confirmed', 'returned']),
  source: sourceSchema,
  /** The person's town name. */
  by: z.string(),
  at: z.string(),
  /** filed: all the fields; corrected: only those that change, with their new values. */
  fields: rowFieldsSchema.exactPartial(),
  /** corrected: the values that stood before. */
  was: rowFieldsSchema.exactPartial(),
  /** merged: the row this one is a duplicate of. */
  into: z.string().exactOptional(),
  note: z.string().exactOptional(),
  /** filed: what the row still lacks and somebody is asked for; it is 待补充 until these stand. */
  asks: z.array(askedSchema).exactOptional(),
  /** corrected: fields that a model read, each with its words in the message. */
  model: z.array(z.object({ field: rowFieldsSchema.keyof(), words: z.string() })).exactOptional(),
  /** The act that made it (a message id and part): an act offered again after a crash is not written again. */
  once: z.string().exactOptional(),
})
export type Entry = z.infer<typeof entrySchema>
