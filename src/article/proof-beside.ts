import { findDates } from '../reading/dates.ts'
import { type Figure, figuresIn, plainOf } from './figure.ts'
import type { Scoped } from './scope.ts'
import type { Source } from './source.ts'

/** 好婆婆6名 where the message says 好婆婆5名 好媳妇6名: the noun beside the number stands there beside another one. */
export function isBesideAnother(figure: Figure, { sentence }: Scoped, rows: Source[]): boolean {
  const noun = besides(sentence.text, figure)
  if (noun.length === 0) return false
  // What was corrected since is no longer among the facts.
  const told = rows.flatMap(({ row, facts }) =>
    row.words
      .flatMap((words) => pairsOf(words, figure.unit))
      .filter(({ value }) => facts.some((one) => one.unit === figure.unit && one.value === value)),
  )
  const beside = told.filter(({ nouns }) => nouns.some((one) => noun.includes(one)))
  return beside.length > 0 && beside.every(({ value }) => value !== figure.value)
}

function pairsOf(words: string, unit: string): { value: number; nouns: string[] }[] {
  return figuresIn(words, findDates(plainOf(words)).taken)
    .filter((one) => one.unit === unit)
    .map((one) => ({ value: one.value, nouns: besides(words, one) }))
}

/** The three characters that touch the number on either side. */
function besides(text: string, { span }: Figure): string[] {
  const before = /[一-龥]{3}$/.exec(text.slice(0, span[0]))?.[0]
  const after = /^[一-龥]{3}/.exec(text.slice(span[1]))?.[0]
  return [before, after].flatMap((one) => (one && !PLAIN.test(one) ? [one] : []))
}

const PLAIN = /共|参加|参与|参会|等|约|近|的|了|在|有|组织|开展|发放|其中|来自/
