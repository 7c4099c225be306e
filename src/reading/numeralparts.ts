export const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  两: 2,
  俩: 2,
  仨: 3,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
  幺: 1,
  倆: 2,
  兩: 2,
}
export const UNITS: Record<string, number> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  万: 1e4,
  萬: 1e4,
  亿: 1e8,
  億: 1e8,
}
export const TENS: Record<string, number> = { 廿: 20, 卅: 30, 卌: 40 }
const VAGUE = '余多来几'
/** One step of a number: a literal, a power of ten, a mark of vagueness. */
export type Part =
  | { is: 'literal'; value: number; digits: number; chinese: boolean; end: number }
  | { is: 'tens'; value: number; end: number }
  | { is: 'power'; value: number; end: number }
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
  if (c >= '0' && c <= '9') return before?.is === 'literal' ? null : arabicAt(text, i)
  if (c === '零' || c === '〇') {
    if (before?.is === 'power') return { is: 'zero', end: i + 1 }
    return before?.is === 'literal' && !before.chinese ? null : chineseAt(text, i)
  }
  if (c in DIGITS) return before?.is === 'literal' ? null : chineseAt(text, i)
  const power = UNITS[c]
  if (power !== undefined) return powerAfter(before, power) ? { is: 'power', value: power, end: i + 1 } : null
  const tens = TENS[c]
  if (tens !== undefined)
    return before && before.is !== 'power' ? null : { is: 'tens', value: tens, end: i + 1 }
  if (VAGUE.includes(c) && before && before.is !== 'vague') return vagueAt(text, i, before)
  return null
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

export function isDigit(text: string, i: number): boolean {
  const code = text.charCodeAt(i)
  return code >= 48 && code <= 57
}

function threeDigits(text: string, i: number): boolean {
  return isDigit(text, i) && isDigit(text, i + 1) && isDigit(text, i + 2) && !isDigit(text, i + 3)
}

/** A run of Chinese digits: 五, 二〇二六, 三点五, and 四五 (kept as two digits, read as a range). */
function chineseAt(text: string, i: number): Part {
  let end = i
  let digits = ''
  while (text.charAt(end) in DIGITS) digits += DIGITS[text.charAt(end++)]
  let value = Number(digits)
  if (text.charAt(end) === '点' && text.charAt(end + 1) in DIGITS && digits.length === 1) {
    let decimals = '.'
    let at = end + 1
    while (text.charAt(at) in DIGITS) decimals += DIGITS[text.charAt(at++)]
    // 三点五十: a time of day, not 3.5
    if (!(text.charAt(at) in UNITS && text.charAt(at) === '十')) {
      value = Number(digits + decimals)
      return { is: 'literal', value, digits: 1, chinese: true, end: at }
    }
  }
  return { is: 'literal', value, digits: digits.length, chinese: true, end }
}
