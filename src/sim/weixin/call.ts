import { z } from 'zod'
import type { Books, SimPublication } from './books.ts'

/** What a call is given once token, quota and faults have let it through. */
export interface Call {
  books: Books
  /** Seconds since 1970. */
  now: number
  query: URLSearchParams
  /** The parsed JSON body; undefined when there was none. */
  json: unknown
  file: { name: string; bytes: Uint8Array } | undefined
  /** Own address, for the links of published articles. */
  base: string
  settings: PublishSettings
  /** To be told when a publication has come to its end. */
  finished(one: SimPublication): void
}

export interface PublishSettings {
  /** The account may publish by API. */
  canPublish: boolean
  /** How many questions are answered with “under way” first. */
  polls: number
  /** publish_status in which a publication ends. */
  outcome: number
}

export type Handler = (call: Call) => object

export const mediaInput = z.object({ media_id: z.string() })
export const batchInput = z.object({
  offset: z.number().int().min(0),
  count: z.number().int().min(1).max(20),
  no_content: z.number().default(0),
})
