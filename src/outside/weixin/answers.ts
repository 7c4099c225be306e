import { z } from 'zod'
import type { PressDraft, PressStatus } from '../../article/press.ts'

/** What the platform answers, call by call, and our drafts in its words. */
export const ok = z.object({ errcode: z.number().optional() })
export const uploaded = z.object({ url: z.string().min(1) })
export const material = z.object({ media_id: z.string().min(1), url: z.string().default('') })
export const added = z.object({ media_id: z.string().min(1) })
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
export const got = z.object({ news_item: z.array(page).min(1) })
const content = z.object({ news_item: z.array(page) })
export const drafts = z.object({
  item: z.array(z.object({ media_id: z.string(), content, update_time: z.number() })),
})
export const publications = z.object({
  item: z.array(z.object({ article_id: z.string(), content, update_time: z.number() })),
})
// One page of the documentation types publish_id as text, another as a number.
export const submitted = z.object({ publish_id: z.union([z.string(), z.number()]).transform(String) })
export const status = z.object({
  publish_status: z.number(),
  article_id: z.string().optional(),
  article_detail: z.object({ item: z.array(z.object({ article_url: z.string() })) }).optional(),
})

/** As draft/add and draft/update take it. */
export function wireDraft(draft: PressDraft) {
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

/** As the account holds it. */
export function pressDraft(one: z.infer<typeof page>): PressDraft {
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

/** freepublish/get: what became of a submitted publication. */
export function pressStatus(answer: z.infer<typeof status>): PressStatus {
  const url = answer.article_detail?.item[0]?.article_url
  if (answer.publish_status === 0 && url) return { state: 'done', articleId: answer.article_id ?? '', url }
  if (answer.publish_status === 0 || answer.publish_status === 1) return { state: 'running' }
  if (answer.publish_status === 5) return { state: 'deleted' }
  if (answer.publish_status === 6) return { state: 'banned' }
  const say =
    REFUSALS[answer.publish_status] ?? `平台返回了未知的发布状态 ${answer.publish_status}，请到后台查看。`
  return { state: 'refused', say }
}
