import { z } from 'zod'
import { pictureSchema } from '../chat/message.ts'

export const SECTIONS = ['时政要闻', '理论热点', '工作动态'] as const

/** One line of a digest, with where it comes from: a source's item or a row of our ledger. */
export const digestLineSchema = z.object({
  section: z.enum(SECTIONS),
  /** Of an item: byte for byte as published. */
  title: z.string(),
  source: z.string(),
  link: z.string().nullable(),
  published: z.string().nullable(),
  /** Names under which the item would be known again. */
  keys: z.array(z.string()),
  /** The ledger row that it tells of. */
  row: z.string().exactOptional(),
  /** Sentences that a model chose from the item's own text; said with the mark （AI摘要）, never of 时政要闻. */
  summary: z.string().exactOptional(),
})

/** How a source did at this digest. */
export const digestSourceSchema = z.object({
  name: z.string(),
  works: z.boolean(),
  /** In a few words why not, for the foot. */
  say: z.string(),
})

/**
 * 简报 of one slot. ready 已成稿 (goes out by itself) · waiting 待批 · approved 已批 · declined 不发 · empty 无内容
 */
export const digestSchema = z.object({
  /** `2026-11/2026-11-24@08:00`: a month is a file. */
  id: z.string(),
  day: z.string(),
  slot: z.string(),
  groups: z.array(z.string()),
  due: z.string(),
  /** Said late until then. */
  until: z.string(),
  at: z.string(),
  state: z.enum(['ready', 'waiting', 'approved', 'declined', 'empty']),
  lines: z.array(digestLineSchema),
  sources: z.array(digestSourceSchema),
  /** As it is said. Empty when there was nothing to say. */
  text: z.string(),
  /** The digest as a picture, once it was drawn. */
  card: pictureSchema.exactOptional(),
  /** Why there is none, in a sentence. */
  cardFault: z.string().exactOptional(),
  /** Why there are no summaries, in a sentence. */
  summaryFault: z.string().exactOptional(),
  /** Who approved or declined, and when. */
  by: z.string().exactOptional(),
  decidedAt: z.string().exactOptional(),
})

export type Digest = z.infer<typeof digestSchema>
export type DigestLine = z.infer<typeof digestLineSchema>
export type DigestSource = z.infer<typeof digestSourceSchema>

export const DIGEST_WORDS: Record<Digest['state'], string> = {
  ready: '自动发出',
  waiting: '待批',
  approved: '已批',
  declined: '不发',
  empty: '无内容，未发',
}
