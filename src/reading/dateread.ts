import { type Day, plusDays, weekdayOf } from '../clock.ts'
import { exists, type PartDay, splitDay, weekdayIn, writeDay } from './calendar.ts'
import type { Found } from './dateforms.ts'
import { parseNumeral } from './numerals.ts'
import type { Span } from './reading.ts'

const NEAR: Record<string, number> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 明: 1, 大后: 3, 后: 2 }
const WEEKS: Record<string, number> = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 }
const WEEKDAYS: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 }
/** 今 said in a report without a known day stays unread. */
const YEARS: Record<string, number> = { 今年: 0, 本年: 0, 去年: -1, 前年: -2, 明年: 1 }
type Groups = Record<string, string | undefined>

/** One match -> days, a reason why it is none, or null (not a date at all: leave the number free). */
export function readDate(
  g: Groups,
  words: string,
  span: Span,
  text: string,
  base: Day | undefined,
  ahead: boolean,
): Found | string | null {
  const day = dayAt(span)
  const before = text.slice(Math.max(0, span[0] - 4), span[0])
  if (LUNAR.test(before) || LUNAR_DAY.test(text.slice(...span) + text.slice(span[1], span[1] + 4)))
    return '农历日期，不换算'
  // 三月三歌会: a feast by its name.
  if (g.month && FEAST.test(text.slice(span[0], span[0] + 5))) return null
  if (/每(?:年|月|逢|年的|月的)$/.test(before)) return '每月、每年的惯例，不是某一天'
  const y = g.y1 ?? g.y2 ?? g.y3
  if (y) {
    const m = num(g.m1 ?? g.m2 ?? g.m3)
    const d = num(g.d1 ?? g.d2 ?? g.d3)
    return day([part(yearOf(y), m, d)], '日期：年月日')
  }
  if (g.md) return day([part(spokenYear(g.p4, base), num(g.m4), num(g.d4))], '日期：月日')
  if (g.month) return monthly(g, span, base)
  if (g.day) return daily(g, text, span, base)
  if (g.dot) return dotted(g, words, text, span)
  if (g.near) return nearby(words, base, day)
  if (g.week) return weekly(g, ahead, span, base)
  if (g.year) return since([part(g.y10 ? yearOf(g.y10) : spokenYear(g.p10, base))], span)
  return null
}

function dayAt(span: Span): (days: PartDay[], by: string, fixed?: boolean) => Found | string {
  return (days, by, fixed = false) => (days.every(exists) ? { span, days, by, fixed } : '日历上没有这一天')
}

function since(days: PartDay[], span: Span): Found | null {
  return days[0]?.y === undefined ? null : { span, days, by: '日期：年', fixed: true }
}

const LUNAR = /农历|阴历|旧历|古历/
/** 五月初五, 八月十五中秋, 九月九重阳 */
const LUNAR_DAY = /^[一二三四五六七八九十]{1,2}月(?:初[一二三四五六七八九十]|十五(?:中秋|元宵|日?$)|九重阳)/

const FEAST = /^([二三五六七九])月\1(?![日号十百])/

function part(y?: number, m?: number, d?: number): PartDay {
  return {
    ...(y === undefined ? {} : { y }),
    ...(m === undefined ? {} : { m }),
    ...(d === undefined ? {} : { d }),
  }
}

function num(words: string | undefined): number | undefined {
  return words === undefined ? undefined : (parseNumeral(words.replace(/[日号]$/, '').replace(/ /g, '')) ?? 0)
}

function yearOf(words: string): number {
  const year = parseNumeral(words) ?? 0
  return year < 100 ? 2000 + year : year
}

function spokenYear(word: string | undefined, base: Day | undefined): number | undefined {
  const shift = word === undefined ? undefined : YEARS[word]
  return shift === undefined || !base ? undefined : Number(base.slice(0, 4)) + shift
}

function monthly(g: Groups, span: Span, base: Day | undefined): Found | string {
  const m = num(g.m5)
  if (m === undefined || m < 1 || m > 12) return '没有这个月份'
  return { span, days: [part(spokenYear(g.p5, base), m)], by: '日期：月', fixed: false }
}

function daily(g: Groups, text: string, span: Span, base: Day | undefined): Found | string | null {
  const d = num(g.d6)
  if (d === undefined || d < 1 || d > 31) return null
  if (
    /(?:连续|为期|历时|近|共|长达|持续|最近|过去|短短)$/.test(text.slice(Math.max(0, span[0] - 2), span[0]))
  )
    return null
  // 一日游, 一日三餐, 十日内 are durations.
  if (
    /^(?:游|三餐|内|之内|后|来)/.test(text.slice(span[1], span[1] + 2)) &&
    !/^后山|^来[到]/.test(text.slice(span[1], span[1] + 2))
  )
    return null
  if (base && g.p6) {
    const today = splitDay(base)
    const back = g.p6.startsWith('上') ? 1 : 0
    const m = today.m - back
    const full = m === 0 ? { y: today.y - 1, m: 12, d } : { y: today.y, m, d }
    return exists(full) ? { span, days: [full], by: '日期：本月、上月', fixed: true } : '日历上没有这一天'
  }
  return { span, days: [{ d }], by: '日期：日', fixed: false }
}

const DECIMAL_UNIT =
  /^ ?(?:万|亿|千|百|元|块|米|公里|千米|里|吨|斤|公斤|亩|平|方|人|名|户|个|分|倍|版|折|度|成|级|小时|天|升|%|％|厘米|寸|cm|km|kg|岁|次|场|的比例|以上)/
const DECIMAL_LEAD =
  /(?:长|宽|高|约|达|共|计|为|占|满意度|得分|平均|增长|第|版本|比|投入|金额|价|率|面积|总)$/

/** 6.5, 6/6, 6-5: a date where a date would stand, a number elsewhere. */
function dotted(g: Groups, words: string, text: string, span: Span): Found | string | null {
  const before = text.slice(Math.max(0, span[0] - 4), span[0])
  const after = text.slice(span[1], span[1] + 4)
  if (!/[日号]$/.test(words)) {
    const beyond = text.slice(span[1], span[1] + 10).replace(/^[-~][\d./]+/, '')
    if (DECIMAL_UNIT.test(after) || DECIMAL_LEAD.test(before) || DECIMAL_UNIT.test(beyond)) return null
    const starts = /(?:^|[\s:，。；、！\]】)“”"'@的在于是从~-]|[一-龥])$/.test(before)
    if (!starts) return null
  }
  const day = part(undefined, num(g.m7), num(g.d7))
  return exists(day) ? { span, days: [day], by: '日期：数字月日', fixed: false } : '日历上没有这一天'
}

function nearby(
  words: string,
  base: Day | undefined,
  day: (days: PartDay[], by: string, fixed: boolean) => Found | string,
): Found | string {
  const key = Object.keys(NEAR).find((k) => words.startsWith(k)) ?? ''
  const shift = NEAR[key]
  if (!base || shift === undefined) return '不知道消息是哪天发的，相对日期没有换算'
  return day([splitDay(plusDays(base, shift))], '日期：今天、昨天', true)
}

function weekly(g: Groups, ahead: boolean, span: Span, base: Day | undefined): Found | string {
  const words = g.w9 ?? ''
  if (g.p9 === '每') return '每周的惯例，不是某一天'
  if (words.startsWith('末')) return '周末，不是某一天'
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
