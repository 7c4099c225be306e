import type { LookupFunction } from 'node:net'
import type { Instant } from '../../clock.ts'
import type { Feed, FeedPage } from '../../digest/feed.ts'
import type { ListRule } from '../../town.ts'
import { decode } from './decode.ts'
import { type Limits, openFetcher } from './fetch.ts'
import { readList } from './list.ts'
import { readFeed } from './parse.ts'

/** Feeds over HTTP. `allowPrivate`: `host` or `host:port` of our own network that may be read. */
export function openFeed(
  settings: { allowPrivate?: string[]; limits?: Limits; lookup?: LookupFunction } = {},
): Feed & { close(): Promise<void> } {
  const fetcher = openFetcher(settings)
  return {
    async fetch(source, now) {
      const found = await fetcher.fetch(source.url)
      return readBytes(found.bytes, {
        contentType: found.contentType,
        url: found.url,
        now,
        list: source.list,
      })
    },
    close: fetcher.close,
  }
}

/** The bytes of a feed (or of a list page, when its rule is given) -> its items. Throws Fault `feed/…`. */
export function readBytes(
  bytes: Uint8Array,
  about: { contentType?: string; url?: string; now: Instant; list?: ListRule | undefined },
): FeedPage {
  const { text, charset } = decode(bytes, about.contentType)
  const { url = '', now, list } = about
  const where = url ? { url, now } : { now }
  return { charset, ...(list ? readList(text, list, { url, now }) : readFeed(text, where)) }
}
