import { distance } from 'fastest-levenshtein'
import { findDates } from '../reading/dates.ts'
import type { Span } from '../reading/reading.ts'
import { plainOf } from './figure.ts'
import { belongs, type Gazetteer, type Mention, mentionsIn } from './names.ts'
import type { Sentence } from './sentence.ts'
import type { Source } from './source.ts'
import { dateStands, sameDay } from './stands.ts'

/** A date as the article writes it, taken apart into its days. */
export interface DateClaim {
  parts: string[]
  range: boolean
  span: Span
  /** 2月30日: no such day. */
  impossible: boolean
}

/** Villages named together, and the stretch of the sentence that speaks of them. */
interface Cluster {
  mentions: Mention[]
  from: number
  /** Rows of these villages. */
  village: Source[]
  /** Of these, the rows of the dates named with them. */
  rows: Source[]
}

/** A sentence with what it speaks of: the rows its figures may stand in. */
export interface Scoped {
  sentence: Sentence
  mentions: Mention[]
  clusters: Cluster[]
  dates: DateClaim[]
  /** Spans of dates and times. */
  taken: Span[]
  /** Rows of all villages it names (else of those before it). */
  village: Source[]
  rows: Source[]
  /** It stands as it was drafted, or nearly so: only these rows are behind it. */
  backed: boolean
  /** A heading's: the villages its section names. */
  section?: Set<string>
}

/** Rows behind a drafted sentence, found again after small edits. */
export type Backing = { text: string; rows: string[] }[]

/**
 * Walks through the sentences of a part; what a sentence does not say itself it takes from the one before.
 * `start`: the rows of those whom the title names.
 */
export function scopesOf(
  sentences: Sentence[],
  {
    all,
    start,
    gazetteer,
    backing,
  }: { all: Source[]; start: Source[]; gazetteer: Gazetteer; backing: Backing },
): Scoped[] {
  let village = start.length > 0 ? start : all
  let rows = village
  const scoped = sentences.map((sentence): Scoped => {
    const { dates, taken } = datesOf(sentence.text)
    const mentions = mentionsIn(sentence.text, gazetteer)
    const backed = backedRows(sentence.text, all, backing)
    if (/^#{1,6} /.test(sentence.text)) {
      village = start.length > 0 ? start : all
      rows = village
    }
    const pool = backed ?? all
    const named = pool.filter((one) => mentions.some(({ name }) => belongs(one, name, gazetteer)))
    if (named.length > 0) {
      village = named
      rows = named
    } else if (backed) {
      village = backed
      rows = backed
    }
    rows = dates.length > 0 ? ofDates(village, dates) : rows
    const clusters = clustersOf(sentence.text, mentions, dates, pool, gazetteer)
    return { sentence, mentions, clusters, dates, taken, village, rows, backed: backed !== undefined }
  })
  return scoped.map((one, index) => withSection(one, scoped.slice(index + 1)))
}

/** `## 张湾村` speaks for all until the next heading, `**张湾村：…**` for its paragraph. */
function withSection(heading: Scoped, after: Scoped[]): Scoped {
  const mark = /^(?:#{1,6} |\*\*)/.exec(heading.sentence.text)?.[0]
  if (!mark || heading.mentions.length === 0) return heading
  const end = after.findIndex(
    ({ sentence }) => sentence.text.startsWith('#') || /^\*\*[^\s*]/.test(sentence.text),
  )
  const own = after.slice(0, end < 0 ? undefined : end)
  return { ...heading, section: new Set(own.flatMap((one) => one.mentions.map(({ name }) => name))) }
}

/** What stands at a place of the sentence: the last villages named before it, else the first named after. */
export function clusterAt({ clusters }: Scoped, at: number): Cluster | undefined {
  if (clusters.length < 2) return undefined
  return clusters.findLast((one) => one.from <= at) ?? clusters[0]
}

/** The rows of which the words at a place speak: those of the villages named with it, on the day said last before it. */
export function rowsAt(scoped: Scoped, at: number): Source[] {
  const cluster = clusterAt(scoped, at)
  const rows = cluster?.rows ?? scoped.rows
  const { sentence, dates } = scoped
  const day = dates.findLast(
    ({ span, range }) =>
      !range && span[1] <= at && span[0] >= (cluster?.from ?? 0) && !isAside(sentence.text, span),
  )
  const own = day ? rows.filter((row) => day.parts.some((part) => dateStands(part, row))) : []
  return ofTopic(own.length > 0 ? own : rows, sentence.text, cluster?.from ?? 0, at)
}

/** 主题党日32人，专题党课41人: of several rows, those whose topic was named last; 党日、党课分别… speaks of both. */
function ofTopic(rows: Source[], text: string, from: number, at: number): Source[] {
  if (rows.length < 2) return rows
  const named = rows
    .flatMap((source) => {
      const { topic } = source.row
      const place = topic && topic.length >= 4 ? text.slice(0, at).lastIndexOf(topic) : -1
      return topic && place >= from ? [{ source, start: place, end: place + topic.length }] : []
    })
    .sort((a, b) => b.start - a.start)
  const told: Source[] = []
  let start: number | undefined
  for (const one of named) {
    const joined = start === undefined || one.end > start || /^[、和与及]$/.test(text.slice(one.end, start))
    if (!joined) break
    told.push(one.source)
    start = one.start
  }
  return told.length > 0 ? told : rows
}

/** （6月5日）after what happened says nothing of what comes next. */
function isAside(text: string, [start, end]: Span): boolean {
  return /[（(][^（()）]*$/.test(text.slice(0, start)) && /^[^（()）]*[）)]/.test(text.slice(end))
}

function datesOf(text: string): { dates: DateClaim[]; taken: Span[] } {
  const found = findDates(plainOf(text))
  const claim = (value: string, span: Span): DateClaim => ({
    parts: value.split(/[/,]/),
    range: value.includes('/'),
    span,
    impossible: false,
  })
  const refused = found.refused.flatMap(({ text: words, span, why }): DateClaim[] => {
    if (!/\d|[一二三四五六七八九十]/.test(words)) return []
    if (/没有这/.test(why)) return [{ parts: [], range: false, span, impossible: true }]
    // A deadline or a dateline is a date all the same, and must stand in the words of a row.
    return findDates(words).events.map((event) => claim(event.value, span))
  })
  return {
    dates: [...found.events.map((one) => claim(one.value, one.span)), ...refused],
    taken: found.taken,
  }
}

const JOINED = /^(?:党支部|村委会|两委)?(?:[、，和与及同跟]|以及|联合|携手|会同|等地?|\s)*$/
/** 镇党委在张湾村召开: the village is where it was, not who did it. */
const PLACE_BEFORE = /(?:在|到|赴|走进|来到|深入|前往|面向|对|为|向)$/

function clustersOf(
  text: string,
  mentions: Mention[],
  dates: DateClaim[],
  pool: Source[],
  gazetteer: Gazetteer,
): Cluster[] {
  const groups: Mention[][] = []
  for (const mention of mentions) {
    const last = groups.at(-1)
    const before = last?.at(-1)
    const gap = text.slice(before?.span[1] ?? 0, mention.span[0])
    if (last && (JOINED.test(gap) || PLACE_BEFORE.test(gap))) last.push(mention)
    else groups.push([mention])
  }
  return groups.map((group, index) => {
    const from = startOf(text, groups, index, dates)
    const to = index + 1 < groups.length ? startOf(text, groups, index + 1, dates) : text.length
    const village = pool.filter((one) => group.some(({ name }) => belongs(one, name, gazetteer)))
    const first = groups[0]?.[0]?.span[0] ?? 0
    const own = dates.filter(({ span }) => (span[0] >= from && span[0] < to) || span[0] < first)
    return { mentions: group, from, village, rows: own.length > 0 ? ofDates(village, own) : village }
  })
}

/** `；6月15日，镇党委…`: what stands before the name since the last 。 or ； speaks of it already, a date right before it too. */
function startOf(text: string, groups: Mention[][], index: number, dates: DateClaim[]): number {
  const own = groups[index]?.[0]?.span[0] ?? 0
  const last = groups[index - 1]?.at(-1)?.span[1]
  if (last === undefined) return own
  const stop = Math.max(text.lastIndexOf('；', own), text.lastIndexOf('\n', own))
  if (stop >= last) return stop + 1
  const day = dates.find(
    ({ span }) =>
      span[0] >= last &&
      span[1] <= own &&
      /^[上下中]?[午晚]?(?:当天)?[，,、 ]?(?:由|在)?$/.test(text.slice(span[1], own)),
  )
  return day ? day.span[0] : own
}

function isOwnRange({ parts }: DateClaim, { row }: Source): boolean {
  const [from, to] = row.date?.split('/') ?? []
  const [start, end] = parts
  return Boolean(from && to && start && end && sameDay(start, from) && sameDay(end, to))
}

/** Rows in which one of the dates stands; when there is none, the dates will be found wanting, the rows are kept. */
function ofDates(rows: Source[], dates: DateClaim[]): Source[] {
  const parts = dates.flatMap((date) => date.parts)
  const [range, other] = dates.filter((one) => one.range)
  const ranged = range && !other ? rows.filter((row) => isOwnRange(range, row)) : []
  if (ranged.length > 0 && dates.length === 1) return ranged
  const fit = rows.filter((row) => parts.some((part) => dateStands(part, row)))
  return fit.length > 0 && dates.every((one) => !one.range || one.parts.length < 2) ? fit : rows
}

/** An edited sentence is still the drafted one while most of it stands. */
function backedRows(text: string, all: Source[], backing: Backing): Source[] | undefined {
  const bare = bareText(text)
  const exact = backing.filter((one) => bareText(one.text) === bare)
  const near = exact.length > 0 ? exact : nearest(bare, backing)
  if (near.length === 0) return undefined
  return all.filter((source) => near.some((one) => one.rows.includes(source.row.number)))
}

function bareText(text: string): string {
  return text.replace(/^[#>*\s-]+|\*+$/g, '')
}

function nearest(text: string, backing: Backing): Backing {
  let best: { one: Backing[number]; far: number } | undefined
  for (const one of backing) {
    const other = bareText(one.text)
    const long = Math.max(text.length, other.length)
    if (long < 6 || Math.abs(text.length - other.length) > long / 3) continue
    const far = distance(text, other) / long
    if (far <= 0.34 && (!best || far < best.far)) best = { one, far }
  }
  return best ? [best.one] : []
}
