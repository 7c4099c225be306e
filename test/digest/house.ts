import { readFileSync } from 'node:fs'
import type { Message } from '../../src/chat/message.ts'
import { type Outgoing, openOutbox } from '../../src/chat/outbox.ts'
import type { Instant } from '../../src/clock.ts'
import type { DrawDigest } from '../../src/digest/card.ts'
import { openDigest } from '../../src/digest/digest.ts'
import type { Feed, FeedItem } from '../../src/digest/feed.ts'
import type { SourceHealth } from '../../src/digest/health.ts'
import type { Sighting } from '../../src/digest/item.ts'
import type { Digest } from '../../src/digest/record.ts'
import { Fault } from '../../src/fault.ts'
import type { Entry, RowFields } from '../../src/ledger/entry.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import type { Model } from '../../src/reading/model.ts'
import { type Beat, openKeeper } from '../../src/schedule/keeper.ts'
import type { Slot } from '../../src/schedule/slot.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { readTown, type Town } from '../../src/town.ts'

export const TEMPLATE = readFileSync(new URL('../../prompts/digest.md', import.meta.url), 'utf8')

/** 青石镇 with three sources and an office group. */
export function town(change: Partial<Town> = {}): Town {
  const yaml = readFileSync(new URL('../town.yaml', import.meta.url), 'utf8')
  const read = readTown(yaml, { FEEDS: 'http://127.0.0.1:1' })
  const office = { name: '党政办', topic: '党政办', purposes: ['office' as const] }
  return { ...read, groups: [...read.groups, office], ...change }
}

export function item(title: string, published: Instant | null, more: Partial<FeedItem> = {}): FeedItem {
  const link = more.link ?? `https://example.invalid/${encodeURIComponent(title)}`
  return { id: link, title, link, published, summary: '', ...more }
}

/** What a source answers: items, or a Fault code. */
export type Answers = Record<string, FeedItem[] | string>

export function stubFeed(answers: Answers): Feed & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    async fetch(source) {
      asked.push(source.name)
      const answer = answers[source.name] ?? []
      if (typeof answer === 'string') throw new Fault(answer, `读不到（${answer}），请核对地址。`)
      return { charset: 'utf-8', title: source.name, items: answer }
    },
  }
}

/** The shelves outlive the rooms: `open` again is a restart. */
export function shelves() {
  return {
    items: memoryShelf<Sighting>(),
    digests: memoryShelf<Digest>(),
    health: memoryShelf<SourceHealth>(),
    entries: memoryShelf<Entry>(),
    outgoing: memoryShelf<Outgoing>(),
    slots: memoryShelf<Slot>(),
    beats: memoryShelf<Beat>(),
  }
}

/** The digest room with the real keeper, outbox and ledger; only the feeds and the disk are stand-ins. */
export async function open(
  start: Instant,
  {
    answers = {},
    on = shelves(),
    town: own = town(),
    feed = stubFeed(answers),
    template = TEMPLATE,
    ...more
  }: {
    answers?: Answers
    on?: ReturnType<typeof shelves>
    town?: Town
    feed?: Feed
    template?: string
    draw?: DrawDigest
    model?: Model
  } = {},
) {
  const said: { group: string; text: string; picture?: string }[] = []
  const outbox = await openOutbox(on.outgoing, async (to, text, picture) => {
    const shown = picture ? { picture: picture.name } : {}
    said.push({ group: 'group' in to ? to.group : to.person, text, ...shown })
  })
  const ledger = await openLedger(on.entries)
  const digests = await openDigest({ town: own, ledger, ...on, feed, outbox, template, ...more })
  const jobs = [digests.job, digests.askJob]
  const keeper = await openKeeper({ slots: on.slots, beats: on.beats, jobs, outbox, now: start })
  return {
    digests,
    ledger,
    keeper,
    outbox,
    said,
    on,
    async to(now: Instant) {
      await keeper.tick(now)
      await outbox.pump(now)
    },
    async report(at: Instant, fields: Partial<RowFields>, asks: NonNullable<Entry['asks']> = []) {
      return ledger.file({ fields, asks, source: { messages: [`m-${at}`] }, by: '王芳', at })
    },
  }
}

export function moment(text: string): Instant {
  return `${text.replace(' ', 'T')}:00.000+08:00`
}

export function line(text: string, at: Instant, more: Partial<Message> = {}): Message {
  return {
    id: `${at.slice(0, 10)}/${at}`,
    channelId: at,
    group: '党政办',
    topic: '党政办',
    from: { id: 'p', name: '李强' },
    person: '李强',
    at,
    kind: 'text',
    text,
    ours: false,
    mentionsBot: false,
    ...more,
  }
}
