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
  const gathered = await gather(town.sources, parts, now)
  const { sources } = gathered
  if (sources.length > 0 && sources.every((one) => !one.works) && plusMinutes(now, RETRY_LEFT) < slot.until) {
    throw new Fault('digest/no-source', '所有信源都读不到，多半是本机网络不通。稍后会自动再试，请检查网络。')
  }
  const told = toldSoFar(before)
  const since = sinceWhen(before, template, now)
  const news = await newsOf(parts, gathered, { told, since, now })
  const work = workOf(parts, told, now)
  const empty = news.lines.length === 0 && (work.length === 0 || template.emptyDay === 'none')
  const day = dayOf(slot.due)
  const all = empty ? [] : [...news.lines, ...work]
  const { text, lines } = composeText(town.name, { day, lines: all, sources }, template)
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
    ...(news.fault === undefined ? {} : { summaryFault: news.fault }),
  }
}

/** The news, summed up where the town wants it. */
async function newsOf(
  { town, template, model }: MakeParts,
  { harvests, texts }: Awaited<ReturnType<typeof gather>>,
  { told, since, now }: { told: Told; since: Instant; now: Instant },
): Promise<Summed> {
  const { perSection, summing } = template
  const lines = pickNews(harvests, { now, since, perSection, said: (key) => told.keys.has(key) })
  if (!town.digestSummaries || !model) return { lines }
  return sumUp(lines, texts, { model, system: summing })
}

/** What the villages did, from the ledger. */
function workOf({ town, ledger, template }: MakeParts, told: Told, now: Instant): DigestLine[] {
  const { workdays, perSection: most } = template
  const said = (row: string) => told.rows.has(row)
  return pickWork(ledger.rows(), { now, workdays, most, said, own: town.officeDays })
}

interface Told {
  keys: Set<string>
  rows: Set<string>
}

/** What earlier digests said or are about to say. */
function toldSoFar(digests: Digest[]): Told {
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
