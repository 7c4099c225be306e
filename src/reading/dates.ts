import type { Day } from '../clock.ts'
import { complete, type PartDay, writeDay } from './calendar.ts'
import { DATELINE, notAnEvent } from './dateevents.ts'
import { eachDate, type Found } from './dateforms.ts'
import { isTo, joinDates } from './datejoin.ts'
import { BESIDE, QUARTER, readDate } from './dateread.ts'
import { NEARBY } from './dateweeks.ts'
import type { Refusal, Span } from './reading.ts'
import { speechIn } from './speech.ts'
import { spanOf, spansOf } from './words.ts'

/*
 * Days as people write them, in five steps: every place where a day may stand (dateforms), its meaning (dateread,
 * dateweeks), neighbours joined to ranges and lists (datejoin), what is no day of an activity put aside (dateevents), and
 * here the missing year and month filled in: a report tells of what was, so the nearest day not after the message, unless
 * the words look ahead. What is read how is shown by test/reading/conformance/dates.tsv.
 */

/** A date expression: one day, a range, a list, or an open range (6月以来). */
export interface DateWords {
  span: Span
  value: string
  by: string
  /** The first day, for order and for telling whether it lies ahead. */
  first: PartDay
}

export interface Dates {
  events: DateWords[]
  refused: Refusal[]
  /** Everything that is part of a date or a time of day: no number in there is a count. */
  taken: Span[]
}

/** What is known of the message: the day it was sent, and whether it tells of things to come. */
interface When {
  base: Day | undefined
  ahead: boolean
}

/** All dates of the (normalised) text. `sentAt`: Beijing `YYYY-MM-DDTHH:mm`; without it nothing relative is resolved. */
export function findDates(text: string, sentAt?: string): Dates {
  const when: When = { base: sentAt?.slice(0, 10), ahead: FUTURE.test(text) }
  const { found, refused, taken } = meanings(text, when)
  const events: DateWords[] = []
  const speech = speechIn(text)
  let dateline: PartDay | undefined
  for (const one of joinDates(text, found)) {
    const before = text.slice(Math.max(0, one.span[0] - 20), one.span[0])
    const after = text.slice(one.span[1], one.span[1] + 24)
    const why = saidBySomebody(one, speech) ?? notAnEvent(one, before, after)
    if (why === DATELINE) dateline = one.days[0]
    if (why) refused.push({ text: text.slice(...one.span), span: one.span, why })
    else events.push(eventOf(under(dateline, one), before, after, when))
  }
  taken.push(...spansOf(text, TIMES))
  const outside = events.filter((one) => !isInside(one.span, speech))
  const told = outside.length > 0 ? outside : events
  return { events: afterWeather(text, withoutMonth(text, told)), refused, taken }
}

function isInside(span: Span, spans: Span[]): boolean {
  return spans.some(([from, to]) => from <= span[0] && span[1] <= to)
}

/** The today of somebody's words is not that of the message. */
function saidBySomebody(one: Found, speech: Span[]): string | undefined {
  return isInside(one.span, speech) && one.by === NEARBY ? '别人话里的日子，不是活动日' : undefined
}

const FUTURE =
  /将于|定于|拟于|拟定|计划于|即将|请(?:各|大家|全体|准时)|通知(?!书|单|到|后)|务必|准时参加|届时/

const TIMES =
  /(?<![\d.])\d{1,2} ?(?::|点|时)(?: ?\d{1,2}(?!\d)(?:分|:\d{2})?|半|整|钟|许|多)?(?![\d名人])|[一二三四五六七八九十两]{1,3}点(?:[一二三四五六七八九十]{1,3}分|半|钟|整)?(?!建议|意见|要求|希望|体会)/g

/** Each place that looks like a day: its meaning, or why it has none. */
function meanings(text: string, { base, ahead }: When): { found: Found[] } & Omit<Dates, 'events'> {
  const found: Found[] = []
  const refused: Refusal[] = []
  const taken: Span[] = []
  eachDate(text, (match) => {
    const span = spanOf(match)
    const last = refused.at(-1)
    // 每年9月1日到5日: a range is refused with its beginning.
    const goesOn = last && span[0] - last.span[1] < 6 && isTo(text.slice(last.span[1], span[0]))
    const one = goesOn ? last.why : readDate(match.groups ?? {}, match[0], span, text, base, ahead)
    if (one === null) return
    taken.push(span)
    if (typeof one === 'string') refused.push({ text: match[0], span, why: one })
    else found.push(one)
  })
  return { found, refused, taken }
}

/** 三月学雷锋，…3月5日上午; 今天定了下个月的内容: a month gives way to the day that is told. */
function withoutMonth(text: string, events: DateWords[]): DateWords[] {
  const days = events.filter((one) => one.first.d !== undefined)
  if (days.length === 0) return events
  const told = events.filter((one) => one.by !== BESIDE && one.by !== QUARTER)
  const [first, ...rest] = told
  if (!first || first.first.d !== undefined || first.first.m === undefined) return told
  const motto = /^(?!份|[上中下]旬|[初底末里内以])[一-龥]/.test(text.slice(first.span[1], first.span[1] + 2))
  return motto && days.some((one) => one.first.m === first.first.m) ? rest : told
}

const WEATHER =
  /^[^，。；\d]{0,6}[，]?[^，。；]{0,12}(?:迎来|遭遇|普降|遭受|突降|降下)[^，。；]{0,14}[雪雨温潮风雹洪]/

/** 11月17日夜间起迎来降雪，18日清晨党员清雪: the day after the weather is the day of the deed. */
function afterWeather(text: string, events: DateWords[]): DateWords[] {
  const [first, ...rest] = events
  return first && rest.length > 0 && WEATHER.test(text.slice(first.span[1], first.span[1] + 44))
    ? rest
    : events
}

/** 5月6日电 5日: the 5日 is of May; 5月1日电 30日: of April. */
function under(dateline: PartDay | undefined, one: Found): Found {
  const { y, m, d } = dateline ?? {}
  if (m === undefined || d === undefined || one.days.some((day) => day.m !== undefined)) return one
  const days = one.days.map((day) => {
    if (day.d === undefined) return day
    const same = day.d <= d
    const year = y === undefined || same || m > 1 ? y : y - 1
    return { ...day, m: same ? m : m - 1 || 12, ...(year === undefined ? {} : { y: year }) }
  })
  return { ...one, days }
}

/** 6月以来, 九月到现在, 3月开办以来 */
const SINCE =
  /^ ?份?(?:(?:开办|开班|开展|实施|启动|起)?以来|起|开始至今|至今|到(?:现在|如今|目前|眼下|今天|这会儿)|开始(?=[^。；！？\n]{0,24}到(?:现在|这会儿|目前|如今|今天)))/

/** The days with year and month, written as a day, a list, a range, or a range with one end. */
function eventOf(one: Found, before: string, after: string, { base, ahead }: When): DateWords {
  const full = one.days.map((day) => (base && !one.fixed ? complete(day, base, ahead) : day))
  orderRange(one, full, base)
  const text = full.map(writeDay)
  const open = SINCE.test(after) && full.length === 1
  const until = /(?:截至|截止|截止到|截至到)$/.test(before) && full.length === 1
  const value = open ? `${text[0]}/..` : until ? `../${text[0]}` : text.join(one.range ? '/' : ',')
  return { span: one.span, value, by: one.by, first: full[0] ?? {} }
}

/** 6月28日至7月2日 read in January: both ends in the same stretch, never the end before the start. */
function orderRange(one: Found, full: PartDay[], base: Day | undefined): void {
  const [from, to] = full
  if (!base || !one.range || !from || !to || from.y === undefined || to.y === undefined) return
  if (writeDay(to) >= writeDay(from) || one.days[0]?.y !== undefined) return
  // 28号到3号: the 28th before that 3rd.
  if (one.days.every((day) => day.m === undefined))
    Object.assign(from, complete({ ...one.days[0] }, writeDay(to), false))
  else from.y = from.m !== undefined && to.m !== undefined && from.m <= to.m ? to.y : to.y - 1
}
