import { DIGITS, isDigit, isTwo, TENS, UNITS } from './numeralsigns.ts'

const VAGUE = '余多来几幾'
/** One step of a number: a literal, a power of ten, a mark of vagueness. */
export type Part =
  | { is: 'literal'; value: number; digits: number; chinese: boolean; end: number }
  | { is: 'tens'; value: number; end: number }
  | { is: 'power'; value: number; end: number }
  | { is: 'decimal'; value: number; end: number }
  | { is: 'zero'; end: number }
  | { is: 'vague'; end: number }
/** The steps of the number that begins at `from`; none where no number does. */
export function partsAt(text: string, from: number): Part[] {
  const parts: Part[] = []
  let i = from
  for (;;) {
    const part = partAt(text, i, parts.at(-1))
    if (!part) return trim(parts)
    parts.push(part)
    i = part.end
  }
}

/** A lone 万, 千, 零, 余 is no number; 百 and 十 are when something vague follows (百余人, 十几个). */
function trim(parts: Part[]): Part[] {
  const first = parts[0]
  if (!first || first.is === 'vague') return []
  if (first.is === 'power') {
    const second = parts[1]
    if (first.value === 10) return parts
    return second?.is === 'vague' || (first.value < 1e4 && second?.is === 'power') ? parts : []
  }
  return parts
}

function partAt(text: string, i: number, before: Part | undefined): Part | null {
  const c = text.charAt(i)
  if (c === '') return null
  if (c === ' ') return before ? afterBlank(text, i, before) : null
  // 两个亿; 两个亿元村 are two villages.
  if (c === '个' && before && /^亿(?!元)/.test(text.slice(i + 1, i + 3)))
    return { is: 'power', value: 1e8, end: i + 2 }
  if (c >= '0' && c <= '9') return before?.is === 'literal' ? null : arabicAt(text, i)
  if (c === '零' || c === '〇') {
    if (before?.is === 'power') return { is: 'zero', end: i + 1 }
    return before?.is === 'literal' && !before.chinese ? null : chineseAt(text, i)
  }
  if (DIGITS.has(c)) {
    // 三十两 is a weight; 一千两百 is not.
    if (isTwo(c) && before && !UNITS.has(text.charAt(i + 1))) return null
    return before?.is === 'literal' ? null : chineseAt(text, i)
  }
  const power = UNITS.get(c)
  if (power !== undefined) {
    const stands = powerAfter(before, power) && !(c === '千' && isKilo(text.charAt(i + 1), before))
    return stands ? { is: 'power', value: power, end: i + 1 } : null
  }
  if (c === '点') return before?.is === 'power' ? decimalAt(text, i) : null
  const tens = TENS.get(c)
  if (tens !== undefined)
    return before && before.is !== 'power' ? null : { is: 'tens', value: tens, end: i + 1 }
  // 百把人
  if (c === '把' && before?.is === 'power' && before.value >= 100 && /^[人个名户来]/.test(text.charAt(i + 1)))
    return { is: 'vague', end: i + 1 }
  if (VAGUE.includes(c) && before && before.is !== 'vague') return vagueAt(text, i, before)
  return null
}

/** 千克, 千瓦, 12千米: a thousand of nothing, a unit of its own. */
function isKilo(next: string, before: Part | undefined): boolean {
  if (next !== '' && '克瓦卡赫帕伏'.includes(next)) return true
  return next === '米' && before?.is === 'literal' && !before.chinese
}

/** 20 万元, 五百 余万: blanks before 万 and 亿 part nothing. */
function afterBlank(text: string, i: number, before: Part): Part | null {
  if (before.is !== 'literal' && before.is !== 'power') return null
  let at = i
  while (at < i + 3 && text.charAt(at) === ' ') at += 1
  const isVague = VAGUE.includes(text.charAt(at))
  const power = UNITS.get(text.charAt(isVague ? at + 1 : at)) ?? 0
  if (power < 1e4 || /^[众家里物象]/.test(text.charAt(at + 1))) return null
  return isVague ? { is: 'vague', end: at + 1 } : { is: 'power', value: power, end: at + 1 }
}

/** 四百点五: what follows 点 after a power; 十点二十 and 十点五分 are times of day. */
function decimalAt(text: string, i: number): Part | null {
  let end = i + 1
  let decimals = '0.'
  while (DIGITS.has(text.charAt(end)) && !isTwo(text.charAt(end))) decimals += DIGITS.get(text.charAt(end++))
  const next = text.charAt(end)
  return end === i + 1 || (next !== '' && '十分刻'.includes(next))
    ? null
    : { is: 'decimal', value: Number(decimals), end }
}

/** 多少, 多次, 来自, 余下, 几个 after a plain digit are other words. */
function vagueAt(text: string, i: number, before: Part): Part | null {
  const c = text.charAt(i)
  const next = text.charAt(i + 1)
  if (c === '几' && before.is === 'literal' && (before.value % 10 !== 0 || before.value === 0)) return null
  if (c === '来' && (before.is === 'literal' ? before.value % 10 !== 0 || before.value === 0 : false))
    return null
  if (c === '来' && '自到了看说过往临'.includes(next) && next !== '') return null
  if (c === '多' && (next === '少' || next === '样')) return null
  return { is: 'vague', end: i + 1 }
}

function powerAfter(before: Part | undefined, power: number): boolean {
  if (!before) return power <= 1000
  if (before.is === 'zero') return false
  if (before.is === 'vague') return power >= 1e4
  return true
}

/** 1,234.5 or 32, also `3 2` typed with blanks between single digits (full-width habit). */
function arabicAt(text: string, i: number): Part {
  let end = i
  let digits = ''
  while (isDigit(text, end)) digits += text.charAt(end++)
  while (digits.length <= 15 && text.charAt(end) === ',' && threeDigits(text, end + 1)) {
    digits += text.slice(end + 1, end + 4)
    end += 4
  }
  if (digits.length === 1) {
    while (
      text.charAt(end) === ' ' &&
      isDigit(text, end + 1) &&
      !/[\d.:/月年\-日号]/.test(text.charAt(end + 2))
    ) {
      digits += text.charAt(end + 1)
      end += 2
    }
  }
  let value = Number(digits)
  if (text.charAt(end) === '.' && isDigit(text, end + 1)) {
    let decimals = '.'
    end += 1
    while (isDigit(text, end)) decimals += text.charAt(end++)
    value = Number(digits + decimals)
  }
  return { is: 'literal', value, digits: digits.length, chinese: false, end }
}

function threeDigits(text: string, i: number): boolean {
  return isDigit(text, i) && isDigit(text, i + 1) && isDigit(text, i + 2) && !isDigit(text, i + 3)
}

/** A run of Chinese digits: 五, 二〇二六, 三点五, and 四五 (kept as two digits, read as a range). */
function chineseAt(text: string, i: number): Part {
  let end = i
  let digits = ''
  // 二两 is a weight, 一两 one or two.
  while (DIGITS.has(text.charAt(end)) && (end === i || digits === '1' || !isTwo(text.charAt(end))))
    digits += DIGITS.get(text.charAt(end++))
  let value = Number(digits)
  if (text.charAt(end) === '点' && DIGITS.has(text.charAt(end + 1)) && digits.length !== 2) {
    let decimals = '.'
    let at = end + 1
    while (DIGITS.has(text.charAt(at))) decimals += DIGITS.get(text.charAt(at++))
    // 三点五十: a time of day, not 3.5
    if (!(UNITS.has(text.charAt(at)) && text.charAt(at) === '十')) {
      value = Number(digits + decimals)
      return { is: 'literal', value, digits: 1, chinese: true, end: at }
    }
  }
  return { is: 'literal', value, digits: digits.length, chinese: true, end }
}
