import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Edges } from '../src/app/edges.ts'
import { type App, openApp } from '../src/app.ts'
import type { Clock, Instant } from '../src/clock.ts'
import { Fault } from '../src/fault.ts'
import { openFeed } from '../src/outside/feed/feed.ts'
import { openPictureEye } from '../src/outside/fingerprint.ts'
import { openImage } from '../src/outside/image.ts'
import { openStore } from '../src/outside/lowdb.ts'
import { openWechaty } from '../src/outside/wechaty.ts'
import { handClock } from '../src/sim/clock.ts'
import { openFeedServer } from '../src/sim/feeds.ts'
import { openSimGroup, type SimGroup } from '../src/sim/group.ts'
import { SimPuppet } from '../src/sim/puppet.ts'
import { parseScene, type Step } from '../src/sim/scene.ts'
import { type Performance, perform } from '../src/sim/stage.ts'
import { readTown, type Town } from '../src/town.ts'
import { type PlayResult, playResult } from './play-result.ts'

export type Played = Performance & { result: PlayResult }

/** Plays a scene file through the whole app in a fresh township. Throws Fault `scene/…`, `town/…`. */
export async function playScene(file: string, townFile: string): Promise<Played> {
  const folder = await mkdtemp(join(tmpdir(), 'zhenxun-scene-'))
  try {
    return await playIn(folder, file, townFile)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function playIn(folder: string, file: string, townFile: string): Promise<Played> {
  const [text, yaml] = await Promise.all([readFile(file, 'utf8'), readFile(townFile, 'utf8')])
  const clock = handClock(LONG_AGO)
  const feeds = await openFeedServer({ port: 0, clock })
  const town = readTown(yaml, { FEEDS: feeds.url })
  const steps = parseScene(text, town.bot)
  clock.moveTo(sceneStart(steps))
  const group = openSimGroup({ bot: town.bot, ...cast(town, steps), clock, prefix: 'l' })
  const feed = openFeed({ allowPrivate: ['127.0.0.1'] })
  const machine = await openMachine({ folder, town, clock, group, feed })
  const stage = { ...machine.stage, group, clock, folder: dirname(file) }
  const performance = await perform(stage, steps)
  await machine.stage.power(true)
  const result = await playResult(machine.app().rooms)
  await machine.stage.power(false)
  await feed.close()
  await feeds.close()
  return { ...performance, result }
}

/** The bot on its data folder, switched on; a scene may switch it off and on again. While it is off the clock passes unseen. */
async function openMachine(parts: {
  folder: string
  town: Town
  clock: Clock
  group: SimGroup
  feed: Edges['feed']
}) {
  const { folder, group, ...rest } = parts
  let app = await start()
  let on = true

  async function start(): Promise<App> {
    const opened = await openApp({
      ...rest,
      store: await openStore(folder),
      chat: openWechaty({ bot: rest.town.bot, puppet: new SimPuppet(group), notice: () => undefined }),
      image: openImage(),
      eye: openPictureEye(),
      heard: group.done,
      log: (line, thrown) => console.error(line, thrown ?? ''),
    })
    await opened.start()
    return opened
  }

  return {
    app: () => app,
    stage: {
      tick: async () => (on ? app.tick() : undefined),
      row: (number: string) => app.rooms.ledger.find(number),
      async power(wanted: boolean): Promise<void> {
        if (wanted && !on) app = await start()
        if (!wanted && on) await app.stop()
        on = wanted
      },
    },
  }
}

const LONG_AGO = '2000-01-01T00:00:00.000+08:00'

/** A scene begins at the time of its first 群 line. */
function sceneStart(steps: Step[]): Instant {
  const first = steps.find((step) => step.kind === 'group')
  if (first?.kind === 'group' && first.at) return first.at
  throw new Fault(
    'scene/no-start',
    '剧本要先有一行“群 群名 日期 时间”，例如：群 宣传工作群 2025-03-05 15:20。',
  )
}

function cast(town: Town, steps: Step[]): { people: string[]; groups: string[] } {
  const speakers = steps.flatMap((step) => ('person' in step ? [step.person] : []))
  const named = steps.flatMap((step) => (step.kind === 'group' ? [step.group] : []))
  return {
    people: [...new Set([...town.people.map((one) => one.name), ...speakers])],
    groups: [...new Set([...town.groups.map((one) => one.topic), ...named])],
  }
}

/** `zhenxun play SCENE.txt [--town FILE] [--json]`: exit status 1 when a step did not hold. */
export async function playCommand(file: string, options: { town: string; json?: boolean }): Promise<void> {
  const played = await playScene(file, options.town)
  if (options.json) console.log(JSON.stringify(played.result))
  else console.log(played.transcript.join('\n'))
  for (const failure of played.failures) console.error(`✗ ${failure}`)
  if (played.failures.length > 0) process.exitCode = 1
}
