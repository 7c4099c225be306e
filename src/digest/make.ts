import { dayOf, type Instant, plusMinutes } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Model } from '../reading/model.ts'
import type { Planned } from '../schedule/slot.ts'
import type { Shelf } from '../shelf.ts'
import type { Town } from '../town.ts'
import { composeText } from './compose.ts'
import type { Feed } from './feed.ts'
import { gather } from './gather.ts'
import type { SourceHealth } from './health.ts'
import type { Memory } from './memory.ts'
import { pickNews } from './pick.ts'
import type { Digest, DigestLine } from './record.ts'
import { type Summed, sumUp } from './summary.ts'
import type { DigestTemplate } from './template.ts'
import { pickWork } from './work.ts'

interface MakeParts {
  town: Town
  ledger: Ledger
  feed: Feed
  memory: Memory
  health: Shelf<SourceHealth>
  template: DigestTemplate
  model?: Model
}

/** With all sources out of reach the slot is tried again while at least so many minutes are left to it. */
const RETRY_LEFT = 60
/** However long nobody made a digest, news is not older than that. */
const LONGEST_GAP_DAYS = 10

/**
 * Makes the digest of a slot from the sources and the ledger; `before`: all digests so far.
 * Throws Fault `digest/no-source` when no source could be read and there is time to try again.
 */
export async function makeDigest(
  parts: MakeParts,
  { id, slot, before, now }: { id: string; slot: Planned; before: Digest[]; now: Instant },
): Promise<Digest> {
  const { town, template } = parts
  const { harvests, sources, texts } = await gather(town.sources, parts, now)
  if (sources.length > 0 && sources.every((one) => !one.works) && plusMinutes(now, RETRY_LEFT) < slot.until) {
    throw new Fault('digest/no-source', '所有信源都读不到，多半是本机网络不通。稍后会自动再试，请检查网络。')
  }
  const told = toldSoFar(before)
  const since = sinceWhen(before, template, now)
  const most = template.perSection
  const news = pickNews(harvests, { now, since, perSection: most, said: (key) => told.keys.has(key) })
  const summed: Summed =
    town.digestSummaries && parts.model
      ? await sumUp(news, texts, { model: parts.model, system: template.summing })
      : { lines: news }
  const { workdays } = template
  const own = town.officeDays
  const said = (row: string) => told.rows.has(row)
  const work = pickWork(parts.ledger.rows(), { now, workdays, most, said, own })
  const empty = news.length === 0 && (work.length === 0 || template.emptyDay === 'none')
  const day = dayOf(slot.due)
  const { text, lines } = composeText(
    town.name,
    { day, lines: empty ? [] : [...summed.lines, ...work], sources },
    template,
  )
  return {
    id,
    day,
    slot: slot.id,
    groups: slot.groups,
    due: slot.due,
    until: slot.until,
    at: now,
    state: empty ? 'empty' : town.approveDigest ? 'waiting' : 'ready',
    lines: empty ? [] : lines,
    sources,
    text: empty ? '' : text,
    ...(summed.fault === undefined ? {} : { summaryFault: summed.fault }),
  }
}

/** What earlier digests said or are about to say. */
function toldSoFar(digests: Digest[]): { keys: Set<string>; rows: Set<string> } {
  const lines: DigestLine[] = digests.filter((one) => one.state !== 'declined').flatMap((one) => one.lines)
  return {
    keys: new Set(lines.flatMap((line) => line.keys)),
    rows: new Set(lines.flatMap((line) => line.row ?? [])),
  }
}

/** News since the last digest, but at least of the hours that the template names. */
function sinceWhen(before: Digest[], template: DigestTemplate, now: Instant): Instant {
  const least = plusMinutes(now, -60 * template.freshHours)
  const most = plusMinutes(now, -LONGEST_GAP_DAYS * 1440)
  const last =
    before
      .map((one) => one.at)
      .sort()
      .at(-1) ?? now
  const [, later = least] = [last, most].sort()
  const [since = least] = [least, later].sort()
  return since
}
