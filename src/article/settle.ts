import { type Instant, plusDays, plusMinutes } from '../clock.ts'
import { Fault, sayOf } from '../fault.ts'
import type { Article } from './article.ts'
import type { Press } from './press.ts'
import type { Publication } from './publication.ts'
import { type PushTools, sameWords, toPressDraft } from './pushed.ts'
import { withDeed } from './review.ts'

export interface PublishTools extends PushTools {
  press: Press
  /** On disk when it returns. */
  save(article: Article): Promise<Article>
  /** The article as it was last saved: a step may have noted its beginning before it threw. */
  saved(id: string): Promise<Article>
  now: Instant
}

/** A step that may have happened is looked up this often before it counts as not done. */
const LOOKS = 2

/** The platform says that it is out, under this address. */
export function published(
  article: Article,
  publication: Publication,
  { articleId, url }: { articleId: string; url: string },
  tools: PublishTools,
): Promise<Article> {
  // A published article can still be taken down by the platform: it is asked about once more, a day later.
  const next = plusMinutes(tools.now, 24 * 60)
  const done = { ...without(publication, 'say'), articleId, url, publishedAt: tools.now, next }
  return tools.save(
    withDeed(
      { ...settled(article, done), state: 'published' },
      { what: 'published', by: publication.by, at: tools.now, say: `已发布：${url}`, hash: publication.hash },
    ),
  )
}

/**
 * Our draft is no longer in the box: whoever took it out published it there, or deleted it. Never put in again by itself:
 * it may be out already without our being able to see it.
 */
export async function draftGone(
  article: Article,
  publication: Publication,
  tools: PublishTools,
): Promise<Article> {
  const found = await foundPublished(article, publication, tools)
  if (found) return published(article, publication, found, tools)
  const left = { ...without(publication, 'mediaId', 'seen', 'compared', 'doing', 'next'), gone: tools.now }
  const say =
    '稿件已不在公众号草稿箱里：可能有人在后台发布了，也可能删了。已发布的，请把文章链接填回来；删了的，核对后再点发布。'
  return fail({ ...article, publication: left }, say, tools)
}

/** undefined: not among the newest published, or the account may not list them. */
async function foundPublished(article: Article, publication: Publication, tools: PublishTools) {
  const draft = toPressDraft(article, publication, tools)
  // It may have gone out after an earlier press.
  const first = article.record.find(({ what }) => what === 'publish')?.at ?? publication.at
  try {
    return (await tools.press.recentPublished()).find(
      (one) => sameWords(draft, one.draft) && one.at >= plusMinutes(first, -1),
    )
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'press/unauthorized') return undefined
    throw thrown
  }
}

/** Minutes between looks into the box: a draft may wait there for days. */
const BOX_MINUTES = 60

/** A draft that waits in the box for a person: still there? */
export async function lookInBox(article: Article, tools: PublishTools): Promise<Article> {
  const { publication } = article
  if (!publication?.mediaId || (publication.next && publication.next > tools.now)) return article
  try {
    if (!(await tools.press.getDraft(publication.mediaId)))
      return await draftGone(article, publication, tools)
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
  }
  const next = plusMinutes(tools.now, BOX_MINUTES)
  return tools.save({ ...article, publication: { ...publication, next } })
}

/** A day after: the platform may have taken it down. Asked once; an answer that does not come is asked for the next day. */
export async function lookAgain(article: Article, tools: PublishTools): Promise<Article> {
  const { publication } = article
  if (!publication?.publishId || !publication.next || publication.next > tools.now) return article
  try {
    const status = await tools.press.status(publication.publishId)
    const kept = { ...article, publication: without(publication, 'next') }
    if (status.state !== 'banned' && status.state !== 'deleted') return tools.save(kept)
    const say =
      status.state === 'banned'
        ? '平台下架了这篇文章，请到公众号后台查看原因。'
        : '这篇文章已在公众号后台被删除。'
    const deed = { what: 'removed' as const, by: publication.by, at: tools.now, say }
    return tools.save(withDeed({ ...kept, state: 'removed' }, deed))
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    const next = plusMinutes(tools.now, 24 * 60)
    return tools.save({ ...article, publication: { ...publication, next } })
  }
}

/** A step that was begun and has no result: looked up at the other side; only when it is not there is it done again. */
export async function lookUp(
  article: Article,
  publication: Publication,
  tools: PublishTools,
): Promise<Article> {
  const doing = publication.doing
  if (!doing) return article
  // Body pictures and covers sent twice leave a spare file in the account's library, nothing that anyone sees.
  if (doing.step === 'picture' || doing.step === 'cover') {
    return tools.save(settled(article, publication))
  }
  const draft = toPressDraft(article, publication, tools)
  if (doing.step === 'draft') {
    const found = (await tools.press.recentDrafts()).find((one) => sameWords(draft, one.draft))
    if (found) return tools.save(settled(article, { ...publication, mediaId: found.mediaId }))
  } else if (!(await tools.press.getDraft(publication.mediaId ?? ''))) {
    const found = await foundPublished(article, publication, tools)
    if (found) return published(article, publication, found, tools)
    const say = '提交发布时连接中断，稿件已离开草稿箱，正等平台给出结果。'
    return later(article, publication, say, tools)
  }
  if (doing.asked + 1 < LOOKS)
    return later(article, publication, '连接中断，正在核对上一步是否已经成功。', tools)
  return tools.save(settled(article, without(publication, 'say')))
}

function later(
  article: Article,
  publication: Publication,
  say: string,
  tools: PublishTools,
): Promise<Article> {
  const { doing } = publication
  const asked = (doing?.asked ?? 0) + 1
  const next = plusMinutes(tools.now, Math.min(asked, 30))
  return tools.save({
    ...article,
    publication: { ...publication, next, say, ...(doing ? { doing: { ...doing, asked } } : {}) },
  })
}

/** A step threw: what a Fault means for the publication. Anything else than a Fault is a bug and goes up. */
export async function stumble(
  before: Article,
  article: Article,
  thrown: unknown,
  tools: PublishTools,
): Promise<Article> {
  const { publication } = article
  if (!(thrown instanceof Fault) || !publication) throw thrown
  if (thrown.code === 'press/busy' || thrown.code === 'press/offline') {
    // The call did not happen: an unknown step from before stays unknown, a step begun just now was not done.
    const kept = before.publication?.doing ? publication : without(publication, 'doing')
    const next = plusMinutes(tools.now, 2)
    return tools.save({ ...article, publication: { ...kept, next, say: thrown.say } })
  }
  if (thrown.code === 'press/unknown') {
    const next = plusMinutes(tools.now, 1)
    return tools.save({ ...article, publication: { ...publication, next, say: thrown.say } })
  }
  if (thrown.code === 'press/quota') {
    const next = `${plusDays(tools.now.slice(0, 10), 1)}T00:05:00.000+08:00`
    return tools.save(settled(article, { ...publication, next, say: thrown.say }))
  }
  if (thrown.code === 'press/unauthorized' && publication.doing?.step === 'submit')
    return boxed(article, publication, tools)
  if (thrown.code === 'press/missing' && publication.doing?.step === 'submit')
    return draftGone(article, publication, tools)
  return fail(settled(article, publication), sayOf(thrown), tools)
}

/** The account may not publish by API: the draft waits in the box, a person presses publish there. */
function boxed(article: Article, publication: Publication, tools: PublishTools): Promise<Article> {
  // No field of the API declares it: whoever publishes by hand ticks it there.
  const tick = article.ai ? '发布时请勾选“内容由 AI 生成”的声明。' : ''
  const say = `稿件已在公众号草稿箱。本号不能由程序发布，请到 mp.weixin.qq.com 草稿箱点“发布”，再把文章链接填回来。${tick}`
  const next = plusMinutes(tools.now, BOX_MINUTES)
  const kept = settled(article, { ...publication, say, next })
  return tools.save(
    withDeed({ ...kept, state: 'boxed' }, { what: 'boxed', by: publication.by, at: tools.now, say }),
  )
}

/** It went wrong, and a person has to press again; what was reached is kept. */
export function fail(article: Article, say: string, tools: PublishTools): Promise<Article> {
  const { publication } = article
  const by = publication?.by ?? article.by
  const kept = publication ? { publication: { ...without(publication, 'next'), say } } : {}
  return tools.save(
    withDeed({ ...article, ...kept, state: 'failed' }, { what: 'failed', by, at: tools.now, say }),
  )
}

/** The publication with a step's result in it, and no step under way. */
export function settled(article: Article, publication: Publication): Article {
  return { ...article, publication: without(publication, 'doing') }
}

/** With those fields gone, not merely undefined: the schema takes none. */
export function without(publication: Publication, ...keys: (keyof Publication)[]): Publication {
  const left = { ...publication }
  for (const key of keys) Reflect.deleteProperty(left, key)
  return left
}
