import type { z } from 'zod'
import type { Press, PressFile } from '../article/press.ts'
import { type Clock, instantOf, systemClock } from '../clock.ts'
import { Fault } from '../fault.ts'
import {
  added,
  drafts,
  got,
  material,
  ok,
  pressDraft,
  pressStatus,
  publications,
  status,
  submitted,
  uploaded,
  wireDraft,
} from './weixin/answers.ts'
import { call, type Request, type Wire } from './weixin/call.ts'
import { checkBodyPicture, checkCover, checkDraft } from './weixin/refuse.ts'
import { openTokens, withToken } from './weixin/token.ts'

const PLATFORM = 'https://api.weixin.qq.com'
const PAGES = 'https://mp.weixin.qq.com'

/** How many of the newest drafts and publications are looked through for one of ours. */
const LOOK_BACK = 20

/** The public account's server API (developers.weixin.qq.com/doc/subscription) as a Press. `baseUrl` lets the stand-in take its place. */
export function openWeixin(options: {
  baseUrl?: string
  appId: string
  secret: string
  fetch?: typeof fetch
  timeoutMs?: number
  clock?: Clock
}): Press {
  const wire: Wire = {
    baseUrl: options.baseUrl ?? PLATFORM,
    fetch: options.fetch ?? fetch,
    timeoutMs: options.timeoutMs ?? 20_000,
  }
  const tokens = openTokens(wire, options.appId, options.secret, options.clock ?? systemClock)

  function ask<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
    return withToken(tokens, (token) =>
      call(wire, { ...request, query: { ...request.query, access_token: token } }, schema),
    )
  }

  return {
    pages: wire.baseUrl === PLATFORM ? PAGES : new URL(wire.baseUrl).origin,
    async uploadImage(file) {
      checkBodyPicture(file)
      const request = { path: '/cgi-bin/media/uploadimg', body: form(file), write: true }
      return { url: (await ask(request, uploaded)).url }
    },
    async addMaterial(file) {
      checkCover(file)
      const request = {
        path: '/cgi-bin/material/add_material',
        query: { type: 'image' },
        body: form(file),
        write: true,
      }
      const answer = await ask(request, material)
      return { mediaId: answer.media_id, url: answer.url }
    },
    async addDraft(draft) {
      checkDraft(draft)
      const request = { path: '/cgi-bin/draft/add', body: { articles: [wireDraft(draft)] }, write: true }
      return { mediaId: (await ask(request, added)).media_id }
    },
    async updateDraft(mediaId, draft) {
      checkDraft(draft)
      // `articles` is one object here, not a list.
      const body = { media_id: mediaId, index: 0, articles: wireDraft(draft) }
      await ask({ path: '/cgi-bin/draft/update', body, write: true }, ok)
    },
    async getDraft(mediaId) {
      try {
        const request = { path: '/cgi-bin/draft/get', body: { media_id: mediaId }, write: false }
        const first = (await ask(request, got)).news_item[0]
        return first && !first.is_deleted ? pressDraft(first) : undefined
      } catch (thrown) {
        if (thrown instanceof Fault && thrown.code === 'press/missing') return undefined
        throw thrown
      }
    },
    async recentDrafts() {
      const body = { offset: 0, count: LOOK_BACK, no_content: 0 }
      const { item } = await ask({ path: '/cgi-bin/draft/batchget', body, write: false }, drafts)
      return item.flatMap(({ media_id, content: { news_item }, update_time }) => {
        const first = news_item[0]
        return first
          ? [{ mediaId: media_id, draft: pressDraft(first), at: instantOf(update_time * 1000) }]
          : []
      })
    },
    async submit(mediaId) {
      const request = { path: '/cgi-bin/freepublish/submit', body: { media_id: mediaId }, write: true }
      return { publishId: (await ask(request, submitted)).publish_id }
    },
    async status(publishId) {
      const request = { path: '/cgi-bin/freepublish/get', body: { publish_id: publishId }, write: false }
      return pressStatus(await ask(request, status))
    },
    async recentPublished() {
      const body = { offset: 0, count: LOOK_BACK, no_content: 0 }
      const { item } = await ask({ path: '/cgi-bin/freepublish/batchget', body, write: false }, publications)
      return item.flatMap(({ article_id, content: { news_item }, update_time }) => {
        const first = news_item[0]
        if (!first || first.is_deleted) return []
        const at = instantOf(update_time * 1000)
        return [{ articleId: article_id, draft: pressDraft(first), url: first.url, at }]
      })
    },
  }
}

function form(file: PressFile): FormData {
  const body = new FormData()
  body.set('media', new Blob([Uint8Array.from(file.bytes)], { type: file.type }), file.name)
  return body
}
