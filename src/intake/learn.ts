import type { Message } from '../chat/message.ts'
import { plusDays } from '../clock.ts'
import type { Entry, RowFields } from '../ledger/entry.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type Case, learnedPlaces } from '../reading/cases.ts'
import { normalize } from '../reading/normal.ts'
import { scanNumerals } from '../reading/numerals.ts'
import type { Known } from '../reading/places.ts'
import type { Shelf } from '../shelf.ts'
import type { Town } from '../town.ts'
import { placesOf } from './whose.ts'

/** 样例: what secretaries and officers put right, kept as cases for the reader; a name that was put right once is known. */
export interface Learning {
  /** Looks at what was corrected since the last look. */
  look(): Promise<void>
  /** The town's villages and bodies, with the spellings that corrections taught. */
  places(): Known[]
}

interface LearningParts {
  town: Town
  ledger: Ledger
  messages: Shelf<Message>
  cases: Shelf<Case>
}

/** Days before the last entry that are looked at again when the program starts: a crash may have come before a case. */
const DAYS_BACK = 7

export async function openLearning({ town, ledger, messages, cases }: LearningParts): Promise<Learning> {
  const base = placesOf(town)
  const kept = new Map<string, Case>()
  for (const one of await cases.list()) kept.set(one.id, one)
  let places = learnedPlaces(base, [...kept.values()])
  let seen = 0

  async function learn(entry: Entry): Promise<void> {
    const found = filingOf(ledger, entry)
    const message = found === undefined ? undefined : await messages.get(found)
    if (found === undefined || !message) return
    const id = `${message.at.slice(0, 7)}/${found}`
    const before = kept.get(id)
    const right = rightOf(entry.fields, message.text, base)
    if (Object.keys(right).length === 0 || (before && before.at > entry.at)) return
    const [own, second] = town.people.find((one) => one.name === message.person)?.villages ?? []
    const one: Case = {
      id,
      text: message.text,
      sentAt: message.at.slice(0, 16),
      ...(own !== undefined && second === undefined ? { village: own } : {}),
      right: { ...before?.right, ...right },
      by: entry.by,
      at: entry.at,
    }
    await cases.put(one)
    kept.set(id, one)
    places = learnedPlaces(base, [...kept.values()])
  }

  return {
    async look() {
      const log = ledger.log()
      const fresh = log.slice(seen)
      const since = seen === 0 ? lastDays(log) : ''
      seen = log.length
      for (const entry of fresh) if (entry.at >= since && isPutRight(entry)) await learn(entry)
    },
    places: () => places,
  }
}

function lastDays(log: readonly Entry[]): string {
  const last = log
    .map(({ at }) => at.slice(0, 10))
    .sort()
    .at(-1)
  return last === undefined ? '' : plusDays(last, -DAYS_BACK)
}

/** A person said what is right; not a further line or photo of the same report, nor what a model read. */
function isPutRight({ kind, fields, source, once }: Entry): boolean {
  if (kind !== 'corrected' || Object.keys(fields).length === 0) return false
  return 'desk' in source || /^(correct|answer)\//.test(once ?? '')
}

/** The message of which a row was the first to be read. */
function filingOf(ledger: Ledger, entry: Entry): string | undefined {
  const once = ledger.row(entry.row).entries[0]?.once ?? ''
  return /^file\/(.+)\/0$/.exec(once)?.[1]
}

const LOOKED_AT = ['date', 'organizer', 'location', 'topic', 'participants', 'sessions'] as const

/**
 * What the reader should have read: a value that stands in the words, a kind, a field that is empty, a village whose
 * name was spelt in a way that nobody knew. What the writer mistook or left out is no fault of the reader's.
 */
function rightOf(fields: Partial<RowFields>, text: string, base: Known[]): Case['right'] {
  const right: Record<string, string | number | null> = {}
  for (const name of LOOKED_AT) {
    const value = fields[name]
    if (value === null || (value !== undefined && isBorne(value, text))) right[name] = value
  }
  if (fields.category) right.category = fields.category
  if (fields.village && teaches(text, fields.village, base)) right.village = fields.village
  return right
}

/** The figure, the days of a date, or the words stand in the text. */
function isBorne(value: string | number, text: string): boolean {
  const numbers = () => scanNumerals(normalize(text)).map((one) => one.value)
  if (typeof value === 'number') return numbers().includes(value)
  if (/^\d{4}-\d\d-\d\d/.test(value)) {
    const days = [...value.matchAll(/\d{4}-\d\d-(\d\d)/g)].map(([, day]) => Number(day))
    return days.every((day) => numbers().includes(day) || text.includes(`${day}`))
  }
  return text.includes(value)
}

function teaches(text: string, village: string, base: Known[]): boolean {
  const one: Case = { id: '-', text, right: { village }, by: '', at: '' }
  const known = (places: Known[]) => places.flatMap(({ aliases }) => aliases).length
  return known(learnedPlaces(base, [one])) > known(base)
}
