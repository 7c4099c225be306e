import { z } from 'zod'
import type { Press, PressDraft, PressFile, PressStatus } from '../article/press.ts'
import { limitsBroken } from '../article/press.ts'
import { type Clock, instantOf, systemClock } from '../clock.ts'
import { Fault } from '../fault.ts'
import { call, type Request, type Wire } from './weixin/call.ts'
import { openTokens, withToken } from './weixin/token.ts'

const ok = z.object({ errcode: z.number().optional() })
const uploaded = z.object({ url: z.string().min(1) })
const material = z.object({ media_id: z.string().min(1), url: z.string().default('') })
const added = z.object({ media_id: z.string().min(1) })
const page = z.object({
  title: z.string(),
  author: z.string().default(''),
  digest: z.string().default(''),
  content: z.string().default(''),
  content_source_url: z.string().default(''),
  thumb_media_id: z.string().default(''),
  url: z.string().default(''),
  is_deleted: z.boolean().default(false),
})
const got = z.object({ news_item: z.array(page).min(1) })
const content = z.object({ news_item: z.array(page) })
const drafts = z.object({
  item: z.array(z.object({ media_id: z.string(), content, update_time: z.number() })),
})
const publications = z.object({
  item: z.array(z.object({ article_id: z.string(), content, update_time: z.number() })),
})
// One page of the documentation types publish_id as text, another as a number.
const submitted = z.object({ publish_id: z.union([z.string(), z.number()]).transform(String) })
const status = z.object({
  publish_status: z.number(),
  article_id: z.string().optional(),
  article_detail: z.object({ item: z.array(z.object({ article_url: z.string() })) }).optional(),
})

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

function checkBodyPicture(file: PressFile): void {
  checkBytes(file)
  if (file.bytes.byteLength >= 1_048_576) {
    throw new Fault('press/refused', `图片“${file.name}”有 1 MB 以上，公众号不收，请换一张小些的。`)
  }
}

/** The documentation's editions say 10 MB and 2 MB: below 2 MB every edition agrees. */
function checkCover(file: PressFile): void {
  checkBytes(file)
  if (file.bytes.byteLength > 2_097_152) {
    throw new Fault('press/refused', `封面“${file.name}”超过 2 MB，请换一张小些的。`)
  }
}

/** The type is what the bytes say, not the name. */
function checkBytes({ name, bytes }: PressFile): void {
  const jpg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
  const png = bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47
  if (!jpg && !png) throw new Fault('press/refused', `图片“${name}”不是 jpg 或 png，请换一张。`)
}

function checkDraft(draft: PressDraft): void {
  const broken = limitsBroken(draft)
  if (broken.length > 0) throw new Fault('press/refused', broken.join(''))
}

function wireDraft(draft: PressDraft) {
  return {
    article_type: 'news',
    title: draft.title,
    author: draft.author,
    digest: draft.digest,
    content: draft.content,
    content_source_url: draft.sourceUrl,
    thumb_media_id: draft.cover,
    // The cover is 2.35 : 1 as it is; the square one is cut out of it.
    ...(draft.square ? { pic_crop_235_1: '0_0_1_1', pic_crop_1_1: draft.square } : {}),
    // Accounts without the comment function refuse 1.
    need_open_comment: 0,
    only_fans_can_comment: 0,
  }
}

function pressDraft(one: z.infer<typeof page>): PressDraft {
  return {
    title: one.title,
    author: one.author,
    digest: one.digest,
    content: one.content,
    sourceUrl: one.content_source_url,
    cover: one.thumb_media_id,
  }
}

const REFUSALS: Record<number, string> = {
  2: '原创校验没有通过，请到公众号后台查看，修改后再发布。',
  3: '平台发布失败，没有说明原因，请过一会儿再点发布。',
  4: '平台审核没有通过，请检查标题、正文和图片，修改后重新送审。',
}

function pressStatus(answer: z.infer<typeof status>): PressStatus {
  const url = answer.article_detail?.item[0]?.article_url
  if (answer.publish_status === 0 && url) return { state: 'done', articleId: answer.article_id ?? '', url }
  if (answer.publish_status === 0 || answer.publish_status === 1) return { state: 'running' }
  if (answer.publish_status === 5) return { state: 'deleted' }
  if (answer.publish_status === 6) return { state: 'banned' }
  const say =
    REFUSALS[answer.publish_status] ?? `平台返回了未知的发布状态 ${answer.publish_status}，请到后台查看。`
  return { state: 'refused', say }
}
