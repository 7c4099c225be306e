import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/clock.ts'
import { calendarState, covered, holidayName, isWorkday, makeUpFor } from '../../src/schedule/calendar.ts'
import { checkTimes, instantsOf, parseTimes, planLines } from '../../src/schedule/timetable.ts'

/** The days of a year on which a phrase falls. */
function daysIn(year: number, text: string): Day[] {
  const times = parseTimes(text)
  return instantsOf(times, `${year - 1}-12-31T23:59:59.999+08:00`, `${year}-12-31T23:59:59.999+08:00`).map(
    (due) => due.slice(0, 10),
  )
}

describe('日历', () => {
  it('knows holidays and make-up days, on a host far from Shanghai', () => {
    expect(holidayName('2026-10-01')).toBe('国庆节')
    expect(isWorkday('2026-09-30')).toBe(true)
    expect(isWorkday('2026-10-08')).toBe(true)
    expect(isWorkday('2026-10-10')).toBe(true)
    expect(makeUpFor('2026-10-10')).toBe('国庆节')
    expect(isWorkday('2026-10-11')).toBe(false)
    expect(holidayName('2026-10-11')).toBeUndefined()
    expect(isWorkday('2025-01-26')).toBe(true)
  })
  it('keeps the fixed days in a year it does not hold, and says that it does not hold it', () => {
    expect(covered(2026)).toBe(true)
    expect(covered(2027)).toBe(false)
    expect(isWorkday('2027-10-01')).toBe(false)
    expect(isWorkday('2027-01-01')).toBe(false)
    expect(isWorkday('2027-10-04')).toBe(true)
  })
  it('says of each year that lies ahead whether its notice is known, and where to write it', () => {
    expect(calendarState(['2026-11-24', '2026-12-24'])).toEqual({
      good: true,
      say: '2026 年的放假和调休安排已收录。',
    })
    const unknown = calendarState(['2026-12-15', '2027-01-14'])
    expect(unknown.good).toBe(false)
    expect(unknown.say).toMatch(/^2026 年.*已收录。2027 年.*只按周末和固定节日.*写进本镇文件的“放假安排”/)
    const own = { '2027-02-05': { work: false, name: '春节' } }
    expect(calendarState(['2027-01-14'], own)).toEqual({
      good: true,
      say: expect.stringContaining('写的 1 天'),
    })
  })
  it("lets the office's own notice decide", () => {
    const own = {
      '2027-10-04': { work: false, name: '国庆节' },
      '2027-10-09': { work: true, name: '国庆节' },
    }
    expect(isWorkday('2027-10-04', own)).toBe(false)
    expect(isWorkday('2027-10-09', own)).toBe(true)
    expect(makeUpFor('2027-10-09', own)).toBe('国庆节')
  })
})

describe('时间表', () => {
  it.each([
    ['每个工作日 8:00', '08:00'],
    ['每天 8:00', '08:00'],
    ['每日 上午8点', '08:00'],
    ['每天上午八点半', '08:30'],
    ['每天 下午3点', '15:00'],
    ['每天 中午12点', '12:00'],
    ['每天　０８：３０', '08:30'],
    ['每周一、三、五 8：00', '08:00'],
    ['每月5日9:00', '09:00'],
    ['每天 晚上7点15分', '19:15'],
    ['30 8 * * 1-5', '08:30'],
  ])('%s -> %s', (text, time) => {
    expect(parseTimes(text).clock).toEqual([time])
  })
  it('takes several times of day', () => {
    expect(parseTimes('每个工作日 8:00、下午5点半').clock).toEqual(['08:00', '17:30'])
  })
  it('每个工作日: 2026 has as many as the 放假通知 leaves', () => {
    const days = daysIn(2026, '每个工作日 8:00')
    expect(days).toContain('2026-02-14')
    expect(days).not.toContain('2026-02-16')
    expect(days).toHaveLength(248)
  })
  it('每周一 moves to the first working day after a holiday', () => {
    const days = daysIn(2026, '每周一 8:30，节假日顺延')
    expect(days).not.toContain('2026-10-05')
    expect(days).toContain('2026-10-08')
    expect(daysIn(2026, '每周一 8:30')).toContain('2026-10-05')
    expect(daysIn(2026, '每周一 8:30，节假日除外')).not.toContain('2026-10-05')
    expect(daysIn(2026, '每周六 8:30，节假日顺延')).toContain('2026-11-14')
  })
  it('每月5日 on a Sunday is moved, both ways', () => {
    expect(daysIn(2026, '每月5日 9:00，节假日顺延')).toContain('2026-04-07')
    expect(daysIn(2026, '每月5日 9:00，遇节假日提前')).toContain('2026-04-03')
    expect(daysIn(2026, '每月5日 9:00，节假日顺延')).toHaveLength(12)
  })
  it('reads months, quarters and years', () => {
    expect(daysIn(2026, '每月最后一个工作日 9:00').slice(0, 3)).toEqual([
      '2026-01-30',
      '2026-02-28',
      '2026-03-31',
    ])
    expect(daysIn(2026, '每月第一个工作日 9:00')[0]).toBe('2026-01-04')
    expect(daysIn(2026, '每季度首月10日 9:00')).toEqual([
      '2026-01-10',
      '2026-04-10',
      '2026-07-10',
      '2026-10-10',
    ])
    expect(daysIn(2026, '每季度末月20日 9:00')[0]).toBe('2026-03-20')
    expect(daysIn(2026, '每季度最后一个工作日 9:00')[0]).toBe('2026-03-31')
    expect(daysIn(2026, '每月第二个周三 15:00')[0]).toBe('2026-01-14')
    expect(daysIn(2026, '每年7月1日 8:00')).toEqual(['2026-07-01'])
    expect(daysIn(2026, '每月31日 8:00')).toContain('2026-02-28')
    expect(daysIn(2026, '每月5日、20号 8:00')).toHaveLength(24)
    expect(daysIn(2026, '每月底 8:00')).toContain('2026-02-28')
  })
  it('reads weeks in every spelling', () => {
    const monWedFri = daysIn(2026, '每周一、三、五 8:00')
    for (const text of ['每周一三五 8:00', '每星期一、周三和周五 8点', '0 8 * * 1,3,5']) {
      expect(daysIn(2026, text)).toEqual(monWedFri)
    }
    expect(daysIn(2026, '每周一至周五 8:00')).toEqual(daysIn(2026, '0 8 * * 1-5'))
    expect(daysIn(2026, '每周日 8:00')).toEqual(daysIn(2026, '0 8 * * 0'))
    expect(daysIn(2024, '0 8 29 2 *')).toEqual(['2024-02-29'])
  })
  it.each([
    '',
    '8:00',
    '每天',
    '每天 25:00',
    '每天 8:60',
    '隔天 8:00',
    '每月32日 8:00',
    '每周八 8:00',
    '60 8 * * *',
    '每周一三点',
    '* * * *',
    '每年13月1日 8:00',
    '每天 8:00 左右',
  ])('refuses “%s” with a sentence', (text) => {
    expect(checkTimes(text)).toContain('看不懂时间')
    expect(() => parseTimes(text)).toThrow(/schedule\/bad-time/)
  })
  it('plans the lines of the town: one slot where two lines meet', () => {
    const lines = [
      { kind: 'digest', at: '每个工作日 8:00' },
      { kind: 'digest', at: '每周五 8:00', groups: ['村书记群'] },
      { kind: 'other', at: '每天 8:00' },
    ]
    const what = { kind: 'digest', lines, groups: ['宣传工作群'], until: (due: string) => due }
    const slots = planLines(what, '2026-03-05T08:00:00.000+08:00', '2026-03-06T08:00:00.000+08:00')
    expect(slots).toEqual([
      {
        id: '2026-03-06/digest@08:00',
        kind: 'digest',
        due: '2026-03-06T08:00:00.000+08:00',
        groups: ['宣传工作群', '村书记群'],
        until: '2026-03-06T08:10:00.000+08:00',
      },
    ])
  })
})
