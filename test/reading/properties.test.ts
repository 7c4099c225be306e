import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findDates } from '../../src/reading/dates.ts'
import { normalize } from '../../src/reading/normal.ts'
import { scanNumerals } from '../../src/reading/numerals.ts'
import { readAll } from '../../src/reading/read.ts'

const PIECES = [
  '6月5日',
  '红柳沟村',
  '主题党日',
  '三十余人',
  '32个党员',
  '参加',
  '，',
  '。',
  ' ',
  '6.5',
  '😀',
  '３２',
  '应到28实到23',
  '各50套',
  '每人一盒',
  '（',
  '“',
  '上周三',
  '第二名',
  '更正',
  '一一',
  '百分之',
  '年',
  '到',
  '在村部',
  '人次',
  '男12女5',
  '\n',
  '〔',
  '[图片]',
  'a',
]
const message = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
)

test('whatever is said, every span lies in the message and readings are never missing', () => {
  fc.assert(
    fc.property(message, (text) => {
      const readings = readAll(text, { sentAt: '2026-06-10T16:20' })
      expect(readings.length).toBeGreaterThan(0)
      for (const r of readings) {
        const fields = [
          r.date,
          r.organizer,
          r.location,
          r.category,
          r.topic,
          r.participants,
          r.personTimes,
          r.sessions,
          ...r.quantities,
          ...r.people,
          ...r.refused,
        ]
        for (const one of fields) {
          if (!one) continue
          const [from, to] = one.span
          expect(from >= 0 && to > from && to <= text.length).toBe(true)
        }
      }
    }),
    { numRuns: 400 },
  )
})

test('normalising keeps every offset', () => {
  fc.assert(
    fc.property(message, (text) => {
      expect(normalize(text).length).toBe(text.length)
    }),
  )
})

/** Milliseconds of processor time: a busy machine changes nothing. */
function worked(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

const MEGA = 1_000_000
const LONG: [string, string][] = [
  ['一', '一'],
  ['digits', '7'],
  ['brackets', '（“《'],
  ['emoji', '😀'],
  ['dates', '6月5日'],
  ['weekdays', '周一'],
  ['persons', '3人'],
  ['给', '给3人每人'],
  ['villages', '村镇县'],
  ['quotes', '“'],
  ['tens', '十百千'],
  ['fractions', '一分之'],
  ['each', '各5套'],
]

test.each(LONG)('1 MB of %s is read in linear time', (_, piece) => {
  const text = piece.repeat(Math.ceil(MEGA / piece.length))
  const start = process.cpuUsage()
  readAll(text, { sentAt: '2026-06-10T16:20' })
  scanNumerals(text)
  findDates(text, '2026-06-10T16:20')
  expect(worked(start)).toBeLessThan(8000)
})

test('ten times the text takes no more than some ten times the time', () => {
  for (const piece of ['一', '7', '6月5日', '3人', '十百千', '第']) {
    const time = (n: number) => {
      const text = piece.repeat(n)
      const start = process.cpuUsage()
      scanNumerals(text)
      findDates(text)
      return worked(start)
    }
    time(2000)
    const small = Math.max(time(20_000), 2)
    expect(time(200_000)).toBeLessThan(small * 60)
  }
})
