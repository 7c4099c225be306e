import type { Category } from './category.ts'
import type { Count } from './count.ts'

/** What a rule sees of a count of persons: the words around it and what they are. */
export interface Place {
  text: string
  count: Count
  previous: Count | undefined
  category: Category | undefined
  before: string
  after: string
}

export interface Decision {
  role: Count['role']
  /** The rule in words a person reads. */
  why: string
}

/** A way of saying who came that decides by itself; null where it is not said so. */
export type Saying = (place: Place) => Decision | null

export const other = (why: string): Decision => ({ role: 'other', why })
export const attend = (why: string): Decision => ({ role: 'attend', why })

/** So many characters before the count and after it. */
export function around(text: string, count: Count, back: number, on: number): [string, string] {
  return [
    text.slice(Math.max(0, count.span[0] - back), count.span[0]),
    text.slice(count.span[1], count.span[1] + on),
  ]
}
