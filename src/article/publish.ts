import { type Instant, plusDays, plusMinutes } from '../clock.ts'
import { Fault, sayOf } from '../fault.ts'
import { type Article, contentHash } from './article.ts'
import { limitsBroken, type Press, type PressDraft } from './press.ts'
import type { Publication } from './publication.ts'
import { coverFile, differenceOf, originalOf, type PushTools, sameWords, toPressDraft } from './pushed.ts'
import { fullySigned, withDeed } from './review.ts'

export interface PublishTools extends PushTools {
  press: Press
  /** On disk when it returns. */
  save(article: Article): Promise<Article>
  /** The article as it was last saved: a step may have noted its beginning before it threw. */
  saved(id: string): Promise<Article>
  now: Instant
}

/** Minutes between questions about a submitted publication: 100 questions a day are all there is. */
const PATIENCE = [0.5, 1, 1, 2, 2, 5, 5, 5, 10, 10, 15, 30, 60, 60, 120]
/** A step that may have happened is looked up this often before it counts as not done. */
const LOOKS = 2

type Step = (article: Article, publication: Publication, tools: PublishTools) => Promise<Article>

/**
 * Goes on from wherever the publication stands, one saved step after another, until it is settled, a person is
 * needed, or the other side must be given time. Calling it again, after a crash too, never repeats a step that counted.
 */
export async function advance(article: Article, tools: PublishTools): Promise<Article> {
  let current = article
  for (;;) {
    const { publication } = current
    if (current.state !== 'publishing' || !publication) return current
    if (publication.next && publication.next > tools.now) return current
    try {
      current = await stepOf(current, publication)(current, publication, tools)
    } catch (thrown) {
      return await stumble(current, await tools.saved(article.id), thrown, tools)
    }
  }
}

function stepOf(article: Article, publication: Publication): Step {
  if (publication.hash !== contentHash(article) || !fullySigned(article)) return refuseUnsigned
  if (publication.doing) return lookUp
  if (pictureToSend(article, publication)) return sendPicture
  if (!publication.cover) return sendCover
  if (!publication.compared) return publication.mediaId && !publication.seen ? readBack : sendDraft
  if (!publication.publishId) return submit
  return askStatus
}

async function refuseUnsigned(article: Article, _: Publication, tools: PublishTools): Promise<Article> {
  return fail(article, '签发之后内容有变化，不能发布，请重新走三审。', tools)
}

function pictureToSend(article: Article, publication: Publication): string | undefined {
  const used = [...article.body.matchAll(/!\[[^\]]*\]\(图(\d+)\)/g)].map((one) => Number(one[1]) - 1)
  return used
    .map((index) => article.pictures[index]?.hash)
    .find((hash) => hash !== undefined && !publication.pictures[hash])
}

async function sendPicture(
  article: Article,
  publication: Publication,
  tools: PublishTools,
): Promise<Article> {
  const hash = pictureToSend(article, publication)
  if (!hash) return article
  const begun = await begin(article, publication, 'picture', tools)
  const file = await tools.image.forBody(await originalOf(hash, tools))
  const { url } = await tools.press.uploadImage(file)
  return tools.save(settled(begun, { ...publication, pictures: { ...publication.pictures, [hash]: url } }))
}

async function sendCover(article: Article, publication: Publication, tools: PublishTools): Promise<Article> {
  const begun = await begin(article, publication, 'cover', tools)
  const { mediaId } = await tools.press.addMaterial(await coverFile(article, tools))
  return tools.save(settled(begun, { ...publication, cover: mediaId }))
}

/** Adds the draft, or brings the known one up to date: one article, one media id. */
async function sendDraft(article: Article, publication: Publication, tools: PublishTools): Promise<Article> {
  const draft = toPressDraft(article, publication, tools)
  const broken = limitsBroken(draft)
  if (broken.length > 0) return fail(article, broken.join(''), tools)
  if (publication.mediaId) return updateDraft(article, publication, publication.mediaId, draft, tools)
  const begun = await begin(article, publication, 'draft', tools)
  const { mediaId } = await tools.press.addDraft(draft)
  return tools.save(settled(begun, { ...publication, mediaId }))
}

async function updateDraft(
  article: Article,
  publication: Publication,
  mediaId: string,
  draft: PressDraft,
  tools: PublishTools,
): Promise<Article> {
  const there = await tools.press.getDraft(mediaId)
  if (!there) return tools.save(settled(article, without(publication, 'mediaId', 'seen')))
  if (publication.seen && publication.seen !== fingerprint(there)) {
    return fail(
      article,
      '草稿箱里的这篇稿件被人在公众号后台改过，没有覆盖。请到后台核对，删除后再点发布。',
      tools,
    )
  }
  await tools.press.updateDraft(mediaId, draft)
  return tools.save(settled(article, without(publication, 'seen')))
}

/** What the public account holds is read back and compared with what was signed (design.md, rule 4). */
async function readBack(article: Article, publication: Publication, tools: PublishTools): Promise<Article> {
  const mediaId = publication.mediaId ?? ''
  const there = await tools.press.getDraft(mediaId)
  if (!there) return tools.save(settled(article, without(publication, 'mediaId')))
  const seen = fingerprint(there)
  const differs = differenceOf(toPressDraft(article, publication, tools), there)
  if (differs) {
    const kept = await tools.save(settled(article, { ...publication, seen }))
    return fail(kept, `公众号草稿箱里的内容与签发稿不一致：${differs}。请核对后再点发布。`, tools)
  }
  return tools.save(settled(article, { ...publication, seen, compared: true }))
}

async function submit(article: Article, publication: Publication, tools: PublishTools): Promise<Article> {
  const begun = await begin(article, publication, 'submit', tools)
  const { publishId } = await tools.press.submit(publication.mediaId ?? '')
  const next = plusMinutes(tools.now, PATIENCE[0] ?? 1)
  return tools.save(settled(begun, { ...publication, publishId, polls: 0, next }))
}

async function askStatus(article: Article, publication: Publication, tools: PublishTools): Promise<Article> {
  const status = await tools.press.status(publication.publishId ?? '')
  if (status.state === 'running') {
    const polls = publication.polls + 1
    const next = plusMinutes(tools.now, PATIENCE[polls] ?? 24 * 60)
    const say =
      polls >= PATIENCE.length ? '平台一天还没有给出发布结果，请到公众号后台核对。' : '已提交，等平台发布。'
    return tools.save(settled(article, { ...publication, polls, next, say }))
  }
  if (status.state === 'done') return published(article, publication, status, tools)
  const why = status.state === 'refused' ? status.say : '发布后被删除或下架，请到公众号后台查看。'
  const kept = settled(article, without(publication, 'publishId', 'mediaId', 'seen', 'compared', 'next'))
  return fail(kept, why, tools)
}

function published(
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
async function lookUp(article: Article, publication: Publication, tools: PublishTools): Promise<Article> {
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
    const found = (await tools.press.recentPublished()).find(
      (one) => sameWords(draft, one.draft) && one.at >= plusMinutes(publication.at, -1),
    )
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
async function stumble(
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
  return fail(settled(article, publication), sayOf(thrown), tools)
}

/** The account may not publish by API: the draft waits in the box, a person presses publish there. */
function boxed(article: Article, publication: Publication, tools: PublishTools): Promise<Article> {
  const say =
    '稿件已在公众号草稿箱。本号不能由程序发布，请到 mp.weixin.qq.com 草稿箱点“发布”，再把文章链接填回来。'
  const next = plusMinutes(tools.now, 30)
  const kept = settled(article, { ...publication, say, next })
  return tools.save(
    withDeed({ ...kept, state: 'boxed' }, { what: 'boxed', by: publication.by, at: tools.now, say }),
  )
}

function fail(article: Article, say: string, tools: PublishTools): Promise<Article> {
  const { publication } = article
  const by = publication?.by ?? article.by
  const kept = publication ? { publication: { ...without(publication, 'next'), say } } : {}
  return tools.save(
    withDeed({ ...article, ...kept, state: 'failed' }, { what: 'failed', by, at: tools.now, say }),
  )
}

function begin(
  article: Article,
  publication: Publication,
  step: 'picture' | 'cover' | 'draft' | 'submit',
  tools: PublishTools,
): Promise<Article> {
  return tools.save({ ...article, publication: { ...publication, doing: { step, at: tools.now, asked: 0 } } })
}

/** The publication with a step's result in it, and no step under way. */
function settled(article: Article, publication: Publication): Article {
  return { ...article, publication: without(publication, 'doing') }
}

function without(publication: Publication, ...keys: (keyof Publication)[]): Publication {
  const left = { ...publication }
  for (const key of keys) Reflect.deleteProperty(left, key)
  return left
}

function fingerprint(draft: PressDraft): string {
  return JSON.stringify([draft.title, draft.author, draft.digest, draft.content, draft.sourceUrl])
}
