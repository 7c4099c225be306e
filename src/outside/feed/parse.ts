import { createHash } from 'node:crypto'
import { type AtomFeed, DetectError, type JsonFeed, parseFeed, type RdfFeed, type RssFeed } from 'feedsmith'
import { type Instant, instantOf, millisOf } from '../../clock.ts'
import type { FeedItem, FeedPage } from '../../digest/feed.ts'
import { Fault } from '../../fault.ts'
import { type ReadDate, readDate } from './date.ts'
import { htmlTitleText, plainText, titleText } from './plain.ts'
import { countItems, mapOutside, rescueDates, rescueItems } from './rescue.ts'

/** An item as a format gives it, before dates and addresses are understood. */
export interface RawItem {
  guid?: string | undefined
  title?: string | undefined
  link?: string | undefined
  date?: string | undefined
  html?: string | undefined
}

/**
 * RSS, Atom, RDF or JSON Feed -> items, doubles dropped. `url`: what relative links are relative to.
 * Throws Fault `feed/doctype`, `feed/not-a-feed`, `feed/malformed`.
 */
export function readFeed(
  text: string,
  { url, now }: { url?: string; now: Instant },
): Omit<FeedPage, 'charset'> {
  const clean = text.replace(CONTROLS, '').trimStart()
  refuseDoctype(clean)
  const raw = rawFeed(clean)
  const { title, items } = raw.items.every((one) => one.date) ? raw : withBareDates(clean, raw)
  return { title: title ?? null, items: toItems(items, url, now) }
}

interface RawFeed {
  title?: string | undefined
  items: RawItem[]
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows none of these, and pages hold them
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff]/g

/** Entities of a DOCTYPE are the classic XML bomb, so a document that has one is not read at all. */
function refuseDoctype(text: string): void {
  if (!/<!(?:doctype|entity)/i.test(text)) return
  const bare = mapOutside(
    text,
    (outside) => outside,
    () => false,
  )
  const found = /<!(?:doctype\s+(html)?|entity)/i.exec(bare)
  if (!found) return
  if (found[1]) throw notAFeed()
  throw new Fault(
    'feed/doctype',
    '这个信源的文件里带有 DOCTYPE 或 ENTITY 声明，可能不安全，没有读取。请换用该网站别的订阅地址，或从信源名单中去掉它。',
  )
}

function notAFeed(cause?: unknown): Fault {
  return new Fault(
    'feed/not-a-feed',
    '这个地址给出的不是订阅源（RSS、Atom、JSON Feed），可能是普通网页。请核对地址，或在本镇文件里给它写上列表页的取法。',
    { cause },
  )
}

function rawFeed(text: string): RawFeed {
  try {
    const whole = feedOf(text)
    if (whole.items.length >= countItems(text)) return whole
    // One item that was never closed swallows the next: read each by itself and keep the better result.
    const items = rescueItems(text, itemsOf)
    return items.length > whole.items.length || swallowed(whole) ? { ...whole, items } : whole
  } catch (thrown) {
    if (thrown instanceof DetectError) throw notAFeed(thrown)
    const items = rescueItems(text, itemsOf)
    if (items.length > 0) return { items }
    throw new Fault(
      'feed/malformed',
      '这个信源的文件写法有误，一条也读不出来。可稍后再试；若一直如此，请联系该网站或换一个信源。',
      { cause: thrown },
    )
  }
}

function swallowed({ items }: RawFeed): boolean {
  return items.some((one) => /<\/?(?:item|entry)\b/i.test(one.title ?? ''))
}

function itemsOf(text: string): RawItem[] {
  try {
    return feedOf(text).items
  } catch {
    // One broken item: the others are still read.
    return []
  }
}

function withBareDates(text: string, raw: RawFeed): RawFeed {
  const rescued = rescueDates(text)
  return rescued === text ? raw : rawFeed(rescued)
}

function feedOf(text: string): RawFeed {
  const parsed = parseFeed(text)
  if (parsed.format === 'rss') {
    return { title: title(parsed.feed.title), items: (parsed.feed.items ?? []).map(ofRss) }
  }
  if (parsed.format === 'atom') {
    return { title: title(parsed.feed.title?.value), items: (parsed.feed.entries ?? []).map(ofAtom) }
  }
  if (parsed.format === 'rdf') {
    return { title: title(parsed.feed.title), items: (parsed.feed.items ?? []).map(ofRdf) }
  }
  return { title: title(parsed.feed.title), items: (parsed.feed.items ?? []).map(ofJson) }
}

function title(text: string | undefined): string | undefined {
  return text && titleText(text)
}

function ofRss(one: RssFeed.Item<string>): RawItem {
  return {
    guid: one.guid?.value,
    title: title(one.title),
    link: one.link ?? (one.guid?.isPermaLink === false ? undefined : addressOf(one.guid?.value)),
    date: one.pubDate ?? first(one.dc?.dates) ?? one.atom?.published ?? one.atom?.updated,
    html: one.description ?? one.content?.encoded,
  }
}

function ofAtom(one: AtomFeed.Entry<string>): RawItem {
  const links = one.links ?? []
  return {
    guid: one.id,
    title: one.title?.type === 'html' ? htmlTitleText(one.title.value ?? '') : title(one.title?.value),
    link: (links.find((link) => (link.rel ?? 'alternate') === 'alternate') ?? links[0])?.href,
    date: one.published ?? one.updated,
    html: one.summary?.value ?? one.content?.value,
  }
}

function ofRdf(one: RdfFeed.Item<string>): RawItem {
  return {
    guid: one.rdf?.about,
    title: title(one.title),
    link: one.link,
    date: first(one.dc?.dates),
    html: one.description,
  }
}

function ofJson(one: JsonFeed.Item<string>): RawItem {
  return {
    guid: one.id,
    title: title(one.title),
    link: one.url ?? one.external_url,
    date: one.date_published ?? one.date_modified,
    html: one.summary ?? one.content_text ?? one.content_html,
  }
}

function first<T>(list: T[] | undefined): T | undefined {
  return list?.[0]
}

function addressOf(text: string | undefined): string | undefined {
  return text && /^https?:\/\//i.test(text) ? text : undefined
}

/** Raw items -> items: links made whole, dates understood, the second of two with one id dropped. */
export function toItems(raw: RawItem[], url: string | undefined, now: Instant): FeedItem[] {
  const moment = millisOf(now)
  const dates = raw.map((one) => (one.date ? readDate(one.date, moment) : null))
  const shifted = saysGmtButMeansBeijing(dates, moment)
  const items = new Map<string, FeedItem>()
  for (const [index, one] of raw.entries()) {
    const title = one.title?.trim()
    if (!title) continue
    const link = wholeLink(one.link, url)
    const id = one.guid?.trim() || link || createHash('sha256').update(title).digest('hex').slice(0, 32)
    if (items.has(id)) continue
    const date = understood(dates[index] ?? null, shifted, moment)
    items.set(id, { id, title, link, ...date, summary: one.html ? plainText(one.html) : '' })
  }
  return [...items.values()]
}

const AHEAD = 10 * 60_000
const EIGHT_HOURS = 8 * 3_600_000

/**
 * Some sites write Beijing time and put GMT behind it. It shows when an item of theirs is ahead of now by less than
 * eight hours: one generator wrote them all, so then all dates of the page with GMT are read so.
 */
function saysGmtButMeansBeijing(dates: (ReadDate | null)[], now: number): boolean {
  return dates.some(
    (one) => one?.zone === 'gmt' && one.millis > now + AHEAD && one.millis - EIGHT_HOURS <= now + AHEAD,
  )
}

function understood(
  date: ReadDate | null,
  shifted: boolean,
  now: number,
): Pick<FeedItem, 'published' | 'dateNote'> {
  if (!date) return { published: null }
  if (shifted && date.zone === 'gmt') {
    const published = instantOf(date.millis - EIGHT_HOURS)
    return { published, dateNote: '信源把北京时间写成了 GMT，已按北京时间理解。' }
  }
  const published = instantOf(date.millis)
  if (date.millis > now + AHEAD) return { published, dateNote: '信源标注的时间在将来，没有当作新消息。' }
  return { published }
}

/** Absolute http(s) address, or null. */
function wholeLink(link: string | undefined, base: string | undefined): string | null {
  const trimmed = link?.trim()
  if (!trimmed) return null
  if (/^https?:\/\/\S+$/i.test(trimmed)) return trimmed
  if (!base || !URL.canParse(trimmed, base)) return null
  const whole = new URL(trimmed, base)
  return whole.protocol === 'http:' || whole.protocol === 'https:' ? whole.href : null
}
