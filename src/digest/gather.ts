import type { Instant } from '../clock.ts'
import { Fault, sayOf } from '../fault.ts'
import type { Shelf } from '../shelf.ts'
import type { Source } from '../town.ts'
import type { Feed } from './feed.ts'
import { SOURCE_WORDS, type SourceHealth, sourceState, works } from './health.ts'
import { keysOf } from './item.ts'
import type { Memory } from './memory.ts'
import type { Harvest } from './pick.ts'
import type { DigestSource } from './record.ts'

/**
 * Reads every source once, side by side; one that fails is named and keeps no other from being read. `texts`: what the items say of
 * themselves, by their keys.
 */
export async function gather(
  sources: Source[],
  parts: { feed: Feed; memory: Memory; health: Shelf<SourceHealth> },
  now: Instant,
): Promise<{ harvests: Harvest[]; sources: DigestSource[]; texts: Map<string, string> }> {
  const pages = await Promise.all(sources.map((source) => fetchOne(source, parts.feed, now)))
  const harvests: Harvest[] = []
  const texts = new Map<string, string>()
  const states: DigestSource[] = []
  for (const [index, source] of sources.entries()) {
    const page = pages[index]
    if (page === undefined) continue
    const { all, fresh } =
      'fault' in page ? { all: [], fresh: 0 } : await parts.memory.meet(source.name, page.items, now)
    harvests.push({ source, items: all })
    if (!('fault' in page)) {
      for (const one of page.items) for (const key of keysOf(source.name, one)) texts.set(key, one.summary)
    }
    const before = await parts.health.get(source.name)
    const health = renewed(source, page, before, { now, fresh, lastNew: parts.memory.lastNew(source.name) })
    await parts.health.put(health)
    const { state } = sourceState(health, now)
    states.push({ name: source.name, works: works(state), say: works(state) ? '' : SOURCE_WORDS[state] })
  }
  return { harvests, sources: states, texts }
}

type Page = Awaited<ReturnType<Feed['fetch']>>
type Failed = { fault: { code: string; say: string } }

async function fetchOne(source: Source, feed: Feed, now: Instant): Promise<Page | Failed> {
  try {
    return await feed.fetch(source, now)
  } catch (thrown) {
    return { fault: { code: thrown instanceof Fault ? thrown.code : 'feed/internal', say: sayOf(thrown) } }
  }
}

function renewed(
  source: Source,
  page: Page | Failed,
  before: SourceHealth | undefined,
  { now, fresh, lastNew }: { now: Instant; fresh: number; lastNew: Instant | undefined },
): SourceHealth {
  const base = { id: source.name, url: source.url, section: source.section, checkedAt: now }
  if ('fault' in page) {
    const { okAt, newAt, newest = null, items = 0, charset } = before ?? {}
    return {
      ...base,
      ...(okAt ? { okAt } : {}),
      ...(newAt ? { newAt } : {}),
      ...(charset ? { charset } : {}),
      newest,
      items,
      failures: (before?.failures ?? 0) + 1,
      fault: page.fault,
    }
  }
  const note = page.items.find((one) => one.dateNote)?.dateNote
  const dates = page.items.flatMap(({ published }) => (published && published <= now ? [published] : []))
  const newAt = fresh > 0 ? now : lastNew
  return {
    ...base,
    okAt: now,
    ...(newAt ? { newAt } : {}),
    newest: dates.sort().at(-1) ?? null,
    items: page.items.length,
    charset: page.charset,
    failures: 0,
    ...(note ? { note } : {}),
  }
}
