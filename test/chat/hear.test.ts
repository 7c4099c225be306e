import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Handled } from '../../src/chat/handled.ts'
import { type Listener, openHearing } from '../../src/chat/hear.ts'
import type { Blobs, Incoming, Message } from '../../src/chat/message.ts'
import type { Instant } from '../../src/clock.ts'
import { Fault } from '../../src/fault.ts'
import type { Shelf } from '../../src/shelf.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { readTown } from '../../src/town.ts'

const yaml = await readFile(new URL('../town.yaml', import.meta.url), 'utf8')
const town = readTown(yaml, { FEEDS: 'http://127.0.0.1:1' })
const NOON: Instant = '2025-03-05T12:00:00.000+08:00'

function memoryBlobs(): Blobs & { kept: Uint8Array[] } {
  const kept: Uint8Array[] = []
  return {
    kept,
    async keep(bytes) {
      kept.push(bytes)
      return `hash${kept.length}`
    },
    async read(hash) {
      return kept[Number(hash.slice(4)) - 1]
    },
  }
}

let serial = 0

function line(part: Partial<Incoming> = {}): Incoming {
  serial += 1
  return {
    channelId: `m${serial}`,
    topic: '宣传工作群',
    from: { id: 'wx-wang', name: '王芳' },
    at: NOON,
    kind: 'text',
    text: '上报 张湾村 学雷锋志愿服务 3月5日 12人',
    ours: false,
    mentionsBot: false,
    ...part,
  }
}

async function setUp(part: Partial<Parameters<typeof openHearing>[0]> = {}) {
  const offered: Message[] = []
  const messages = memoryShelf<Message>()
  const handled = memoryShelf<Handled>()
  const blobs = memoryBlobs()
  const said: { key: string; text: string }[] = []
  const logged: unknown[] = []
  const parts: Parameters<typeof openHearing>[0] = {
    messages,
    handled,
    blobs,
    town,
    clock: { now: () => NOON },
    listeners: [async (message) => offered.push(message) > 0],
    say: async (one) => said.push(one) > 0,
    log: (_, thrown) => logged.push(thrown),
    ...part,
  }
  const open = () => openHearing(parts)
  return { hearing: await open(), open, offered, messages, handled, blobs, said, logged }
}

describe('who is offered', () => {
  test('a known person in a group of the town, by topic', async () => {
    const { hearing, offered, messages } = await setUp()
    await hearing.hear(line({ channelId: 'x' }))
    expect(offered).toEqual([await messages.get('2025-03-05/x')])
    expect(offered[0]).toMatchObject({ group: '宣传工作群', person: '王芳' })
  })

  test('a known person in private', async () => {
    const { hearing, offered } = await setUp()
    const { topic: _, ...inPrivate } = line()
    await hearing.hear(inPrivate)
    expect(offered.map((one) => one.person)).toEqual(['王芳'])
  })

  test.each<[string, Incoming]>([
    ['a stranger', line({ from: { id: 'wx-9', name: '外人' } })],
    ['a group that is not ours', line({ topic: '张湾村乘凉群' })],
    ['the bot itself', line({ ours: true })],
  ])('%s is kept and not offered', async (_, incoming) => {
    const { hearing, offered, messages, handled } = await setUp()
    await hearing.hear(incoming)
    expect(offered).toEqual([])
    expect((await messages.list()).map((one) => one.text)).toEqual([incoming.text])
    expect(await handled.list()).toEqual([])
  })

  test('a contact id counts for more than a name that anybody can take', async () => {
    const people = town.people.map((one) => (one.name === '马强' ? { ...one, aliases: ['wx-ma'] } : one))
    const { hearing, offered } = await setUp({ town: { ...town, people } })
    await hearing.hear(line({ from: { id: 'wx-ma', name: '王芳' } }))
    expect(offered.map((one) => one.person)).toEqual(['马强'])
  })
})

describe('remember first', () => {
  test('the message is on the shelf when the listener looks at it', async () => {
    const seen: (Message | undefined)[] = []
    const messages = memoryShelf<Message>()
    const { hearing } = await setUp({
      messages,
      listeners: [async (message) => seen.push(await messages.get(message.id)) > 0],
    })
    await hearing.hear(line({ channelId: 'first' }))
    expect(seen[0]?.channelId).toBe('first')
  })

  test('a line delivered twice is one message, also across midnight', async () => {
    const { hearing, offered, messages } = await setUp()
    const late = line({ at: '2025-03-05T23:59:59.900+08:00' })
    await Promise.all([hearing.hear(late), hearing.hear(late)])
    await hearing.hear({ ...late, at: '2025-03-06T00:00:00.000+08:00' })
    expect((await messages.list()).length).toBe(1)
    expect(offered.length).toBe(1)
  })

  test('a picture takes time to keep, and still stands before the line that came after it', async () => {
    const { hearing, offered, messages, blobs } = await setUp()
    const bytes = new Uint8Array([1, 2, 3])
    const picture = line({ kind: 'picture', text: '', picture: { name: 'a.jpg', bytes } })
    await Promise.all([hearing.hear(picture), hearing.hear(line({ text: '这是照片' }))])
    expect((await messages.list()).map((one) => one.kind)).toEqual(['picture', 'text'])
    expect(offered.map((one) => one.kind)).toEqual(['picture', 'text'])
    expect(offered[0]?.picture).toEqual({ name: 'a.jpg', hash: 'hash1' })
    expect(blobs.kept).toEqual([bytes])
  })

  test('a line whose time is none is kept under the day it came', async () => {
    const { hearing, messages } = await setUp()
    await hearing.hear(line({ channelId: 'odd', at: 'Invalid Date' }))
    expect((await messages.get('2025-03-05/odd'))?.at).toBe(NOON)
  })

  test('a message that cannot be kept is refused, and the next one goes on', async () => {
    const full: Shelf<Message> = memoryShelf<Message>()
    let failing = true
    const messages: Shelf<Message> = {
      ...full,
      add: async (record) => {
        if (failing) throw new Fault('store/disk-full', '磁盘已满。')
        return full.add(record)
      },
    }
    const { hearing, offered } = await setUp({ messages })
    await expect(hearing.hear(line())).rejects.toThrow('store/disk-full')
    failing = false
    await hearing.hear(line({ text: '第二条' }))
    expect(offered.map((one) => one.text)).toEqual(['第二条'])
  })
})

describe('listeners', () => {
  test('are asked in order until one says it was for it', async () => {
    const asked: string[] = []
    const listener = (name: string, mine: boolean): Listener => {
      return async () => asked.push(name) > 0 && mine
    }
    const { hearing } = await setUp({
      listeners: [listener('study', false), listener('intake', true), listener('last', true)],
    })
    await hearing.hear(line())
    expect(asked).toEqual(['study', 'intake'])
  })

  test('one that throws is logged, the next is asked, the message stays unhandled with the reason', async () => {
    const asked: string[] = []
    const broken: Listener = async () => {
      throw new Fault('intake/broken', '识读出错。')
    }
    const { hearing, handled, logged } = await setUp({
      listeners: [broken, async (message) => asked.push(message.channelId) > 0],
    })
    await hearing.hear(line({ channelId: 'a' }))
    await hearing.hear(line({ channelId: 'b' }))
    expect(asked).toEqual(['a', 'b'])
    expect(logged.length).toBe(2)
    expect(await handled.get('2025-03-05/a')).toMatchObject({ done: false, why: '识读出错。' })
  })

  test('work on one message at a time', async () => {
    let running = 0
    let most = 0
    const slow: Listener = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return true
    }
    const { hearing } = await setUp({ listeners: [slow] })
    await Promise.all([1, 2, 3, 4].map(() => hearing.hear(line())))
    expect(most).toBe(1)
  })
})

describe('recover', () => {
  test('offers what was remembered and not handled in the last days, once', async () => {
    const { hearing, open, offered, messages } = await setUp()
    await hearing.hear(line({ channelId: 'handled' }))
    const kept = await messages.get('2025-03-05/handled')
    if (!kept) throw new Error('not kept')
    await messages.add({ ...kept, id: '2025-03-04/lost', at: '2025-03-04T18:00:00.000+08:00' })
    await messages.add({ ...kept, id: '2025-02-01/old', at: '2025-02-01T18:00:00.000+08:00' })
    offered.length = 0
    const again = await open()
    expect(await again.recover()).toBe(1)
    expect(offered.map((one) => one.id)).toEqual(['2025-03-04/lost'])
    expect(await (await open()).recover()).toBe(0)
  })

  test('gives a message up that fails at every start', async () => {
    let tries = 0
    const { hearing, open, handled } = await setUp({
      listeners: [
        async () => {
          tries += 1
          throw new Error('each time')
        },
      ],
    })
    await hearing.hear(line({ channelId: 'poison' }))
    for (let start = 1; start <= 5; start += 1) await (await open()).recover()
    expect(tries).toBe(4)
    expect(await handled.get('2025-03-05/poison')).toMatchObject({ done: false, retries: 3 })
  })
})

describe('a text that is too long', () => {
  const long = `${'长'.repeat(1_999)}😀${'文'.repeat(5_000_000 / 3)}`

  test('is kept whole and not read; the sender is told once', async () => {
    const { hearing, offered, messages, blobs, said } = await setUp()
    const incoming = line({ channelId: 'long', text: long })
    await hearing.hear(incoming)
    await hearing.hear(incoming)
    const kept = await messages.get('2025-03-05/long')
    expect(kept?.text).toBe('长'.repeat(1_999))
    expect(kept?.longText).toBe('hash1')
    expect(new TextDecoder().decode(blobs.kept[0])).toBe(long)
    expect(offered).toEqual([])
    expect(said).toEqual([
      {
        key: 'too-long/2025-03-05/long',
        to: { group: '宣传工作群' },
        text: '王芳，您刚才这条文字太长，原文已保存，但没有识读。如是活动上报，请分几条发来，谢谢。',
        at: NOON,
      },
    ])
  })

  test('from a stranger is kept, and nothing is said', async () => {
    const { hearing, messages, said } = await setUp()
    await hearing.hear(line({ text: long, from: { id: 'wx-9', name: '外人' } }))
    expect((await messages.list())[0]?.longText).toBe('hash1')
    expect(said).toEqual([])
  })

  test('20,000 characters are still read', async () => {
    const { hearing, offered } = await setUp()
    await hearing.hear(line({ text: '字'.repeat(20_000) }))
    expect(offered[0]?.text.length).toBe(20_000)
  })
})
