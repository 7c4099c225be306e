import { dayOf, type Instant, spokenDay } from '../clock.ts'
import type { Change } from '../ledger/change.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { outdated } from '../ledger/outdated.ts'
import type { Row } from '../ledger/row.ts'
import type { Article } from './article.ts'

/** A published article whose rows read otherwise today than when it was signed. */
export interface StaleArticle {
  article: Article
  drifts: { row: Row; changes: Change[] }[]
  /** 更正说明, to be put on the account by a person; absent: the article does not tell of what changed. */
  note?: string
}

/** Newest first. What somebody has dealt with already (deed `corrected`) is asked about again only when more changes. */
export function staleArticles(articles: Article[], ledger: Ledger): StaleArticle[] {
  return articles.flatMap((article): StaleArticle[] => {
    if (article.state !== 'published') return []
    const { id, title, rows } = article
    const [stale] = outdated(ledger, [{ id, title, rows, at: lastSeen(article) }])
    if (!stale) return []
    const told = stale.drifts.flatMap(({ row, changes }) =>
      changes.flatMap((one) => sayChange(article, row, one)),
    )
    return [{ article, drifts: stale.drifts, ...(told.length > 0 ? { note: noteOf(article, told) } : {}) }]
  })
}

/** When a person last held the article against its rows. */
function lastSeen({ record, signatures, at }: Article): Instant {
  const corrected = record.findLast(({ what }) => what === 'corrected')
  return corrected?.at ?? signatures.at(-1)?.at ?? at
}

/** A change in the words of a correction; nothing where the article does not say what changed. */
function sayChange(article: Article, row: Row, { field, word, was, now }: Change): string[] {
  if (field === 'counts') {
    const whose = row.village ?? row.organizer ?? ''
    return now === '否' ? [`${whose}“${row.topic ?? '有关活动'}”的内容予以撤回`] : []
  }
  const words = `${article.title}${article.digest}${article.body}`
  const lost = was.split('、').filter((part) => part !== '' && !now.split('、').includes(part))
  if (!lost.some((part) => words.includes(part))) return []
  return [`${word}由“${was}”更正为“${now || '未写'}”`]
}

function noteOf({ title, publication, at }: Article, told: string[]): string {
  const out = spokenDay(dayOf(publication?.publishedAt ?? at))
  return `更正：本号${out}发布的《${title}》中，${told.join('；')}。特此更正，敬请谅解。`
}
