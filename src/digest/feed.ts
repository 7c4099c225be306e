import { type Instant, millisOf } from '../clock.ts'
import type { Source } from '../town.ts'

/** 信源 are read through this edge; `outside/feed` is one. */
export interface Feed {
  /**
   * The source's items as they stand now, in its own order, without doubles.
   * Throws Fault `feed/…`, whose sentence names what the office can do about it.
   */
  fetch(source: Source, now: Instant): Promise<FeedPage>
}

export interface FeedPage {
  /** What the bytes were decoded as: `utf-8`, `gb18030`, `big5`, `utf-16le` … */
  charset: string
  /** What the source calls itself. */
  title: string | null
  items: FeedItem[]
}

export interface FeedItem {
  /** guid, else the link, else a hash of the title. */
  id: string
  /** Byte for byte as published, entities decoded. */
  title: string
  link: string | null
  /** null: the source names no date that can be read. */
  published: Instant | null
  /** How an odd date was understood, in a sentence for the desk. */
  dateNote?: string
  /** Plain text. */
  summary: string
}

/** How long an item counts as news, and how far ahead a clock may be. */
const FRESH_HOURS = 48
const AHEAD_MINUTES = 10

/** Dated, not older than `since` (default: 48 hours), and not in the future. */
export function isFresh(published: Instant | null, now: Instant, since = hoursBefore(now)): boolean {
  if (published === null) return false
  const moment = millisOf(published)
  return moment >= millisOf(since) && moment <= millisOf(now) + AHEAD_MINUTES * 60_000
}

function hoursBefore(now: Instant): Instant {
  return new Date(millisOf(now) - FRESH_HOURS * 3_600_000).toISOString()
}
