import type { PartDay } from './calendar.ts'
import type { Span } from './reading.ts'

/** The named groups of one match of `DATE_FORMS`. */
export type Groups = Record<string, string | undefined>

/** One day found in the text, before ranges and lists are put together. */
export interface Found {
  span: Span
  days: PartDay[]
  by: string
  /** Said relative to the message's day: never re-completed. */
  fixed: boolean
  range?: boolean
  since?: boolean
  until?: boolean
}
const CN = '[一二三四五六七八九十]'
/** 2 3 日: digits apart, as voice input writes them, where 日 or 月 follows. */
const N2 = '(?:\\d \\d(?= ?[日号月])|\\d{1,2}|元(?=月)|[一二三四五六七八九十廿卅]{1,3})'
/** 2026, 二〇二六, 两千零四; 26 and 零七 only where a month follows. */
const YEAR = `(?:\\d{4}|(?<!\\d)\\d\\d(?= ?年 ?(?:\\d{1,2}|${CN}{1,2})[-~至到月 ])|[一二][〇零九一二三四五六七八]{3}|(?<!${CN})[零〇一二三四五六七八九]{2}(?=年(?:\\d{1,2}|${CN}{1,2})月)|[两二]千(?:零?${CN}{1,3})?(?=年(?:\\d|${CN})))`
/** 1-9月, 十二月至一月: the first month of a range of months. */
const FROM = (name: string) =>
  `(?:(?<${name}>\\d{1,2}|${CN}{1,2})月?[-~至到]{1,2}(?=(?:\\d{1,2}|${CN}{1,2}) ?月(?! ?(?:\\d|${CN}))))?`
const SP = ' ?'
const DAY_TAIL = '(?:[日号](?!楼|院(?!坝|子|落)|线|文件|店|房|桌|码|召(?!开)|会议室|机|车|地块|路))'
/** What may follow `6月5` written without 日: anything that is not a unit or a further digit. */
const BARE = '(?![\\d.%个名位人户场次件项条余多来万千百元月份篇期年天日号])'

const FORMS: [name: string, pattern: string][] = [
  [
    'ymd',
    `(?<y1>${YEAR})${SP}年[ ，]?${FROM('f1')}(?<m1>${N2})${SP}月(?:份)?(?:${SP}(?<d1>(?:${N2})${SP}${DAY_TAIL}|\\d{1,2}${BARE}))?`,
  ],
  [
    'iso',
    `(?<![\\d.])(?<y2>(?:19|20)\\d{2}|2\\d(?=\\.))(?<s2>[-./])(?<m2>\\d{1,2})\\k<s2>(?<d2>\\d{1,2})(?![\\d.]\\d|\\d)`,
  ],
  ['compact', `(?<!\\d)(?<y3>20\\d{2})(?<m3>0[1-9]|1[0-2])(?<d3>[0-3]\\d)(?![\\d人名元])`],
  [
    'nth',
    `(?<p11>今年|去年|前年|明年|本年)?(?<![\\d个一二三四五六七八九十])(?<m11>${N2})月(?:份)?的?(?:第(?<k11>[一二三四五1-5])|最后一?)个?(?:周|星期|礼拜)(?<w11>[一二三四五六日天])`,
  ],
  [
    'days',
    `(?:(?<m13>${N2})${SP}月(?:份)?${SP}|(?<![\\d第.初月一二三四五六七八九十廿]|[。；！\\n] ?)(?!(?<![^])1、))(?<l13>${N2}(?:[、，和]${N2}){1,7})(?:${SP}${DAY_TAIL}|(?=这?[两二三]天))`,
  ],
  [
    'md',
    `(?<p4>今年|去年|前年|明年|本年)?(?<![\\d个一二三四五六七八九十])(?<m4>${N2})${SP}月(?:份)?${SP}(?<d4>(?:${N2})${SP}${DAY_TAIL}|\\d{1,2}${BARE}|(?<=[一二三四五六七八九十]月)[一二三]?十[一二三四五六七八九]?(?![一-龥])${BARE})`,
  ],
  [
    'month',
    `(?<p5>今年|去年|前年|明年|本年)?(?<![\\d个一二三四五六七八九十每])${FROM('f5')}(?<m5>${N2})${SP}(?:月份|月(?!饼|季|子|嫂|薪|供|光|亮|租|息|考))(?:上旬|中旬|下旬|初|底|末)?`,
  ],
  [
    'day',
    `(?<p6>本月|上月|上个月|这个月|当月|该月|下月|下个月)?(?<![\\d第.初一二三四五六七八九十廿])(?<d6>${N2})${SP}(?:日|号)(?!楼|院(?!坝|子|落)|线|文件|店|房|桌|码|召(?!开)|会议室|机|车|地块|路|敌台|井|闸|桥|矿|人|上人|多)`,
  ],
  [
    'moon',
    '(?<p12>上个月|下个月|这个?月|本月|当月|(?<![早晚天以身路街线])[上下]月)(?!亮|球|光|饼|嫂|季|[里内]?要|计划)(?:份|底|初|末|上旬|中旬|下旬)?',
  ],
  [
    'dot',
    `(?<![\\d./a-zA-Z]|\\d:|(?<!(?<![\\d./-])\\d{1,2}[./]\\d{1,2})[-~])(?<m7>1[0-2]|0?[1-9])(?<s7>[./-])(?<d7>3[01]|[12]\\d|0?[1-9])(?:[日号])?(?![\\d.%:/a-zA-Z]|[~-](?!\\d{1,2}[./]\\d{1,2}(?!\\d)))`,
  ],
  [
    'near',
    `(?<r8>今明两天|昨今两天|(?<![一-龥])前晚(?!会)|大前天|前天|前日|昨天|昨日|昨晚上|昨晚|昨夜|昨儿个?|昨个儿?|昨黑|前儿个?|前个儿?|夜儿个?|夜来|今个儿?|今朝|今后晌|今黑(?!白)|今天|今日|今早|今晚上|今晚|今儿个?|今晨|今上午|今下午|昨上午|昨下午|昨早|明天|明日|明早|明晚|大后天|后天)`,
  ],
  [
    'week',
    `(?<p9>上上|上一?|本|这|下下|下一?|每)?(?:个)?(?:周(?=周))?(?:周|星期|礼拜)(?<w9>[一二三四五六日天末](?![次场遍回])(?:[、和]?(?:周|星期)?(?:一(?![起同道块早直共路并])|[二三四五六日天])(?![十百个名户人位次场年月对方致])){0,6})(?:(?:至|到|-|~)(?:本|这)?(?:周|星期|礼拜)?(?<e9>[一二三四五六日天]))?`,
  ],
  [
    'quarter',
    `(?:(?<p14>今年|去年|前年|本年|上年)|(?<y14>${YEAR})年)?的?(?:(?<!\\d)(?:第(?=[一二三四1-4]季度))?(?<q14>前[一二两三1-3](?=个?季度)|[一二三四1-4](?=季度)|[上下本](?=季度|半年)|(?<=年)前(?:\\d{1,2}|${CN}{1,2})(?=个月))个?(?<l14>季度|半年|月))(?:以来|里|期间)?`,
  ],
  ['year', `(?<p10>今年|去年|本年)(?=以来|起至今)|(?<y10>${YEAR})年(?=以来|起至今)`],
]
const DATE_FORMS = new RegExp(FORMS.map(([name, pattern]) => `(?<${name}>${pattern})`).join('|'), 'y')

/** Which letters a date can begin with: most of a message is passed over by one look. */
const STARTS = lettersOf('0123456789零〇一二三四五六七八九十廿卅两今昨明前后大去元夜本上下这当该每个周星礼第')

/** Letters a number may be written with in a day, and those that make it one. */
const NUMBER = lettersOf('0123456789零〇一二三四五六七八九十廿卅两千元 、，和')
const MARK = lettersOf('年月日号周星礼季个./-~至到')

function lettersOf(letters: string): Uint8Array {
  const table = new Uint8Array(65536)
  for (const c of letters) table[c.charCodeAt(0)] = 1
  return table
}

/** 32个, 三百二十亩: a number behind which no 月, 日 or the like stands is no day. 20260605 is one by its length. */
function mayBeDay(text: string, from: number): boolean {
  let at = from
  while (at - from < 8 && NUMBER[text.charCodeAt(at)] === 1) at += 1
  return at === from || at - from === 8 || MARK[text.charCodeAt(at)] === 1
}

/** Every place where a day may stand, left to right, in one pass; the groups are read by `readDate`. */
export function eachDate(text: string, take: (match: RegExpExecArray) => void): void {
  let i = 0
  while (i < text.length) {
    if (STARTS[text.charCodeAt(i)] === 1 && mayBeDay(text, i)) {
      DATE_FORMS.lastIndex = i
      const match = DATE_FORMS.exec(text)
      // One at a time: a megabyte of days holds a quarter of a million matches.
      if (match) take(match)
      i += match ? match[0].length : 1
    } else i += 1
  }
}
