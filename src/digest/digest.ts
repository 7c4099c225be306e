import type { Message, Picture } from '../chat/message.ts'
import type { Outbox } from '../chat/outbox.ts'
import type { Day, Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Model } from '../reading/model.ts'
import type { Job, Notice, Planned } from '../schedule/slot.ts'
import type { Shelf } from '../shelf.ts'
import type { Source, Town } from '../town.ts'
import { askText, openApproval } from './approval.ts'
import { type DrawDigest, openCards } from './card.ts'
import { type DigestDraft, draftOf } from './draft.ts'
import type { Feed } from './feed.ts'
import { type SourceHealth, type SourceState, sourceState } from './health.ts'
import type { Sighting } from './item.ts'
import { makeDigest } from './make.ts'
import { openMemory } from './memory.ts'
import type { Digest } from './record.ts'
import { askedSlot, askSlots, digestSlots, groupsFor } from './slots.ts'
import { readTemplate } from './template.ts'

/** 每日简报: what the sources and our own ledger have to tell, said once in each group. */
export interface Digests {
  /** The digest at its hour. */
  job: Job
  /** The request to the office half an hour before, when the town wants digests approved; else it plans nothing. */
  askJob: Job
  /** A bare 发 or 不发 of an officer in the office group. */
  listen(message: Message, now: Instant): Promise<boolean>
  /** Latest first. */
  list(): Digest[]
  /** The latest of the day. */
  get(day: Day): Digest | undefined
  /**
   * Lets the waiting digest go: at its hour, or at once when that has come.
   * Faults `digest/none`, `digest/decided`, `digest/too-late`.
   */
  approve(day: Day, by: string, at: Instant): Promise<Digest>
  decline(day: Day, by: string, at: Instant): Promise<Digest>
  /** How each source of the town does, in the town's order; no state before the first reading. */
  sources(now: Instant): Promise<SourceReport[]>
  /** The day's digest as an article for the public account. Fault `digest/none`. */
  draft(day: Day): DigestDraft
  /** The day's digest as a picture, drawn once. Faults `digest/none`, `digest/no-card`. */
  card(day: Day): Promise<Picture>
  /** Shows the card in the groups that have the text of today's digest; the groups it was not shown in before. Fault `digest/not-out`. */
  sendCard(day: Day, at: Instant): Promise<string[]>
  /** The groups that it would be shown in now. */
  cardWaits(day: Day, at: Instant): Promise<string[]>
}

export interface SourceReport {
  source: Source
  state?: SourceState
  say: string
  health?: SourceHealth
}

/** `template`: the text of prompts/digest.md. Throws Fault `digest/template`. */
export async function openDigest(parts: {
  town: Town
  ledger: Ledger
  items: Shelf<Sighting>
  digests: Shelf<Digest>
  health: Shelf<SourceHealth>
  feed: Feed
  outbox: Outbox
  template: string
  /** Absent: no cards. */
  draw?: DrawDigest
  /** Sums up where the town wants it; absent: never. */
  model?: Model
}): Promise<Digests> {
  const { town } = parts
  const template = readTemplate(parts.template)
  const making = { ...parts, template, memory: await openMemory(parts.items) }
  const known = new Map<string, Digest>()
  for (const digest of await parts.digests.list()) known.set(digest.id, digest)

  const list = () => [...known.values()].sort((a, b) => (a.id < b.id ? 1 : -1))
  const get = (day: Day) => list().find((one) => one.day === day)

  async function keep(digest: Digest): Promise<Digest> {
    await parts.digests.put(digest)
    known.set(digest.id, digest)
    return digest
  }

  const cards = openCards({ draw: parts.draw, outbox: parts.outbox, always: town.digestCard, keep })

  function withLines(day: Day): Digest {
    const digest = list().find((one) => one.day === day && one.lines.length > 0)
    if (!digest) throw new Fault('digest/none', `${day} 没有简报，做不成图片和推文。`)
    return digest
  }

  /** Made once: whoever asks again (after a crash, at its hour) gets the same one. */
  async function digestOf(slot: Planned, now: Instant): Promise<Digest> {
    const id = digestId(slot)
    return known.get(id) ?? keep(await makeDigest(making, { id, slot, before: [...known.values()], now }))
  }

  function asks(digest: Digest): Notice[] {
    const text = askText(digest, template)
    return groupsFor(town, 'office').map((group) => ({ item: 'digest-ask', to: { group }, text }))
  }

  const job: Job = {
    kind: 'digest',
    title: '每日简报',
    plan: (from, to) => digestSlots(town, from, to),
    async notices(slot, now) {
      const digest = await digestOf(slot, now)
      // Made before its hour, it was put before the office then; their word will say it.
      if (digest.state === 'waiting') return digest.at < digest.due ? [] : asks(digest)
      return goesOut(digest) ? cards.sayings(digest) : []
    },
    preview: async (slot) => {
      const digest = known.get(digestId(slot))
      return digest && goesOut(digest) ? cards.shown(digest) : []
    },
  }

  const askJob: Job = {
    kind: 'digest-ask',
    title: '简报送审',
    plan: (from, to) => askSlots(town, from, to),
    async notices(slot, now) {
      const about = askedSlot(town, slot)
      if (!about) return []
      const digest = await digestOf(about, now)
      return digest.state === 'waiting' ? asks(digest) : []
    },
  }

  return {
    job,
    askJob,
    ...openApproval({ town, outbox: parts.outbox, latest: get, keep, sayings: cards.sayings }),
    list,
    get,
    sources: (now) => Promise.all(town.sources.map((source) => reportOf(source, parts.health, now))),
    draft: (day) => draftOf(town.name, withLines(day)),
    card: async (day) => (await cards.drawn(withLines(day))).card,
    cardWaits: async (day, at) => {
      const digest = get(day)
      return digest ? cards.waits(digest, at) : []
    },
    sendCard: async (day, at) => cards.send(withLines(day), at),
  }
}

/** `2026-11-24/digest@08:00` -> `2026-11/2026-11-24@08:00`: a month of digests is a file. */
function digestId(slot: Planned): string {
  return `${slot.id.slice(0, 7)}/${slot.id.replace('/digest', '')}`
}

function goesOut({ state }: Digest): boolean {
  return state === 'ready' || state === 'approved'
}

async function reportOf(source: Source, shelf: Shelf<SourceHealth>, now: Instant): Promise<SourceReport> {
  const health = await shelf.get(source.name)
  if (!health) return { source, say: '还没有读过，到下一期简报时读取。' }
  return { source, health, ...sourceState(health, now) }
}
