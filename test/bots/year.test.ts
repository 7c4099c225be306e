import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Demo, openDemo } from '../../bots/demo.ts'
import { playInto } from '../../bots/year.ts'
import { openYearHouse } from '../../bots/year-house.ts'
import { compareBook } from '../../src/sim/year/compare.ts'
import { simulateYear } from '../../src/sim/year/year.ts'
import { launchChromium, missingChromium } from '../chromium.ts'
import { type Started, started } from './started.ts'
import { firstWeeks } from './weeks.ts'

const weeks = firstWeeks()
const quiet = () => undefined
let folder: string
let running: ChildProcess | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhenxun-year-'))
})
afterEach(() => running?.kill('SIGKILL'))
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the year in the real app', () => {
  test('stops where it is told to, goes on from there, and the ledger is as the book has it', async () => {
    const data = join(folder, 'weeks')
    const stop = new AbortController()
    const said: string[] = []
    const tell = (line: string) => {
      said.push(line)
      if (line.includes('正在把')) setTimeout(() => stop.abort(), 1_500)
    }
    expect(await playInto({ data, year: weeks, signal: stop.signal, tell })).toBe(false)
    expect(said.at(-1)).toMatch(/已停在第 \d+ 条（共 \d+ 条），数据都保存好了/)

    expect(await playInto({ data, year: weeks, signal: new AbortController().signal, tell })).toBe(true)
    const house = await openYearHouse(data, weeks)
    const compared = compareBook(weeks.book, house.ledger.rows())
    const papers = house.articles.list().map(({ state }) => state)
    const digests = house.digests.list().length
    await house.close()
    expect(compared).toMatchObject({ differing: [], missing: [], invented: [] })
    expect(compared.found).toBeGreaterThan(50)
    expect(papers).toEqual(weeks.articles.map(() => 'published'))
    expect(digests).toBeGreaterThan(10)
    expect(said.some((line) => line.includes('放完了') && line.includes('内存最多'))).toBe(true)
  }, 180_000)

  test('killed at any moment it loses no report and takes none twice', async () => {
    const data = join(folder, 'killed')
    for (const after of [3_000, 4_500]) {
      const child = spawn('node', ['--import', 'tsx', 'test/bots/weeks.ts', data])
      running = child
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await new Promise((resolve) => child.stderr.once('data', resolve))
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, after))])
      child.kill('SIGKILL')
      await ended
    }
    const go = new AbortController().signal
    expect(await playInto({ data, year: weeks, signal: go, tell: quiet })).toBe(true)
    const house = await openYearHouse(data, weeks)
    const rows = house.ledger.rows()
    await house.close()
    expect(compareBook(weeks.book, rows)).toMatchObject({ differing: [], missing: [], invented: [] })
    expect(rows).toHaveLength(weeks.book.length)
  }, 180_000)

  test('a folder of another year or other data is refused with a sentence', async () => {
    const other = simulateYear(2023, 20230101, 5_000)
    await expect(openYearHouse(join(folder, 'weeks'), other)).rejects.toMatchObject({
      code: 'year/other-lines',
    })
  })
})

test('the command stops at Ctrl-C with a plain sentence and goes on where it was', async () => {
  const first = await start(/2023年\d+月\d+日 \d+\/\d+ 条/)
  running?.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expect(first.output()).toMatch(/已停在第 \d+ 条（共 \d+ 条）.*再运行一次会接着放/)
  const done = Number(/已停在第 (\d+) 条/.exec(first.output())?.[1])

  const second = await start(/2023年\d+月\d+日 \d+\/\d+ 条/)
  running?.kill('SIGINT')
  await second.ended
  expect(Number(/日 (\d+)\/\d+ 条/.exec(second.output())?.[1])).toBe(done + 1)
}, 120_000)

async function start(until: RegExp): Promise<Started> {
  const data = join(folder, 'command')
  const command = await started(['demo', '--year', '--lines', '4000', '--data', data], until)
  running = command.child
  return command
}

describe.skipIf(missingChromium)('in a browser', () => {
  let demo: Demo
  afterAll(() => demo?.close())

  test('from the report to the message and back to the figure, by clicking', async () => {
    const data = join(folder, 'weeks')
    demo = await openDemo({ data, town: join(data, 'town.yaml'), port: 0, say: quiet })
    const browser = await launchChromium()
    const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(`${demo.url}/signin?to=${encodeURIComponent('/annual?period=2023')}`)
    await page.getByRole('button', { name: '以高书记的身份进入' }).click()
    await page.getByRole('link', { name: '看述职报告' }).click()
    const told = await page.locator('article.paper a[href*="/annual/figure/"]', { hasText: /次$/ }).last()
    const figureSaid = (await told.textContent()) ?? ''
    await told.click()
    const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    await page.getByText('报告里的说法').waitFor()
    expect(await page.locator('main').textContent()).toContain(figureSaid)
    await page.getByRole('link', { name: '原话' }).first().click()
    await page.getByRole('heading', { name: '由它记入的台账' }).waitFor()
    await page
      .locator('section', { hasText: '由它记入的台账' })
      .locator('a[href^="/ledger/"]')
      .first()
      .click()
    await page.getByRole('link', { name: '看这一条计入了年报的哪些数据' }).click()
    await page.getByRole('link', { name, exact: true }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name)
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBeLessThanOrEqual(390)
    await browser.close()
  }, 120_000)
})
