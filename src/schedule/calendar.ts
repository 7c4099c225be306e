// The package's table itself, not its functions: those build their days in the host's zone and are a day off in America.
import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { type Day, weekdayOf } from '../clock.ts'

/** What the office entered itself, from the State Council's notice (放假通知) or its own: day -> works or not, and why. */
export type OfficeDays = Record<Day, { work: boolean; name: string }>

const HOLIDAYS: Record<Day, string> = days.holidays
const MAKE_UP: Record<Day, string> = days.workdays

/** Days that are holidays every year by 《全国年节及纪念日放假办法》 and need no lunar calendar. */
const FIXED: Record<string, string> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '05-02': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
}

/** Whether the kept calendar holds the year's 放假通知; if not, a page must say that only the fixed days are known. */
export function covered(year: number): boolean {
  return `${year}-10-01` in HOLIDAYS
}

/**
 * What is known of the 放假通知 of the years in which the days lie, as a sentence for the desk. Good: every year is held by
 * the package or has been entered by the office.
 */
export function calendarState(days: Day[], own: OfficeDays = {}): { good: boolean; say: string } {
  const years = [...new Set(days.map((day) => Number(day.slice(0, 4))))]
  const entered = (year: number) => Object.keys(own).filter((day) => day.startsWith(`${year}-`)).length
  const sentences = years.map((year) => {
    if (covered(year)) return `${year} 年的放假和调休安排已收录。`
    if (entered(year) > 0)
      return `${year} 年按本镇文件“放假安排”里写的 ${entered(year)} 天和固定节日计算，请核对有没有写全。`
    return `${year} 年的放假安排程序里还没有，现在只按周末和固定节日（元旦、劳动节、国庆节）算工作日。国务院发通知后，请管理员把放假和上班的日子写进本镇文件的“放假安排”，再重新启动。`
  })
  return {
    good: years.every((year) => covered(year) || entered(year) > 0),
    say: sentences.join(''),
  }
}

/** A working day of an office: Monday to Friday and make-up days (调休), without holidays. */
export function isWorkday(day: Day, own: OfficeDays = {}): boolean {
  const office = own[day]
  if (office) return office.work
  if (day in MAKE_UP) return true
  return weekdayOf(day) <= 5 && holidayName(day, own) === undefined
}

/** The holiday that makes the day free, `国庆节`; undefined on other days, also on plain week-ends. */
export function holidayName(day: Day, own: OfficeDays = {}): string | undefined {
  const office = own[day]
  if (office) return office.work ? undefined : office.name
  if (covered(Number(day.slice(0, 4)))) return HOLIDAYS[day]?.split(',')[1]
  return FIXED[day.slice(5)]
}

/** The holiday for which the day is worked though it is a week-end: `国庆节`. */
export function makeUpFor(day: Day, own: OfficeDays = {}): string | undefined {
  const office = own[day]
  if (office) return office.work && weekdayOf(day) > 5 ? office.name : undefined
  return MAKE_UP[day]?.split(',')[1]
}
