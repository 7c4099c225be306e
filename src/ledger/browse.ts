import type { Day } from '../clock.ts'
import { CATEGORIES, type Category, isCategory } from '../reading/category.ts'
import { FIELDS, said } from './change.ts'
import type { Ledger } from './ledger.ts'
import { type Row, type RowState, villagesOf } from './row.ts'
import { termsOf } from './told.ts'

/** What to look for; absent means any. */
export interface Search {
  village?: string
  /** `YYYY-MM`, by the day of the activity. */
  month?: string
  from?: Day
  to?: Day
  category?: Category
  /** Words that must all stand in the row or in the messages it was read from (number, village, organiser, topic, place, kind, figures, reporter). */
  words?: string
  states?: readonly RowState[]
  page?: number
  size?: number
}

export interface Found {
  rows: Row[]
  total: number
  page: number
  pages: number
}

/** Newest activity first; what has no day yet comes before everything, as it needs a hand. */
export interface Browser {
  find(search: Search): Found
  /** All that is found, for an export. */
  all(search: Search): Row[]
}

const PAGE = 50

/** Browsing with 20,000 rows (`saidIn`: the words of a message, see told.ts): order and words are made once; a further entry moves only its own row. */
export function openBrowser(
  ledger: Ledger,
  saidIn: (message: string) => string | undefined = () => '',
): Browser {
  const words = new WeakMap<Row, string>()
  let sorted = ledger.rows().sort(newestFirst)
  let seen = ledger.log().length

  function inOrder(): Row[] {
    const changed = new Set(
      ledger
        .log()
        .slice(seen)
        .map((entry) => entry.row),
    )
    seen = ledger.log().length
    if (changed.size === 0) return sorted
    sorted = sorted.filter((row) => !changed.has(row.number))
    for (const number of changed) {
      const row = ledger.row(number)
      const at = sorted.findIndex((other) => newestFirst(row, other) < 0)
      sorted.splice(at < 0 ? sorted.length : at, 0, row)
    }
    return sorted
  }

  /** The row's own words and those of its messages; kept once all of them are known. */
  function wordsOf(row: Row): string {
    const known = words.get(row)
    if (known !== undefined) return known
    const told = row.messages.map(saidIn)
    const own = [row.number, row.by, ...FIELDS.map((field) => said(row, field))]
    const text = [...own, ...told].join(' ').toLowerCase()
    if (!told.includes(undefined)) words.set(row, text)
    return text
  }

  function all({ village, month, from, to, category, words: wanted, states }: Search): Row[] {
    const terms = termsOf(wanted ?? '')
    return inOrder().filter(
      (row) =>
        (village === undefined || row.village === village || isJointOf(row, village)) &&
        (category === undefined || row.category === category) &&
        (states === undefined || states.includes(row.state)) &&
        (month === undefined || row.date?.startsWith(month) === true) &&
        isWithin(row.date, from, to) &&
        terms.every((term) => wordsOf(row).includes(term)),
    )
  }

  return {
    all,
    find(search) {
      const rows = all(search)
      const size = search.size ?? PAGE
      const pages = Math.max(1, Math.ceil(rows.length / size))
      const page = Math.min(Math.max(1, search.page ?? 1), pages)
      return { rows: rows.slice((page - 1) * size, page * size), total: rows.length, page, pages }
    },
  }
}

function isJointOf(row: Row, village: string): boolean {
  return row.organizer?.includes('、') === true && villagesOf(row).includes(village)
}

function newestFirst(a: Row, b: Row): number {
  const [left, right] = [a.date ?? '9', b.date ?? '9']
  if (left !== right) return left > right ? -1 : 1
  return a.number > b.number ? -1 : 1
}

function isWithin(date: string | null, from: Day | undefined, to: Day | undefined): boolean {
  if (from === undefined && to === undefined) return true
  if (date === null) return false
  const day = date.slice(0, 10)
  return (from === undefined || day >= from) && (to === undefined || day <= to)
}

/** The office's word of a kind -> the kind. */
export function categoryOf(word: string): Category | undefined {
  const key = Object.entries(CATEGORIES).find(([, name]) => name === word.trim())?.[0]
  return key !== undefined && isCategory(key) ? key : undefined
}
