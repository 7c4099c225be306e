import type { Instant } from '../clock.ts'
import { dayOf } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { counts, STATE_WORDS } from '../ledger/row.ts'
import type { Article } from './article.ts'
import { spokenDate } from './wording.ts'

/** A published article whose row says something else today. */
export interface StaleArticle {
  article: Article
  changes: { row: string; say: string }[]
  /** 更正说明, to be put on the account by a person. */
  note: string
}

/** Published articles whose rows were corrected, withdrawn or merged after they went out, newest first. */
export function staleArticles(articles: Article[], ledger: Pick<Ledger, 'find'>): StaleArticle[] {
  return articles.flatMap((article): StaleArticle[] => {
    const out = article.publication?.publishedAt
    if (article.state !== 'published' || !out) return []
    const changes = article.rows.flatMap((number) => changesOf(number, out, ledger))
    return changes.length === 0 ? [] : [{ article, changes, note: noteOf(article, out, changes) }]
  })
}

function changesOf(number: string, since: Instant, ledger: Pick<Ledger, 'find'>): StaleArticle['changes'] {
  const row = ledger.find(number)
  if (!row) return []
  const later = row.entries.filter((entry) => entry.at > since && entry.kind !== 'confirmed')
  if (later.length === 0) return []
  if (!counts(row)) return [{ row: number, say: `${number} ${STATE_WORDS[row.state]}` }]
  return later.flatMap((entry) =>
    FIELDS.flatMap(([field, word, unit]) => {
      const [before, after] = [entry.was[field], entry.fields[field]]
      if (after === undefined || before === after) return []
      return [{ row: number, say: `${word}由“${spoken(before, unit)}”更正为“${spoken(after, unit)}”` }]
    }),
  )
}

const FIELDS = [
  ['date', '日期', ''],
  ['participants', '参加人数', '人'],
  ['personTimes', '人次', '人次'],
  ['sessions', '场次', '场'],
  ['village', '村名', ''],
  ['location', '地点', ''],
  ['topic', '主题', ''],
] as const

function spoken(value: string | number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return '未写'
  return typeof value === 'number'
    ? `${value}${unit}`
    : /^\d{4}-\d{2}-\d{2}/.test(value)
      ? spokenDate(value)
      : value
}

function noteOf(article: Article, out: Instant, changes: StaleArticle['changes']): string {
  const what = changes.map((one) => one.say).join('；')
  return `更正：本号${spokenDate(dayOf(out))}发布的《${article.title}》中，${what}。特此更正，敬请谅解。`
}

/** Published articles of a period by column: how many, and how many on the town's own work. */
export function columnFigures(
  articles: Article[],
  { from, to }: { from: string; to: string },
): { column: string; articles: number; own: number }[] {
  const columns = new Map<string, { column: string; articles: number; own: number }>()
  for (const { state, publication, column, own } of articles) {
    const day = dayOf(publication?.publishedAt ?? '')
    if (state !== 'published' || day < from || day > to) continue
    const sum = columns.get(column) ?? { column, articles: 0, own: 0 }
    columns.set(column, { column, articles: sum.articles + 1, own: sum.own + (own ? 1 : 0) })
  }
  return [...columns.values()].sort((a, b) => b.articles - a.articles)
}
