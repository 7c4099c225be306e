import { DIGITS, isDigit, partsAt, TENS, UNITS } from './numeralparts.ts'
import { sumOf } from './numeralsum.ts'

/** A number as people write it: 三十余, 3万2, 两百, 廿, 俩, 1.2万, 百分之三十, 四五十, 第三. */
export interface Numeral {
  start: number
  end: number
  value: number
  kind: 'cardinal' | 'ordinal' | 'percent' | 'fraction'
  /** 余 / 多 / 来 / 几 inside or right after the number. */
  approx?: true
  /** 四五十: the upper end; `value` is the lower one. */
  upTo?: number
}
/** Which code units a number can begin with: most of a message is passed over by one look. */
const STARTS = new Uint8Array(65536)
for (const c of [...Object.keys(DIGITS), ...Object.keys(UNITS), ...Object.keys(TENS), ...'0123456789第'])
  STARTS[c.charCodeAt(0)] = 1
/** Every number in the text, left to right, in one pass. Offsets are UTF-16. */
export function scanNumerals(text: string): Numeral[] {
  const found: Numeral[] = []
  let i = 0
  while (i < text.length) {
    if (STARTS[text.charCodeAt(i)] !== 1) {
      i += 1
      continue
    }
    const at = special(text, i) ?? plain(text, i) ?? roundAt(text, i)
    if (at) found.push(at)
    i = at ? at.end : pastRun(text, i)
  }
  return found
}

/** 近百名, 上千人: a bare 百 or 千 that something says is not exact. */
function roundAt(text: string, i: number): Numeral | null {
  const value = { 百: 100, 千: 1000, 万: 10_000 }[text.charAt(i)]
  if (value === undefined || !/[近上逾约超]$/.test(text.slice(Math.max(0, i - 1), i))) return null
  if (!/^(?:[名人位户件棵株亩元场份]|群众|村民|党员|观众|学生)/.test(text.slice(i + 1, i + 3))) return null
  return { start: i, end: i + 1, value, kind: 'cardinal', approx: true }
}

/** A run of digits too long to be a number is passed over whole: the scan stays linear. */
const LONGEST_RUN = 16

function pastRun(text: string, from: number): number {
  let end = from
  while (isDigit(text, end) || text.charAt(end) in DIGITS) end += 1
  return end - from > LONGEST_RUN ? end : from + 1
}

/** The whole text as one number, or null: `parseNumeral('两百零五') === 205`. */
export function parseNumeral(text: string): number | null {
  const one = special(text, 0) ?? plain(text, 0)
  return one && one.end === text.length && one.upTo === undefined ? one.value : null
}

/** 百分之X, X分之Y, 第X, N/M is left to dates. */
function special(text: string, i: number): Numeral | null {
  if (text.startsWith('百分之', i) || text.startsWith('千分之', i)) {
    const rest = plain(text, i + 3)
    const base = text.charAt(i) === '百' ? 100 : 1000
    return rest ? { ...rest, start: i, value: rest.value / base, kind: 'percent' } : null
  }
  if (text.charAt(i) === '第') {
    const rest = plain(text, i + 1)
    return rest ? { ...rest, start: i, kind: 'ordinal' } : null
  }
  return null
}

function plain(text: string, i: number): Numeral | null {
  // 数十, 几十, 好几百: nobody said how many.
  if (/[十百千]/.test(text.charAt(i)) && /[数几]$/.test(text.slice(Math.max(0, i - 1), i))) return null
  const parts = partsAt(text, i)
  const last = parts.at(-1)
  if (!last) return null
  const sum = sumOf(parts)
  if (!sum) return null
  const one: Numeral = { start: i, end: last.end, value: sum.value, kind: 'cardinal' }
  if (sum.approx) one.approx = true
  if (sum.upTo !== undefined) one.upTo = sum.upTo
  return tail(text, one)
}

/** 八成, 八成五; not 三成员, 一成立 */
const TENTHS = /^成(?:(?<half>[一二三四五六七八九])(?![一-龥]))?(?![员立功为本果长对都的语])/

/** 分之, %, ‰ and 成 right after the number. */
function tail(text: string, one: Numeral): Numeral {
  const next = text.charAt(one.end)
  if (next === '%') return { ...one, end: one.end + 1, value: one.value / 100, kind: 'percent' }
  const share =
    one.value <= 10 && Number.isInteger(one.value) ? TENTHS.exec(text.slice(one.end, one.end + 3)) : null
  if (share) {
    const more = share.groups?.half ? (DIGITS[share.groups.half] ?? 0) : 0
    return { ...one, end: one.end + share[0].length, value: (one.value * 10 + more) / 100, kind: 'percent' }
  }
  if (text.startsWith('分之', one.end)) {
    const parts = partsAt(text, one.end + 2)
    const over = parts.length ? sumOf(parts) : null
    const end = parts.at(-1)?.end
    if (over && end !== undefined && one.value > 0)
      return { start: one.start, end, value: over.value / one.value, kind: 'fraction' }
  }
  return one
}
