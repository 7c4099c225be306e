import type { Instant } from '../clock.ts'
import type { Model } from '../reading/model.ts'
import type { Town } from '../town.ts'
import { type Article, type ArticleKind, contentHash, KINDS } from './article.ts'
import { newArticle } from './changes.ts'
import { type CitedNeeds, chosenRows } from './cited.ts'
import { type Composed, compose } from './compose.ts'
import { draftFrom, type Templates } from './draft.ts'
import { withDeed } from './review.ts'
import type { SourceRow } from './source.ts'

/** gathering 整理台账和原话 · asking 等模型写稿 · checking 逐句核对出处 · saving 存成初稿 */
export type DraftStep = 'gathering' | 'asking' | 'checking' | 'saving'

/** What a 初稿 is asked for with. */
export interface DraftWish {
  rows: string[]
  kind?: ArticleKind
  by: string
  at: Instant
  /** false: by template, even where a model is configured. */
  withModel?: boolean
  /** Stops the model; the template's draft stands then. */
  signal?: AbortSignal
  /** Told what is being done now. */
  step?: (step: DraftStep) => void
}

/** What a 初稿 is made with. */
export interface BeginNeeds extends CitedNeeds {
  town: Town
  templates: Templates
  /** Absent: templates alone. */
  model?: Model
}

/** Writes the words; `made` gives them their number and keeps them. Faults `article/no-rows`, `ledger/no-row`. */
export async function begun(wish: DraftWish, needs: BeginNeeds): Promise<(id: string) => Article> {
  const { kind, by, at, step } = wish
  step?.('gathering')
  const from = await chosenRows(wish.rows, needs)
  const { town, templates } = needs
  const plain = draftFrom(from, { town, templates, ...(kind ? { kind } : {}) })
  const { draft, ai, say, usage } = await composed({ draft: plain, ai: false, say: '' }, from, wish, needs)
  step?.('saving')
  const rows = from.map((row) => row.number)
  return (id) => {
    const article = newArticle(draft, { id, rows, author: town.name, ai, by, at }, usage)
    const origin = `由台账 ${rows.join('、')} 起草（${KINDS[article.kind]}）${say}`
    return withDeed(article, { what: 'drafted', by, at, say: origin, hash: contentHash(article) })
  }
}

async function composed(
  plain: Composed,
  from: SourceRow[],
  { withModel, signal, step }: DraftWish,
  { model, templates, town }: BeginNeeds,
): Promise<Composed> {
  const system = templates.模型
  if (!model || !system || withModel === false) return plain
  const told = { ...(signal ? { signal } : {}), ...(step ? { step } : {}) }
  return compose(plain.draft, from, { model, system, town, ...told })
}
