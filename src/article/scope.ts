import { distance } from 'fastest-levenshtein'
import { findDates } from '../reading/dates.ts'
import { normalize } from '../reading/normal.ts'
import type { Span } from '../reading/reading.ts'
import { belongs, type Gazetteer, type Mention, mentionsIn } from './names.ts'
import type { Sentence } from './sentence.ts'
import type { Source } from './source.ts'
import { dateStands } from './stands.ts'

/** A date as the article writes it, taken apart into its days. */
export interface DateClaim {
  parts: string[]
  range: boolean
  span: Span
}

/** A sentence with what it speaks of: the rows its figures may stand in. */
export interface Scoped {
  sentence: Sentence
  mentions: Mention[]
  dates: DateClaim[]
  /** Spans of dates and times. */
  taken: Span[]
  /** Rows of the villages it names (else of those before it). */
  village: Source[]
  /** Of these, the rows of the dates it names: a figure must stand in the very row of its village and day. */
  rows: Source[]
}

/** Rows behind a drafted sentence, found again after small edits. */
export type Backing = { text: string; rows: string[] }[]

/** Walks through the sentences of a part; what a sentence does not say itself it takes from the one before. */
export function scopesOf(
  sentences: Sentence[],
  all: Source[],
  gazetteer: Gazetteer,
  backing: Backing,
): Scoped[] {
  let village = all
  let rows = all
  return sentences.map((sentence) => {
    const plain = normalize(sentence.text)
    const found = findDates(plain)
    const dates = found.events.map(({ value, span }) => ({
      parts: value.split(/[/,]/),
      range: value.includes('/'),
      span,
    }))
    const mentions = mentionsIn(sentence.text, gazetteer)
    const backed = backedRows(sentence.text, all, backing)
    if (/^#{1,6} /.test(sentence.text)) village = all
    if (mentions.length > 0) {
      village = all.filter((one) => mentions.some(({ name }) => belongs(one, name, gazetteer)))
      rows = village
    }
    if (backed) village = backed
    if (dates.length > 0 || backed) rows = ofDates(village, dates)
    return { sentence, mentions, dates, taken: found.taken, village, rows }
  })
}

/** Rows in which one of the dates stands; when there is none, the dates will be found wanting, the rows are kept. */
function ofDates(rows: Source[], dates: DateClaim[]): Source[] {
  const parts = dates.flatMap((date) => date.parts)
  const fit = rows.filter((row) => parts.some((part) => dateStands(part, row)))
  return fit.length > 0 ? fit : rows
}

/** An edited sentence is still the drafted one while most of it stands. */
function backedRows(text: string, all: Source[], backing: Backing): Source[] | undefined {
  const bare = text.replace(/^[#>*\s-]+/, '')
  const exact = backing.find((one) => one.text === text || one.text === bare)
  const near = exact ?? nearest(bare, backing)
  return near && all.filter((source) => near.rows.includes(source.row.number))
}

function nearest(text: string, backing: Backing): Backing[number] | undefined {
  let best: { one: Backing[number]; far: number } | undefined
  for (const one of backing) {
    const long = Math.max(text.length, one.text.length)
    if (long < 8 || Math.abs(text.length - one.text.length) > long / 3) continue
    const far = distance(text, one.text) / long
    if (far <= 0.34 && (!best || far < best.far)) best = { one, far }
  }
  return best?.one
}
