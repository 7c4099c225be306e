import { CATEGORIES } from '../reading/category.ts'
import { figuresIn } from './figure.ts'
import type { Finding, FindingKind } from './finding.ts'
import { belongs, type Gazetteer, type ProofTown } from './names.ts'
import { clusterAt, type Scoped } from './scope.ts'
import type { Sentence } from './sentence.ts'
import type { Source } from './source.ts'
import { dateStands, figureIs, topicAt, totalOf } from './stands.ts'

/** What lies on the proof-reader's bench: the sources, the names, and what the article turned out to speak of. */
export interface Bench {
  sources: Source[]
  gazetteer: Gazetteer
  town: ProofTown
  /** Villages and bodies the body names. */
  named: Set<string>
  /** How many the body has named before a place. */
  namedBefore(at: number): number
  /** Those of them of which it says something that stands in their own row: a day, a figure, a topic. */
  grounded: Set<string>
  /** The rows it speaks of. */
  cited: Source[]
}

export type Unplaced = Omit<Finding, 'part'>

/**
 * Which rows the body speaks of: for each village of a dated sentence the row that fits it best; a village without
 * such a sentence is cited by its best undated one.
 */
export function citedOf(
  body: Scoped[],
  sources: Source[],
  gazetteer: Gazetteer,
): Pick<Bench, 'named' | 'namedBefore' | 'grounded' | 'cited'> {
  const named = new Set<string>()
  const grounded = new Set<string>()
  const dated = new Set<Source>()
  const fitsOf = body.flatMap((scoped) => {
    const together = figuresIn(scoped.sentence.text, scoped.taken).some(
      (figure) => figure.value === totalOf(scoped.village, figure.unit),
    )
    return scoped.mentions.map(({ name, span }) => {
      named.add(name)
      const rows = (clusterAt(scoped, span[0])?.rows ?? scoped.rows).filter((row) =>
        belongs(row, name, gazetteer),
      )
      if (together || rows.some((row) => fitOf(scoped, row) > 0)) grounded.add(name)
      return { name, rows: best(scoped, rows), day: scoped.dates.some((date) => !isSpan(date, rows)) }
    })
  })
  for (const [index, scoped] of body.entries()) {
    const heirs = scoped.mentions.length > 0 ? [] : lastNamed(body.slice(0, index))
    for (const name of heirs) {
      if (scoped.rows.some((row) => belongs(row, name, gazetteer) && fitOf(scoped, row) > 0))
        grounded.add(name)
    }
    if (scoped.mentions.length > 0 || scoped.dates.length === 0 || scoped.village.length === sources.length)
      continue
    for (const row of scoped.rows) if (fitOf(scoped, row) >= OWN_DAY) dated.add(row)
  }
  for (const { rows, day } of fitsOf) if (day) for (const row of rows) dated.add(row)
  const told = (name: string) => [...dated].some((row) => belongs(row, name, gazetteer))
  const undated = fitsOf.flatMap(({ name, rows }) => (told(name) ? [] : rows))
  const cited = new Set([...dated, ...undated])
  const namedBefore = (at: number) =>
    new Set(body.flatMap((one) => (one.sentence.start < at ? one.mentions.map(({ name }) => name) : []))).size
  return { named, namedBefore, grounded, cited: cited.size > 0 ? [...cited] : sources }
}

/** Whom a sentence that names nobody goes on about. */
function lastNamed(before: Scoped[]): string[] {
  return before.findLast(({ mentions }) => mentions.length > 0)?.mentions.map(({ name }) => name) ?? []
}

/** A range that is no row's own tells when all of it was, not when one thing was. */
function isSpan({ range, parts }: Scoped['dates'][number], rows: Source[]): boolean {
  return (
    range && !rows.some((row) => row.row.date?.includes('/') && parts.every((part) => dateStands(part, row)))
  )
}

function best(scoped: Scoped, rows: Source[]): Source[] {
  const most = Math.max(0, ...rows.map((row) => fitOf(scoped, row)))
  return most < 1 ? [] : rows.filter((row) => fitOf(scoped, row) === most)
}

/** The sentence gives a day on which this row was. */
const OWN_DAY = 4

/** How much of the sentence stands in this row. */
function fitOf({ sentence, dates, taken }: Scoped, source: Source): number {
  const { text } = sentence
  const { row, facts } = source
  const day = dates.some((date) => date.parts.some((part) => dateStands(part, source)))
  const own = day && dates.some((date) => !isSpan(date, [source]))
  const figures = figuresIn(text, taken).filter((figure) => facts.some((fact) => figureIs(figure, fact)))
  const topic = row.topic !== null && row.topic !== '' && text.includes(row.topic)
  const partly = !topic && topicAt(text, row.topic) >= 0
  const category = row.category !== null && text.includes(CATEGORIES[row.category])
  return (
    (own ? OWN_DAY : day ? 0.5 : 0) + (topic ? 2 : partly ? 1 : 0) + figures.length + (category ? 0.2 : 0)
  )
}

/** A sentence that names nobody, before anybody was named, speaks of the rows the article speaks of. */
export function narrowed(scoped: Scoped, { sources, cited }: Bench): Scoped {
  if (scoped.backed || scoped.village.length < sources.length) return scoped
  const rows = scoped.rows.filter((row) => cited.includes(row))
  return {
    ...scoped,
    village: cited,
    rows: rows.length > 0 ? rows : scoped.dates.length > 0 ? scoped.rows : cited,
  }
}

export function found(
  kind: FindingKind,
  sentence: Sentence,
  span: [number, number],
  nearest: Source | undefined,
  say: string,
): Unplaced {
  return {
    kind,
    text: sentence.text.slice(...span),
    span: [sentence.start + span[0], sentence.start + span[1]],
    nearest: nearest?.row.number ?? null,
    say,
  }
}
