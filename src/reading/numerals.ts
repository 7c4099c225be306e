/*
 * Numbers as people write them, in four steps: the parts of a number (numeralparts: 三 · 百 · 余), their sum (numeralsum:
 * 300 and more), what stands after it (numeraltail: %, 成, 分之), and here what stands before it or between two of them
 * (第, 负, 百分之, 20-30人). What is read how is shown by test/reading/conformance/numerals.tsv.
 */

import { DIGITS, isDigit, TENS, UNITS } from './numeralsigns.ts'
import { bareAt, type Numeral, shareOf, tail } from './numeraltail.ts'

export type { Numeral }

/** Every number in the text, left to right, in one pass. Offsets are UTF-16. */
export function scanNumerals(text: string): Numeral[] {
  const found: Numeral[] = []
  let i = 0
  while (i < text.length) {
    if (STARTS[text.charCodeAt(i)] !== 1) {
      i += 1
      continue
    }
    const at = special(text, i) ?? rangeAt(text, i) ?? roundAt(text, i)
    if (at && !isCode(text, at)) found.push(at)
    i = at ? at.end : pastRun(text, i)
    // 三十两: a weight, not a further 2.
    if (at && text.charAt(i) === '两') i += 1
  }
  return found
}

/** The whole text as one number, or null: `parseNumeral('两百零五') === 205`. */
export function parseNumeral(text: string): number | null {
  const one = special(text, 0) ?? plain(text, 0)
  return one && one.end === text.length && one.upTo === undefined ? one.value : null
}

/** Which code units a number can begin with: most of a message is passed over by one look. */
const STARTS = new Uint8Array(65536)
for (const c of [...DIGITS.keys(), ...UNITS.keys(), ...TENS.keys(), ...'0123456789第负負'])
  STARTS[c.charCodeAt(0)] = 1

/** A run of digits too long to be a number is passed over whole: the scan stays linear. */
const LONGEST_RUN = 16

function pastRun(text: string, from: number): number {
  let end = from
  // 百三 may be 103 or 130.
  if (text.charAt(from) === '百' && DIGITS.has(text.charAt(from + 1))) end += 1
  while (isDigit(text, end) || DIGITS.has(text.charAt(end))) end += 1
  return end - from > LONGEST_RUN || (end > from + 1 && text.charAt(from) === '百') ? end : from + 1
}

/** 陆书记, 队伍, 拾金不昧: a character of cheques is a number only among others of its kind. */
const FORMAL = '壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟'
const FORMAL_GOES_ON =
  /^(?:[壹贰貳叁叄肆伍陆陸柒捌玖](?:[拾佰仟万萬亿億十百千元圆个名整]|[壹贰貳叁叄肆伍陆陸柒捌玖]{2})|拾[一二三四五六七八九万萬亿億壹贰貳叁叄肆伍陆陸柒捌玖]|[佰仟])/

function isWord(text: string, i: number): boolean {
  return FORMAL.includes(text.charAt(i)) && text.length > 1 && !FORMAL_GOES_ON.test(text.slice(i, i + 3))
}

/** 40k, 3w, 2e5, A4, 2^5, .5: a code, or a number nobody in a village would vouch for. */
function isCode(text: string, { start, end }: Numeral): boolean {
  const before = text.charAt(start - 1)
  if (before === '^' || isLoneLetter(text, start - 1)) return true
  if (before === '.' && /^[ .]?$/.test(text.charAt(start - 2))) return true
  const next = text.charAt(end)
  return next !== '' && 'kKwWMGeE^'.includes(next) && !isLatin(text.charCodeAt(end + 1))
}

/** A4; not 反诈APP85人 */
function isLoneLetter(text: string, i: number): boolean {
  return isLatin(text.charCodeAt(i)) && !isLatin(text.charCodeAt(i - 1))
}

function isLatin(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

const SHARES: Record<string, number> = { 百分之: 100, 千分之: 1000, 万分之: 10_000 }

/** What is told by the word before: 百分之X, 第X, 负X. */
function special(text: string, i: number): Numeral | null {
  const c = text.charAt(i)
  if (c === '第') {
    const rest = plain(text, i + (text.charAt(i + 1) === ' ' ? 2 : 1))
    return rest ? { ...rest, start: i, kind: 'ordinal' } : null
  }
  if (c === '负' || c === '負') {
    const rest = plain(text, i + (text.charAt(i + 1) === ' ' ? 2 : 1))
    return rest && rest.upTo === undefined ? { ...rest, start: i, value: -rest.value } : null
  }
  const base = text.charAt(i + 1) === '分' ? SHARES[text.slice(i, i + 3)] : undefined
  if (base === undefined) return null
  const rest = plain(text, i + 3)
  if (rest) return { ...shareOf(rest, base), start: i }
  return text.charAt(i + 3) === '百' ? { start: i, end: i + 4, value: 100 / base, kind: 'percent' } : null
}

/** 近百名, 上千人: a bare 百 or 千 that something says is not exact. */
function roundAt(text: string, i: number): Numeral | null {
  const value = { 百: 100, 千: 1000, 万: 10_000 }[text.charAt(i)]
  if (value === undefined || !/[近上逾约超]$/.test(text.slice(Math.max(0, i - 1), i))) return null
  if (!/^(?:[名人位户件棵株亩元场份]|群众|村民|党员|观众|学生)/.test(text.slice(i + 1, i + 3))) return null
  return { start: i, end: i + 1, value, kind: 'cardinal', approx: true }
}

const TO = '-~至到'
const COUNTED = /^[多余]?[名人位户亩斤元棵株件份个场次岁]/

/** 20-30人, 二十至三十户: a range where both ends share one measure word; 6-5 and 3-2 stay as they are. */
function rangeAt(text: string, i: number): Numeral | null {
  const low = plain(text, i)
  if (low?.kind !== 'cardinal' || low.approx || low.upTo !== undefined) return low
  const to = text.charAt(low.end)
  if (to === '' || !TO.includes(to) || '-~/.:'.includes(text.charAt(i - 1) || ' ')) return low
  const high = plain(text, low.end + 1)
  const isRange = high?.kind === 'cardinal' && high.value > low.value && high.upTo === undefined
  if (!isRange || !COUNTED.test(text.slice(high.end, high.end + 2))) return low
  return { ...low, end: high.end, upTo: high.value }
}

/** 数十, 几十, 好几百: nobody said how many. */
function isUntold(text: string, i: number): boolean {
  const before = text.charAt(i - 1)
  return (before === '数' || before === '几') && '十百千'.includes(text.charAt(i))
}

function plain(text: string, i: number): Numeral | null {
  if (isUntold(text, i) || isWord(text, i)) return null
  const one = bareAt(text, i)
  return one && tail(text, one)
}
