import { type Instant, millisOf } from '../clock.ts'
import type { Source } from '../town.ts'
import { isFresh } from './feed.ts'
import { plainTitle } from './item.ts'
import type { Known } from './memory.ts'
import type { DigestLine } from './record.ts'

/** What one source gave, as far as it was known afterwards. */
export interface Harvest {
  source: Source
  items: Known[]
}

/**
 * The news of a digest: fresh, never said before, one line for a story however many sources carry it (the first on the
 * town's list speaks), newest first, at most so many a section.
 */
export function pickNews(
  harvests: Harvest[],
  {
    now,
    since,
    perSection,
    said,
  }: { now: Instant; since: Instant; perSection: number; said: (key: string) => boolean },
): DigestLine[] {
  const taken = new Set<string>()
  const lines: DigestLine[] = []
  for (const { source, items } of harvests) {
    for (const { item, since: met } of items) {
      // An undated item counts from when it appeared, if it appeared under our eyes.
      const moment = item.published ?? met
      if (!isFresh(moment, now, since) || spoilt(item.title)) continue
      if (item.keys.some((key) => said(key) || taken.has(key))) continue
      for (const key of [...item.keys, `title ${plainTitle(item.title)}`]) taken.add(key)
      const { title, link, published, keys } = item
      lines.push({
        section: source.section,
        title,
        source: source.name,
        link,
        published: published ?? moment,
        keys,
      })
    }
  }
  const newestFirst = lines.toSorted(
    (a, b) => millisOf(b.published ?? since) - millisOf(a.published ?? since),
  )
  return (['时政要闻', '理论热点'] as const).flatMap((section) =>
    newestFirst.filter((line) => line.section === section).slice(0, perSection),
  )
}

/** Characters that could not be decoded: such a title is no longer as published. */
function spoilt(title: string): boolean {
  return title.includes('\ufffd')
}
