import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Handled } from '../../src/chat/handled.ts'
import { type Listener, openHearing } from '../../src/chat/hear.ts'
import type { Blobs, Incoming, Message } from '../../src/chat/message.ts'
import type { Instant } from '../../src/clock.ts'
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

async function setUp(listeners?: Listener[]) {
  const offered: Message[] = []
  const keep: Listener = async (message) => {
    offered.push(message)
    return true
  }
  const messages = memoryShelf<Message>()
  const handled = memoryShelf<Handled>()
  const blobs = memoryBlobs()
  const said: { key: string; text: string }[] = []
  const logged: unknown[] = []
  const open = () =>
    openHearing({
      messages,
      handled,
      blobs,
      town,
      clock: { now: () => NOON },
      listeners: listeners ?? [keep],
      say: async (one) => {
        said.push(one)
        return true
      },
      log: (_, thrown) => logged.push(thrown),
    })
  return { hearing: await open(), open, offered, messages, handled, blobs, said, logged }
}

describe('who is offered', () => {
  test('a known person in a group of the town, by topic', async () => {
    const { hearing, offered, messages } = await setUp()
    await hearing.hear(line({ channelId: 'x' }))
    expect(offered).toEqual([await messages.get('2025-03-05/x')])
    expect(offered[0]).toMatchObject({ group: '宣传工作群', person: '王芳' })
  })

  test.each([
    ['a stranger', { from: { id: 'wx-9', name: '外人' } }],
    ['a group that is not ours', { topic: '张湾村乘凉群' }],
    ['the bot itself', { ours: true }],
    ['a stranger in private', { topic: undefined, from: { id: 'wx-9', name: '外人' } }],
  ])('%s is kept and not offered', async (_, part) => {
    const { hearing, offered, messages } = await setUp()
    const { topic, ...rest } = line()
    const named =
      'topic' in part && part.topic === undefined ? rest : { ...rest, topic: part.topic ?? topic ?? '' }
    const { topic: _topic, ...others } = { topic: undefined, ...part }
    await hearing.hear({ ...named, ...others })
    expect(offered).toEqual([])
    expect((await messages.list()).length).toBe(1)
  })
})
