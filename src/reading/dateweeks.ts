import { type Day, plusDays, weekdayOf } from '../clock.ts'
import { exists, type PartDay, splitDay, weekdayIn, writeDay } from './calendar.ts'
import type { Found, Groups } from './dateforms.ts'
import { parseNumeral } from './numerals.ts'
import type { Span } from './reading.ts'

const NEAR: Record<string, number> = {
  大前: -3,
  前: -2,
  昨: -1,
  夜: -1,
  今: 0,
  明: 1,
  大后: 3,
  后: 2,
}
const WEEKS: Record<string, number> = { 上上: -2, 上: -1, 上一: -1, 本: 0, 这: 0, 下: 1, 下一: 1, 下下: 2 }
const WEEKDAYS: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 }

/** Why a day told from that of the message is not read. */
export const UNPLACED = '不知道消息是哪天发的，相对日期没有换算'

/** How a day told from that of the message was read. */
export const NEARBY = '日期：今天、昨天'

/** 昨天, 前晚, 今明两天; 夜儿个 is yesterday in the north-west. */
export function nearby(words: string, span: Span, base: Day | undefined): Found | string {
  const key = Object.keys(NEAR).find((k) => words.startsWith(k)) ?? ''
  const shift = NEAR[key]
  if (!base || shift === undefined) return UNPLACED
  const shifts = words.endsWith('两天') ? [shift, shift + 1] : [shift]
  const days = shifts.map((by) => splitDay(plusDays(base, by)))
  return { span, days, by: NEARBY, fixed: true }
}

/** 上周三, 周一至周三, 周一三五. */
export function weekly(
  g: Groups,
  span: Span,
  before: string,
  base: Day | undefined,
  ahead: boolean,
): Found | string {
  const words = g.w9 ?? ''
  if (g.p9 === '每') return '每周的惯例，不是某一天'
  if (words.startsWith('末')) return '周末，不是某一天'
  if (/(?:第[一二三四五\d]|最后一?)个?$/.test(before)) return '第几个星期几，要看是哪个月'
  if (!base) return '不知道消息是哪天发的，星期没有换算'
  const days = weekdays(words, g.p9, base, ahead)
  const end = g.e9 === undefined ? undefined : WEEKDAYS[g.e9]
  if (end !== undefined) {
    days.splice(1)
    const first = days[0]
    if (first) days.push(splitDay(plusDays(writeDay(first), (end - weekdayOf(writeDay(first)) + 7) % 7)))
    return { span, days, by: '日期：星期', fixed: true, range: true }
  }
  return { span, days, by: '日期：星期', fixed: true }
}

/** 周一三五: days of one week, the last that is over when nothing else is said. */
function weekdays(words: string, lead: string | undefined, base: Day, ahead: boolean): PartDay[] {
  const named = [...words].flatMap((c) => WEEKDAYS[c] ?? [])
  const latest = Math.max(...named)
  const end = weekDay(base, latest, lead, ahead)
  return named.map((weekday) => splitDay(plusDays(end, weekday - latest)))
}

/** A bare 周三 in a report is the last one gone by; in a notice the next. */
function weekDay(base: Day, weekday: number, lead: string | undefined, ahead: boolean): Day {
  const weeks = lead === undefined ? undefined : WEEKS[lead]
  if (weeks !== undefined) return weekdayIn(base, weekday, weeks)
  const here = weekdayIn(base, weekday, 0)
  if (ahead) return here < base ? plusDays(here, 7) : here
  return here > base ? plusDays(here, -7) : here
}

/** 10月第一个星期一, 四月的最后一个周三: of the year that was said, or else the last one gone by. */
export function nthWeekday(
  g: Groups,
  span: Span,
  said: number | undefined,
  base: Day | undefined,
  ahead: boolean,
): Found | string {
  const m = parseNumeral(g.m11 ?? '') ?? 0
  const weekday = WEEKDAYS[g.w11 ?? '']
  if (!base || weekday === undefined) return '不知道是哪一年，星期没有换算'
  const nth = g.k11 === undefined ? undefined : (parseNumeral(g.k11) ?? 0)
  const year = Number(base.slice(0, 4))
  const years = said !== undefined ? [said] : ahead ? [year, year + 1] : [year, year - 1]
  const days = years.flatMap((y) => nthIn({ y, m }, weekday, nth) ?? [])
  const day = days.find((one) => said !== undefined || (ahead ? one >= base : one <= base))
  return day ? { span, days: [splitDay(day)], by: '日期：第几个星期几', fixed: true } : '日历上没有这一天'
}

/** The nth such week day of a month, the last one where `nth` is not given; undefined where there is none. */
function nthIn(month: PartDay, weekday: number, nth: number | undefined): Day | undefined {
  if (!exists(month)) return undefined
  const start = writeDay({ ...month, d: 1 })
  const first = plusDays(start, (weekday - weekdayOf(start) + 7) % 7)
  const all = [0, 7, 14, 21, 28].map((by) => plusDays(first, by))
  const inside = all.filter((day) => day.slice(0, 7) === start.slice(0, 7))
  return nth === undefined ? inside.at(-1) : inside[nth - 1]
}
