import type { LookupFunction } from 'node:net'
import { constants, gunzipSync } from 'node:zlib'
import type { Instant } from '../../clock.ts'
import type { Feed, FeedPage } from '../../digest/feed.ts'
import { Fault } from '../../fault.ts'
import type { ListRule } from '../../town.ts'
import { decode } from './decode.ts'
import { LIMITS, type Limits, openFetcher, tooBig } from './fetch.ts'
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

/** Some servers send packed bytes and do not say so. Fault `feed/too-big`, `feed/malformed`. */
function unpacked(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: LIMITS.bytes, finishFlush: constants.Z_SYNC_FLUSH })
  } catch (cause) {
    if (cause instanceof RangeError) throw tooBig(LIMITS.bytes)
    throw new Fault('feed/malformed', '这个信源给出的压缩内容坏了，解不开。可稍后再试。', { cause })
  }
}

/** The bytes of a feed (or of a list page, when its rule is given) -> its items. Throws Fault `feed/…`. */
export function readBytes(
  bytes: Uint8Array,
  about: { contentType?: string; url?: string; now: Instant; list?: ListRule | undefined },
): FeedPage {
  const { text, charset } = decode(unpacked(bytes), about.contentType)
  const { url = '', now, list } = about
  const where = url ? { url, now } : { now }
  try {
    return { charset, ...(list ? readList(text, list, { url, now }) : readFeed(text, where)) }
  } catch (cause) {
    // Nested thousands deep: more than the libraries can walk.
    if (!(cause instanceof RangeError)) throw cause
    throw new Fault('feed/malformed', '这个信源的内容一层套一层，套得太深，读不出来。请换一个地址。', {
      cause,
    })
  }
}
