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

const DIGITS: Record<string, number> = {
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
const UNITS: Record<string, number> = {
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
const TENS: Record<string, number> = { 廿: 20, 卅: 30, 卌: 40 }
const VAGUE = '余多来几'

/** Which code units a number can begin with: most of a message is passed over by one look. */
const STARTS = new Uint8Array(65536)
for (const c of [...Object.keys(DIGITS), ...Object.keys(UNITS), ...Object.keys(TENS), ...'0123456789第'])
  STARTS[c.charCodeAt(0)] = 1

/** One step of a number: a literal, a power of ten, a mark of vagueness. */
type Part =
  | { is: 'literal'; value: number; digits: number; chinese: boolean; end: number }
  | { is: 'tens'; value: number; end: number }
  | { is: 'power'; value: number; end: number }
  | { is: 'zero'; end: number }
  | { is: 'vague'; end: number }

/** Every number in the text, left to right, in one pass. Offsets are UTF-16. */
export function scanNumerals(text: string): Numeral[] {
  const found: Numeral[] = []
  let i = 0
  while (i < text.length) {
    if (STARTS[text.charCodeAt(i)] !== 1) {
      i += 1
      continue
    }
    const at = special(text, i) ?? plain(text, i)
    if (at) found.push(at)
    i = at ? at.end : pastRun(text, i)
  }
  return found
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
  const parts = partsAt(text, i)
  const last = parts.at(-1)
  if (!last) return null
  const sum = evaluate(parts)
  if (!sum) return null
  const one: Numeral = { start: i, end: last.end, value: sum.value, kind: 'cardinal' }
  if (sum.approx) one.approx = true
  if (sum.upTo !== undefined) one.upTo = sum.upTo
  return tail(text, one)
}

/** 分之, %, ‰ and 成 right after the number. */
function tail(text: string, one: Numeral): Numeral {
  const next = text.charAt(one.end)
  if (next === '%') return { ...one, end: one.end + 1, value: one.value / 100, kind: 'percent' }
  if (text.startsWith('分之', one.end)) {
    const parts = partsAt(text, one.end + 2)
    const over = parts.length ? evaluate(parts) : null
    const end = parts.at(-1)?.end
    if (over && end !== undefined && one.value > 0)
      return { start: one.start, end, value: over.value / one.value, kind: 'fraction' }
  }
  return one
}

function partsAt(text: string, from: number): Part[] {
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

function isDigit(text: string, i: number): boolean {
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

interface Sum {
  value: number
  approx: boolean
  upTo?: number
}

function evaluate(parts: Part[]): Sum | null {
  const sum: Sum = { value: 0, approx: false }
  let high = 0
  let upHigh = 0
  let section = 0
  let up = 0
  let pending: number | null = null
  let pendingUp = 0
  let lastPower = 1
  let zero = false
  for (const part of parts) {
    if (part.is === 'vague') sum.approx = true
    else if (part.is === 'zero') zero = true
    else if (part.is === 'tens') {
      section += part.value
      up += part.value
      lastPower = 10
    } else if (part.is === 'literal') {
      const range = rangeOf(part)
      if (part.chinese && part.digits === 2 && !range && parts.length > 1 && part !== parts.at(-1))
        return null
      pending = range ? range[0] : part.value
      pendingUp = range ? range[1] : part.value
      if (range) sum.upTo = 0
      if (part === parts.at(-1) || parts.at(-1)?.is === 'vague') {
        // 一百二, 3万2: a bare digit after a power counts in the next lower one.
        const short =
          !zero &&
          part.digits === 1 &&
          Number.isInteger(part.value) &&
          lastPower >= 100 &&
          parts.at(-1) === part
        if (short) {
          pending *= lastPower / 10
          pendingUp *= lastPower / 10
        }
      }
    } else {
      const factor = part.value
      if (factor >= 1e4) {
        const all = section + (pending ?? (section === 0 && high === 0 ? 1 : 0))
        const allUp = up + (pending === null ? (section === 0 && high === 0 ? 1 : 0) : pendingUp)
        // 一万亿: the power multiplies all before it; 三亿五千万: only its own section.
        if (all === 0 && high > 0) {
          high *= factor
          upHigh *= factor
        } else {
          high += all * factor
          upHigh += allUp * factor
        }
        section = 0
        up = 0
      } else {
        section += (pending ?? 1) * factor
        up += (pending === null ? 1 : pendingUp) * factor
      }
      pending = null
      pendingUp = 0
      lastPower = factor
      zero = false
    }
  }
  sum.value = round(high + section + (pending ?? 0))
  const top = round(upHigh + up + (pending === null ? 0 : pendingUp))
  if (sum.upTo !== undefined && top > sum.value) sum.upTo = top
  else delete sum.upTo
  return Number.isFinite(sum.value) ? sum : null
}

/** 四五 -> [4, 5]; 三五 and 一两 are said so too; 二二 or 一二〇 are not ranges. */
function rangeOf(part: { digits: number; value: number; chinese: boolean }): [number, number] | null {
  if (!part.chinese || part.digits !== 2) return null
  const low = Math.floor(part.value / 10)
  const high = part.value % 10
  return low > 0 && (high === low + 1 || (low === 3 && high === 5)) ? [low, high] : null
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
