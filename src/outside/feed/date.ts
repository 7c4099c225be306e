import { MONTHS, plainDate } from './date-words.ts'

/**
 * Dates as Chinese feeds write them. Libraries read a date without zone in the host's zone (8 hours wrong) or drop
 * `2026年11月23日`, so they are read here: without a zone it is Beijing time.
 */
export interface ReadDate {
  millis: number
  /** gmt: the text says GMT, UTC or Z, which some Chinese sites write after Beijing time. */
  zone: 'gmt' | 'given' | 'none'
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const BEIJING = 8 * 60

/** Minutes east of Greenwich. CST is China's own here. */
const ZONES: Record<string, number> = {
  cst: BEIJING,
  bjt: BEIJING,
  hkt: BEIJING,
  est: -300,
  edt: -240,
  pst: -480,
}

const TIME = String.raw`(\d{1,2})[:时点](\d{1,2})?(?:[:分](\d{1,2})(?:[.,]\d+)?)?[分秒]?`
const ZONE = String.raw`(z|gmt|utc?|[a-z]{3})?\s*([+-]\d{1,2}(?::?\d{2})?)?`
const HALF = '(上午|下午|晚上?|凌晨|中午|am|pm)'

const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?(?:[t\s]*${HALF}?\s*${TIME}(?:\s*${HALF})?)?\s*${ZONE}`,
)
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?z?)?$/
const DAY_FIRST = new RegExp(
  String.raw`^(?:[a-z]+\.?,?\s*)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4}|\d{2})(?:[\s,]+${TIME}\s*${ZONE})?`,
)
const MONTH_FIRST = new RegExp(
  String.raw`^(?:[a-z]+\.?,?\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(?:(\d{4}),?\s+)?${TIME}\s*${ZONE}\s*(\d{4})?`,
)
const MONTH_DAY = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})$/
/** As an American server prints it: `6/5/2026 9:00:00 AM`. */
const AMERICAN = new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})\s+${TIME}\s*(am|pm)`)
const SHORT_YEAR = new RegExp(String.raw`^([23]\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s+${TIME})?$`)
const NO_YEAR = new RegExp(String.raw`^(\d{1,2})[-/.月](\d{1,2})日?(?:\s+${TIME})?$`)

/** null when no real moment can be read from the text; `now` is for dates without a year and `3小时前`. */
export function readDate(raw: string, now: number): ReadDate | null {
  const text = plainDate(raw)
  return (
    yearFirst(text) ??
    compact(text) ??
    dayFirst(text) ??
    monthFirst(text) ??
    american(text) ??
    shortYear(text) ??
    epoch(text) ??
    noYear(text, now) ??
    relative(text, now)
  )
}

function yearFirst(text: string): ReadDate | null {
  const found = YEAR_FIRST.exec(text)
  if (!found) return null
  const [, y, m, d, half, h, min, s, after, zone, offset] = found
  return moment(y, m, d, hourOf(h, half ?? after), min, s, zone, offset)
}

/** The hour of the day; `half`: which half of it the text says. */
function hourOf(hour: string | undefined, half: string | undefined): string | undefined {
  if (hour === undefined || Number(hour) > 12) return hour
  const late = half === '下午' || half === 'pm' || half?.startsWith('晚')
  if (late && Number(hour) < 12) return String(Number(hour) + 12)
  return Number(hour) === 12 && (half === 'am' || half === '凌晨') ? '0' : hour
}

function american(text: string): ReadDate | null {
  const found = AMERICAN.exec(text)
  if (!found) return null
  const [, m, d, y, h, min, s, half] = found
  return moment(y, m, d, hourOf(h, half), min, s, undefined, undefined)
}

/** `26-06-05`: here the year leads. */
function shortYear(text: string): ReadDate | null {
  const found = SHORT_YEAR.exec(text)
  if (!found) return null
  const [, y, m, d, h, min, s] = found
  return moment(`20${y}`, m, d, h, min, s, undefined, undefined)
}

function compact(text: string): ReadDate | null {
  const found = COMPACT.exec(text)
  if (!found) return null
  const [, y, m, d, h, min, s] = found
  return moment(y, m, d, h, min, s, text.endsWith('z') ? 'z' : undefined, undefined)
}

function dayFirst(text: string): ReadDate | null {
  const found = DAY_FIRST.exec(text)
  if (!found) return null
  const [, d, month = '', y = '', h, min, s, zone, offset] = found
  return moment(century(y), monthOf(month), d, h, min, s, zone, offset)
}

function century(year: string): string {
  if (year.length !== 2) return year
  return (Number(year) >= 70 ? '19' : '20') + year
}

function monthOf(name: string): string {
  return String(MONTHS.indexOf(name) + 1)
}

/** `Wed Dec 14 11:37:37 CST 2022`, as Java prints it, and `Dec 14, 2022 11:37`. */
function monthFirst(text: string): ReadDate | null {
  const found = MONTH_FIRST.exec(text)
  if (!found) {
    const [, name = '', date, whole] = MONTH_DAY.exec(text) ?? []
    return moment(whole, monthOf(name), date, undefined, undefined, undefined, undefined, undefined)
  }
  const [, month = '', d, y, h, min, s, zone, offset, lastYear] = found
  return moment(y ?? lastYear, monthOf(month), d, h, min, s, zone, offset)
}

function epoch(text: string): ReadDate | null {
  if (/^\d{10}(?:\.\d{1,6})?$/.test(text)) return { millis: Math.round(Number(text) * 1000), zone: 'given' }
  const millis = /^(?:\/date\()?(\d{13})(?:[+-]\d{4})?(?:\)\/)?$/.exec(text)?.[1]
  if (millis) return { millis: Number(millis), zone: 'given' }
  return null
}

/** `11-24 08:30`: the nearest such day that is not ahead. */
function noYear(text: string, now: number): ReadDate | null {
  const found = NO_YEAR.exec(text)
  if (!found) return null
  const [, m, d, h, min, s] = found
  const year = new Date(now + BEIJING * MINUTE).getUTCFullYear()
  for (const y of [year, year - 1]) {
    const read = moment(String(y), m, d, h, min, s, undefined, undefined)
    if (read && read.millis <= now + DAY) return read
  }
  return null
}

function relative(text: string, now: number): ReadDate | null {
  if (text === '刚刚') return { millis: now, zone: 'given' }
  const ago = /^(\d{1,3})\s?(分钟|小时|天)前$/.exec(text)
  if (ago) {
    const unit = ago[2] === '分钟' ? MINUTE : ago[2] === '小时' ? HOUR : DAY
    return { millis: now - Number(ago[1]) * unit, zone: 'given' }
  }
  const day = new RegExp(`^(今天|昨天|前天)\\s*(?:${TIME})?$`).exec(text)
  if (!day) return null
  const back = ['今天', '昨天', '前天'].indexOf(day[1] ?? '')
  const local = new Date(now + BEIJING * MINUTE - back * DAY)
  const [y, m, d] = local.toISOString().slice(0, 10).split('-')
  return moment(y, m, d, day[2], day[3], day[4], undefined, undefined)
}

/** The parts -> a moment; null when the calendar has no such day or the clock no such time. */
function moment(
  y: string | undefined,
  m: string | undefined,
  d: string | undefined,
  h: string | undefined,
  min: string | undefined,
  s: string | undefined,
  zone: string | undefined,
  offset: string | undefined,
): ReadDate | null {
  const [year, month, day] = [Number(y), Number(m), Number(d)]
  const [hour, minute, second] = [Number(h ?? 0), Number(min ?? 0), Number(s ?? 0)]
  if (!(year >= 1990 && year <= 2100) || hour > 24 || minute > 59 || second > 60) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  const local = date.getTime() + hour * HOUR + minute * MINUTE + second * 1000
  const read = zoneOf(zone, offset)
  return { millis: local - read.east * MINUTE, zone: read.zone }
}

function zoneOf(
  name: string | undefined,
  offset: string | undefined,
): { east: number; zone: ReadDate['zone'] } {
  if (offset) {
    const [, sign, hours, minutes = '0'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(offset) ?? []
    const east = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
    return { east, zone: east === 0 ? 'gmt' : 'given' }
  }
  if (name === undefined) return { east: BEIJING, zone: 'none' }
  if (['z', 'gmt', 'ut', 'utc'].includes(name)) return { east: 0, zone: 'gmt' }
  return { east: ZONES[name] ?? BEIJING, zone: name in ZONES ? 'given' : 'none' }
}
