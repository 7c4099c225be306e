import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serveDesk } from '../../src/desk/serve.ts'
import { launchChromium, missingChromium } from '../chromium.ts'
import { type Fixture, openFixture } from './fixture.ts'

const PAGES = [
  '/',
  '/messages?day=2025-03-05',
  '/messages/2025-03-05/report1',
  '/ledger',
  '/ledger/2025-0001',
  '/articles',
  '/articles/new',
  '/articles/2025-03/0001',
  '/articles/2025-03/0002',
  '/articles/2025-03/0002/edit',
  '/articles/2025-03/0002/pictures',
  '/digest',
  '/study',
  '/study/import',
  '/study/branches',
  '/register',
  '/register/members/members-0001',
  '/annual',
  '/annual/report',
  '/running',
  '/demo',
  '/nowhere',
]

describe.skipIf(missingChromium)('in a browser', () => {
  let fixture: Fixture
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    fixture = await openFixture()
    served = await serveDesk(fixture.desk, 0)
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  async function enter(name: string, width: number, javaScriptEnabled = true) {
    const context = await browser.newContext({ viewport: { width, height: 844 }, javaScriptEnabled })
    const page = await context.newPage()
    page.setDefaultTimeout(8_000)
    const troubles: string[] = []
    page.on('pageerror', (error) => troubles.push(error.message))
    // Chromium notes every answer of 4xx in its console; a page that is not there is one on purpose.
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().includes('status of 404')) troubles.push(line.text())
    })
    await page.goto(`${served.url}/signin`)
    await page.getByLabel('姓名').fill(name)
    await page.getByLabel('口令').fill(`${name}-demo`)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL(`${served.url}/`)
    return { page, troubles, close: () => context.close() }
  }

  test.each([390, 1280])(
    'no page is wider than %i px, breaks its own policy or leaves a field without a name',
    async (width) => {
      const { page, troubles, close } = await enter('钱管理', width)
      for (const path of PAGES) {
        await page.goto(served.url + path)
        const faults = await page.evaluate(LOOK_OVER)
        expect([path, faults]).toEqual([path, []])
      }
      expect(troubles).toEqual([])
      await close()
    },
    90_000,
  )

  test('the menu of a phone opens by keyboard and closes by Escape', async () => {
    const { page, close } = await enter('李强', 390)
    const menu = page.getByText('菜单')
    await menu.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: '台账', exact: true }).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('link', { name: '台账', exact: true }).isVisible()).toBe(false)
    await menu.click()
    await page.getByRole('link', { name: '台账', exact: true }).click()
    await page.getByRole('heading', { name: '台账', level: 1 }).waitFor()
    await close()
  })

  test('without JavaScript a row is found, corrected and confirmed on a phone', async () => {
    const { page, close } = await enter('李强', 390, false)
    await page.goto(`${served.url}/ledger`)
    await page.getByLabel('词语或编号').fill('学雷锋')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('link', { name: '2025-0001' }).click()
    await page.locator('summary', { hasText: '更正' }).click()
    await page.getByLabel('人数', { exact: true }).fill('18')
    await page.getByRole('button', { name: '保存更正' }).click()
    await page.getByText('人数 15人 → 18人').waitFor()
    await page.getByRole('button', { name: '确认无误' }).click()
    await page.getByText('已确认 2025-0001').waitFor()
    expect(fixture.ledger.row('2025-0001')).toMatchObject({ participants: 18, state: 'confirmed' })
    await close()
  })

  test('what is said in the simulated group stands there, and its newest line is in sight', async () => {
    const { page, close } = await enter('李强', 390)
    await page.goto(`${served.url}/demo`)
    await page.getByLabel('谁来说').selectOption({ value: '马强' })
    await page.getByLabel('说什么').fill('红柳沟村今天大扫除，20人')
    await page.getByRole('button', { name: '发送' }).click()
    await page.locator('.bubble', { hasText: '今天大扫除' }).waitFor()
    const chat = page.getByRole('log')
    await expect
      .poll(() => chat.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight))
      .toBeLessThan(4)
    await close()
  })

  test('the preview of an article runs no script and shows its pictures', async () => {
    const { page, close } = await enter('李强', 1280)
    const editor: Page = page
    await editor.goto(`${served.url}/articles/2025-03/0002/edit`)
    await editor.getByLabel('用这张').check()
    await editor.getByRole('button', { name: '保存' }).click()
    const frame = editor.frameLocator('iframe[title="手机预览"]')
    const picture = frame.locator('img').first()
    await picture.waitFor()
    await expect.poll(async () => (await picture.boundingBox())?.height ?? 0).toBeGreaterThan(100)
    await close()
  })
})

/** Runs in the page, as text (this program has no DOM of its own): what is too wide, has no name, or no alternative. */
const LOOK_OVER = `(() => {
  const faults = []
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) faults.push(scrollWidth - clientWidth + ' px too wide')
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1')
  for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    if (field.labels.length === 0) faults.push('no label: ' + field.outerHTML.slice(0, 80))
  }
  for (const img of document.querySelectorAll('img:not([alt])')) faults.push('no alt: ' + img.src)
  for (const img of document.images) if (img.complete && img.naturalWidth === 0) faults.push('broken: ' + img.src)
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id)
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push('id twice: ' + id)
  return faults
})()`
