import { plusMinutes } from '../clock.ts'
import { type Article, contentHash } from './article.ts'
import { draftGone } from './box.ts'
import { coverOf, originalOf } from './cover.ts'
import { fail, type PublishTools, published, settled, without } from './outcome.ts'
import { limitsBroken, type PressDraft } from './press.ts'
import type { Publication } from './publication.ts'
import { differenceOf, toPressDraft } from './pushed.ts'
import { fullySigned } from './review.ts'
import { lookUp, stumble } from './settle.ts'

/** Minutes between questions about a submitted publication: 100 questions a day are all there is. */
const PATIENCE = [0.5, 1, 1, 2, 2, 5, 5, 5, 10, 10, 15, 30, 60, 60, 120]

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
  const { wide, square } = await coverOf(article, tools)
  const { mediaId } = await tools.press.addMaterial(wide)
  return tools.save(settled(begun, { ...publication, cover: mediaId, square }))
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
  if (!there) return draftGone(article, publication, tools)
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
  if (!there) return draftGone(article, publication, tools)
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
  const again = without(publication, 'publishId', 'compared', 'next')
  // A refused draft is in the box again: it is brought up to date there at the next press, not added a second time.
  if (status.state === 'refused') return fail(settled(article, again), status.say, tools)
  const left = settled(article, without(again, 'mediaId', 'seen'))
  return fail(left, '发布后被删除或下架，请到公众号后台查看。', tools)
}

function begin(
  article: Article,
  publication: Publication,
  step: 'picture' | 'cover' | 'draft' | 'submit',
  tools: PublishTools,
): Promise<Article> {
  return tools.save({ ...article, publication: { ...publication, doing: { step, at: tools.now, asked: 0 } } })
}

function fingerprint(draft: PressDraft): string {
  return JSON.stringify([draft.title, draft.author, draft.digest, draft.content, draft.sourceUrl])
}
