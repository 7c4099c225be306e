import { createHash } from 'node:crypto'
import { z } from 'zod'
import { checkedLinkSchema } from './links.ts'
import { publicationSchema } from './publication.ts'

/** single 单项活动 · theme 多村同一主题 · roundup 一周综述 · notice 通知 · digest 当日简报 · pictures 图说一月 */
export const KINDS = {
  single: '单项活动',
  theme: '多村同题',
  roundup: '一周综述',
  notice: '通知公告',
  digest: '今日简报',
  pictures: '图说一月',
} as const
export type ArticleKind = keyof typeof KINDS

export const STEPS = { first: '初审', second: '复审', final: '终审' } as const
export type ReviewStep = keyof typeof STEPS

export const ARTICLE_STATES = {
  draft: '初稿',
  review: '审核中',
  returned: '退回修改',
  signed: '已签发',
  publishing: '正在发布',
  boxed: '已进草稿箱，等人发布',
  published: '已发布',
  failed: '发布未成',
  removed: '已被下架',
} as const
export type ArticleState = keyof typeof ARTICLE_STATES

const kind = z.enum(['single', 'theme', 'roundup', 'notice', 'digest', 'pictures'])
const step = z.enum(['first', 'second', 'final'])

const pictureSchema = z.object({
  /** SHA-256 of the original bytes, as the blobs keep them. */
  hash: z.string(),
  name: z.string(),
  caption: z.string(),
  /** The group message it came with; absent: put in at the desk. */
  message: z.string().exactOptional(),
  row: z.string().exactOptional(),
  /** Who took it or where it comes from, asked for when it is put in at the desk. */
  source: z.string().exactOptional(),
  /** Which part must stay in view when a cover is cut from it: 0..1 from the left, 0..1 from the top. */
  focus: z.object({ x: z.number(), y: z.number() }).exactOptional(),
})
export type ArticlePicture = z.infer<typeof pictureSchema>

const signatureSchema = z.object({
  step,
  by: z.string(),
  at: z.string(),
  /** What was signed: `contentHash` of the article at that moment. */
  hash: z.string(),
  note: z.string().exactOptional(),
})

const vouchSchema = z.object({
  kind: z.string(),
  text: z.string(),
  note: z.string(),
  by: z.string(),
  at: z.string(),
})
export type Vouch = z.infer<typeof vouchSchema>

const deedSchema = z.object({
  what: z.enum([
    'drafted',
    'edited',
    'vouched',
    'commented',
    'checked',
    'signed',
    'voided',
    'returned',
    'publish',
    'boxed',
    'published',
    'failed',
    'removed',
    'corrected',
    'announced',
  ]),
  by: z.string(),
  at: z.string(),
  /** What was done, in a sentence; for a comment or a return, the reason. */
  say: z.string(),
  hash: z.string().exactOptional(),
  step: step.exactOptional(),
  /** A comment's sentence, as it stood. */
  about: z.string().exactOptional(),
})
export type Deed = z.infer<typeof deedSchema>

export const articleSchema = z.object({
  /** `2025-03/0007`: the month leads, so that a month is a file. */
  id: z.string(),
  kind,
  /** 栏目 */
  column: z.string(),
  /** On the town's own work (of the figures of the year: how many of them). */
  own: z.boolean(),
  title: z.string(),
  author: z.string(),
  digest: z.string(),
  /** Markdown; a picture is `![caption](图1)`, counted from 1. */
  body: z.string(),
  theme: z.enum(['red', 'ink', 'field']),
  pictures: z.array(pictureSchema),
  /** Index of the picture the cover is cut from. */
  cover: z.number().exactOptional(),
  /** Numbers of the cited ledger rows. */
  rows: z.array(z.string()),
  /** The rows behind each drafted sentence; an edited sentence is proved against all rows. */
  backing: z.array(z.object({ text: z.string(), rows: z.array(z.string()) })),
  /** A model had a part in the words: the article says so. */
  ai: z.boolean(),
  /** Tokens a model used for the draft, and what they cost (元) where a price is set. */
  tokens: z.number().exactOptional(),
  cost: z.number().exactOptional(),
  state: z.enum([
    'draft',
    'review',
    'returned',
    'signed',
    'publishing',
    'boxed',
    'published',
    'failed',
    'removed',
  ]),
  /** Goes up with every change; an edit names the version it saw. */
  version: z.number(),
  by: z.string(),
  at: z.string(),
  /** Standing signatures only; what was voided stands in `record`. */
  signatures: z.array(signatureSchema),
  vouched: z.array(vouchSchema),
  /** What the last check found at each address. */
  links: z.array(checkedLinkSchema).exactOptional(),
  /** Append-only: who did what when. */
  record: z.array(deedSchema),
  publication: publicationSchema.exactOptional(),
})
export type Article = z.infer<typeof articleSchema>

/** SHA-256 of everything that reaches the reader: what a signature covers (design.md, rule 4). */
export function contentHash(article: Article): string {
  const { title, author, digest, body, theme, cover, ai } = article
  const pictures = article.pictures.map(({ hash, caption, focus }) => [hash, caption, focus?.x, focus?.y])
  const all = JSON.stringify([title, author, digest, body, pictures, theme, cover ?? null, ai])
  return createHash('sha256').update(all).digest('hex')
}
