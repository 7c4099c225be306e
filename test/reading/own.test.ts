import { expect, test } from 'vitest'
import { ratesOf } from './score.ts'

const file = (name: string) => new URL(`./own/${name}.jsonl`, import.meta.url).pathname

/** Our own messages, tuned on: a change of the rules that costs readings shows here. */
test('the open messages keep their level', () => {
  const rates = ratesOf(file('open'))
  expect(rates.date).toBeGreaterThanOrEqual(0.98)
  expect(rates.participants).toBeGreaterThanOrEqual(0.98)
  expect(rates.invented).toBeLessThanOrEqual(0.03)
  expect(rates.category).toBeGreaterThanOrEqual(0.96)
  expect(rates.organizer).toBeGreaterThanOrEqual(0.96)
  expect(rates.quantities).toBeGreaterThanOrEqual(0.96)
  expect(rates.intent).toBeGreaterThanOrEqual(0.96)
})
