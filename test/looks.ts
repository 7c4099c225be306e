/**
 * Remakes the reference pictures in test/article/looks/: three articles in each look as the public account shows them
 * on a phone, by day and in the dark, and the desk's review page. Run: npm run looks, then look.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import type { Article, ArticlePicture } from '../src/article/article.ts'
import { renderArticle } from '../src/article/html.ts'
import { THEMES } from '../src/article/theme.ts'
import { serveDesk } from '../src/desk/serve.ts'
import { openImage } from '../src/outside/image.ts'
import { openWeixin } from '../src/outside/weixin.ts'
import { madePicture } from '../src/sim/picture.ts'
import { openWeixinServer } from '../src/sim/weixin.ts'
import { noon, office, town } from './article/cast.ts'
import { launchChromium } from './chromium.ts'
import { openFixture } from './desk/fixture.ts'

const FOLDER = 'test/article/looks'
const PHONE = 390
const clock = { now: () => noon }
const photos = ['村口.jpg', '广场.jpg', '合影.jpg']

/** The photos, with what an article knows of them. */
async function pictured(): Promise<{ pictures: ArticlePicture[]; bytes: Map<string, Uint8Array> }> {
  const bytes = new Map<string, Uint8Array>()
  for (const name of photos) bytes.set(name, await madePicture(name))
  const pictures = photos.map((name, n) => ({ hash: name, name, caption: `活动现场（图${'一二三'[n]}）` }))
  return { pictures, bytes }
}

const BODIES = {
  single: (body: string) => `${body}\n\n![](图1)\n\n![](图2)![](图3)`,
  theme: (body: string) =>
    `${body}\n\n## 两个村的做法\n\n- 张湾村：党员带头，在村文化广场清理垃圾。\n- 红柳沟村：发放宣传单，入户讲解。\n\n| 村 | 参加人数 |\n|---|---|\n| 张湾村 | 12人 |\n| 红柳沟村 | 15人 |\n\n![](图1)`,
  roundup: (body: string) =>
    `> 学雷锋，在身边。\n\n${body}\n\n### 接下来\n\n1. 继续清理垃圾。\n2. 继续发放宣传单，详见[志愿服务网](https://volunteer.example.org/join)。\n\n---\n\n**“奉献、友爱、互助、进步”**是志愿服务精神。`,
}

type Kind = 'single' | 'theme' | 'roundup'
type Look = Article['theme']
const KINDS: Kind[] = ['single', 'theme', 'roundup']
const LOOKS: Look[] = ['red', 'ink', 'field']

/** Puts an article of each kind in each look into the stand-in's draft box, through the real client. */
async function boxAll(url: string): Promise<(kind: Kind, look: Look) => Promise<string>> {
  const { pictures, bytes } = await pictured()
  const image = openImage()
  const press = openWeixin({ baseUrl: url, appId: 'wxdemo', secret: 'demo-secret', clock })
  const { articles } = await office()
  const addresses = new Map<string, string>()
  for (const [name, picture] of bytes) {
    addresses.set(name, (await press.uploadImage(await image.forBody(picture))).url)
  }
  const cover = await press.addMaterial(await image.plainCover(THEMES.red.accent))
  return async (kind, look) => {
    const rows = kind === 'single' ? ['2025-0001'] : ['2025-0001', '2025-0002']
    const draft = await articles.draft({ rows, kind, by: '李强', at: noon })
    const signatures = [sign('first', '李强'), sign('second', '周敏'), sign('final', '赵主任')]
    const body = BODIES[kind](draft.body)
    const shown: Article = { ...draft, body, theme: look, pictures, signatures, ai: kind === 'roundup' }
    const content = renderArticle(shown, { town: town.name, src: (hash) => addresses.get(hash) })
    const { title, author, digest } = shown
    const { mediaId } = await press.addDraft({
      ...{ title, author, digest, content, sourceUrl: '', cover: cover.mediaId },
    })
    return `${url}/draft/${mediaId}`
  }
}

const sign = (step: Article['signatures'][number]['step'], by: string) => ({ step, by, at: noon, hash: '' })

async function shot(browser: Browser, url: string, dark: boolean): Promise<Buffer> {
  const colorScheme = dark ? 'dark' : 'light'
  const context = await browser.newContext({ viewport: { width: PHONE, height: 844 }, colorScheme })
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'networkidle' })
  const picture = await page.screenshot({ fullPage: true })
  await context.close()
  return picture
}

/** The three looks side by side: one picture to look at. */
async function beside(pictures: Buffer[]): Promise<Buffer> {
  const sizes = await Promise.all(pictures.map((one) => sharp(one).metadata()))
  const height = Math.max(...sizes.map((one) => one.height))
  const width = PHONE * pictures.length + 16 * (pictures.length - 1)
  const composite = pictures.map((input, n) => ({ input, left: n * (PHONE + 16), top: 0 }))
  return sharp({ create: { width, height, channels: 3, background: '#777777' } })
    .composite(composite)
    .webp({ quality: 55 })
    .toBuffer()
}

async function desk(browser: Browser): Promise<void> {
  const fixture = await openFixture()
  const served = await serveDesk(fixture.desk, 0)
  for (const width of [PHONE, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 844 } })
    const page = await context.newPage()
    await page.goto(`${served.url}/signin`)
    await page.getByLabel('姓名').fill('周敏')
    await page.getByLabel('口令').fill('周敏-demo')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL(`${served.url}/`)
    await page.goto(`${served.url}/articles/2025-03/0002`, { waitUntil: 'networkidle' })
    await keep(
      `desk-${width}`,
      await sharp(await page.screenshot({ fullPage: true }))
        .webp({ quality: 55 })
        .toBuffer(),
    )
    await context.close()
  }
  await served.close()
}

async function keep(name: string, picture: Buffer): Promise<void> {
  await writeFile(`${FOLDER}/${name}.webp`, picture)
  console.log(`${FOLDER}/${name}.webp  ${Math.round(picture.byteLength / 1024)} KB`)
}

await mkdir(FOLDER, { recursive: true })
const account = await openWeixinServer({ clock })
const browser = await launchChromium()
const boxed = await boxAll(account.url)
for (const kind of KINDS) {
  const pages: string[] = []
  for (const look of LOOKS) pages.push(await boxed(kind, look))
  for (const dark of [false, true]) {
    const shots: Buffer[] = []
    for (const page of pages) shots.push(await shot(browser, page, dark))
    await keep(`${kind}-${dark ? 'dark' : 'light'}`, await beside(shots))
  }
}
await desk(browser)
await browser.close()
await account.close()
