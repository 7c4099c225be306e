import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Message, messageSchema } from '../../src/chat/message.ts'
import { plusDays } from '../../src/clock.ts'
import type { Entry } from '../../src/ledger/entry.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { openStore } from '../../src/outside/lowdb.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { openFixture } from '../desk/fixture.ts'
import { signedIn } from '../desk/visitor.ts'

/** A page of the desk over a year of talk: `npm run bench search`. Time is the processor's: the machine may have other work. */
const DAYS = 364
const A_DAY = 550
const ROWS = 20_000
const LAST = '2025-03-05'

function messageOf(day: string, n: number): Message {
  const rare = n === 7 && day.endsWith('-15') ? '种下樟子松120棵' : ''
  return {
    id: `${day}/m${n}`,
    channelId: `m${n}`,
    group: '宣传工作群',
    topic: '宣传工作群',
    from: { id: 'wxid_abcdefghijklmn', name: '王芳' },
    person: '王芳',
    at: `${day}T${String(8 + (n % 12)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}:00.000+08:00`,
    kind: 'text',
    text: `上报 张湾村 学雷锋志愿服务 ${n}人 打扫村道、看望老党员，第${n}条${rare}`,
    ours: false,
    mentionsBot: false,
  }
}

async function fill(folder: string): Promise<void> {
  await mkdir(join(folder, 'messages'), { recursive: true })
  for (let back = 0; back < DAYS; back += 1) {
    const day = plusDays(LAST, -back)
    const messages = Array.from({ length: A_DAY }, (_, n) => messageOf(day, n))
    await writeFile(join(folder, 'messages', `${day}.json`), JSON.stringify(messages))
  }
}

async function rowsOf() {
  const shelf = memoryShelf<Entry>()
  for (let n = 1; n <= ROWS; n += 1) {
    const row = `2025-${String(n).padStart(4, '0')}`
    const day = plusDays(LAST, -(n % DAYS))
    await shelf.put({
      id: `${day.slice(0, 7)}/${row}-1`,
      row,
      kind: 'filed',
      source: { messages: [`${day}/m${n % A_DAY}`] },
      by: '王芳',
      at: `${day}T20:00:00.000+08:00`,
      fields: {
        village: '张湾村',
        date: day,
        category: 'volunteer',
        participants: n % 90,
        topic: '学雷锋志愿服务',
      },
      was: {},
    })
  }
  return openLedger(shelf)
}

export const name = '审核台：一页，背后 200,000 条群消息、20,000 条台账'

export async function run(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'zhenxun-search-'))
  await fill(folder)
  const store = await openStore(folder)
  const fixture = await openFixture({
    messages: store.shelf('messages', messageSchema),
    ledger: await rowsOf(),
  })
  const visitor = await signedIn(fixture, '李强')
  const took = async (path: string) => {
    const start = process.cpuUsage()
    const html = await visitor.read(path)
    const { user, system } = process.cpuUsage(start)
    return { ms: (user + system) / 1000, html }
  }
  const cold = await took(`/messages?words=${encodeURIComponent('樟子松')}`)
  print(`刚启动时第一次查原话：${cold.ms.toFixed(0)} ms，其余日子在后台载入`)
  const start = performance.now()
  while ((await took(`/messages?words=${encodeURIComponent('樟子松')}`)).html.includes('正在载入'))
    await new Promise((resolve) => setTimeout(resolve, 50))
  print(`一年的原话全部载入：${((performance.now() - start) / 1000).toFixed(1)} 秒`)
  for (const [what, path] of [
    ['查原话，少见的词', '/messages?words=樟子松'],
    ['查原话，条条都有的词', '/messages?words=张湾村&page=3'],
    ['台账查原话里的词', '/ledger?words=樟子松'],
    ['台账按村按月', '/ledger?village=张湾村&month=2024-11&page=2'],
    ['群消息一天', `/messages?day=${LAST}`],
  ] as const) {
    const runs: number[] = []
    await took(encodeURI(path))
    for (let n = 0; n < 9; n += 1) runs.push((await took(encodeURI(path))).ms)
    runs.sort((a, b) => a - b)
    print(`${what}：中位 ${(runs[4] ?? 0).toFixed(0)} ms，最慢 ${(runs[8] ?? 0).toFixed(0)} ms`)
  }
  print(`内存 ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`)
  await store.close()
  await rm(folder, { recursive: true, force: true })
}
