import type { Numeral } from './numerals.ts'
import type { Counted, Span } from './reading.ts'
import type { Unit } from './units.ts'

/** attend: they took part. perhaps: nothing says otherwise. other: those served, chosen, absent, in stock. */
type Role = 'attend' | 'perhaps' | 'other'

/** A number with its unit and the words on both sides of it, up to the next number or stop. */
export interface Count {
  number: Numeral
  unit: Unit
  value: number
  span: Span
  before: string
  after: string
  approx: boolean
  role: Role
  /** Which rule said so, in words a person reads. */
  because?: string
  /** Said of the year so far, not of this event. */
  soFar?: true
  /** The noun of those counted, and on which side of the number it stands. */
  noun?: { word: string; sense: string; side: 'before' | 'after' }
}

export function round(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

export function countedAs(count: Count, by: string, confidence: number): Counted {
  const out: Counted = { value: count.value, span: count.span, by, confidence }
  if (count.approx) out.approx = true
  if (count.number.upTo !== undefined) out.upTo = round(count.number.upTo * count.unit.factor)
  return out
}
