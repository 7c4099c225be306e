import { z } from 'zod'
import type { Books, SimPublication } from './books.ts'
import { batchInput, type Call, mediaInput } from './call.ts'
import { errorOf } from './errors.ts'

/** freepublish/submit: taken from the box, not yet published. */
export function submit({ books, json, now, settings }: Call): object {
  if (!settings.canPublish) return errorOf(48001, 'api unauthorized')
  const body = mediaInput.safeParse(json)
  if (!body.success) return errorOf(40007, 'invalid media_id')
  const publication = takeFromBox(books, body.data.media_id, now)
  if (!publication) return errorOf(40007, 'invalid media_id')
  books.save()
  return {
    errcode: 0,
    errmsg: 'ok',
    publish_id: Number(publication.publishId),
    msg_data_id: publication.articleId,
  }
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

/** freepublish/get: under way for `settings.polls` questions, then as `settings.outcome` says. */
export function publishGet({ books, json, now, base, settings, finished }: Call): object {
  if (!settings.canPublish) return errorOf(48001, 'api unauthorized')
  const body = z.object({ publish_id: z.union([z.string(), z.number()]).transform(String) }).safeParse(json)
  const one = body.success && books.state.publications.find((it) => it.publishId === body.data.publish_id)
  if (!one) return errorOf(53600, 'invalid publish_id')
  one.polls += 1
  if (one.status === 1 && one.polls > settings.polls) {
    settle(books, one, settings.outcome, now)
    finished(one)
  }
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

/** freepublish/batchget, the newest first */
export function publishBatchget({ books, json, base, settings, now, finished }: Call): object {
  if (!settings.canPublish) return errorOf(48001, 'api unauthorized')
  const body = batchInput.safeParse(json)
  if (!body.success) return errorOf(47001, 'data format error')
  // Whoever lost the publish_id cannot ask for it: time settles those publications.
  for (const one of books.state.publications) {
    if (one.status === 1 && one.polls === 0 && now - one.submitted > 60) {
      settle(books, one, settings.outcome, now)
      finished(one)
    }
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

/** freepublish/getarticle */
export function publishedArticle({ books, json, base, settings }: Call): object {
  if (!settings.canPublish) return errorOf(48001, 'api unauthorized')
  const one = ofArticle(books, json)
  if (!one) return errorOf(53600, 'invalid article_id')
  return { news_item: [{ ...one.page, url: `${base}/s/${one.articleId}`, is_deleted: false }] }
}

/** Taken down by the account itself: status 5 from then on. */
export function publishDelete({ books, json, settings }: Call): object {
  if (!settings.canPublish) return errorOf(48001, 'api unauthorized')
  const one = ofArticle(books, json)
  if (!one) return errorOf(53600, 'invalid article_id')
  one.status = 5
  books.save()
  return errorOf(0, 'ok')
}

function ofArticle(books: Books, json: unknown): SimPublication | undefined {
  const body = z.object({ article_id: z.string() }).safeParse(json)
  if (!body.success) return undefined
  return books.state.publications.find((one) => one.articleId === body.data.article_id && one.status === 0)
}
