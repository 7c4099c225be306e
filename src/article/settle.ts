import { plusDays, plusMinutes } from '../clock.ts'
import { Fault, sayOf } from '../fault.ts'
import type { Article } from './article.ts'
import { boxed, draftGone, foundPublished } from './box.ts'
import { fail, type PublishTools, published, settled, without } from './outcome.ts'
import type { Publication } from './publication.ts'
import { sameWords, toPressDraft } from './pushed.ts'
import { withDeed } from './review.ts'

/** A step that may have happened is looked up this often before it counts as not done. */
const LOOKS = 2

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
