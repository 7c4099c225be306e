import { expect, test } from 'vitest'
import { openBeat } from '../../src/outside/cron.ts'

test('beats each second, never beside itself; what it throws is told; stopping waits for the beat under way', async () => {
  const log: unknown[] = []
  let beats = 0
  let running = 0
  let most = 0
  const beat = openBeat(
    async () => {
      beats += 1
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 1_200))
      running -= 1
      throw new Error('broken')
    },
    (thrown) => log.push(thrown),
    'second',
  )
  await expect.poll(() => beats, { timeout: 8_000 }).toBe(2)
  await beat.stop()
  expect([running, most, log.length]).toEqual([0, 1, 2])
}, 10_000)
