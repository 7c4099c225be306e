import { type Day, plusDays, weekdayOf } from '../clock.ts'
import { complete, exists, type PartDay, splitDay, weekdayIn, writeDay } from './calendar.ts'
import { parseNumeral } from './numerals.ts'
import type { Refusal, Span } from './reading.ts'

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

/** One day found in the text, before ranges and lists are put together. */
interface Found {
  span: Span
  days: PartDay[]
  by: string
  /** Said relative to the message's day: never re-completed. */
  fixed: boolean
  range?: boolean
  since?: boolean
  until?: boolean
}

const N2 = '(?:\\d{1,2}|[一二三四五六七八九十廿卅]{1,3})'
const YEAR = '(?:\\d{4}|[一二][〇零九一二三四五六七八]{3})'
const SP = ' ?'
const DAY_TAIL = '(?:[日号](?!楼|院|线|文件|店|房|桌|码|召(?!开)|会议室|机|车|地块|路))'
/** What may follow `6月5` written without 日: anything that is not a unit or a further digit. */
const BARE = '(?![\\d.%个名位人户场次件项条余多来万千百元月份篇期年天日号])'

const FORMS: [name: string, pattern: string][] = [
  [
    'ymd',
    `(?<y1>${YEAR})${SP}年${SP}(?<m1>${N2})${SP}月(?:份)?(?:${SP}(?<d1>(?:${N2})${SP}${DAY_TAIL}|\\d{1,2}${BARE}))?`,
  ],
  ['iso', `(?<![\\d.])(?<y2>(?:19|20)\\d{2})(?<s2>[-./])(?<m2>\\d{1,2})\\k<s2>(?<d2>\\d{1,2})(?!\\d)`],
  ['compact', `(?<!\\d)(?<y3>20\\d{2})(?<m3>0[1-9]|1[0-2])(?<d3>[0-3]\\d)(?![\\d人名元])`],
  [
    'md',
    `(?<p4>今年|去年|前年|明年|本年)?(?<![\\d个一二三四五六七八九十])(?<m4>${N2})${SP}月(?:份)?${SP}(?<d4>(?:${N2})${SP}${DAY_TAIL}|\\d{1,2}${BARE})`,
  ],
  [
    'month',
    `(?<p5>今年|去年|前年|明年|本年)?(?<![\\d个一二三四五六七八九十每])(?<m5>${N2})${SP}(?:月份|月(?!饼|季|子|嫂|薪|供|光|亮|租|息|考))(?:上旬|中旬|下旬|初|底|末)?`,
  ],
  [
    'day',
    `(?<p6>本月|上月|上个月|这个月|当月|该月)?(?<![\\d第.初一二三四五六七八九十廿])(?<d6>${N2})${SP}(?:日|号)(?!楼|院|线|文件|店|房|桌|码|召(?!开)|会议室|机|车|地块|路|人|上人|多)`,
  ],
  [
    'dot',
    `(?<![\\d./\\-a-zA-Z~]|\\d:)(?<m7>1[0-2]|0?[1-9])(?<s7>[./-])(?<d7>3[01]|[12]\\d|0?[1-9])(?:[日号])?(?![\\d.%:/a-zA-Z~-])`,
  ],
  [
    'near',
    `(?<r8>大前天|前天|前日|昨天|昨日|昨晚|昨夜|昨儿|今天|今日|今早|今晚|今儿|今晨|今上午|今下午|明天|明日|明早|明晚|大后天|后天)`,
  ],
  [
    'week',
    `(?<p9>上上|上|本|这|下下|下|每)?(?:个)?(?:周|星期|礼拜)(?<w9>[一二三四五六日天末](?:[、和]?(?:周|星期)?[一二三四五六日天](?![十百个名户人位次场年月对方致])){0,6})(?:(?:至|到|-|~)(?:本|这)?(?:周|星期|礼拜)?(?<e9>[一二三四五六日天]))?`,
  ],
  ['year', `(?<p10>今年|去年|本年)(?=以来)|(?<y10>${YEAR})年(?=以来)`],
]
const ALL = new RegExp(FORMS.map(([name, pattern]) => `(?<${name}>${pattern})`).join('|'), 'g')

const NEAR: Record<string, number> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 明: 1, 大后: 3, 后: 2 }
const WEEKS: Record<string, number> = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 }
const WEEKDAYS: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 }
/** 今 said in a report without a known day stays unread. */
const YEARS: Record<string, number> = { 今年: 0, 本年: 0, 去年: -1, 前年: -2, 明年: 1 }

/** All dates of the (normalised) text. `sentAt`: Beijing `YYYY-MM-DDTHH:mm`; without it nothing relative is resolved. */
export function findDates(text: string, sentAt?: string): Dates {
  const base = sentAt?.slice(0, 10)
  const refused: Refusal[] = []
  const taken: Span[] = []
  const found: Found[] = []
  const ahead = FUTURE.test(text)
  for (const match of text.matchAll(ALL)) {
    const span: Span = [match.index, match.index + match[0].length]
    const one = read(match.groups ?? {}, match[0], span, text, base, ahead)
    if (typeof one === 'string') {
      refused.push({ text: match[0], span, why: one })
      taken.push(span)
    } else if (one) {
      found.push(one)
      taken.push(span)
    }
  }
  return settle(text, join(text, found), refused, taken, base, ahead)
}

const FUTURE = /将于|定于|拟于|拟定|计划于|即将|请(?:各|大家|全体|准时)|通知|务必|准时参加|届时/

type Groups = Record<string, string | undefined>

/** One match -> days, a reason why it is none, or null (not a date at all: leave the number free). */
function read(
  g: Groups,
  words: string,
  span: Span,
  text: string,
  base: Day | undefined,
  ahead: boolean,
): Found | string | null {
  const day = (days: PartDay[], by: string, fixed = false): Found | string =>
    days.every(exists) ? { span, days, by, fixed } : '日历上没有这一天'
  if (LUNAR.test(text.slice(Math.max(0, span[0] - 3), span[0]))) return '农历日期，不换算'
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

function since(days: PartDay[], span: Span): Found | null {
  return days[0]?.y === undefined ? null : { span, days, by: '日期：年', fixed: true }
}

const LUNAR = /农历|阴历|旧历|古历/

function part(y?: number, m?: number, d?: number): PartDay {
  return {
    ...(y === undefined ? {} : { y }),
    ...(m === undefined ? {} : { m }),
    ...(d === undefined ? {} : { d }),
  }
}

function num(words: string | undefined): number | undefined {
  return words === undefined ? undefined : (parseNumeral(words.replace(/ ?[日号]$/, '')) ?? 0)
}

function yearOf(words: string): number {
  return parseNumeral(words) ?? 0
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
    if (DECIMAL_UNIT.test(after) || DECIMAL_LEAD.test(before)) return null
    const starts = /(?:^|[\s:，。；、！\]】)“”"'@的在于是从]|[一-龥])$/.test(before)
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

const TO = /^ ?(?:至|到|-{1,2}|~|起至) ?$/
const AND = /^ ?(?:、|，|和|及|与|,)? ?$/

/** 7月1日至4日 and 6月3日、5日、8日: neighbours with nothing but 至 or 、 between them become one. */
function join(text: string, found: Found[]): Found[] {
  const out: Found[] = []
  for (const one of found) {
    const last = out.at(-1)
    const gap = last ? text.slice(last.span[1], one.span[0]).replace(/^(?:上午|下午|晚上|晚)/, '') : ''
    if (
      last &&
      gap.length <= 4 &&
      !last.range &&
      TO.test(gap) &&
      one.days.length === 1 &&
      last.days.length === 1
    ) {
      inherit(last, one)
      last.days.push(...one.days)
      last.range = true
      last.span = [last.span[0], one.span[1]]
    } else if (last && gap.length <= 3 && !last.range && AND.test(gap) && sameKind(last, one)) {
      inherit(last, one)
      last.days.push(...one.days)
      last.span = [last.span[0], one.span[1]]
    } else out.push({ ...one, days: [...one.days] })
  }
  return out
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

const DATELINE_BEFORE =
  /(?:新华社|本报|中新社|中新网|人民网|新华网|电台|记者|通讯员|报道|融媒|日报|晚报|网)[^，。；！？\n]{0,16}$/
const DATELINE_AFTER = /^ ?(?:电|讯|报道|消息|[^，。；！？\s]{0,6}(?:电|讯)(?= |\(|:|，|$))/

const DATELINE = '电头、报头的日期，是发稿日，不是活动日'

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
  for (const time of text.matchAll(TIMES)) taken.push([time.index, time.index + time[0].length])
  return { events, refused, taken }
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

function notAnEvent(one: Found, before: string, after: string): string | null {
  if (
    one.days[0]?.d === undefined &&
    /(?:截至|截止|截止到|截至到|(?<![一-龥])到|[镇县村乡区市]到)$/.test(before)
  )
    return '统计到哪个月，不是活动日'
  if (/^[，, ]{0,2}(?:上午|下午)?记者(?:从|在)?[^，。]{0,20}(?:获悉|了解到|得知)/.test(after))
    return '采访的日子，不是活动日'
  if (/^(?:前夕|前后|来临|到来|之际|[^，。]{0,6}(?:来临|到来)之际)/.test(after))
    return '节日前后的说法，不是活动日'
  if (
    DATELINE_AFTER.test(after) &&
    (DATELINE_BEFORE.test(before) || /^ ?(?:电|讯|[^，。]{0,4}讯)/.test(after))
  )
    return DATELINE
  if (
    /(?:截止|截至|最迟|最晚|不晚于)[^，。]{0,4}$/.test(before) &&
    /^[^，。；]{0,8}(?:报|交|上传|前|完成)/.test(after)
  )
    return '报送期限，不是活动日'
  if (/^[^，。；！\n]{0,10}?(?:之前|前)(?:[^，。；]{0,4})(?:报|交|上传|完成|反馈|填|发)/.test(after))
    return '报送期限，不是活动日'
  if (/^[^，。；！\n]{0,4}(?:重要讲话|讲话精神|重要指示|印发|印制|颁布|施行|发布的|出台)/.test(after))
    return '文件或讲话的日期，不是活动日'
  if (
    /(?:生于|出生|入党时间|入党于|成立于|建于|始建于)[^，。]{0,3}$/.test(before) ||
    /^(?:出生|入党|参加工作|成立于|生人)/.test(after)
  )
    return '个人或单位的往事，不是活动日'
  return null
}

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
