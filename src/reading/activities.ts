import type { Sighting } from './categories.ts'
import type { DateWords } from './dates.ts'
import type { PlaceFound } from './places.ts'
import type { Span } from './reading.ts'
import { matchesOf } from './words.ts'

/** Longer texts are passages about one thing. */
const LONGEST_LIST = 400
const COUNTED =
  /(?:\d|[一二三四五六七八九十百])(?:多|余)?(?:个|名|位|户|场|棵|件|份)?(?:人|名|位|党员|群众|志愿者|户|场|棵|件|份|吨|袋)/

/**
 * Several activities in one message (`6月3日主题党日32人；6月5日植树20人`) -> the span of each. A new one begins where a new
 * date or a new village stands at the head of a part, and both sides have a kind of activity and a count of their own.
 */
export function activitiesOf(
  text: string,
  dates: DateWords[],
  places: PlaceFound[],
  seen: Sighting[],
): Span[] {
  const whole: Span[] = [[0, text.length]]
  if (text.length > LONGEST_LIST || text.length < 16) return whole
  const spans: Span[] = []
  let from = 0
  for (const head of headsOf(text, dates, places, seen)) {
    if (head > from && stands(text, seen, from, head) && stands(text, seen, head, text.length)) {
      spans.push([from, head])
      from = head
    }
  }
  spans.push([from, text.length])
  return spans
}

/** A kind of activity and a count of its own. */
function stands(text: string, seen: Sighting[], from: number, to: number): boolean {
  return (
    to - from >= 8 &&
    COUNTED.test(text.slice(from, to)) &&
    seen.some((s) => s.span[0] >= from && s.span[1] <= to)
  )
}

const NUMBERED = /(?:^|[\n。；， ])(?:[1-9][、.)]|[①②③④⑤⑥⑦⑧⑨]|[一二三四五六七八九]、)(?=\D)/g

/** 上午党员大会25人，下午主题党日22人 */
const PART_OF_DAY = /上午|下午|晚上/g

/** 5月19日党员大会：1.应到46人 2.通过转正1名: the numbers list what was done at one activity. */
function isOneNamed(text: string, seen: Sighting[]): boolean {
  const heading = /^[^。；]{4,40}?[:：]?\s*\n?\s*(?=1[、.)]|①|一、)/.exec(text)?.[0]
  if (!heading || !/[:：\n]\s*$/.test(heading)) return false
  return seen.some((s) => s.span[1] <= heading.length && s.weight >= 8)
}

/** Where a further activity may begin, in order. */
function headsOf(text: string, dates: DateWords[], places: PlaceFound[], seen: Sighting[]): number[] {
  const starts = new Set<number>()
  // 6月3号、6月7号巡河 3号来了11个人，7号来了14个人: the days of a list are told again.
  const list = dates[0]?.value.split(',') ?? []
  const days = new Set(dates.map((d) => d.value).filter((day) => list.length === 1 || !list.includes(day)))
  if (days.size > 1) for (const date of dates) if (/\d{2}-\d{2}/.test(date.value)) starts.add(date.span[0])
  const villages = places.filter(
    (p) => p.kind !== 'whole' && (p.village ?? /(?:村|社区)(?:党支部|支部)?$/.test(p.text)),
  )
  const names = new Set(villages.map((p) => p.village ?? p.text.slice(0, 3)))
  if (names.size > 1) for (const place of villages) starts.add(place.span[0])
  const parts = matchesOf(text, PART_OF_DAY)
  if (new Set(parts.map((m) => m[0])).size > 1) for (const match of parts) starts.add(match.index)
  const numbered = matchesOf(text, NUMBERED)
  if (numbered.length > 0 && !isOneNamed(text, seen))
    for (const match of numbered) starts.add(match.index + match[0].length)
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
