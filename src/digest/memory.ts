import { dayOf, daysBetween, type Instant } from '../clock.ts'
import type { Shelf } from '../shelf.ts'
import type { FeedItem } from './feed.ts'
import { keysOf, type SeenItem, type Sighting } from './item.ts'

/** What the digest knows of an item that it has met before. */
export interface Known {
  item: SeenItem
  source: string
  /** When it was met first; null when that was the first reading of its source. */
  since: Instant | null
}

/** The memory of items: one that was met keeps its first date, so that a re-dated or revived one does not return. */
export interface Memory {
  /** Notes what is new of a reading; resolves to all its items as they are known, in the source's order. */
  meet(source: string, items: FeedItem[], now: Instant): Promise<{ all: Known[]; fresh: number }>
  /** When anything new was last met at the source. */
  lastNew(source: string): Instant | undefined
}

/** Days after which the same title is taken for another story. Links and guids are never forgotten. */
const TITLE_DAYS = 30

export async function openMemory(shelf: Shelf<Sighting>): Promise<Memory> {
  const known = new Map<string, Known & { at: Instant }>()
  const last = new Map<string, Instant>()
  const readings = new Set<string>()
  for (const sighting of await shelf.list()) take(sighting)

  function take({ source, at, first, items }: Sighting): void {
    readings.add(source)
    if (items.length > 0) last.set(source, at)
    for (const item of items) {
      for (const key of item.keys) known.set(key, { item, source, since: first ? null : at, at })
    }
  }

  function recall(keys: string[], now: Instant): Known | undefined {
    for (const key of keys) {
      const found = known.get(key)
      if (!found) continue
      if (key.startsWith('title ') && daysBetween(dayOf(found.at), dayOf(now)) > TITLE_DAYS) continue
      return found
    }
    return undefined
  }

  return {
    async meet(source, items, now) {
      const met = items.map((item) => ({ item, keys: keysOf(source, item) }))
      const novel = met.filter(({ keys }) => !recall(keys, now))
      if (novel.length > 0 || !readings.has(source)) {
        const sighting: Sighting = {
          id: `${dayOf(now)}/${now.slice(11, 23)}@${source}`,
          source,
          at: now,
          first: !readings.has(source),
          items: novel.map(({ item: { title, link, published }, keys }) => ({
            title,
            link,
            published,
            keys,
          })),
        }
        await shelf.put(sighting)
        take(sighting)
      }
      const all = met.flatMap(({ keys }) => recall(keys, now) ?? [])
      return { all: [...new Map(all.map((one) => [one.item, one])).values()], fresh: novel.length }
    },
    lastNew: (source) => last.get(source),
  }
}
