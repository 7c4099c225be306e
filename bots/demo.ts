import { randomInt, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type App, openApp } from '../src/app.ts'
import { type Day, dayOf, daysBetween, plusDays, systemClock } from '../src/clock.ts'
import { spokenRoles } from '../src/desk/wording.ts'
import { openFeed } from '../src/outside/feed/feed.ts'
import { openPictureEye } from '../src/outside/fingerprint.ts'
import { openImage } from '../src/outside/image.ts'
import { openLinks } from '../src/outside/links.ts'
import { openStore } from '../src/outside/lowdb.ts'
import { openWechaty } from '../src/outside/wechaty.ts'
import { openWeixin } from '../src/outside/weixin.ts'
import { type DemoClock, demoClock } from '../src/sim/clock.ts'
import { openFeedServer } from '../src/sim/feeds.ts'
import { openSimGroup, type SimGroup } from '../src/sim/group.ts'
import { SimPuppet } from '../src/sim/puppet.ts'
import { perform } from '../src/sim/stage.ts'
import { passTime } from '../src/sim/time.ts'
import { readTown, type Town } from '../src/town.ts'
import { ACCOUNT, openAccount } from './account.ts'
import { openHouse, untilStopped } from './house.ts'
import { openKeys } from './keys.ts'
import { openPane, paneCast } from './pane.ts'
import { importRegisters, PRELUDE_DAYS, readPrelude } from './prelude.ts'

/** As they stand on the command line. */
export interface DemoOptions {
  data: string
  town: string
  port: string
}

const DAY = 86_400_000

/** `zhenxun demo`: a simulated township on this machine. Runs until Ctrl-C. */
export async function demoCommand(options: DemoOptions): Promise<void> {
  const demo = await openDemo({ ...options, port: Number(options.port), say: console.log })
  for (const line of welcome(demo)) console.log(line)
  await untilStopped()
  console.log('正在停下……')
  await demo.close()
  console.log('已停下，数据都保存好了。再次启动会接着上次继续。')
}

/** The township under way. */
export interface Demo {
  url: string
  pressUrl: string
  password: string
  town: Town
  close(): Promise<void>
}

/** Opens the whole township: chat, feeds and public account are simulated, everything between is the real thing. */
export async function openDemo(setup: {
  data: string
  town: string
  port: number
  say: (line: string) => void
}): Promise<Demo> {
  const store = await openStore(setup.data)
  const closers: (() => Promise<void>)[] = [store.close]
  try {
    const keys = openKeys(store)
    const began = await keys.once('began', () => dayOf(systemClock.now()))
    const fresh = (await keys.get('clock')) === undefined
    const clock = demoClock(fresh ? -PRELUDE_DAYS * DAY : Number(await keys.get('clock')))
    const feeds = await openFeedServer({ port: 0, clock })
    closers.unshift(feeds.close)
    const feed = openFeed({ allowPrivate: ['127.0.0.1'] })
    closers.unshift(feed.close)
    const links = openLinks()
    closers.unshift(links.close)
    const account = await openAccount({ folder: `${setup.data}/weixin`, clock, keys })
    closers.unshift(account.close)
    const password = await keys.once('password', () => `yanshi-${randomInt(1000, 9999)}`)
    const town = demoTown(readTown(await readFile(setup.town, 'utf8'), { FEEDS: feeds.url }), password, began)
    const group = openSimGroup({ bot: town.bot, ...paneCast(town), clock, prefix: randomUUID().slice(0, 8) })
    const log = (line: string, thrown?: unknown) => console.error(line, thrown ?? '')
    const app = await openApp({
      town,
      store,
      clock,
      chat: openWechaty({ bot: town.bot, puppet: new SimPuppet(group), notice: setup.say }),
      feed,
      press: openWeixin({ baseUrl: account.url, ...ACCOUNT, clock }),
      links,
      image: openImage(),
      eye: openPictureEye(),
      heard: group.done,
      log,
    })
    const moved = () => keys.put('clock', String(clock.ahead()))
    const demo = openPane({ app, group, clock, pressUrl: account.url, moved })
    const house = await openHouse({ app, store, keys, port: setup.port, log, demo })
    closers.splice(closers.indexOf(store.close), 1)
    closers.unshift(house.close)
    if (fresh) await playPrelude({ app, group, clock, say: setup.say, today: began })
    await moved()
    return { url: house.url, pressUrl: account.url, password, town, close: () => closeAll(closers) }
  } catch (thrown) {
    await closeAll(closers)
    throw thrown
  }
}

async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  for (const close of closers) await close()
}

/** The first start: the days before today are played, so that there is something to look at. */
async function playPrelude(parts: {
  app: App
  group: SimGroup
  clock: DemoClock
  say: (line: string) => void
  today: Day
}): Promise<void> {
  const { app, group, clock, say, today } = parts
  say('第一次启动，正在演前几天的群聊……')
  await importRegisters(app.rooms.registers, today, clock.now())
  const stage = { group, clock, tick: app.tick, row: app.rooms.ledger.find, folder: '.' }
  await perform(stage, await readPrelude(today, app.rooms.town.bot))
  await passTime(stage, systemClock.now())
}

/** The sample town with sign-ins for the demo and its study plan moved to begin tomorrow. */
function demoTown(town: Town, password: string, began: Day): Town {
  const first = town.study.map((one) => one.day).sort()[0] ?? began
  const later = Math.max(0, daysBetween(first, plusDays(began, 1)))
  return {
    ...town,
    people: town.people.map((one) => ({ ...one, password: one.password ?? password })),
    study: town.study.map((one) => ({ ...one, day: plusDays(one.day, later) })),
  }
}

/** What is printed when all stands. */
function welcome({ url, pressUrl, password, town }: Demo): string[] {
  const roles = town.people.filter((one) =>
    one.roles.some((role) => role !== 'liaison' && role !== 'secretary'),
  )
  return [
    '',
    `模拟的${town.name}已经开张。请用浏览器打开审核台：`,
    '',
    `    ${url}`,
    '',
    `演示账号（口令都是 ${password}）：`,
    ...roles.map((one) => `    ${one.name}  ${spokenRoles(one.roles)}`),
    '    村里的同志也能登录，例如 王芳（张湾村）、马强（红柳沟村、上滩村）',
    '',
    '在“模拟群”里可以用任何人的身份说话、发照片、拨动时钟。',
    `模拟的公众号：${pressUrl}`,
    '按 Ctrl-C 停下。',
    '',
  ]
}
