import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Edges } from '../../src/app/edges.ts'
import { type App, openApp } from '../../src/app.ts'
import { plusMinutes } from '../../src/clock.ts'
import { Fault } from '../../src/fault.ts'
import { openFeed } from '../../src/outside/feed/feed.ts'
import { openPictureEye } from '../../src/outside/fingerprint.ts'
import { openImage } from '../../src/outside/image.ts'
import { openStore } from '../../src/outside/lowdb.ts'
import { type HandClock, handClock } from '../../src/sim/clock.ts'
import { openFeedServer } from '../../src/sim/feeds.ts'
import { readTown } from '../../src/town.ts'

const START = '2026-11-24T07:50:00.000+08:00'
const group = { group: '宣传工作群' }

let folder: string
let feeds: Awaited<ReturnType<typeof openFeedServer>>
let feed: ReturnType<typeof openFeed>
let clock: HandClock
let said: string[]
let told: string[]
let channel: { online: boolean; say: string }
let app: App

/** The whole app over a channel that is a list. */
async function open(more: Partial<Edges>): Promise<App> {
  const opened = await openApp({
    town: readTown(readFileSync('test/town.yaml', 'utf8'), { FEEDS: feeds.url }),
    store: await openStore(folder),
    clock,
    chat: {
      start: async () => undefined,
      stop: async () => undefined,
      say: async (_, text) => void said.push(text),
      state: () => channel,
    },
    feed,
    image: openImage(),
    eye: openPictureEye(),
    log: () => undefined,
    ...more,
  })
  await opened.start()
  return opened
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhenxun-app-'))
  clock = handClock(START)
  feeds = await openFeedServer({ port: 0, clock })
  feed = openFeed({ allowPrivate: ['127.0.0.1'] })
  said = []
  told = []
  channel = { online: true, say: '已登录。' }
})
afterEach(async () => {
  await app.stop()
  await feed.close()
  await feeds.close()
  await rm(folder, { recursive: true, force: true })
})

async function pass(minutes: number): Promise<void> {
  for (let n = 0; n < minutes; n += 1) {
    clock.moveTo(plusMinutes(clock.now(), 1))
    await app.tick()
    await app.settled()
  }
}

test('with a pace, a beat a second says the lines one by one', async () => {
  app = await open({ pace: { least: 3, spread: 2 } })
  for (const key of ['a', 'b', 'c']) await app.rooms.outbox.write({ key, to: group, text: key, at: START })
  await app.tick()
  expect(said).toEqual(['a'])
  const times: number[] = []
  for (let second = 1; second <= 12; second += 1) {
    clock.moveTo(plusMinutes(START, second / 60))
    const before = said.length
    await app.pulse()
    if (said.length > before) times.push(second)
  }
  expect(said).toEqual(['a', 'b', 'c'])
  expect(times[0]).toBeGreaterThanOrEqual(3)
  expect(times[1]).toBeLessThanOrEqual(12)
})

test('logged out over the digest: the operator is told, the line is parked and missed at noon, and all is told once', async () => {
  app = await open({ tell: async (text) => void told.push(text) })
  channel = { online: false, say: '微信已退出登录，请在终端重新扫码。' }
  await pass(5)
  expect(told).toEqual([expect.stringMatching(/微信已退出登录/)])
  await pass(260)
  expect(said).toEqual([])
  const [slot] = await app.rooms.keeper.list('2026-11-24')
  expect(slot).toMatchObject({ state: 'missed' })
  channel = { online: true, say: '已登录。' }
  await pass(200)
  expect(said.filter((text) => text.includes('简报'))).toEqual([])
  const all = told.join('\n')
  expect(all.match(/每日简报（11月24日 08:00）漏发/g)).toHaveLength(1)
  expect(all.match(/已恢复正常：\n· 微信/g)).toHaveLength(1)
  expect(all).toContain('读不到')
  expect(told.length).toBeLessThanOrEqual(4)
})

test('a way to the operator that throws or hangs does not disturb the beat, and stands on the page', async () => {
  app = await open({
    tell: async () => {
      throw new Fault('webhook/failed', '告警没有送到：连不上。')
    },
  })
  channel = { online: false, say: '微信已退出登录。' }
  await pass(5)
  channel = { online: true, say: '已登录。' }
  await app.rooms.outbox.write({ key: 'a', to: group, text: 'a', at: clock.now() })
  await pass(1)
  expect(said).toEqual(['a'])
  expect(app.rooms.running()).toContainEqual({ name: '告警', good: false, say: '告警没有送到：连不上。' })
})

test('the page says which year of the month ahead has no holidays yet', async () => {
  app = await open({})
  const line = () => app.rooms.running().find(({ name }) => name === '节假日')
  expect(line()).toMatchObject({ good: true })
  clock.moveTo('2026-12-20T08:00:00.000+08:00')
  expect(line()).toMatchObject({ good: false, say: expect.stringContaining('2027 年的放假安排程序里还没有') })
})
