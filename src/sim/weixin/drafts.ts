import { z } from 'zod'
import type { Page } from './books.ts'
import { batchInput, type Call, mediaInput } from './call.ts'
import { errorOf } from './errors.ts'
import { stripped, textOf } from './strip.ts'

const pageInput = z.object({
  article_type: z.string().optional(),
  title: z.string(),
  author: z.string().default(''),
  digest: z.string().default(''),
  content: z.string(),
  content_source_url: z.string().default(''),
  thumb_media_id: z.string().default(''),
  need_open_comment: z.number().default(0),
  only_fans_can_comment: z.number().default(0),
  pic_crop_235_1: z.string().default(''),
  pic_crop_1_1: z.string().default(''),
})

/** draft/add */
export function draftAdd(call: Call): object {
  const body = z.object({ articles: z.array(z.unknown()).max(8) }).safeParse(call.json)
  if (!body.success) return errorOf(47001, 'data format error')
  if (body.data.articles.length === 0) return errorOf(44003, 'empty news data')
  // The account takes up to eight; a township's articles go out one by one.
  if (body.data.articles.length > 1) return errorOf(45008, 'the simulated account takes one article a draft')
  const checked = checkedPage(call, body.data.articles[0])
  if ('errcode' in checked) return checked
  const mediaId = call.books.next('draft')
  call.books.state.drafts.push({ mediaId, page: checked.page, updated: call.now })
  call.books.save()
  return { media_id: mediaId, item: [] }
}

/** `articles` is one object here; a list is refused as the platform does. */
export function draftUpdate(call: Call): object {
  const body = z
    .object({ media_id: z.string(), index: z.literal(0), articles: pageInput })
    .safeParse(call.json)
  if (!body.success) return errorOf(47001, 'data format error')
  const draft = call.books.state.drafts.find((one) => one.mediaId === body.data.media_id)
  if (!draft) return errorOf(40007, 'invalid media_id')
  const checked = checkedPage(call, body.data.articles)
  if ('errcode' in checked) return checked
  draft.page = checked.page
  draft.updated = call.now
  call.books.save()
  return errorOf(0, 'ok')
}

function checkedPage({ books }: Call, input: unknown): { page: Page } | { errcode: number; errmsg: string } {
  const parsed = pageInput.safeParse(input)
  if (!parsed.success) return errorOf(47001, 'data format error')
  const { article_type: kind = 'news', pic_crop_235_1: wide, ...one } = parsed.data
  if (kind !== 'news') return errorOf(47001, 'the simulated account takes news only')
  const letters = (text: string) => [...text].length
  if (one.title === '' || letters(one.title) > 32) return errorOf(45003, 'title size out of limit')
  if (letters(one.author) > 16) return errorOf(45110, 'author size out of limit')
  if (letters(one.digest) > 128) return errorOf(45004, 'description size out of limit')
  if (letters(one.content) >= 20_000 || Buffer.byteLength(one.content) >= 1_048_576) {
    return errorOf(45002, 'content size out of limit')
  }
  if (Buffer.byteLength(one.content_source_url) > 1024) return errorOf(45166, 'invalid content')
  if (![wide, one.pic_crop_1_1].every(isCrop)) return errorOf(47001, 'invalid pic_crop')
  if (one.need_open_comment === 1) return errorOf(48001, 'comment is not opened for this account')
  if (!books.state.pictures[one.thumb_media_id]?.permanent) return errorOf(40007, 'invalid media_id')
  const content = stripped(one.content, (id) => books.state.pictures[id] !== undefined)
  if (content === '') return errorOf(44003, 'empty news data')
  return { page: { ...one, content, digest: one.digest || [...textOf(content)].slice(0, 54).join('') } }
}

/** `X1_Y1_X2_Y2`, each 0..1, the second corner beyond the first; empty: the platform chooses. */
function isCrop(text: string): boolean {
  if (text === '') return true
  const [x1 = -1, y1 = -1, x2 = -1, y2 = -1, ...more] = text.split('_').map(Number)
  return more.length === 0 && x1 >= 0 && y1 >= 0 && x2 <= 1 && y2 <= 1 && x2 > x1 && y2 > y1
}

/** draft/get */
export function draftGet({ books, json, base }: Call): object {
  const body = mediaInput.safeParse(json)
  const draft = body.success && books.state.drafts.find((one) => one.mediaId === body.data.media_id)
  if (!draft) return errorOf(40007, 'invalid media_id')
  return { news_item: [{ ...draft.page, url: `${base}/draft/${draft.mediaId}`, is_deleted: false }] }
}

/** draft/batchget, the newest first */
export function draftBatchget({ books, json }: Call): object {
  const body = batchInput.safeParse(json)
  if (!body.success) return errorOf(47001, 'data format error')
  const { offset, count, no_content } = body.data
  const newest = [...books.state.drafts].reverse()
  const item = newest.slice(offset, offset + count).map(({ mediaId, page, updated }) => ({
    media_id: mediaId,
    content: { news_item: [no_content ? { ...page, content: '' } : page] },
    update_time: Math.floor(updated),
  }))
  return { total_count: newest.length, item_count: item.length, item }
}

/** draft/count */
export function draftCount({ books }: Call): object {
  return { total_count: books.state.drafts.length }
}

/** draft/delete */
export function draftDelete({ books, json }: Call): object {
  const body = mediaInput.safeParse(json)
  const at = body.success ? books.state.drafts.findIndex((one) => one.mediaId === body.data.media_id) : -1
  if (at < 0) return errorOf(40007, 'invalid media_id')
  books.state.drafts.splice(at, 1)
  books.save()
  return errorOf(0, 'ok')
}
