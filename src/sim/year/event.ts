import type { Instant } from '../../clock.ts'

/** One thing that somebody does in a group of the simulated year. */
export type YearEvent = {
  /** Names the line; a recall names the line it takes back. */
  id: string
  at: Instant
  group: string
  from: string
} & (
  | { kind: 'text'; text: string; quote?: { from: string; text: string } }
  | { kind: 'picture'; name: string }
  | { kind: 'recall'; recalls: string }
)
