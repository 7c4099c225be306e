import { z } from 'zod'
import type { Books, Page, SimPublication } from './books.ts'
import { errorOf } from './errors.ts'
import { pictureAddress, stripped, textOf } from './strip.ts'

/** What a call is given once token, quota and faults have let it through. */
export interface Call {
  books: Books
  /** Seconds since 1970. */
  now: number
  query: URLSearchParams
  /** The parsed JSON body; undefined when there was none. */
  json: unknown
  file: { name: string; bytes: Uint8Array } | undefined
  /** Own address, for the links of published articles. */
  base: string
  settings: PublishSettings
}

export interface PublishSettings {
  /** The account may publish by API. */
  canPublish: boolean
  /** How many questions are answered with “under way” first. */
  polls: number
  /** publish_status in which a publication ends. */
  outcome: number
}

export type Handler = (call: Call) => object

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
})
const mediaInput = z.object({ media_id: z.string() })
const batchInput = z.object({
  offset: z.number().int().min(0),
  count: z.number().int().min(1).max(20),
  no_content: z.number().default(0),
})

/** path -> handler, and how often a day (contract A1). */
export const API: Record<string, { handler: Handler; quota: number; method: 'GET' | 'POST' }> = {
  '/cgi-bin/media/uploadimg': { handler: uploadimg, quota: 100_000, method: 'POST' },
  '/cgi-bin/material/add_material': { handler: addMaterial, quota: 100_000, method: 'POST' },
  '/cgi-bin/draft/add': { handler: draftAdd, quota: 1000, method: 'POST' },
  '/cgi-bin/draft/update': { handler: draftUpdate, quota: 1000, method: 'POST' },
  '/cgi-bin/draft/get': { handler: draftGet, quota: 500, method: 'POST' },
  '/cgi-bin/draft/batchget': { handler: draftBatchget, quota: 1000, method: 'POST' },
  '/cgi-bin/draft/count': { handler: draftCount, quota: 1000, method: 'GET' },
  '/cgi-bin/draft/delete': { handler: draftDelete, quota: 1000, method: 'POST' },
  '/cgi-bin/freepublish/submit': { handler: submit, quota: 100, method: 'POST' },
  '/cgi-bin/freepublish/get': { handler: publishGet, quota: 100, method: 'POST' },
  '/cgi-bin/freepublish/batchget': { handler: publishBatchget, quota: 100, method: 'POST' },
}

function uploadimg({ books, file }: Call): object {
  if (!file) return errorOf(41005, 'media data missing')
  const type = sniffed(file.bytes)
  if (type !== 'image/jpeg' && type !== 'image/png') return errorOf(40005, 'invalid file type')
  if (file.bytes.byteLength >= 1_048_576) return errorOf(40009, 'invalid image size')
  const id = books.next('img')
  books.keepPicture(id, file.bytes, type, false)
  books.save()
  return { url: pictureAddress(id, type), errcode: 0, errmsg: 'ok' }
}

function addMaterial({ books, file, query }: Call): object {
  if (query.get('type') !== 'image') return errorOf(40004, 'invalid media type')
  if (!file) return errorOf(41005, 'media data missing')
  const type = sniffed(file.bytes)
  if (!type) return errorOf(40005, 'invalid file type')
  if (file.bytes.byteLength > 10 * 1_048_576) return errorOf(45001, 'media size out of limit')
  const id = books.next('media')
  books.keepPicture(id, file.bytes, type, true)
  books.save()
  return { media_id: id, url: pictureAddress(id, type), item: [] }
}

/** The type is what the bytes say, whatever the name. */
function sniffed(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  if (head.startsWith('ffd8ff')) return 'image/jpeg'
  if (head === '89504e470d0a1a0a') return 'image/png'
  if (head.startsWith('47494638')) return 'image/gif'
  if (head.startsWith('424d')) return 'image/bmp'
  return undefined
}

function draftAdd(call: Call): object {
  const body = z.object({ articles: z.array(z.unknown()).max(8) }).safeParse(call.json)
  if (!body.success) return errorOf(47001, 'data format error')
  if (body.data.articles.length !== 1) return errorOf(44003, 'empty news data')
  const checked = checkedPage(call, body.data.articles[0])
  if ('errcode' in checked) return checked
  const mediaId = call.books.next('draft')
  call.books.state.drafts.push({ mediaId, page: checked.page, updated: call.now })
  call.books.save()
  return { media_id: mediaId, item: [] }
}

/** `articles` is one object here; a list is refused as the platform does. */
function draftUpdate(call: Call): object {
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
  const { article_type: _, ...one } = parsed.data
  const letters = (text: string) => [...text].length
  if (one.title === '' || letters(one.title) > 32) return errorOf(45003, 'title size out of limit')
  if (letters(one.author) > 16) return errorOf(45110, 'author size out of limit')
  if (letters(one.digest) > 128) return errorOf(45004, 'description size out of limit')
  if (letters(one.content) >= 20_000 || Buffer.byteLength(one.content) >= 1_048_576) {
    return errorOf(45002, 'content size out of limit')
  }
  if (Buffer.byteLength(one.content_source_url) > 1024) return errorOf(45166, 'invalid content')
  if (!books.state.pictures[one.thumb_media_id]?.permanent) return errorOf(40007, 'invalid media_id')
  const content = stripped(one.content, (id) => books.state.pictures[id] !== undefined)
  if (content === '') return errorOf(44003, 'empty news data')
  return { page: { ...one, content, digest: one.digest || [...textOf(content)].slice(0, 54).join('') } }
}

function draftGet({ books, json, base }: Call): object {
  const body = mediaInput.safeParse(json)
  const draft = body.success && books.state.drafts.find((one) => one.mediaId === body.data.media_id)
  if (!draft) return errorOf(40007, 'invalid media_id')
  return { news_item: [{ ...draft.page, url: `${base}/draft/${draft.mediaId}`, is_deleted: false }] }
}

function draftBatchget({ books, json }: Call): object {
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

function draftCount({ books }: Call): object {
  return { total_count: books.state.drafts.length }
}

function draftDelete({ books, json }: Call): object {
  const body = mediaInput.safeParse(json)
  const at = body.success ? books.state.drafts.findIndex((one) => one.mediaId === body.data.media_id) : -1
  if (at < 0) return errorOf(40007, 'invalid media_id')
  books.state.drafts.splice(at, 1)
  books.save()
  return errorOf(0, 'ok')
}

function submit({ books, json, now, settings }: Call): object {
  if (!settings.canPublish) return errorOf(48001, 'api unauthorized')
  const body = mediaInput.safeParse(json)
  if (!body.success) return errorOf(40007, 'invalid media_id')
  const publication = takeFromBox(books, body.data.media_id, now)
  if (!publication) return errorOf(40007, 'invalid media_id')
  books.save()
  return { errcode: 0, errmsg: 'ok', publish_id: publication.publishId, msg_data_id: publication.articleId }
}

/** A draft that is published leaves the box. */
export function takeFromBox(books: Books, mediaId: string, now: number): SimPublication | undefined {
  const at = books.state.drafts.findIndex((one) => one.mediaId === mediaId)
  const [draft] = at < 0 ? [] : books.state.drafts.splice(at, 1)
  if (!draft) return undefined
  const publication: SimPublication = {
    publishId: String(2_247_483_647 + books.state.publications.length),
    articleId: books.next('article'),
    mediaId,
    page: draft.page,
    status: 1,
    polls: 0,
    submitted: now,
  }
  books.state.publications.push(publication)
  return publication
}

function publishGet({ books, json, now, base, settings }: Call): object {
  if (!settings.canPublish) return errorOf(48001, 'api unauthorized')
  const body = z.object({ publish_id: z.union([z.string(), z.number()]).transform(String) }).safeParse(json)
  const one = body.success && books.state.publications.find((it) => it.publishId === body.data.publish_id)
  if (!one) return errorOf(53600, 'invalid publish_id')
  one.polls += 1
  if (one.status === 1 && one.polls > settings.polls) settle(books, one, settings.outcome, now)
  books.save()
  const answer = { publish_id: one.publishId, publish_status: one.status }
  if (one.status === 0) {
    const item = [{ idx: 1, article_url: `${base}/s/${one.articleId}` }]
    return { ...answer, article_id: one.articleId, article_detail: { count: 1, item }, fail_idx: [] }
  }
  return { ...answer, fail_idx: one.status === 2 || one.status === 4 ? [1] : [] }
}

/** Published, or refused: then the draft goes back into the box. */
export function settle(books: Books, one: SimPublication, outcome: number, now: number): void {
  one.status = outcome
  if (outcome === 0) one.published = now
  else books.state.drafts.push({ mediaId: one.mediaId, page: one.page, updated: now })
}

function publishBatchget({ books, json, base, settings, now }: Call): object {
  if (!settings.canPublish) return errorOf(48001, 'api unauthorized')
  const body = batchInput.safeParse(json)
  if (!body.success) return errorOf(47001, 'data format error')
  // Whoever lost the publish_id cannot ask for it: time settles those publications.
  for (const one of books.state.publications) {
    if (one.status === 1 && one.polls === 0 && now - one.submitted > 60)
      settle(books, one, settings.outcome, now)
  }
  books.save()
  const done = books.state.publications.filter((one) => one.status === 0).reverse()
  const { offset, count } = body.data
  const item = done.slice(offset, offset + count).map((one) => ({
    article_id: one.articleId,
    content: { news_item: [{ ...one.page, url: `${base}/s/${one.articleId}`, is_deleted: false }] },
    update_time: Math.floor(one.published ?? one.submitted),
  }))
  return { total_count: done.length, item_count: item.length, item }
}
