import type { Day } from '../clock.ts'
import { complete, type PartDay, writeDay } from './calendar.ts'
import { DATELINE, notAnEvent } from './dateevents.ts'
import { DATE_FORMS, type Found } from './dateforms.ts'
import { joinDates } from './datejoin.ts'
import { readDate } from './dateread.ts'
import type { Refusal, Span } from './reading.ts'
import { matchesOf } from './words.ts'

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
/** All dates of the (normalised) text. `sentAt`: Beijing `YYYY-MM-DDTHH:mm`; without it nothing relative is resolved. */
export function findDates(text: string, sentAt?: string): Dates {
  const base = sentAt?.slice(0, 10)
  const refused: Refusal[] = []
  const taken: Span[] = []
  const found: Found[] = []
  const ahead = FUTURE.test(text)
  for (const match of matchesOf(text, DATE_FORMS)) {
    const span: Span = [match.index, match.index + match[0].length]
    const one = readDate(match.groups ?? {}, match[0], span, text, base, ahead)
    if (typeof one === 'string') {
      refused.push({ text: match[0], span, why: one })
      taken.push(span)
    } else if (one) {
      found.push(one)
      taken.push(span)
    }
  }
  return settle(text, joinDates(text, found), refused, taken, base, ahead)
}
const FUTURE =
  /将于|定于|拟于|拟定|计划于|即将|请(?:各|大家|全体|准时)|通知(?!书|单|到|后)|务必|准时参加|届时/
function settle(
  text: string,
  found: Found[],
  refused: Refusal[],
  taken: Span[],
  base: Day | undefined,
  ahead: boolean,
): Dates {
  const events: DateWords[] = []
  let dateline: PartDay | undefined
  for (const one of found) {
    const before = text.slice(Math.max(0, one.span[0] - 20), one.span[0])
    const after = text.slice(one.span[1], one.span[1] + 24)
    const why = notAnEvent(one, before, after)
    if (why === DATELINE) dateline = one.days[0]
    if (why) refused.push({ text: text.slice(...one.span), span: one.span, why })
    else events.push(words(under(dateline, one), before, after, base, ahead))
  }
  dropMottoMonth(text, events)
  for (const time of matchesOf(text, TIMES)) taken.push([time.index, time.index + time[0].length])
  return { events, refused, taken }
}

/** 三月学雷锋，…3月5日上午: the month of a motto gives way to the day that is told. */
function dropMottoMonth(text: string, events: DateWords[]): void {
  const [first, ...rest] = events
  if (!first || first.first.d !== undefined || first.first.m === undefined) return
  const motto = /^(?!份|[上中下]旬|[初底末里内以])[一-龥]/.test(text.slice(first.span[1], first.span[1] + 2))
  if (motto && rest.some((e) => e.first.d !== undefined && e.first.m === first.first.m)) events.shift()
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
const TIMES =
  /(?<![\d.])\d{1,2} ?(?::|点|时)(?: ?\d{1,2}(?!\d)(?:分|:\d{2})?|半|整|钟|许|多)?(?![\d名人])|[一二三四五六七八九十两]{1,3}点(?:[一二三四五六七八九十]{1,3}分|半|钟|整)?(?!建议|意见|要求|希望|体会)/g
function words(one: Found, before: string, after: string, base: Day | undefined, ahead: boolean): DateWords {
  const full = one.days.map((day) => (base && !one.fixed ? complete(day, base, ahead) : day))
  orderRange(one, full, base)
  const text = full.map(writeDay)
  const open = /^ ?(?:份)?(?:以来|起|开始至今|至今)/.test(after) && full.length === 1
  const until = /(?:截至|截止|截止到|截至到)$/.test(before) && full.length === 1
  const value = open ? `${text[0]}/..` : until ? `../${text[0]}` : text.join(one.range ? '/' : ',')
  return { span: one.span, value, by: one.by, first: full[0] ?? {} }
}

/** 6月28日至7月2日 read in January: both ends in the same stretch, never the end before the start. */
function orderRange(one: Found, full: PartDay[], base: Day | undefined): void {
  const [from, to] = full
  if (!base || !one.range || !from || !to || from.y === undefined || to.y === undefined) return
  if (writeDay(to) < writeDay(from) && one.days[0]?.y === undefined) {
    if (one.days[0]?.m === undefined && one.days[1]?.m === undefined) return
    from.y = from.m !== undefined && to.m !== undefined && from.m <= to.m ? to.y : to.y - 1
  }
}
