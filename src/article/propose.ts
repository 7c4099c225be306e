import { dayOf, type Instant, plusDays, plusMinutes } from '../clock.ts'
import { spokenDate } from '../ledger/change.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { counts, type Row } from '../ledger/row.ts'
import { CATEGORIES } from '../reading/category.ts'
import type { Job, Notice } from '../schedule/slot.ts'
import { planPrivate } from '../schedule/timetable.ts'
import type { Town } from '../town.ts'
import type { Article } from './article.ts'
import { LEAST_WIDTH } from './fitness.ts'

/** One article that could be written: rows of one activity, or of several villages on one theme. */
export interface Suggestion {
  kind: 'single' | 'theme'
  /** 3个村的志愿服务 */
  title: string
  rows: Row[]
  /** Good pictures of all its rows. */
  pictures: number
}

/** 选题建议: at the desk at any time, in private once a week. */
export interface Suggestions {
  /** What could be written now, the richest first; `waiting`: rows with pictures that nobody has confirmed yet. */
  of(now: Instant): Promise<{ suggestions: Suggestion[]; waiting: number }>
  /** 每周选题建议, to the first reviewers in private; only where the timetable has a line 选题建议. */
  job: Job
}

/** Days in which a row is news. */
const NEWS = 7
const MOST = 5
const KIND = 'proposal'

/** 本周建议: rows that are new, confirmed, have a good picture and stand in no article yet. */
export function openSuggestions(parts: {
  town: Town
  ledger: Pick<Ledger, 'rows'>
  articles: { withRow(number: string): Pick<Article, 'state'>[] }
  /** Message id -> the hash of the picture it brought. */
  picture: (message: string) => Promise<string | undefined>
  /** Pixels; 0 or undefined: it cannot be opened or measured. */
  width: (hash: string) => Promise<number | undefined>
}): Suggestions {
  const { town, ledger, articles, picture, width } = parts

  async function goodPictures({ messages }: Row): Promise<number> {
    const hashes = (await Promise.all(messages.map(picture))).flatMap((one) => one ?? [])
    const widths = await Promise.all([...new Set(hashes)].map(width))
    return widths.filter((one) => one !== undefined && one >= LEAST_WIDTH).length
  }

  async function of(now: Instant): Promise<{ suggestions: Suggestion[]; waiting: number }> {
    const since = plusDays(dayOf(now), -NEWS)
    const fresh = ledger
      .rows()
      .filter((row) => counts(row) && dayOf(row.at) > since && !articles.withRow(row.number).some(isAlive))
    const counted = await Promise.all(fresh.map(async (row) => ({ row, pictures: await goodPictures(row) })))
    const shown = counted.filter(({ pictures }) => pictures > 0)
    const ready = shown.filter(({ row }) => row.state === 'confirmed')
    return { suggestions: grouped(ready).slice(0, MOST), waiting: shown.length - ready.length }
  }

  async function notices(_: unknown, now: Instant): Promise<Notice[]> {
    const { suggestions } = await of(now)
    if (suggestions.length === 0) return []
    const text = spoken(suggestions)
    return town.review.first.map((person) => ({ item: 'suggestions', to: { person }, text }))
  }

  return {
    of,
    job: {
      kind: KIND,
      title: '每周选题建议',
      plan: planPrivate(KIND, town, (due) => plusMinutes(due, 1440)),
      notices,
      preview: notices,
    },
  }
}

/** What was taken down by the platform may be told again. */
function isAlive({ state }: Pick<Article, 'state'>): boolean {
  return state !== 'removed'
}

/** Two villages and more with the same kind of activity are a theme; what is left stands alone. */
function grouped(rows: { row: Row; pictures: number }[]): Suggestion[] {
  const byCategory = new Map<string, { row: Row; pictures: number }[]>()
  for (const one of rows) {
    const key = one.row.category ?? 'other'
    byCategory.set(key, [...(byCategory.get(key) ?? []), one])
  }
  const suggestions = [...byCategory].flatMap(([category, group]): Suggestion[] => {
    const villages = new Set(group.map(({ row }) => row.village ?? row.organizer))
    if (category === 'other' || villages.size < 2) return group.map(single)
    const { row } = group[0] ?? {}
    const word = row?.category ? CATEGORIES[row.category] : ''
    const pictures = group.reduce((sum, one) => sum + one.pictures, 0)
    return [
      { kind: 'theme', title: `${villages.size}个村的${word}`, rows: group.map((one) => one.row), pictures },
    ]
  })
  return suggestions.sort((a, b) => b.rows.length - a.rows.length || b.pictures - a.pictures)
}

function single({ row, pictures }: { row: Row; pictures: number }): Suggestion {
  const category = row.category ? CATEGORIES[row.category] : '活动'
  const title = `${row.village ?? row.organizer ?? ''}${row.topic ?? category}`
  return { kind: 'single', title, rows: [row], pictures }
}

function spoken(suggestions: Suggestion[]): string {
  const lines = suggestions.map(({ title, rows, pictures }, index) => {
    const days = [...new Set(rows.flatMap(({ date }) => (date ? spokenDate(date) : [])))].slice(0, 3)
    return `${index + 1}. ${title}（${days.join('、')}，照片${pictures}张）`
  })
  return [
    `本周可以写的推文有 ${suggestions.length} 篇：`,
    ...lines,
    '在审核台“推文→选台账起草”里勾选即可。',
  ].join('\n')
}
