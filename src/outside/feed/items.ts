import { createHash } from 'node:crypto'
import { type Instant, instantOf, millisOf } from '../../clock.ts'
import type { FeedItem } from '../../digest/feed.ts'
import { type ReadDate, readDate } from './date.ts'
import type { RawItem } from './formats.ts'
import { plainText } from './plain.ts'

/** Raw items -> items: links made whole against `base`, dates understood, the second of two with one id dropped. */
export function toItems(raw: RawItem[], base: string | undefined, now: Instant): FeedItem[] {
  const moment = millisOf(now)
  const dates = raw.map((one) => firstDate(one.dates, moment))
  const shifted = saysGmtButMeansBeijing(dates, moment)
  const items = new Map<string, FeedItem>()
  for (const [index, one] of raw.entries()) {
    const title = one.title?.trim()
    if (!title) continue
    const link = wholeLink(one.link, one.base ? (wholeLink(one.base, base) ?? base) : base)
    const id = idOf(one.guid?.trim() || link || hashOf(title), { title, link }, items)
    if (items.has(id)) continue
    const date = understood(dates[index] ?? null, shifted, moment)
    items.set(id, { id, title, link, ...date, summary: one.html ? plainText(one.html) : '' })
  }
  return [...items.values()]
}

function firstDate(dates: RawItem['dates'], now: number): ReadDate | null {
  for (const one of dates) {
    const read = one ? readDate(one, now) : null
    if (read) return read
  }
  return null
}

/** Some sites give every item the guid 0, or the address of their front page: then it names nothing. */
function idOf(id: string, one: Pick<FeedItem, 'title' | 'link'>, items: Map<string, FeedItem>): string {
  const before = items.get(id)
  if (!before || before.title.startsWith(one.title) || one.title.startsWith(before.title)) return id
  return one.link && one.link !== before.link && !items.has(one.link) ? one.link : hashOf(one.title)
}

function hashOf(title: string): string {
  return createHash('sha256').update(title).digest('hex').slice(0, 32)
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

/** Absolute http(s) address, or null; mends what people do to addresses: a second `&amp;`, a blank, a scheme left out. */
export function wholeLink(link: string | undefined, base: string | undefined): string | null {
  const trimmed = link?.trim().replaceAll('&amp;', '&')
  if (!trimmed) return null
  if (/^https?:\/\/\S+$/i.test(trimmed)) return trimmed
  const full = /^www\.[\w-]+\.\w/i.test(trimmed) ? `http://${trimmed}` : trimmed
  if (!URL.canParse(full, base)) return null
  const whole = new URL(full, base)
  return whole.protocol === 'http:' || whole.protocol === 'https:' ? whole.href : null
}
