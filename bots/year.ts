import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { at, type Instant, millisOf, spokenDay } from '../src/clock.ts'
import { Fault } from '../src/fault.ts'
import { playYear } from '../src/sim/year/play.ts'
import { type SimulatedYear, simulateYear } from '../src/sim/year/year.ts'
import { openDemo } from './demo.ts'
import { untilStopped } from './house.ts'
import { openProgress, type Progress } from './progress.ts'
import { openYearHouse, type YearHouse } from './year-house.ts'
import { sumOf } from './year-sum.ts'

export interface YearOptions {
  data: string
  port: string
  /** How many lines are said in all; 40,000 when absent. */
  lines?: string
}

const YEAR = 2023
const SEED = 20230101
const LINES = 40_000
/** The year's town file lies with its data, for the other commands. */
const TOWN = 'town.yaml'

/** `zhenxun demo --year`: plays the simulated year into the folder, or goes on with it, then serves its desk. */
export async function yearCommand(options: YearOptions): Promise<void> {
  const year = simulateYear(YEAR, SEED, linesOf(options.lines))
  const town = join(options.data, TOWN)
  const stop = new AbortController()
  const stopped = untilStopped().then(() => stop.abort())
  if (!(await playInto({ data: options.data, year, signal: stop.signal, tell: console.log }))) return
  const demo = await openDemo({ data: options.data, town, port: Number(options.port), say: console.log })
  for (const line of welcome(demo, options.data)) console.log(line)
  await stopped
  console.log('正在停下……')
  await demo.close()
  console.log('已停下，数据都保存好了。再运行一次会直接打开这一年。')
}

/** Plays what is not yet played and tells what came of it; false when it was stopped before the end. */
export async function playInto(parts: {
  data: string
  year: SimulatedYear
  signal: AbortSignal
  tell: (line: string) => void
}): Promise<boolean> {
  const { data, year, signal, tell } = parts
  await mkdir(data, { recursive: true, mode: 0o700 })
  await writeFile(join(data, TOWN), year.town, { mode: 0o600 })
  const house = await openYearHouse(data, year)
  try {
    const total = year.events.length
    if (!house.over) {
      const progress = openProgress(total, house.done, process.stderr)
      tell(`正在把模拟的${year.year}年放进 ${data}：${total} 条群消息。按 Ctrl-C 可以随时停下。`)
      const done = await play(house, year, { progress, signal })
      if (done < total) {
        tell(`\n已停在第 ${done} 条（共 ${total} 条），数据都保存好了。再运行一次会接着放。`)
        return false
      }
      tell(`\n${progress.sum()}`)
      await house.keys.put('clock', String(millisOf(afterOf(year.year)) - Date.now()))
    }
    for (const line of await sumOf(house, year, afterOf(year.year))) tell(line)
    return true
  } finally {
    await house.close()
  }
}

/** How far it has come is noted at the end of each day: what is played again after a crash is known already. */
async function play(
  house: YearHouse,
  year: SimulatedYear,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
): Promise<number> {
  let noted = house.done
  const note = async (done: number) => {
    noted = done
    await house.keys.put('year-done', String(done))
  }
  const done = await playYear(house.stage, year.events, {
    from: house.done,
    signal,
    async told(count, now) {
      progress.at(count, `${year.year}年${spokenDay(now.slice(0, 10))}`)
      if (count - noted >= 100 && count < year.events.length) await note(count)
    },
  })
  await note(done)
  return done
}

/** When the year has been looked back on. */
function afterOf(year: number): Instant {
  return at(`${year + 1}-01-05`, '09:00')
}

function linesOf(text = String(LINES)): number {
  const lines = Number(text)
  if (Number.isInteger(lines) && lines > 0 && lines <= 200_000) return lines
  throw new Fault('year/lines', `--lines 要写一个 1 到 200000 的整数，现在写的是“${text}”。`)
}

function welcome(demo: { url: string; password: string }, data: string): string[] {
  return [
    '',
    '这一年的年报，请用浏览器打开：',
    '',
    `    ${demo.url}/annual?period=${YEAR}`,
    '',
    `演示账号：李强（初审）、周敏（复审）、赵主任（终审）、高书记（书记），口令都是 ${demo.password}`,
    `命令行里也能算：zhenxun annual --data ${data} --town ${join(data, 'town.yaml')} --year ${YEAR}（先停下这里）`,
    '按 Ctrl-C 停下。',
    '',
  ]
}
