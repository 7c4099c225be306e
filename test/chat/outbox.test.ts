import { describe, expect, test } from 'vitest'
import type { Target } from '../../src/chat/chat.ts'
import { type Outgoing, openOutbox } from '../../src/chat/outbox.ts'
import { openOutboxHand } from '../../src/chat/outbox-hand.ts'
import { plusDays, plusMinutes } from '../../src/clock.ts'
import { Fault } from '../../src/fault.ts'
import type { Shelf } from '../../src/shelf.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'

const NOON = '2025-03-05T12:00:00.000+08:00'
const to: Target = { group: '宣传工作群' }
const offline = new Fault('chat/offline', '微信没有连上。')

/** A channel that does what it is told for each text: throws, or says. */
function fakeChat(behaviour: Record<string, unknown> = {}) {
  const said: string[] = []
  return {
    said,
    behaviour,
    say: async (_: Target, text: string) => {
      if (behaviour[text] !== undefined) throw behaviour[text]
      said.push(text)
    },
  }
}

const write = (key: string, text = key, at = NOON) => ({ key, to, text, at })

async function statesOf(shelf: Shelf<Outgoing>): Promise<Record<string, string>> {
  return Object.fromEntries((await shelf.list()).map((line) => [line.text, line.state]))
}

describe('a line', () => {
  test('is said once, in the order of writing, and noted with its time', async () => {
    const chat = fakeChat()
    const shelf = memoryShelf<Outgoing>()
    const outbox = await openOutbox(shelf, chat.say)
    expect(await outbox.write(write('a'))).toBe(true)
    expect(await outbox.write(write('a', 'other words'))).toBe(false)
    await outbox.write(write('b'))
    expect(await outbox.pump(NOON)).toBe(2)
    expect(await outbox.pump(NOON)).toBe(0)
    expect(chat.said).toEqual(['a', 'b'])
    expect(await shelf.get('2025-03-05/a')).toEqual({
      ...{ id: '2025-03-05/a', to, text: 'a', at: NOON },
      ...{ state: 'said', tries: 1, saidAt: NOON },
    })
  })

  test('is claimed on disk before the channel is called', async () => {
    const shelf = memoryShelf<Outgoing>()
    const states: (string | undefined)[] = []
    const outbox = await openOutbox(shelf, async () => {
      states.push((await shelf.get('2025-03-05/a'))?.state)
    })
    await outbox.write(write('a'))
    await outbox.pump(NOON)
    expect(states).toEqual(['saying'])
  })

  test('written again after midnight under the same key is not said again', async () => {
    const chat = fakeChat()
    const shelf = memoryShelf<Outgoing>()
    const outbox = await openOutbox(shelf, chat.say)
    await outbox.write(write('receipt/m1'))
    const tomorrow = plusMinutes(NOON, 24 * 60)
    expect(await outbox.write(write('receipt/m1', 'receipt/m1', tomorrow))).toBe(false)
    await outbox.pump(tomorrow)
    expect(chat.said.length).toBe(1)
  })

  test('written again after the clock was set back over midnight is not said again', async () => {
    const chat = fakeChat()
    const outbox = await openOutbox(memoryShelf<Outgoing>(), chat.say)
    await outbox.write(write('receipt/m1', 'receipt/m1', '2025-03-06T00:00:01.000+08:00'))
    expect(await outbox.write(write('receipt/m1', 'receipt/m1', '2025-03-05T23:59:58.000+08:00'))).toBe(false)
    await outbox.pump(NOON)
    expect(chat.said.length).toBe(1)
  })

  test('two pumps at once do not say it twice', async () => {
    const chat = fakeChat()
    const outbox = await openOutbox(memoryShelf<Outgoing>(), chat.say)
    await outbox.write(write('a'))
    expect(await Promise.all([outbox.pump(NOON), outbox.pump(NOON)])).toEqual([1, 0])
    expect(chat.said).toEqual(['a'])
  })
})

describe('a picture', () => {
  const picture = { name: '简报.png', hash: 'abc' }

  test('goes to the channel with its text, also when it is queued once more', async () => {
    const said: unknown[] = []
    let trouble: unknown = new Error('socket hang up')
    const shelf = memoryShelf<Outgoing>()
    const outbox = await openOutbox(shelf, async (...words) => {
      if (trouble) throw trouble
      said.push(words)
    })
    await outbox.write({ ...write('card', '今日简报'), picture })
    await outbox.pump(NOON)
    trouble = undefined
    await openOutboxHand(shelf, outbox).resend('2025-03-05/card', '李强', NOON)
    await outbox.pump(NOON)
    expect(said).toEqual([[to, '今日简报', picture]])
  })

  test('whose bytes are gone: failed with the reason, the next goes on', async () => {
    const chat = fakeChat({ card: new Fault('chat/no-picture', '图片不在了。') })
    const shelf = memoryShelf<Outgoing>()
    const outbox = await openOutbox(shelf, chat.say)
    await outbox.write({ ...write('card'), picture })
    await outbox.write(write('b'))
    expect(await outbox.pump(NOON)).toBe(1)
    expect(await shelf.get('2025-03-05/card')).toMatchObject({ state: 'failed', why: '图片不在了。' })
  })
})

describe('when the channel fails', () => {
  test('offline: nothing was said, the rest waits behind it, and all is said in order later', async () => {
    const chat = fakeChat({ a: offline })
    const shelf = memoryShelf<Outgoing>()
    const outbox = await openOutbox(shelf, chat.say)
    await outbox.write(write('a'))
    await outbox.write(write('b'))
    for (let tries = 0; tries < 1_000; tries += 1) expect(await outbox.pump(NOON)).toBe(0)
    expect(await statesOf(shelf)).toEqual({ a: 'waiting', b: 'waiting' })
    delete chat.behaviour.a
    expect(await outbox.pump(NOON)).toBe(2)
    expect(chat.said).toEqual(['a', 'b'])
    expect((await shelf.get('2025-03-05/a'))?.why).toBeUndefined()
  })

  test('no such target: failed with the reason, the next goes on', async () => {
    const chat = fakeChat({ a: new Fault('chat/no-target', '找不到这个群。') })
    const shelf = memoryShelf<Outgoing>()
    const outbox = await openOutbox(shelf, chat.say)
    await outbox.write(write('a'))
    await outbox.write(write('b'))
    expect(await outbox.pump(NOON)).toBe(1)
    expect(await shelf.get('2025-03-05/a')).toMatchObject({ state: 'failed', why: '找不到这个群。' })
  })

  test.each([
    ['a time-out', new Fault('chat/timeout', '发送超时。')],
    ['anything else', new Error('socket hang up')],
  ])('%s: it may have been said, so it is never said again', async (_, thrown) => {
    const chat = fakeChat({ a: thrown })
    const shelf = memoryShelf<Outgoing>()
    await (await openOutbox(shelf, chat.say)).write(write('a'))
    const outbox = await openOutbox(shelf, chat.say)
    await outbox.pump(NOON)
    delete chat.behaviour.a
    await outbox.pump(NOON)
    await (await openOutbox(shelf, chat.say)).pump(NOON)
    expect(chat.said).toEqual([])
    expect(await statesOf(shelf)).toEqual({ a: 'unknown' })
  })

  test('three days offline: noted as missed, not said late', async () => {
    const chat = fakeChat({ a: offline })
    const shelf = memoryShelf<Outgoing>()
    const outbox = await openOutbox(shelf, chat.say)
    await outbox.write(write('a'))
    await outbox.pump(NOON)
    delete chat.behaviour.a
    expect(await outbox.pump(plusMinutes(NOON, 3 * 24 * 60 + 1))).toBe(0)
    expect(await statesOf(shelf)).toEqual({ a: 'missed' })
    expect(chat.said).toEqual([])
  })
})

describe('a line that has a last instant', () => {
  const until = plusMinutes(NOON, 30)

  test('is said up to it and not after it, with a sentence for the ledger', async () => {
    const chat = fakeChat({ a: offline, b: offline })
    const shelf = memoryShelf<Outgoing>()
    const outbox = await openOutbox(shelf, chat.say)
    await outbox.write({ ...write('a'), until })
    await outbox.write({ ...write('b'), until: plusMinutes(until, 1) })
    await outbox.pump(NOON)
    for (const text of ['a', 'b']) delete chat.behaviour[text]
    expect(await (await openOutbox(shelf, chat.say)).pump(plusMinutes(until, 1))).toBe(1)
    expect(chat.said).toEqual(['b'])
    expect(await shelf.get('2025-03-05/a')).toMatchObject({
      state: 'missed',
      why: '到 3月5日 12:30 还没能发出，已过时限，不再发送。',
    })
  })

  test('is noted as missed also while nothing can be said', async () => {
    const shelf = memoryShelf<Outgoing>()
    const outbox = await openOutbox(shelf, async () => undefined, { online: () => false })
    await outbox.write({ ...write('a'), until })
    await outbox.pump(plusMinutes(until, 1))
    expect(await statesOf(shelf)).toEqual({ a: 'missed' })
  })

  test('may lie further off than three days, but not further than the outbox looks back', async () => {
    const chat = fakeChat()
    const outbox = await openOutbox(memoryShelf<Outgoing>(), chat.say)
    await outbox.write({ ...write('a'), until: plusMinutes(NOON, 10 * 1440) })
    await outbox.write({ ...write('b', 'b', plusMinutes(NOON, -5 * 1440)), until: plusMinutes(NOON, 1440) })
    await outbox.write({ ...write('c', 'c', plusMinutes(NOON, -7 * 1440)), until: plusMinutes(NOON, 1440) })
    await outbox.pump(NOON)
    expect(chat.said).toEqual(['a', 'b'])
  })
})

describe('while the channel is logged out', () => {
  test('lines are parked: nothing is tried and nothing written', async () => {
    let online = false
    let writes = 0
    const chat = fakeChat()
    const inner = memoryShelf<Outgoing>()
    const shelf: Shelf<Outgoing> = {
      ...inner,
      put: async (line) => {
        writes += 1
        await inner.put(line)
      },
    }
    const outbox = await openOutbox(shelf, chat.say, { online: () => online })
    await outbox.write(write('a'))
    for (let n = 0; n < 100; n += 1) await outbox.pump(plusMinutes(NOON, n))
    expect([writes, chat.said]).toEqual([0, []])
    online = true
    expect(await outbox.pump(plusMinutes(NOON, 100))).toBe(1)
  })
})

describe('a channel that is too busy', () => {
  test('is left alone with growing pauses, then the line has failed and the next goes on', async () => {
    let tries = 0
    const chat = fakeChat()
    const shelf = memoryShelf<Outgoing>()
    const outbox = await openOutbox(shelf, async (target, text) => {
      if (text !== 'a') return chat.say(target, text)
      tries += 1
      throw new Fault('chat/busy', '发得太快，微信要求歇一会儿。')
    })
    await outbox.write(write('a'))
    await outbox.write(write('b'))
    const triedAt: number[] = []
    for (let minute = 0; minute <= 120; minute += 1) {
      const before = tries
      await outbox.pump(plusMinutes(NOON, minute))
      if (tries > before) triedAt.push(minute)
    }
    expect(triedAt).toEqual([0, 1, 3, 8, 18, 38, 68])
    expect(chat.said).toEqual(['b'])
    expect(await shelf.get('2025-03-05/a')).toMatchObject({
      state: 'failed',
      why: expect.stringContaining('歇'),
    })
  })
})

describe('a pace', () => {
  const pace = { least: 4, spread: 6 }
  const second = (n: number) => plusMinutes(NOON, n / 60)

  /** The seconds at which 20 lines go out when the outbox is asked every second. */
  async function played(): Promise<number[]> {
    const chat = fakeChat()
    const outbox = await openOutbox(memoryShelf<Outgoing>(), chat.say, { pace })
    for (let n = 0; n < 20; n += 1) await outbox.write(write(`line-${n}`))
    const times: number[] = []
    for (let n = 0; times.length < 20 && n < 300; n += 1) {
      if ((await outbox.pump(second(n))) === 1) times.push(n)
    }
    expect(chat.said).toEqual(Array.from({ length: 20 }, (_, n) => `line-${n}`))
    return times
  }

  test('keeps lines apart, by no less than its least, no more than its spread, not evenly', async () => {
    const times = await played()
    expect(times[0]).toBe(0)
    const gaps = times.slice(1).map((time, n) => time - (times[n] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(10)
    expect(new Set(gaps).size).toBeGreaterThan(3)
    expect(await played()).toEqual(times)
  })

  test('is kept over a restart; a clock set back does not park the lines for an hour', async () => {
    const chat = fakeChat()
    const shelf = memoryShelf<Outgoing>()
    const first = await openOutbox(shelf, chat.say, { pace })
    for (const key of ['a', 'b', 'c']) await first.write(write(key))
    await first.pump(NOON)
    const second = await openOutbox(shelf, chat.say, { pace })
    expect(await second.pump(plusMinutes(NOON, 1 / 60))).toBe(0)
    expect(await second.pump(plusMinutes(NOON, -60))).toBe(1)
    expect(await second.pump(plusMinutes(NOON, -60))).toBe(0)
  })
})

describe('a crash', () => {
  test('between saying and noting leaves the line unknown, not said again', async () => {
    const chat = fakeChat()
    const shelf = memoryShelf<Outgoing>()
    // The process ends inside `say`: the words are out, nothing is noted after it.
    const dying = await openOutbox(shelf, async (target, text) => {
      await chat.say(target, text)
      await new Promise(() => undefined)
    })
    await dying.write(write('a'))
    await dying.write(write('b'))
    void dying.pump(NOON)
    await expect.poll(() => chat.said).toEqual(['a'])

    const outbox = await openOutbox(shelf, chat.say)
    expect(await outbox.pump(NOON)).toBe(1)
    expect(chat.said).toEqual(['a', 'b'])
    expect(await statesOf(shelf)).toEqual({ a: 'unknown', b: 'said' })
  })

  test('before the channel was called leaves it waiting; the next start says it', async () => {
    const chat = fakeChat()
    const shelf = memoryShelf<Outgoing>()
    await (await openOutbox(shelf, chat.say)).write(write('a'))
    await (await openOutbox(shelf, chat.say)).pump(NOON)
    expect(chat.said).toEqual(['a'])
  })
})

test('when the result cannot be noted (disk full), the line is not said again and noted later', async () => {
  const chat = fakeChat()
  const inner = memoryShelf<Outgoing>()
  let full = false
  const shelf: Shelf<Outgoing> = {
    ...inner,
    put: async (line) => {
      if (full && line.state === 'said') throw new Fault('store/disk-full', '磁盘已满。')
      await inner.put(line)
    },
  }
  const outbox = await openOutbox(shelf, chat.say)
  await outbox.write(write('a'))
  full = true
  await expect(outbox.pump(NOON)).rejects.toThrow('store/disk-full')
  await expect(outbox.pump(NOON)).rejects.toThrow('store/disk-full')
  full = false
  await outbox.write(write('b'))
  expect(await outbox.pump(NOON)).toBe(1)
  expect(chat.said).toEqual(['a', 'b'])
  expect(await statesOf(shelf)).toEqual({ a: 'said', b: 'said' })
})

test('a start reads the last days, not the whole history', async () => {
  const inner = memoryShelf<Outgoing>()
  for (let day = 0; day < 400; day += 1) {
    const id = `${plusDays('2024-01-01', day)}/x`
    await inner.put({ id, to, text: 'x', at: NOON, state: 'said', tries: 1 })
  }
  const read: (string | undefined)[] = []
  const shelf: Shelf<Outgoing> = {
    ...inner,
    list: (cut) => {
      read.push(cut)
      return inner.list(cut)
    },
  }
  await openOutbox(shelf, async () => undefined)
  expect(read).toEqual([-6, -5, -4, -3, -2, -1, 0].map((back) => plusDays('2025-02-03', back)))
})
