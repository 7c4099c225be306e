import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Demo, openDemo } from '../bots/demo.ts'
import { launchChromium, missingChromium } from './chromium.ts'

/** The whole story of the README, in a real browser on a phone: from the chat line to the published article. */
describe.skipIf(missingChromium)('a walk through the township', () => {
  let folder: string
  let demo: Demo
  let browser: Browser
  let page: Page

  const open = () =>
    openDemo({ data: join(folder, 'data'), town: 'bots/town.sample.yaml', port: 0, say: () => undefined })

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenxun-walk-'))
    demo = await open()
    browser = await launchChromium()
    page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    page.setDefaultTimeout(8_000)
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await demo?.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function enterAs(name: string): Promise<void> {
    await page.context().clearCookies()
    await page.goto(`${demo.url}/signin`)
    await page.getByRole('button', { name: `以${name}的身份进入` }).click()
    await page.waitForURL(`${demo.url}/`)
  }

  async function speak(person: string, text: string): Promise<void> {
    await page.getByLabel('谁来说').selectOption({ value: person })
    await page.getByLabel('说什么').fill(text)
    await page.getByRole('button', { name: '发送' }).click()
  }

  const press = (name: string) => page.getByRole('button', { name }).first().click()

  test('a chat line becomes a receipt and a ledger row', async () => {
    await enterAs('李强')
    await page.goto(`${demo.url}/demo`)
    await speak('马强', '昨天红柳沟村志愿服务 27个党员参加 清理垃圾4车')
    await page.getByText(/已入台账.*红柳沟村.*27人/).waitFor()
    await page.goto(`${demo.url}/ledger`)
    const row = page.locator('tbody tr', { hasText: '红柳沟村' }).first()
    expect(await row.textContent()).toContain('27')
  })

  test('the row becomes an article that three people sign, and it is read in the public account', async () => {
    await page.goto(`${demo.url}/articles`)
    await page.getByRole('link', { name: '选台账起草' }).click()
    await page.getByRole('checkbox', { name: /红柳沟村.*27/ }).check()
    await press('起草')
    await page.waitForURL(/\/articles\/\d{4}-\d{2}\/\d+/)
    const address = page.url()
    const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    for (const [name, step] of [
      ['李强', '初审'],
      ['周敏', '复审'],
      ['赵主任', '终审'],
    ] as const) {
      await enterAs(name)
      await page.goto(address)
      await press(`${step}通过并签名`)
      await page.locator('.flash-done', { hasText: step }).waitFor()
    }
    await press('发布')
    await expect.poll(() => published(title), { timeout: 20_000 }).toBe(true)
  })

  /** The simulated account shows the title, once the clock has moved far enough for the platform to settle. */
  async function published(title: string): Promise<boolean> {
    await page.goto(`${demo.url}/demo`)
    await press('+3 分钟')
    await page.goto(demo.pressUrl)
    return (await page.content()).includes(title)
  }

  test('at 8:00 the digest arrives in the group, and it is not said again after a restart', async () => {
    await enterAs('李强')
    await page.goto(`${demo.url}/demo`)
    const before = await digests()
    const fresh = async () => (await digests()).filter((day) => !before.includes(day))
    for (let day = 0; day < 4 && (await fresh()).length === 0; day += 1) await press('到下一个 8:00')
    expect(await fresh()).toHaveLength(1)
    await demo.close()
    demo = await open()
    await enterAs('李强')
    await page.goto(`${demo.url}/demo`)
    expect(await fresh()).toHaveLength(1)
  })

  /** The days of the digests that the pane shows; it shows the last days only, so that older ones leave it. */
  async function digests(): Promise<string[]> {
    const texts = await page.locator('.words', { hasText: /每日简报】/ }).allInnerTexts()
    return texts.map((text) => text.split('\n')[1] ?? '')
  }

  test('the year so far counts the row and opens onto its message', async () => {
    await page.goto(`${demo.url}/annual`)
    const figure = page.locator('details', { hasText: '志愿服务' }).first()
    await figure.locator('summary').click()
    await figure
      .getByText(/红柳沟村/)
      .first()
      .waitFor()
  })
})
