import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type App, openApp } from '../../src/app.ts'
import { plusMinutes } from '../../src/clock.ts'
import { openPictureEye } from '../../src/outside/fingerprint.ts'
import { openImage } from '../../src/outside/image.ts'
import { openStore } from '../../src/outside/lowdb.ts'
import { openWeixin } from '../../src/outside/weixin.ts'
import { type HandClock, handClock } from '../../src/sim/clock.ts'
import { openWeixinServer, type WeixinServer } from '../../src/sim/weixin.ts'
import { readTown } from '../../src/town.ts'

let folder: string
let account: WeixinServer
let clock: HandClock
let said: string[]
let app: App

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhenxun-link-'))
  clock = handClock('2025-03-06T09:00:00.000+08:00')
  account = await openWeixinServer({ clock })
  said = []
  app = await open()
})
afterEach(async () => {
  await app.stop()
  await account.close()
  await rm(folder, { recursive: true, force: true })
})

/** The whole app over a channel that is a list and the simulated public account. */
async function open(): Promise<App> {
  const opened = await openApp({
    town: readTown(readFileSync('test/town.yaml', 'utf8'), { FEEDS: 'http://127.0.0.1:9' }),
    store: await openStore(folder),
    clock,
    chat: {
      start: async () => undefined,
      stop: async () => undefined,
      say: async (to, text) => void said.push(`${JSON.stringify(to)} ${text}`),
      state: () => ({ online: true, say: '已登录。' }),
    },
    feed: { fetch: async () => Promise.reject(new Error('no feed here')) },
    press: openWeixin({ baseUrl: account.url, appId: 'wxdemo', secret: 'demo-secret', clock }),
    image: openImage(),
    eye: openPictureEye(),
    log: () => undefined,
  })
  await opened.start()
  return opened
}

async function pass(minutes: number): Promise<void> {
  for (let n = 0; n < minutes; n += 1) {
    clock.moveTo(plusMinutes(clock.now(), 1))
    await app.tick()
  }
}

const stamp = (by = '李强') => ({ by, at: clock.now() })

async function publishedArticle(): Promise<string> {
  const { ledger, articles } = app.rooms
  const fields = {
    ...{ village: '张湾村', organizer: '张湾村党支部', date: '2025-03-05', category: 'volunteer' as const },
    ...{ topic: '学雷锋志愿服务', participants: 12 },
  }
  const row = await ledger.file({ fields, source: { desk: '李强' }, ...stamp() })
  const { id } = await articles.draft({ rows: [row.number], ...stamp() })
  await articles.sign(id, { step: 'first', ...stamp('李强') })
  await articles.sign(id, { step: 'second', ...stamp('周敏') })
  await articles.sign(id, { step: 'final', ...stamp('赵主任') })
  await articles.publish(id, stamp())
  await pass(5)
  expect(articles.get(id).state).toBe('published')
  return id
}

test('the link is said in the chosen groups once: pressed twice at a time, again later, and after a restart', async () => {
  const id = await publishedArticle()
  const groups = ['宣传工作群', '党员学习群']
  const press = () => app.rooms.articles.announce(id, { groups, ...stamp() })
  await Promise.all([press(), press()])
  await pass(2)
  await press()
  await app.stop()
  app = await open()
  await press()
  await pass(3)
  const links = said.filter((line) => line.includes('/s/article_'))
  expect(links).toHaveLength(2)
  expect(links[0]).toContain('《张湾村开展学雷锋志愿服务》已在青石镇公众号发布')
  expect(links[0]).toContain(app.rooms.articles.get(id).publication?.url)
})
