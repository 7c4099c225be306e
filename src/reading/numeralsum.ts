import type { Part } from './numeralparts.ts'

interface Sum {
  value: number
  approx: boolean
  upTo?: number
}

/** What has been read so far: 亿 and 万 already closed, the section below 万, and the digit that waits for its power. `low` and `up` part at a range. */
interface Reckoning {
  low: { high: number; section: number; pending: number }
  up: { high: number; section: number; pending: number }
  waiting: boolean
  power: number
  zero: boolean
  range: boolean
}

/** The value of the steps of one number, or null where they make none (三二百). */
export function sumOf(parts: Part[]): Sum | null {
  const so: Reckoning = {
    low: { high: 0, section: 0, pending: 0 },
    up: { high: 0, section: 0, pending: 0 },
    waiting: false,
    power: 1,
    zero: false,
    range: false,
  }
  for (const [i, part] of parts.entries()) {
    if (part.is === 'zero') so.zero = true
    else if (part.is === 'tens') addTo(so, part.value, 10)
    else if (part.is === 'power') addPower(so, part.value)
    else if (part.is === 'decimal') addTo(so, part.value)
    else if (part.is === 'literal' && !addLiteral(so, part, parts, i)) return null
  }
  const value = total(so.low)
  const upTo = total(so.up)
  if (!Number.isFinite(value)) return null
  const approx = parts.some((part) => part.is === 'vague') || isHundredOdd(parts)
  if (isHundredOdd(parts)) return { value: 100, approx }
  return so.range && upTo > value ? { value, approx, upTo } : { value, approx }
}

function total(side: Reckoning['low']): number {
  return round(side.high + side.section + side.pending)
}

/** 百十号人, 百十来人: a hundred or so. */
function isHundredOdd(parts: Part[]): boolean {
  const [first, second] = parts
  return first?.is === 'power' && first.value === 100 && second?.is === 'power' && second.value === 10
}

/** 廿, 卅 and 点五: added as they stand. */
function addTo(so: Reckoning, value: number, power = so.power): void {
  so.low.section += value
  so.up.section += value
  so.power = power
}

function addLiteral(so: Reckoning, part: Part & { is: 'literal' }, parts: Part[], i: number): boolean {
  const range = rangeOf(part)
  const last = i === parts.length - 1
  if (part.chinese && part.digits === 2 && !range && parts.length > 1 && !last) return false
  // 一百二, 3万2: a bare digit after a power counts in the next lower one.
  const short = last && !so.zero && part.digits === 1 && Number.isInteger(part.value) && so.power >= 100
  const factor = short ? so.power / 10 : 1
  so.low.pending = (range ? range[0] : part.value) * factor
  so.up.pending = (range ? range[1] : part.value) * factor
  so.waiting = true
  if (range) so.range = true
  return true
}

function addPower(so: Reckoning, factor: number): void {
  for (const side of [so.low, so.up]) {
    if (factor < 1e4) side.section += (so.waiting ? side.pending : 1) * factor
    else closeSection(side, so.waiting, factor)
    side.pending = 0
  }
  so.waiting = false
  so.power = factor
  so.zero = false
}

/** 一万亿: the power multiplies all before it; 三亿五千万: only its own section. */
function closeSection(side: Reckoning['low'], waiting: boolean, factor: number): void {
  const bare = side.section === 0 && side.high === 0 ? 1 : 0
  const all = side.section + (waiting ? side.pending : bare)
  if (all === 0 && side.high > 0) side.high *= factor
  else side.high += all * factor
  side.section = 0
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
