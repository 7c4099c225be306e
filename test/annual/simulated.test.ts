import { expect, it } from 'vitest'
import { simulateYear } from '../../src/sim/year/year.ts'

const whole = simulateYear()

it('is the same for the same seed, and another for another', () => {
  expect(simulateYear()).toEqual(whole)
  expect(simulateYear(2023, 7, 4_000).book).not.toEqual(whole.book)
})

it('says 40,000 lines in order of time, most of them chatter', () => {
  expect(whole.events).toHaveLength(40_000)
  const times = whole.events.map(({ at }) => at)
  expect(times).toEqual([...times].sort())
  expect(new Set(whole.events.map(({ id }) => id)).size).toBe(40_000)
  const chatter = whole.events.filter(({ id }) => id.startsWith('c'))
  expect(chatter.length).toBeGreaterThan(30_000)
})

it('has in it what makes a group hard: corrections, recalls, reports told twice, late and in bits', () => {
  const fates = new Map<string, number>()
  for (const { fate } of whole.book) fates.set(fate.kind, (fates.get(fate.kind) ?? 0) + 1)
  for (const kind of ['corrected', 'duplicate', 'withdrawn']) expect(fates.get(kind)).toBeGreaterThan(20)
  const first = new Map(whole.events.map(({ id, at }) => [id, at]))
  const late = whole.book.filter(({ n, day }) => (first.get(`r${n}-0`) ?? '') > `${day}T99`)
  expect(late.length).toBeGreaterThan(300)
  const bits = whole.book.filter(({ n }) => first.has(`r${n}-1`))
  expect(bits.length).toBeGreaterThan(100)
  expect(whole.events.filter(({ kind }) => kind === 'recall').length).toBeGreaterThan(10)
  expect(whole.events.filter(({ kind }) => kind === 'picture').length).toBeGreaterThan(500)
})
