import type { Published } from '../../annual/source.ts'
import type { Article } from '../../article/article.ts'
import type { Articles } from '../../article/articles.ts'
import { dayOf, type Instant } from '../../clock.ts'
import type { Intake } from '../../intake/intake.ts'
import { counts, type Row } from '../../ledger/row.ts'
import { OFFICE } from './places.ts'

const [EDITOR = '', SECOND = '', FINAL = ''] = OFFICE

/** What the officer answers at the desk: what was recalled is taken out, what was told twice is joined. */
export async function decideAll(intake: Pick<Intake, 'questions' | 'decide'>, now: Instant): Promise<void> {
  for (const { id, kind } of intake.questions()) {
    if (kind !== 'recall' && kind !== 'same') continue
    await intake.decide(id, { yes: true, by: EDITOR, at: now })
  }
}

interface Writing {
  articles: Articles
  rows: () => Row[]
  /** What the public account shows at the end of the year. */
  wanted: Published[]
}

/**
 * The day's articles: each drafted from a row, signed by three and sent off. What an earlier run left half done is
 * brought to its end first. An article that the proof bars is sent back and another row is taken.
 */
export async function writeArticles({ articles, rows, wanted }: Writing, now: Instant): Promise<void> {
  for (const article of articles.list()) await signAndPublish(articles, article, now)
  const due = wanted.filter((one) => one.at <= now)
  for (const { column, own } of due.slice(articles.list().filter(isOut).length)) {
    for (const row of fresh(articles, rows(), now)) {
      const draft = await articles.draft({ rows: [row.number], by: EDITOR, at: now, withModel: false })
      const change = { column, own }
      const edited = await articles.edit(draft.id, { seen: draft.version, change, by: EDITOR, at: now })
      if (await signAndPublish(articles, edited, now)) break
    }
  }
}

/** False when the proof bars it. */
async function signAndPublish(articles: Articles, article: Article, now: Instant): Promise<boolean> {
  const { id, state } = article
  if (isOut(article)) return true
  if (state === 'returned' || state === 'failed') return false
  const [finding] = await articles.proof(id)
  if (finding) {
    await articles.sendBack(id, { by: EDITOR, reason: finding.say, at: now })
    return false
  }
  for (const [step, by] of [
    ['first', EDITOR] as const,
    ['second', SECOND] as const,
    ['final', FINAL] as const,
  ]) {
    if (!article.signatures.some((one) => one.step === step)) await articles.sign(id, { step, by, at: now })
  }
  await articles.publish(id, { by: EDITOR, at: now })
  return true
}

function isOut({ state }: Article): boolean {
  return state === 'publishing' || state === 'published'
}

/** Rows that no article has told of, the latest first. */
function fresh(articles: Articles, rows: Row[], now: Instant): Row[] {
  return rows
    .filter((row) => counts(row) && row.village && row.topic && row.date && row.date <= dayOf(now))
    .filter((row) => articles.withRow(row.number).length === 0)
    .reverse()
}
