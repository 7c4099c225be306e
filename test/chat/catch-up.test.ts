import { expect, test } from 'vitest'
import { openCatchUp } from '../../src/chat/catch-up.ts'
import type { Incoming, Message } from '../../src/chat/message.ts'
import { type Instant, plusDays, plusMinutes } from '../../src/clock.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'

const NOON = '2025-03-05T12:00:00.000+08:00'
const after = (minutes: number): Instant => plusMinutes(NOON, minutes)

function line(channelId: string, at: Instant, text = channelId): Incoming {
  const from = { id: 'w', name: '王芳' }
  return { channelId, topic: '甲群', from, at, kind: 'text', text, ours: false, mentionsBot: false }
}

/** A channel that keeps these lines; what is heard is remembered, as the hearing does. */
async function machine(kept: Incoming[], before: Incoming[] = []) {
  const messages = memoryShelf<Message>()
  const { picture: _, ...plain } = line('x', NOON)
  const remember = (one: Incoming) =>
    messages.put({
      ...plain,
      ...one,
      picture: { name: '', hash: '' },
      id: `${one.at.slice(0, 10)}/${one.channelId}`,
    })
  for (const one of before) await remember(one)
  const heard: string[] = []
  const asked: Instant[] = []
  const logged: unknown[] = []
  const channel: { online: boolean; fault?: unknown } = { online: true }
  const catchUp = await openCatchUp({
    chat: {
      state: () => ({ online: channel.online, say: '' }),
      async history(since) {
        asked.push(since)
        if (channel.fault) throw channel.fault
        return kept
      },
    },
    messages,
    async hear(one) {
      await remember(one)
      heard.push(one.channelId)
    },
    log: (_what, thrown) => logged.push(thrown),
  })
  return { catchUp, heard, asked, logged, channel }
}

test('what was said while it was down is heard once, in order; what was heard before is not heard again', async () => {
  const before = line('a', after(-120))
  const kept = [before, line('b', after(-90)), line('c', after(-60))]
  const { catchUp, heard } = await machine(kept, [before])
  for (const minute of [0, 1, 2]) await catchUp.tick(after(minute))
  expect(heard).toEqual(['b', 'c'])
  expect(catchUp.last()).toEqual({ since: after(-120), heard: 2 })
})

test('the same words of the same person at the same second are the same line, whatever its id is now', async () => {
  const before = line('live-1', after(-30), '上报')
  const kept = [line('old-1', after(-30), '上报'), line('old-2', after(-29), '上报')]
  const { catchUp, heard } = await machine(kept, [before])
  await catchUp.tick(NOON)
  expect(heard).toEqual(['old-2'])
})

test('the first start of all asks for nothing: what was said before the bot came is not its affair', async () => {
  const { catchUp, heard, asked } = await machine([line('a', after(-60))])
  await catchUp.tick(NOON)
  expect([heard, asked]).toEqual([[], []])
})

test('asks again whenever the channel has been away, from the last minute it was there', async () => {
  const { catchUp, asked, channel } = await machine([], [line('a', after(-60))])
  await catchUp.tick(NOON)
  await catchUp.tick(after(30))
  channel.online = false
  await catchUp.tick(after(31))
  channel.online = true
  await catchUp.tick(after(90))
  expect(asked).toEqual([after(-70), after(20)])
})

test('a channel that cannot tell is asked three times; nothing else suffers', async () => {
  const { catchUp, asked, logged, channel } = await machine([], [line('a', after(-60))])
  channel.fault = new Error('not supported')
  for (let minute = 0; minute < 10; minute += 1) await catchUp.tick(after(minute))
  expect([asked.length, logged.length]).toEqual([3, 3])
})

test('asleep for a month: a week is asked for', async () => {
  const long = `${plusDays('2025-03-05', -30)}T12:00:00.000+08:00`
  const { catchUp, asked } = await machine([], [line('a', long)])
  await catchUp.tick(NOON)
  expect(asked).toEqual([after(-7 * 1440)])
})
