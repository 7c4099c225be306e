import type { Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Town } from '../town.ts'
import { type Article, contentHash, type Deed, type ReviewStep, STEPS } from './article.ts'
import { canVouch, type Finding } from './finding.ts'

const ORDER: ReviewStep[] = ['first', 'second', 'final']

/** The step that comes next; undefined when all three have signed. */
export function nextStep(article: Article): ReviewStep | undefined {
  return ORDER.find((step) => !article.signatures.some((one) => one.step === step))
}

/** All three have signed exactly this content. */
export function fullySigned(article: Article): boolean {
  const hash = contentHash(article)
  return ORDER.every((step) => article.signatures.some((one) => one.step === step && one.hash === hash))
}

/**
 * The article with one more signature. Faults: `article/not-now` the state takes no signature · `article/order` ·
 * `article/role` · `article/same-person` · `article/barred` the proof found something nobody vouched for.
 */
export function signed(
  article: Article,
  town: Town,
  findings: Finding[],
  { step, by, at, note }: { step: ReviewStep; by: string; at: Instant; note?: string },
): Article {
  if (!['draft', 'review', 'returned'].includes(article.state)) {
    throw new Fault('article/not-now', '这篇推文已签发或已发布，不能再签。')
  }
  checkSigner(article, town, step, by)
  if (step === 'first' && article.state === 'returned') {
    const last = article.record.findLast((deed) => deed.what === 'returned' || deed.what === 'edited')
    if (last?.what === 'returned') {
      throw new Fault('article/not-now', `这篇推文被退回修改（${last.say}），请先改稿再送初审。`)
    }
  }
  if (findings.length > 0) {
    throw new Fault(
      'article/barred',
      `校对还有 ${findings.length} 处没有解决，不能签。第一处：${findings[0]?.say ?? ''}`,
    )
  }
  const hash = contentHash(article)
  const signatures = [...article.signatures, { step, by, at, hash, ...(note ? { note } : {}) }]
  const state = step === 'final' ? 'signed' : 'review'
  const say = `${STEPS[step]}通过${note ? `：${note}` : ''}`
  return withDeed({ ...article, signatures, state }, { what: 'signed', by, at, say, hash, step })
}

function checkSigner(article: Article, town: Town, step: ReviewStep, by: string): void {
  const next = nextStep(article)
  if (step !== next) {
    const say = next ? `现在轮到${STEPS[next]}，还不能${STEPS[step]}。` : '三审都已完成，不用再签。'
    throw new Fault('article/order', say)
  }
  if (!town.review[step].includes(by)) {
    throw new Fault(
      'article/role',
      `${by}不在本镇的${STEPS[step]}名单里，请由${town.review[step].join('、')}来签。`,
    )
  }
  const before = article.signatures.find((one) => one.by === by)
  if (before) {
    throw new Fault(
      'article/same-person',
      `${by}已签过${STEPS[before.step]}，三审必须是三个人，请换人${STEPS[step]}。`,
    )
  }
}

/** Sent back with a reason: the signatures so far fall. Faults: `article/reason`, `article/not-now`. */
export function sentBack(
  article: Article,
  { by, reason, at }: { by: string; reason: string; at: Instant },
): Article {
  if (reason.trim() === '') throw new Fault('article/reason', '退回修改要写明理由，请填写后再退。')
  if (!['draft', 'review', 'signed', 'failed'].includes(article.state)) {
    throw new Fault('article/not-now', '这篇推文已送去发布，不能退回。')
  }
  const back = withDeed(
    { ...article, state: 'returned', signatures: [] },
    { what: 'returned', by, at, say: reason.trim() },
  )
  return back
}

/** What an edit does to signatures: every one of them falls, and the record says whose. */
export function voided(article: Article, by: string, at: Instant): Article {
  if (article.signatures.length === 0) return { ...article, state: 'draft' }
  const whose = article.signatures.map((one) => `${STEPS[one.step]} ${one.by}`).join('、')
  return withDeed(
    { ...article, signatures: [], state: 'draft' },
    { what: 'voided', by, at, say: `内容有改动，原签名作废：${whose}` },
  )
}

/** The article with one more line in its record. */
export function withDeed(article: Article, deed: Deed): Article {
  return { ...article, record: [...article.record, deed], version: article.version + 1 }
}

/** Faults: `article/reason` without a note · `article/vouch` nothing wrong there any more, or nothing a person may answer for. */
export function vouchedBy(
  article: Article,
  findings: Finding[],
  { kind, text, note, by, at }: { kind: string; text: string; note: string; by: string; at: Instant },
): Article {
  if (note.trim() === '') throw new Fault('article/reason', '放行要写明依据，请填写后再放行。')
  const finding = findings.find((one) => one.kind === kind && one.text === text)
  if (!finding) throw new Fault('article/vouch', '这一处已经没有问题，不用放行。')
  if (!canVouch(finding)) throw new Fault('article/vouch', `这一处不能放行：${finding.say}`)
  const vouched = [...article.vouched, { kind, text, note: note.trim(), by, at }]
  const say = `放行“${text}”：${note.trim()}`
  return withDeed({ ...article, vouched }, { what: 'vouched', by, at, say })
}

/** `about`: the words it is about; empty: the whole article. Fault `article/reason`. */
export function commentedBy(
  article: Article,
  { about, say, by, at }: { about: string; say: string; by: string; at: Instant },
): Article {
  if (say.trim() === '') throw new Fault('article/reason', '批注是空的，请写上意见。')
  return withDeed(article, { what: 'commented', by, at, say: say.trim(), about })
}
