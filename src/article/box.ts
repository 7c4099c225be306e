import { plusMinutes } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Article } from './article.ts'
import { fail, type PublishTools, published, settled, without } from './outcome.ts'
import type { Publication } from './publication.ts'
import { sameWords, toPressDraft } from './pushed.ts'
import { withDeed } from './review.ts'

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

/** Among the newest published; undefined: not there, or the account may not list them. */
export async function foundPublished(article: Article, publication: Publication, tools: PublishTools) {
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

/** The account may not publish by API: the draft waits in the box, a person presses publish there. */
export function boxed(article: Article, publication: Publication, tools: PublishTools): Promise<Article> {
  // No field of the API declares it: whoever publishes by hand ticks it there.
  const tick = article.ai ? '发布时请勾选“内容由 AI 生成”的声明。' : ''
  const say = `稿件已在公众号草稿箱。本号不能由程序发布，请到 mp.weixin.qq.com 草稿箱点“发布”，再把文章链接填回来。${tick}`
  const next = plusMinutes(tools.now, BOX_MINUTES)
  const kept = settled(article, { ...publication, say, next })
  return tools.save(
    withDeed({ ...kept, state: 'boxed' }, { what: 'boxed', by: publication.by, at: tools.now, say }),
  )
}
