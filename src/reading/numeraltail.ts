import { partsAt } from './numeralparts.ts'
import { DIGITS } from './numeralsigns.ts'
import { sumOf } from './numeralsum.ts'

/** A number of a text, with where it stands. */
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

/** What is told by the word after: 30%, 3‰, 八成五, 三分之二, 一又二分之一, 2/3以上. */
export function tail(text: string, one: Numeral): Numeral {
  switch (text.charAt(one.end)) {
    case '%':
      return { ...shareOf(one, 100), end: one.end + 1 }
    case '‰':
      return { ...shareOf(one, 1000), end: one.end + 1 }
    case '成':
      return tenths(text, one)
    case '分':
      return fraction(text, one)
    case '又': {
      const under = bareAt(text, one.end + 1)
      const rest = under ? fraction(text, under) : null
      return rest?.kind === 'fraction' ? { ...rest, start: one.start, value: one.value + rest.value } : one
    }
    case '/':
      return quotient(text, one)
    default:
      return one
  }
}

/** 八成, 八成五, 三成半; not 三成员, 一成立 */
const TENTHS = /^成(?<half>半|[一二三四五六七八九](?![一-龥]))?(?![员立功为本果长对都的语])/

function tenths(text: string, one: Numeral): Numeral {
  const share = one.value <= 10 ? TENTHS.exec(text.slice(one.end, one.end + 3)) : null
  if (!share) return one
  const half = share.groups?.half ?? ''
  const more = half === '半' ? 5 : (DIGITS.get(half) ?? 0)
  return { ...one, end: one.end + share[0].length, value: (one.value * 10 + more) / 100, kind: 'percent' }
}

function fraction(text: string, under: Numeral): Numeral {
  if (!text.startsWith('分之', under.end) || under.value <= 0) return under
  const over = bareAt(text, under.end + 2)
  if (!over) return under
  return { start: under.start, end: over.end, value: over.value / under.value, kind: 'fraction' }
}

/** 2/3以上的党员: elsewhere N/M is left to the dates. */
const QUOTIENT = /^\/(?<under>\d{1,2})(?=以上|以下|的|左右)/

function quotient(text: string, over: Numeral): Numeral {
  const match = QUOTIENT.exec(text.slice(over.end, over.end + 5))
  const under = Number(match?.groups?.under ?? 0)
  if (!match || over.value <= 0 || over.value >= under || text.charAt(over.start - 1) === '/') return over
  return { ...over, end: over.end + match[0].length, value: over.value / under, kind: 'fraction' }
}

/** The number at `i` without a look at what follows it. */
export function bareAt(text: string, i: number): Numeral | null {
  const parts = partsAt(text, i)
  const last = parts[parts.length - 1]
  // Most numbers are a few digits and nothing else: no sum is needed.
  if (parts.length === 1 && last?.is === 'literal' && !last.chinese && Number.isFinite(last.value))
    return { start: i, end: last.end, value: last.value, kind: 'cardinal' }
  const sum = last ? sumOf(parts) : null
  if (!last || !sum) return null
  const one: Numeral = { start: i, end: last.end, value: sum.value, kind: 'cardinal' }
  if (sum.approx) one.approx = true
  if (sum.upTo !== undefined) one.upTo = sum.upTo
  return one
}

/** X of a hundred, a thousand, ten thousand. */
export function shareOf(one: Numeral, base: number): Numeral {
  const upTo = one.upTo === undefined ? {} : { upTo: one.upTo / base }
  return { ...one, ...upTo, value: one.value / base, kind: 'percent' }
}
