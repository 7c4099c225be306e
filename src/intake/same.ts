import type { Message } from '../chat/message.ts'
import type { Instant } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { counts, type Row, villagesOf } from '../ledger/row.ts'
import type { Shelf } from '../shelf.ts'
import type { Questions } from './question.ts'
import * as office from './wording-office.ts'

/** Two rows of one event? certain: joined outright · likely: offered to the officer. */
export type Likeness = 'certain' | 'likely' | 'none'

/** How alike two reports' words must be (0..1) to be certain, and to be worth a question when their kinds differ. */
const SAME_WORDS = 0.8
const LIKE_WORDS = 0.6

/**
 * By day, village, kind, place and words. Certain only when the later one says nothing that the earlier does not:
 * the same day, village, kind and headcount in nearly the same words. Everything else that looks alike is the officer's to judge.
 */
function likeness(later: Row, earlier: Row, words: { later: string; earlier: string }): Likeness {
  if (!sharesDay(later.date, earlier.date)) return 'none'
  const sameKind = later.category !== null && later.category === earlier.category
  const alike = similarity(words.later, words.earlier)
  if (later.village === null || later.village !== earlier.village) {
    return sameKind && isJoint(later, earlier) ? 'likely' : 'none'
  }
  const sameCount = later.participants !== null && later.participants === earlier.participants
  const sameDay = later.date === earlier.date
  if (sameKind && sameCount && sameDay && alike >= SAME_WORDS && !saysMore(later, earlier)) return 'certain'
  return sameKind || alike >= LIKE_WORDS ? 'likely' : 'none'
}

/** A joint activity that is reported by both its villages, or two at the same place. */
function isJoint(a: Row, b: Row): boolean {
  if (a.village === null || b.village === null) return false
  const named = villagesOf(a).includes(b.village) || villagesOf(b).includes(a.village)
  return named || (a.location !== null && a.location === b.location)
}

/** Something stands in the row that does not stand in the other. */
export function saysMore(row: Row, other: Row): boolean {
  const single = ['location', 'personTimes', 'sessions', 'topic'] as const
  const more = row.quantities.some(
    (q) => !other.quantities.some((o) => o.value === q.value && o.unit === q.unit),
  )
  return more || single.some((field) => row[field] !== null && other[field] === null)
}

function sharesDay(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false
  return spansOf(a).some(([from, to]) => spansOf(b).some(([start, end]) => from <= end && start <= to))
}

function spansOf(date: string): [string, string][] {
  return date.split(',').map((part) => {
    const [from = part, to = from] = part.split('/')
    return [from, to]
  })
}

/** Dice's coefficient over pairs of characters; figures, signs and blanks left out. */
export function similarity(a: string, b: string): number {
  const pairs = (text: string) => {
    const bare = text.normalize('NFKC').replace(/[\d\p{P}\p{S}\s]|\[图片\]|上报/gu, '')
    return Array.from({ length: Math.max(bare.length - 1, 0) }, (_, i) => bare.slice(i, i + 2))
  }
  const [left, right] = [pairs(a), pairs(b)]
  if (left.length + right.length === 0) return 0
  const rest = [...right]
  const shared = left.filter((pair) => {
    const at = rest.indexOf(pair)
    if (at >= 0) rest.splice(at, 1)
    return at >= 0
  })
  return (2 * shared.length) / (left.length + right.length)
}

interface SameParts {
  ledger: Ledger
  messages: Shelf<Message>
  questions: Questions
}

/** Looks whether the ledger has a new row's event already; true when the row was joined to an earlier one. */
export function openSame({ ledger, messages, questions }: SameParts) {
  const wordsOf = async (row: Row): Promise<string> => {
    const said = await Promise.all(row.messages.map((id) => messages.get(id)))
    // The same line sent twice is one line.
    return [...new Set(said.map((one) => (one?.kind === 'text' ? one.text.trim() : '')))].join(' ')
  }

  async function join(row: Row, into: Row, now: Instant): Promise<void> {
    await ledger.amend(row.number, {
      kind: 'merged',
      into: into.number,
      source: { messages: row.messages },
      by: row.by,
      at: now,
      note: `与 ${into.number} 同日、同村、同类、同人数且文字相同，自动并入`,
      once: `same/${row.number}`,
    })
  }

  async function offer(row: Row, earlier: Row): Promise<void> {
    await questions.ask({
      kind: 'same',
      to: 'office',
      person: row.by,
      rows: [row.number, earlier.number],
      text: office.sameLine(row, earlier, row.at),
      message: row.messages.at(-1) ?? row.number,
      at: row.at,
    })
  }

  return async (row: Row, now: Instant): Promise<boolean> => {
    if (row.state === 'merged') return true
    if (!counts(row)) return false
    const others = ledger
      .rows()
      .filter((one) => one.number < row.number && counts(one) && sharesDay(one.date, row.date))
    const later = await wordsOf(row)
    for (const earlier of others) {
      const found = likeness(row, earlier, { later, earlier: await wordsOf(earlier) })
      if (found === 'certain') {
        await join(row, earlier, now)
        return true
      }
      if (found === 'likely') await offer(row, earlier)
    }
    return false
  }
}
