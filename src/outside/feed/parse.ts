import { DetectError } from 'feedsmith'
import type { Instant } from '../../clock.ts'
import type { FeedPage } from '../../digest/feed.ts'
import { Fault } from '../../fault.ts'
import { feedOf, type RawFeed, type RawItem } from './formats.ts'
import { toItems, wholeLink } from './items.ts'
import { notAFeed } from './other.ts'
import { countItems, mapOutside, rescueElements, rescueItems, rescueJson } from './rescue.ts'

/**
 * RSS, Atom, RDF or JSON Feed -> items, doubles dropped. `url`: what relative links are relative to.
 * Throws Fault `feed/doctype`, `feed/not-a-feed`, `feed/malformed`.
 */
export function readFeed(
  text: string,
  { url, now }: { url?: string; now: Instant },
): Omit<FeedPage, 'charset'> {
  const clean = withoutPrefix(joinHalves(text.replace(CONTROLS, '').trimStart()))
  refuseDoctype(clean)
  const raw = rawFeed(clean)
  const { title, home, items } = raw.items.every(isComplete) ? raw : withNamedElements(clean, raw)
  return { title: title ?? null, items: toItems(items, baseOf(clean, url, home), now) }
}

function isComplete({ link, dates }: RawItem): boolean {
  return link !== undefined && dates.some((one) => one)
}

/** What relative links are relative to: xml:base, where the document was found, the site that it names. */
function baseOf(text: string, url: string | undefined, home: string | undefined): string | undefined {
  const found = url || (wholeLink(home, undefined) ?? undefined)
  const base = /<(?:rss|feed|channel|rdf:rdf)\b[^<>]*\sxml:base\s*=\s*["']([^"'<>]+)/i.exec(
    text.slice(0, 10_000),
  )?.[1]
  return base ? (wholeLink(base, found) ?? found) : found
}

/** `<a:rss><a:channel>`: every element behind one prefix, which no reader expects of RSS. */
function withoutPrefix(text: string): string {
  const prefix = /<([a-z]\w{0,20}):rss[\s>]/i.exec(text.slice(0, 10_000))?.[1]
  if (!prefix) return text
  const mark = new RegExp(`(</?)${prefix}:`, 'g')
  return mapOutside(text, (outside) => outside.replace(mark, '$1'))
}

/** `&#55357;&#56832;`: old generators write the two halves of a character beyond the first plane each by itself. */
function joinHalves(text: string): string {
  return text.replace(HALVES, (both: string, high: string, low: string) => {
    const [first, second] = [codeOf(high), codeOf(low)]
    const fit = first >= 0xd800 && first < 0xdc00 && second >= 0xdc00 && second < 0xe000
    return fit ? String.fromCharCode(first, second) : both
  })
}

const HALVES = /&#(x(?:00)?d[89ab][0-9a-f]{2}|5[56]\d{3});&#(x(?:00)?d[c-f][0-9a-f]{2}|5[67]\d{3});/gi

function codeOf(reference: string): number {
  return /^x/i.test(reference) ? Number.parseInt(reference.slice(1), 16) : Number(reference)
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
  if (found[1]) throw notAFeed(text)
  throw new Fault(
    'feed/doctype',
    '这个信源的文件里带有 DOCTYPE 或 ENTITY 声明，可能不安全，没有读取。请换用该网站别的订阅地址，或从信源名单中去掉它。',
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
    if (thrown instanceof DetectError) return otherwise(text, thrown)
    const items = rescueItems(text, itemsOf)
    if (items.length > 0) return { items }
    throw new Fault(
      'feed/malformed',
      '这个信源的文件写法有误，一条也读不出来。可稍后再试；若一直如此，请联系该网站或换一个信源。',
      { cause: thrown },
    )
  }
}

/** No feed at first sight: JSON that was written by hand, or something else. */
function otherwise(text: string, cause: unknown): RawFeed {
  const json = rescueJson(text)
  if (json === undefined) {
    // Items whose root was lost, but no page: pages have elements of any name.
    const items = /<!doctype|<(?:html|body|script)\b/i.test(text) ? [] : rescueItems(text, itemsOf)
    if (items.length > 0) return { items }
    throw notAFeed(text, cause)
  }
  try {
    return feedOf(json)
  } catch (thrown) {
    throw notAFeed(text, thrown)
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

function withNamedElements(text: string, raw: RawFeed): RawFeed {
  const rescued = rescueElements(text)
  return rescued === text ? raw : rawFeed(rescued)
}
