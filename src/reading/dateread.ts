import type { Day } from '../clock.ts'
import { exists, type PartDay, splitDay } from './calendar.ts'
import type { Found, Groups } from './dateforms.ts'
import { nearby, nthWeekday, UNPLACED, weekly } from './dateweeks.ts'
import { parseNumeral } from './numerals.ts'
import type { Span } from './reading.ts'

/** 今 said in a report without a known day stays unread. */
const YEARS: Record<string, number> = { 今年: 0, 本年: 0, 去年: -1, 上年: -1, 前年: -2, 明年: 1 }

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
  const no = noDay(g, before, text, span)
  if (no !== undefined) return no
  // 去年11月 without a known day: read without its year it would become this year's.
  const year = g.p4 ?? g.p5 ?? g.p11 ?? g.p14
  if (!base && year !== undefined && /去年|前年|明年|上年/.test(year)) return UNPLACED
  const y = g.y1 ?? g.y2 ?? g.y3
  if (y && g.f1) return months(yearOf(y), g.f1, g.m1, span)
  if (y) {
    const m = num(g.m1 ?? g.m2 ?? g.m3)
    const d = num(g.d1 ?? g.d2 ?? g.d3)
    return day([part(yearOf(y), m, d)], '日期：年月日')
  }
  if (g.nth) return nthWeekday(g, span, spokenYear(g.p11, base), base, ahead)
  if (g.days) return days(g, span)
  if (g.md) return day([part(spokenYear(g.p4, base), num(g.m4), num(g.d4))], '日期：月日')
  if (g.month) return monthly(g, text, span, base)
  if (g.day) return daily(g, text, span, base)
  if (g.moon) return moon(g.p12 ?? '', span, base)
  if (g.dot) return dotted(g, words, text, span)
  if (g.near) return nearby(words, span, base)
  if (g.week) return weekly(g, span, before, base, ahead)
  if (g.quarter) return quarter(g, text, span, base)
  if (g.year) return since([part(g.y10 ? yearOf(g.y10) : spokenYear(g.p10, base))], span)
  return null
}

function dayAt(span: Span): (days: PartDay[], by: string, fixed?: boolean) => Found | string {
  return (days, by, fixed = false) => (days.every(exists) ? { span, days, by, fixed } : '日历上没有这一天')
}

/** Why these words are no day of the calendar whatever they say; null: no date at all. */
function noDay(g: Groups, before: string, text: string, span: Span): string | null | undefined {
  const around = text.slice(span[0], span[1] + 4)
  if (LUNAR.test(before) || LUNAR_DAY.test(around)) return '农历日期，不换算'
  if (REIGN.test(before) || ((g.md || g.month) && UNKNOWN_YEAR.test(before))) return '看不懂是哪一年'
  if (/每(?:年|个?月|逢)的?$/.test(before)) return '每月、每年的惯例，不是某一天'
  // 三月三歌会: a feast by its name.
  return g.month && FEAST.test(around) ? null : undefined
}

/** 6月3、5、8日: days of one month, in their order. */
function days(g: Groups, span: Span): Found | string {
  const month = g.m13 === undefined ? undefined : num(g.m13)
  const list = (g.l13 ?? '').split(/[、，和]/).map((one) => part(undefined, month, num(one)))
  const rising = list.every((one, i) => i === 0 || (one.d ?? 0) > (list[i - 1]?.d ?? 0))
  if (!rising || !list.every(exists)) return '日历上没有这几天'
  return { span, days: list, by: '日期：几天', fixed: false }
}

function since(days: PartDay[], span: Span): Found | null {
  return days[0]?.y === undefined ? null : { span, days, by: '日期：年', fixed: true }
}

const LUNAR = /农历|阴历|旧历|古历|闰$/
/** 五月初五, 五月廿二, 八月十五, 九月九重阳 */
const LUNAR_DAY =
  /[一二三四五六七八九十]月(?:初[一二三四五六七八九十\d]|廿[一二三四五六七八九]?(?![一二三四五六七八九日号])|九重阳|十五(?:中秋|元宵))|(?<!十)[七八]月十五(?![日号])/
const REIGN = /(?:民国|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统)$/
/** 雍正二十三年十二月: a year that was not read must not be left out. */
const UNKNOWN_YEAR = /[\d一二三四五六七八九十百零〇元]年$/

const FEAST = /^([二三五六七九])月\1(?![日号十百])/

function part(y?: number, m?: number, d?: number): PartDay {
  return {
    ...(y === undefined ? {} : { y }),
    ...(m === undefined ? {} : { m }),
    ...(d === undefined ? {} : { d }),
  }
}

function num(words: string | undefined): number | undefined {
  if (words === '元') return 1
  return words === undefined ? undefined : (parseNumeral(words.replace(/[日号]$/, '').replace(/ /g, '')) ?? 0)
}

/** 26 -> 2026, 98 -> 1998. */
function yearOf(words: string): number {
  const year = parseNumeral(words) ?? 0
  return year < 50 ? 2000 + year : year < 100 ? 1900 + year : year
}

function spokenYear(word: string | undefined, base: Day | undefined): number | undefined {
  const shift = word === undefined ? undefined : YEARS[word]
  return shift === undefined || !base ? undefined : Number(base.slice(0, 4)) + shift
}

function monthly(g: Groups, text: string, span: Span, base: Day | undefined): Found | string {
  if (/^的?第[一二三四五\d]个?(?:周|星期|礼拜)/.test(text.slice(span[1], span[1] + 6)))
    return '一周，不是某一天'
  return months(spokenYear(g.p5, base), g.f5, g.m5, span)
}

/** 6月, or 1-9月 with `from`. */
function months(
  y: number | undefined,
  from: string | undefined,
  to: string | undefined,
  span: Span,
): Found | string {
  const days = [from, to].flatMap((one) => (one === undefined ? [] : [part(y, num(one))]))
  if (!days.every(exists)) return '没有这个月份'
  return { span, days, by: '日期：月', fixed: false, ...(from === undefined ? {} : { range: true }) }
}

/** How a month beside that of the message was read. */
export const BESIDE = '日期：上月、下月'

/** 上个月, 下月底: the month next to that of the message. */
function moon(words: string, span: Span, base: Day | undefined): Found | string {
  if (!base) return '不知道消息是哪天发的，相对日期没有换算'
  return { span, days: [monthBeside(base, words)], by: BESIDE, fixed: true }
}

function monthBeside(base: Day, words: string): Required<Pick<PartDay, 'y' | 'm'>> {
  const { y, m } = splitDay(base)
  const at = y * 12 + m - 1 + (words.startsWith('上') ? -1 : words.startsWith('下') ? 1 : 0)
  return { y: Math.floor(at / 12), m: (at % 12) + 1 }
}

/** How a quarter or half of a year was read: it gives way to a day. */
export const QUARTER = '日期：季度、半年'

/** 二季度的计划, 召开上半年总结会: what it is about, not when it was. */
const ABOUT = /^(?:的|[一-龥]{0,4}(?:工作|计划|总结|党费|台账|考核|评比|例会|推进会|调度|分析|述职|主题党日))/

/** 三季度, 前两个季度, 上半年: from its first month to its last, the latest begun when no year is told. */
function quarter(g: Groups, text: string, span: Span, base: Day | undefined): Found | string | null {
  const lead = text.slice(Math.max(0, span[0] - 2), span[0])
  if (ABOUT.test(text.slice(span[1], span[1] + 10)) || /[为报交对开召办展行的每各]$/.test(lead)) return null
  const months = monthsOf(g.q14 ?? '', g.l14 ?? '', base)
  const said = g.y14 === undefined ? spokenYear(g.p14, base) : yearOf(g.y14)
  const today = base ? splitDay(base) : undefined
  const latest = months && today && months[0] > today.m ? today.y - 1 : today?.y
  const y = said ?? latest
  if (!months || y === undefined) return UNPLACED
  const days = months.map((m) => part(y, m))
  return { span, days, by: QUARTER, fixed: true, range: true }
}

/** The first and last month of 一, 前三 or 本 (quarters), of 上 or 下 (halves), of 前十一 (months). */
function monthsOf(which: string, long: string, base: Day | undefined): [number, number] | undefined {
  if (long === '半年') return which === '上' ? [1, 6] : which === '下' ? [7, 12] : undefined
  const nth = parseNumeral(which.replace('前', ''))
  if (long === '月') return nth === null || nth > 12 ? undefined : [1, nth]
  if (nth !== null) return [which.startsWith('前') ? 1 : nth * 3 - 2, nth * 3]
  if (!base || which === '下') return undefined
  const now = Math.ceil(splitDay(base).m / 3) - (which === '上' ? 1 : 0)
  return now === 0 ? [10, 12] : [now * 3 - 2, now * 3]
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
    /^(?:游|三餐|内|之内|后(?!山|晌|半夜)|来(?=[，。、的共累已 ]|$))/.test(text.slice(span[1], span[1] + 2))
  )
    return null
  if (base && g.p6) {
    const full = { ...monthBeside(base, g.p6), d }
    return exists(full) ? { span, days: [full], by: '日期：本月、上月', fixed: true } : '日历上没有这一天'
  }
  return { span, days: [{ d }], by: '日期：日', fixed: false }
}

const DECIMAL_UNIT =
  /^ ?(?:万|亿|千|百|元|块|米|公里|千米|里|吨|斤|公斤|亩|平|方|人|名|户|个|分|战胜|胜|倍|版|折|度|成|级|小时|天|升|%|％|厘米|寸|cm|km|kg|岁|次|场|的比例|以上)/
const DECIMAL_LEAD =
  /(?:长|宽|高|约|达|共|计|为|占|满意度|得分|平均|增长|第|版本|比|比分|投入|金额|价|率|面积|总)$/

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
