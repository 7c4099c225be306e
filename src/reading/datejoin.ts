import type { PartDay } from './calendar.ts'
import type { Found } from './dateforms.ts'
import { NEARBY } from './dateweeks.ts'

/** 至, and 从9月办到11月. */
const TO = /^ ?(?:起|开始)?[，, ]?(?:一直|[开办打比干讲搞做演唱跑忙连]了?)?(?:至|到|-{1,2}|~) ?$/
const AND = /^ ?(?:、|，|和|跟|同|及|与|,|还有|加上?|外加)? ?$/
const PART_OF_DAY = /^ ?(?:上午|下午|晚上?|早上|早晨|中午|凌晨|夜里?|深夜|傍晚)/
const CLOCK =
  /^ ?(?:\d{1,2}:\d\d|[\d一二三四五六七八九十两零]{1,3}[点时](?:半|[\d一二三四五六七八九十]{1,3}分?|[一三]刻)?)/

/** 7月1日至4日 and 6月3日、5日、8日: neighbours with nothing but 至 or 、 between them become one. */
export function joinDates(text: string, found: Found[]): Found[] {
  const out: Found[] = []
  for (const one of found) {
    const last = out.at(-1)
    const gap = last ? text.slice(last.span[1], one.span[0]) : ''
    if (!last || gap.length > 14) out.push({ ...one, days: [...one.days] })
    else if (isItsWeekday(last, one, gap)) continue
    else if (isSameDay(last, one, gap)) out[out.length - 1] = { ...one, span: [last.span[0], one.span[1]] }
    else if (isItsWeekday(one, last, gap)) out[out.length - 1] = { ...one, days: [...one.days] }
    else if (!isRangeOf(last, one, gap) && !isListOf(text, last, one, gap))
      out.push({ ...one, days: [...one.days] })
    else {
      if (isRangeOf(last, one, gap)) last.range = true
      inherit(last, one)
      last.days.push(...one.days)
      last.span = [last.span[0], one.span[1]]
    }
  }
  return out
}

/** Is there nothing but 至 between two ends of a range? */
export function isTo(gap: string): boolean {
  return TO.test(gap.replace(PART_OF_DAY, '').replace(CLOCK, ''))
}

function isRangeOf(last: Found, one: Found, gap: string): boolean {
  return !last.range && last.days.length === 1 && one.days.length === 1 && isTo(gap)
}

function isListOf(text: string, last: Found, one: Found, gap: string): boolean {
  const between = gap.replace(PART_OF_DAY, '')
  if (again(text, last, one, gap)) return true
  return (
    between.length <= 3 &&
    !last.range &&
    !one.range &&
    AND.test(between) &&
    sameKind(last, one) &&
    !back(between, last, one)
  )
}

/** 今天三月五号: one day, told twice. */
function isSameDay(near: Found, one: Found, gap: string): boolean {
  const [day] = near.days
  const [told] = one.days
  if (near.by !== NEARBY || near.days.length > 1 || one.days.length > 1 || !/^ ?[，是]? ?$/.test(gap))
    return false
  return told?.d === day?.d && (told?.m === undefined || told.m === day?.m)
}

/** 6月12日，星期五; 周五 6月12日; 6月12日(周五): the week day of a day that is told. */
function isItsWeekday(day: Found, week: Found, gap: string): boolean {
  return (
    week.by === '日期：星期' &&
    week.days.length === 1 &&
    day.by !== week.by &&
    day.days.at(-1)?.d !== undefined &&
    /^ ?[，,(]? ?$/.test(gap)
  )
}

/** 8号学了一回 22号又学了一回: the second time of the same. */
function again(text: string, last: Found, one: Found, gap: string): boolean {
  return /^[^，。；！？\n]{1,10}[ ，]$/.test(gap) && text.charAt(one.span[1]) === '又' && sameKind(last, one)
}

/** 发布时间：6月7日 6月4日党员大会: two days with a blank between them and the later one first are no list. */
function back(gap: string, a: Found, b: Found): boolean {
  const day = a.days.at(-1)
  const next = b.days[0]
  if (gap.trim() !== '' || day?.m === undefined || next?.m === undefined) return false
  return next.y === day.y && next.m * 100 + (next.d ?? 0) < day.m * 100 + (day.d ?? 0)
}

function sameKind(a: Found, b: Found): boolean {
  const day = a.days.at(-1)
  const next = b.days[0]
  return day !== undefined && next !== undefined && (day.d === undefined) === (next.d === undefined)
}

/** 7月1日至4日: the 4日 is of July; 2025年6月3日、6月5日: of 2025. */
function inherit(last: Found, one: Found): void {
  const from = last.days.at(-1) ?? {}
  one.days = one.days.map((day) => {
    const out: PartDay = { ...day }
    if (out.m === undefined && from.m !== undefined) out.m = from.m
    if (out.y === undefined && from.y !== undefined) out.y = from.y
    return out
  })
}
