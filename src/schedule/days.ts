import { type Day, plusDays, weekdayOf } from '../clock.ts'
import { isWorkday, type OfficeDays } from './calendar.ts'
import { readNumber } from './times.ts'

/** Whether a phrase such as `每月5日` means this day, before holidays move it. */
export type DayRule = (day: Day, own: OfficeDays) => boolean

const N = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})'
const W = '[一二三四五六日天]'
const WEEKDAYS = new RegExp(
  `^每?个?(?:周|星期|礼拜)(${W}(?:(?:[、,和及]|至|到|-|~)?(?:周|星期|礼拜)?${W})*)(?=[ \\d凌早清上中下傍晚]|$)`,
)
const MONTH = /^每个?月(?:的)?/
const QUARTER = /^每个?季度?(?:的)?(?:(首|末|次|第[一二三123]个?|最后一?个?)月)?(?:的)?/
const YEAR = new RegExp(`^每年(${N})月(?:的)?`)
const DATES = new RegExp(`^(${N})[日号]?((?:[、,和及]${N}[日号]?)*)(?<=[日号])`)
const NTH = new RegExp(`^(第(${N})个?|最后一?个?|首个?)(工作日|天|日|(?:周|星期|礼拜)(${W}))`)

/** The phrase for the days at the head of the text, and what follows it; undefined when there is none. */
export function readDays(text: string): { rule: DayRule; weekly: boolean; rest: string } | undefined {
  const plain = /^(?:每个?工作日|工作日|每周工作日)/.exec(text)
  if (plain) return { rule: isWorkday, weekly: false, rest: text.slice(plain[0].length) }
  const daily = /^(?:每[天日]|天天)/.exec(text)
  if (daily) return { rule: () => true, weekly: true, rest: text.slice(daily[0].length) }
  const weekly = WEEKDAYS.exec(text)
  if (weekly) return readWeek(weekly[1] ?? '', text.slice(weekly[0].length))
  return readMonths(text)
}

/** `一、三、五` or `一至五`. */
function readWeek(words: string, rest: string) {
  const names = '一二三四五六日'
  const wanted = new Set<number>()
  let span = false
  let last = 0
  for (const char of words.replace(/周|星期|礼拜/g, '')) {
    const number = names.indexOf(char === '天' ? '日' : char) + 1
    if (number === 0) span = /[至到~-]/.test(char)
    else {
      for (let day = span ? last : number; day <= number; day += 1) wanted.add(day)
      last = number
      span = false
    }
  }
  const rule: DayRule = (day) => wanted.has(weekdayOf(day))
  return { rule, weekly: true, rest }
}

/** 每月…, 每季度…, 每年…: which months, then which day of the month. */
function readMonths(text: string) {
  const head = readMonthHead(text)
  if (!head) return undefined
  const tail = readMonthDay(head.rest)
  if (!tail) return undefined
  const months = head.months(tail.last)
  const rule: DayRule = (day, own) => months.has(Number(day.slice(5, 7))) && tail.rule(day, own)
  return { rule, weekly: false, rest: tail.rest }
}

/** The months meant; a bare 每季度 takes the last month with 最后, else the first. */
function readMonthHead(text: string): { months(last: boolean): Set<number>; rest: string } | undefined {
  const year = YEAR.exec(text)
  if (year) {
    const month = readNumber(year[1] ?? '')
    return month > 12 ? undefined : { months: () => new Set([month]), rest: text.slice(year[0].length) }
  }
  const quarter = QUARTER.exec(text)
  if (quarter) {
    const word = quarter[1]
    const rest = text.slice(quarter[0].length)
    return { months: (last) => new Set([0, 3, 6, 9].map((n) => n + monthOfQuarter(word, last))), rest }
  }
  const month = MONTH.exec(text)
  const all = new Set(Array.from({ length: 12 }, (_, n) => n + 1))
  return month ? { months: () => all, rest: text.slice(month[0].length) } : undefined
}

function monthOfQuarter(word: string | undefined, last: boolean): number {
  if (word === undefined) return last ? 3 : 1
  if (/[末后三3]/.test(word)) return 3
  return /[次二2]/.test(word) ? 2 : 1
}

/** `5日`, `5日、20日`, `最后一个工作日`, `第二个周三`, `底`. */
function readMonthDay(text: string): { rule: DayRule; last: boolean; rest: string } | undefined {
  const end = /^[末底](?:日|天)?/.exec(text)
  if (end) return { rule: (day) => day === monthOf(day).at(-1), last: true, rest: text.slice(end[0].length) }
  const nth = NTH.exec(text)
  if (nth) {
    const last = nth[1]?.startsWith('最后') ?? false
    const place = nth[2] === undefined ? 1 : readNumber(nth[2])
    const member = memberOf(nth[3] ?? '')
    const rule: DayRule = (day, own) =>
      monthOf(day)
        .filter((one) => member(one, own))
        .at(last ? -1 : place - 1) === day
    return { rule, last, rest: text.slice(nth[0].length) }
  }
  const dates = DATES.exec(text)
  if (!dates) return undefined
  const numbers = dates[0].match(new RegExp(N, 'g'))?.map(readNumber) ?? []
  if (numbers.some((n) => n < 1 || n > 31)) return undefined
  return { rule: (day) => isDate(day, numbers), last: false, rest: text.slice(dates[0].length) }
}

/** 每月31日 in a month without one means its last day. */
function isDate(day: Day, numbers: number[]): boolean {
  const length = monthOf(day).length
  return numbers.some((n) => Math.min(n, length) === Number(day.slice(8, 10)))
}

function memberOf(word: string): DayRule {
  if (word === '工作日') return isWorkday
  if (word === '天' || word === '日') return () => true
  const weekday = '一二三四五六日'.indexOf(word.slice(-1) === '天' ? '日' : word.slice(-1)) + 1
  return (day) => weekdayOf(day) === weekday
}

/** The days of the month in which the day lies. */
function monthOf(day: Day): Day[] {
  const days: Day[] = []
  for (let one = `${day.slice(0, 7)}-01`; one.slice(0, 7) === day.slice(0, 7); one = plusDays(one, 1)) {
    days.push(one)
  }
  return days
}
