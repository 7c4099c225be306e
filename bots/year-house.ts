import { randomUUID } from 'node:crypto'
import { openApp } from '../src/app.ts'
import { type Message, messageId } from '../src/chat/message.ts'
import { dayOf, type Instant } from '../src/clock.ts'
import { Fault } from '../src/fault.ts'
import { openFeed } from '../src/outside/feed/feed.ts'
import { openPictureEye } from '../src/outside/fingerprint.ts'
import { openImage } from '../src/outside/image.ts'
import { openStore } from '../src/outside/lowdb.ts'
import { openWeixin } from '../src/outside/weixin.ts'
import type { Shelf } from '../src/shelf.ts'
import { handClock } from '../src/sim/clock.ts'
import { openFeedServer } from '../src/sim/feeds.ts'
import { madePicture } from '../src/sim/picture.ts'
import { openYearChat } from '../src/sim/year/chat.ts'
import { decideAll, writeArticles } from '../src/sim/year/officer.ts'
import type { YearStage } from '../src/sim/year/play.ts'
import { importSheets } from '../src/sim/year/registers.ts'
import type { SimulatedYear } from '../src/sim/year/year.ts'
import { readTown } from '../src/town.ts'
import { ACCOUNT, openAccount } from './account.ts'
import { type Keys, openKeys } from './keys.ts'

export type YearHouse = Awaited<ReturnType<typeof openYearHouse>>

/** The whole app on the shelves of a folder, with a clock moved by hand: the simulated year is played into it. */
export async function openYearHouse(data: string, year: SimulatedYear) {
  const store = await openStore(data)
  const keys = openKeys(store)
  const begun = await standing(keys, year).catch(async (thrown: unknown) => {
    await store.close()
    throw thrown
  })
  const clock = handClock(begun.at)
  const feeds = await openFeedServer({ port: 0, clock })
  const feed = openFeed({ allowPrivate: ['127.0.0.1'] })
  const account = await openAccount({ folder: `${data}/weixin`, clock, keys })
  const town = readTown(year.town, { FEEDS: feeds.url })
  const chat = openYearChat({ bot: town.bot, clock, run: randomUUID().slice(0, 8) })
  const app = await openApp({
    town,
    store,
    clock,
    chat,
    feed,
    press: openWeixin({ baseUrl: account.url, ...ACCOUNT, clock }),
    image: openImage(),
    eye: openPictureEye(),
    log: (line, thrown) => console.error(line, thrown ?? ''),
  })
  const { intake, articles, ledger, registers, messages } = app.rooms
  const done = await heardSince(messages, year, begun.done)
  // The clock stands where the last line was heard, so that a line cut off by a crash is found and offered again.
  clock.moveTo(year.events[done - 1]?.at ?? begun.at)
  await app.start()
  await importSheets(registers, year.sheets, begun.at)

  async function tick(now: Instant): Promise<void> {
    clock.moveTo(now)
    await app.tick()
    await chat.echo()
  }

  const stage: YearStage = {
    tick,
    async hear(line) {
      await chat.hear(line)
      await chat.echo()
    },
    async endDay(now) {
      await decideAll(intake, now)
      await writeArticles({ articles, rows: ledger.rows, wanted: year.articles }, now)
    },
    picture: (name) => madePicture(name, 480, 360),
  }
  return {
    ...app.rooms,
    stage,
    keys,
    done,
    /** Played to its very end. */
    over: begun.done >= year.events.length,
    async close(): Promise<void> {
      await app.stop()
      await account.close()
      await feed.close()
      await feeds.close()
    },
  }
}

/** Lines that were heard after the last note of how far it had come are not played again. */
async function heardSince(
  messages: Shelf<Message>,
  { events }: SimulatedYear,
  noted: number,
): Promise<number> {
  const after = events.slice(noted)
  for (const [n, event] of after.entries()) {
    if (!(await messages.get(messageId(event.at, event.id)))) return noted + n
  }
  return events.length
}

/** How far the folder's year has come. Faults `year/other-data`, `year/other-lines`. */
async function standing(keys: Keys, year: SimulatedYear): Promise<{ done: number; at: Instant }> {
  const lines = await keys.get('year-lines')
  if (lines === undefined && (await keys.get('began')) !== undefined) {
    throw new Fault(
      'year/other-data',
      '这个文件夹里是别的数据，不能把模拟的一年放进去。请用 --data 换一个文件夹。',
    )
  }
  if (lines !== undefined && Number(lines) !== year.events.length) {
    const say = `这个文件夹里放的是 ${lines} 条消息的一年。请去掉 --lines，或用 --data 换一个文件夹。`
    throw new Fault('year/other-lines', say)
  }
  await keys.put('year-lines', String(year.events.length))
  const done = Number((await keys.get('year-done')) ?? 0)
  const first = `${year.year}-01-01T00:00:00.000+08:00`
  const before = year.events[done - 1]
  return { done, at: before ? before.at : `${dayOf(first)}T07:00:00.000+08:00` }
}
