import { expect, test } from 'vitest'
import { openSilence } from '../../src/app/silence.ts'
import type { Message } from '../../src/chat/message.ts'
import { at, type Instant } from '../../src/clock.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'

// 2026-11-20 is a Friday.
async function silenceAfter(...lines: { at: Instant; ours: boolean }[]) {
  const messages = memoryShelf<Message>()
  for (const line of lines) {
    const id = `${line.at.slice(0, 10)}/${line.at}`
    const from = { id: 'w', name: '王芳' }
    await messages.put({ id, channelId: id, from, kind: 'text', text: '', mentionsBot: false, ...line })
  }
  return openSilence({ messages, officeDays: {} })
}

const friday = { at: at('2026-11-20', '16:00'), ours: false }
const own = (day: string) => ({ at: at(day, '08:00'), ours: true })

test('a week-end without a word is nothing; a working day and the next morning is told, once for each silence', async () => {
  const silence = await silenceAfter(friday, own('2026-11-23'), own('2026-11-24'))
  expect(silence.troubles(at('2026-11-23', '15:00'))).toEqual([])
  expect(silence.troubles(at('2026-11-24', '10:59'))).toEqual([])
  expect(silence.troubles(at('2026-11-24', '11:00'))).toMatchObject([
    { id: 'silence:2026-11-20', once: true },
  ])
  silence.heard(own('2026-11-24'))
  expect(silence.troubles(at('2026-11-24', '12:00'))).toHaveLength(1)
  silence.heard({ at: at('2026-11-24', '12:30'), ours: false })
  expect(silence.troubles(at('2026-11-24', '13:00'))).toEqual([])
})

test('where nobody has ever spoken, and on free days, nothing is told', async () => {
  expect((await silenceAfter(own('2026-11-20'))).troubles(at('2026-11-24', '12:00'))).toEqual([])
  expect((await silenceAfter(friday)).troubles(at('2026-11-28', '12:00'))).toEqual([])
})
