import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { handledSchema } from '../../src/chat/handled.ts'
import { openHearing } from '../../src/chat/hear.ts'
import { type Incoming, type Message, messageId, messageSchema } from '../../src/chat/message.ts'
import { openOutbox, outgoingSchema } from '../../src/chat/outbox.ts'
import { plusDays } from '../../src/clock.ts'
import { openStore } from '../../src/outside/lowdb.ts'

/**
 * What one message costs on a history of so many: `npm run bench store`.
 * A day holds 550 messages (200,000 a year); the measured ones fall on a day that has its 550 already.
 */
const A_DAY = 550
const TODAY = '2026-03-05'
const NOW = `${TODAY}T12:00:00.000+08:00`

function incomingOf(day: string, n: number): Incoming {
  return {
    channelId: `m${day}-${n}`,
    topic: '青石镇宣传工作群',
    from: { id: 'wxid_abcdefghijklmn', name: '张湾王芳' },
    at: `${day}T12:00:00.000+08:00`,
    kind: 'text',
    text: `上报 张湾村 学雷锋志愿服务 3月5日 ${n}人 打扫村道、看望老党员，第${n}条`,
    ours: false,
    mentionsBot: false,
  }
}

async function fill(folder: string, history: number): Promise<void> {
  for (const shelf of ['messages', 'handled']) await mkdir(join(folder, shelf), { recursive: true })
  for (let left = history, back = 0; left > 0; left -= A_DAY, back += 1) {
    const day = plusDays(TODAY, -back)
    const messages: Message[] = Array.from({ length: Math.min(left, A_DAY) }, (_, n) => {
      const incoming = incomingOf(day, n)
      return {
        ...incoming,
        id: messageId(incoming.at, incoming.channelId),
        group: '宣传工作群',
        person: '王芳',
      }
    }).map(({ picture: _, ...message }) => message)
    const handled = messages.map(({ id, at }) => ({ id, at, done: true, retries: 0 }))
    await writeFile(join(folder, 'messages', `${day}.json`), JSON.stringify(messages))
    await writeFile(join(folder, 'handled', `${day}.json`), JSON.stringify(handled))
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now()
  const value = await work()
  return { ms: performance.now() - start, value }
}

const at = (sorted: number[], share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)

async function measure(history: number, print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'zhenxun-cost-'))
  await fill(folder, history)
  const opened = await timed(async () => {
    const store = await openStore(folder)
    const outbox = await openOutbox(store.shelf('outbox', outgoingSchema), async () => undefined)
    const hearing = await openHearing({
      messages: store.shelf('messages', messageSchema),
      handled: store.shelf('handled', handledSchema),
      blobs: store.blobs,
      town: {
        groups: [{ name: '宣传工作群', topic: '青石镇宣传工作群', purposes: ['reports'] }],
        people: [{ name: '王芳', aliases: ['张湾王芳'], roles: ['liaison'], villages: [] }],
      },
      clock: { now: () => NOW },
      listeners: [async () => true],
      say: outbox.write,
      log: console.error,
    })
    await hearing.recover()
    return { store, hearing }
  })
  const { store, hearing } = opened.value
  const single: number[] = []
  for (let n = 0; n < 200; n += 1)
    single.push((await timed(() => hearing.hear(incomingOf(TODAY, 10_000 + n)))).ms)
  single.sort((a, b) => a - b)
  const burst = await timed(() =>
    Promise.all(Array.from({ length: 100 }, (_, n) => hearing.hear(incomingOf(TODAY, 20_000 + n)))),
  )
  const memory = Math.round(process.memoryUsage().heapUsed / 1e6)
  print(
    `history ${history}: open + recover ${opened.ms.toFixed(0)} ms; one message kept and handled: median ${at(single, 0.5)} ms, ` +
      `p99 ${at(single, 0.99)} ms; a burst of 100: ${burst.ms.toFixed(0)} ms; heap ${memory} MB`,
  )
  await store.close()
  await rm(folder, { recursive: true, force: true })
}

export const name = '存储：一条消息存下并交办，历史 1,000 条与 200,000 条'

export async function run(print: (line: string) => void): Promise<void> {
  for (const history of [1_000, 200_000]) await measure(history, print)
}
