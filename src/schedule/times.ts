import { Fault } from '../fault.ts'

/** A part of the day that a clerk puts before the hour, and the hours (0–12) it moves into the afternoon. */
const PARTS = '凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|晚间|晚'
const CLOCK = new RegExp(
  `^(${PARTS})?(\\d{1,2}|[零一二两三四五六七八九十]{1,3})(?::(\\d{2})|[点时](半|一刻|三刻|\\d{1,2}分?|整)?)$`,
)

/** `8:00、下午3点半` -> `['08:00', '15:30']`. Undefined when a piece is no time of day. */
export function readTimes(text: string): string[] | undefined {
  const times = text.split(/[、,和及]/).map(readTime)
  const whole = times.filter((time) => time !== undefined)
  return whole.length === times.length ? [...new Set(whole)].sort() : undefined
}

/** `上午8点` -> `08:00`. */
function readTime(text: string): string | undefined {
  const found = CLOCK.exec(text)
  if (!found) return undefined
  const [, part, hours = '', minutes, spoken] = found
  const hour = afternoon(readNumber(hours), part)
  const minute = minutes === undefined ? spokenMinutes(spoken) : Number(minutes)
  if (hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

function afternoon(hour: number, part: string | undefined): number {
  const late = part !== undefined && /下午|傍晚|晚/.test(part)
  if (late && hour < 12) return hour + 12
  if (part === '中午' && hour < 3) return hour + 12
  return hour
}

function spokenMinutes(text: string | undefined): number {
  if (text === undefined || text === '整') return 0
  const named: Record<string, number> = { 半: 30, 一刻: 15, 三刻: 45 }
  return named[text] ?? Number.parseInt(text, 10)
}

/** A number up to 99, in figures or in Chinese (`二十一`); NaN is not possible for what the patterns let through. */
export function readNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const digit = (char: string | undefined) =>
    '零一二三四五六七八九'.indexOf(char === '两' ? '二' : (char ?? ''))
  const [tens, ones] = text.includes('十') ? text.split('十') : ['零', text]
  return (tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones))
}

/** What a clerk may write; said whenever a phrase is not understood. */
export function badTime(text: string): Fault {
  return new Fault(
    'schedule/bad-time',
    `看不懂时间“${text}”。可以写：每个工作日 8:00；每天 上午8点；每周一、三、五 8:00；每周一 8:30，节假日顺延；每月5日 9:00；每月最后一个工作日 9:00；每季度首月10日 9:00。`,
  )
}
