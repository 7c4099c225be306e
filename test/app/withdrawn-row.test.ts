import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type App, openApp } from '../../src/app.ts'
import type { Chat } from '../../src/chat/chat.ts'
import { plusMinutes } from '../../src/clock.ts'
import { outdated } from '../../src/ledger/outdated.ts'
import { openPictureEye } from '../../src/outside/fingerprint.ts'
import { openImage } from '../../src/outside/image.ts'
import { openStore } from '../../src/outside/lowdb.ts'
import { handClock } from '../../src/sim/clock.ts'
import { readTown } from '../../src/town.ts'
import { easyPress } from '../desk/edges.ts'

const clock = handClock('2025-03-05T15:20:00.000+08:00')
let folder: string
let said: string[]
let app: App
let hear: Parameters<Chat['start']>[0]
let serial = 0

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhenxun-only-row-'))
  said = []
  app = await openApp({
    town: readTown(readFileSync('test/town.yaml', 'utf8'), { FEEDS: 'http://127.0.0.1:9' }),
    store: await openStore(folder),
    clock,
    chat: {
      start: async (listener) => {
        hear = listener
      },
      stop: async () => undefined,
      say: async (_, text) => void said.push(text),
      state: () => ({ online: true, say: '已登录。' }),
    },
    feed: { fetch: () => Promise.reject(new Error('no feed here')) },
    press: easyPress(),
    image: openImage(),
    eye: openPictureEye(),
    log: () => undefined,
  })
  await app.start()
})
afterEach(async () => {
  await app.stop()
  await rm(folder, { recursive: true, force: true })
})

/** 王芳 says it in the group a minute later; what the bot answered. */
async function say(text: string): Promise<string[]> {
  serial += 1
  clock.moveTo(plusMinutes(clock.now(), 1))
  const before = said.length
  await hear({
    channelId: `w${serial}`,
    topic: '宣传工作群',
    from: { id: '王芳', name: '王芳' },
    at: clock.now(),
    kind: 'text',
    text,
    ours: false,
    mentionsBot: false,
  })
  await app.settled()
  return said.slice(before)
}

function later() {
  clock.moveTo(plusMinutes(clock.now(), 1))
  return clock.now()
}

test('the only row of an article is withdrawn: the group has its receipt, the article cannot be signed', async () => {
  await say('上报 张湾村 学雷锋志愿服务 3月5日 12人')
  const { articles } = app.rooms
  const { id } = await articles.draft({ rows: ['2025-0001'], by: '李强', at: later() })
  await articles.sign(id, { step: 'first', by: '李强', at: later() })
  expect(await say('上一条作废')).toEqual(['@王芳 已撤回 2025-0001（张湾村，3月5日，学雷锋志愿服务，12人）'])
  await expect(articles.sign(id, { step: 'second', by: '周敏', at: later() })).rejects.toMatchObject({
    code: 'article/barred',
  })
  const says = (await articles.proof(id)).map((finding) => finding.say)
  expect(says).toContainEqual(expect.stringContaining('所依据的台账 2025-0001 已撤回'))
})

test('a published article is on the list of those to be put right, with 当时 and 现在', async () => {
  await say('上报 张湾村 学雷锋志愿服务 3月5日 12人')
  const { articles, ledger } = app.rooms
  const { id, title } = await articles.draft({ rows: ['2025-0001'], by: '李强', at: later() })
  await articles.sign(id, { step: 'first', by: '李强', at: later() })
  await articles.sign(id, { step: 'second', by: '周敏', at: later() })
  await articles.sign(id, { step: 'final', by: '赵主任', at: later() })
  await articles.publish(id, { by: '李强', at: later() })
  const signed = clock.now()
  await articles.tick(later())
  expect(articles.get(id).state).toBe('published')
  const uses = [{ id, title, rows: ['2025-0001'], at: signed }]
  expect(outdated(ledger, uses)).toEqual([])
  expect(await say('撤回 2025-0001')).toEqual([expect.stringContaining('已撤回 2025-0001')])
  expect(outdated(ledger, uses)).toMatchObject([
    { use: { id }, drifts: [{ changes: [{ word: '计入合计', was: '是', now: '否' }] }] },
  ])
})
