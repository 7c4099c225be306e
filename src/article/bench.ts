import { CATEGORIES } from '../reading/category.ts'
import { figuresIn } from './figure.ts'
import type { Finding, FindingKind } from './finding.ts'
import { belongs, type Gazetteer, type ProofTown } from './names.ts'
import { clusterAt, type Scoped } from './scope.ts'
import type { Sentence } from './sentence.ts'
import type { Source } from './source.ts'
import { dateStands, figureIs, totalOf } from './stands.ts'

/** What lies on the proof-reader's bench: the sources, the names, and what the article turned out to speak of. */
export interface Bench {
  sources: Source[]
  gazetteer: Gazetteer
  town: ProofTown
  /** Villages and bodies the body names. */
  named: Set<string>
  /** Those of them of which it says something that stands in their own row: a day, a figure, a topic. */
  grounded: Set<string>
  /** The rows it speaks of. */
  cited: Source[]
}

export type Unplaced = Omit<Finding, 'part'>

export function citedOf(
  body: Scoped[],
  sources: Source[],
  gazetteer: Gazetteer,
): Pick<Bench, 'named' | 'grounded' | 'cited'> {
  const named = new Set<string>()
  const grounded = new Set<string>()
  const cited = new Set<Source>()
  for (const scoped of body) {
    const together = figuresIn(scoped.sentence.text, scoped.taken).some(
      (figure) => figure.value === totalOf(scoped.village, figure.unit),
    )
    for (const { name, span } of scoped.mentions) {
      named.add(name)
      if (together) grounded.add(name)
      const cluster = clusterAt(scoped, span[0])
      const rows = (cluster?.rows ?? scoped.rows).filter((row) => belongs(row, name, gazetteer))
      const ground = rows.filter((row) => saysOf(scoped, row))
      for (const row of ground) cited.add(row)
      if (ground.length > 0) grounded.add(name)
    }
    for (const row of scoped.rows)
      if (scoped.mentions.length === 0 && scoped.rows.length < sources.length) cited.add(row)
  }
  return { named, grounded, cited: [...cited] }
}

/** Does the sentence say something that stands in this row? */
function saysOf({ sentence, dates, taken }: Scoped, { row, facts, ...rest }: Source): boolean {
  const { text } = sentence
  const source = { row, facts, ...rest }
  if (dates.some((date) => date.parts.some((part) => dateStands(part, source)))) return true
  if (figuresIn(text, taken).some((figure) => facts.some((fact) => figureIs(figure, fact)))) return true
  if (row.topic && text.includes(row.topic)) return true
  return row.category !== null && text.includes(CATEGORIES[row.category])
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
