import { type Day, isDay } from './clock.ts'

/** The day from which Excel counts. */
const EXCEL = Date.UTC(1899, 11, 30)

const WEEKDAY = '[（(]?(?:周|星期)[一二三四五六日天][）)]?'
const HOUR = '(?:T|(?:上午|早上|中午|下午|晚上?)? *\\d{1,2}[:：点时]).*'
const SPELT = new RegExp(
  `^(\\d{4}) *[-./年] *(\\d{1,2}) *[-./月] *(\\d{1,2}) *日? *(?:${WEEKDAY})? *(?:${HOUR})?$`,
)

/**
 * A day as offices write it in a spreadsheet: 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日（周四）15:00, 20260305 or Excel's
 * number 46086; undefined when it is none, more than
 * one, or no day of the calendar.
 */
export function dayInCell(words: string): Day | undefined {
  if (/^[1-6]\d{4}(?:\.\d+)?$/.test(words))
    return new Date(EXCEL + Math.floor(Number(words)) * 86_400_000).toISOString().slice(0, 10)
  const found = SPELT.exec(words) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(words)
  const [, year = '', month = '', date = ''] = found ?? []
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}
