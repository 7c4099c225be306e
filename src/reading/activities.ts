import { findCategory } from './categories.ts'
import { findDates } from './dates.ts'
import { findPlaces } from './places.ts'
import type { ReadingContext, Span } from './reading.ts'

/** Longer texts are passages about one thing. */
const LONGEST_LIST = 400
const COUNTED =
  /(?:\d|[一二三四五六七八九十百])(?:多|余)?(?:个|名|位|户|场|棵|件|份)?(?:人|名|位|党员|群众|志愿者|户|场|棵|件|份|吨|袋)/

/**
 * Several activities in one message (`6月3日主题党日32人；6月5日植树20人`) -> the span of each. A new one begins where a new
 * date or a new village stands at the head of a part, and both sides have a kind of activity and a count of their own.
 */
export function activitiesOf(text: string, context: ReadingContext): Span[] {
  const whole: Span[] = [[0, text.length]]
  if (text.length > LONGEST_LIST || text.length < 16) return whole
  const heads = headsOf(text, context)
  const spans: Span[] = []
  let from = 0
  for (const head of heads) {
    if (head <= from) continue
    if (stands(text.slice(from, head)) && stands(text.slice(head))) {
      spans.push([from, head])
      from = head
    }
  }
  spans.push([from, text.length])
  return spans
}

function stands(part: string): boolean {
  return part.trim().length >= 8 && COUNTED.test(part) && findCategory(part) !== undefined
}

/** Where a further activity may begin, in order. */
function headsOf(text: string, context: ReadingContext): number[] {
  const starts = new Set<number>()
  const dates = findDates(text, context.sentAt).events
  const days = new Set(dates.map((d) => d.value))
  if (days.size > 1) for (const date of dates) if (/\d{2}-\d{2}/.test(date.value)) starts.add(date.span[0])
  const places = findPlaces(text, context.places ?? []).filter(
    (p) => p.village ?? /(?:村|社区)(?:党支部|支部)?$/.test(p.text),
  )
  const names = new Set(places.map((p) => p.village ?? p.text.slice(0, 3)))
  if (names.size > 1) for (const place of places) starts.add(place.span[0])
  const numbered = /(?:^|[\n。；， ])(?:[1-9][、.)]|[①②③④⑤⑥⑦⑧⑨]|[一二三四五六七八九]、)(?=\D)/g
  for (const match of text.matchAll(numbered)) starts.add(match.index + match[0].length)
  return [...starts].filter((at) => at > 0 && atHead(text, at)).sort((a, b) => a - b)
}

/** At the head of a part: after a stop, a blank, a list number, or the date that leads. */
function atHead(text: string, at: number): boolean {
  return /[，。；！？\n ]$|(?:[1-9][、.)]|[①-⑨]|[一二三四五六七八九]、)$/.test(
    text.slice(Math.max(0, at - 2), at),
  )
}

/** The text with all but one span blanked, code unit for code unit. */
export function only(text: string, [from, to]: Span): string {
  return ' '.repeat(from) + text.slice(from, to) + ' '.repeat(text.length - to)
}
