import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { feedCommand } from '../../../bots/feed.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhenxun-feed-'))
})
afterAll(async () => {
  process.exitCode = 0
  await rm(folder, { recursive: true })
})

async function lines(content: string | Buffer | undefined, now: string, list?: string): Promise<unknown[]> {
  const file = join(folder, 'feed.xml')
  if (content !== undefined) await writeFile(file, content)
  const printed: unknown[] = []
  const target = content === undefined ? join(folder, 'none.xml') : file
  await feedCommand(target, {
    now,
    ...(list ? { list } : {}),
    print: (line) => printed.push(JSON.parse(line)),
  })
  return printed
}

const RSS = `<rss version="2.0"><channel><title>时政</title>
<item><title>新的</title><link>http://e.invalid/1</link><pubDate>2026-06-05 09:03</pubDate><description>摘要</description></item>
<item><title>旧的</title><link>http://e.invalid/2</link><pubDate>2026-06-01</pubDate></item>
<item><title>无日期</title></item></channel></rss>`

it('zhenxun feed prints each item as one JSON line', async () => {
  const printed = await lines(RSS, '2026-06-05T12:00')
  expect(printed[0]).toEqual({
    title: '新的',
    link: 'http://e.invalid/1',
    id: 'http://e.invalid/1',
    published: '2026-06-05T09:03:00+08:00',
    summary: '摘要',
    source: '时政',
    charset: 'utf-8',
    fresh: true,
  })
  expect(printed.slice(1)).toMatchObject([
    { title: '旧的', fresh: false, published: '2026-06-01T00:00:00+08:00' },
    { title: '无日期', fresh: false, published: null, link: null },
  ])
})

it('or one line with the fault', async () => {
  expect(await lines('今日要闻', '2026-06-05')).toEqual([
    { fault: 'feed/not-a-feed', say: expect.stringMatching(/。$/) },
  ])
  expect(await lines(Buffer.alloc(6_000_000, 'x'), '2026-06-05')).toMatchObject([{ fault: 'feed/too-big' }])
  expect(await lines(undefined, '2026-06-05')).toMatchObject([{ fault: 'feed/no-file' }])
  expect(await lines(RSS, '昨天')).toMatchObject([{ fault: 'feed/bad-now' }])
  expect(process.exitCode).toBe(1)
})

it('reads a list page by the selector that its fault proposed', async () => {
  const row = (n: number) =>
    `<li><a href="http://e.invalid/${n}.html">第${n}条</a><span>2026-06-0${n}</span></li>`
  const page = `<!doctype html><title>要闻</title><ul id="news">${row(1)}${row(2)}${row(3)}</ul>`
  const [fault] = await lines(page, '2026-06-03')
  expect(fault).toMatchObject({ fault: 'feed/not-a-feed', say: expect.stringContaining('"ul#news > li"') })
  expect(await lines(page, '2026-06-03T12:00', 'ul#news > li')).toMatchObject([
    { title: '第1条', link: 'http://e.invalid/1.html', fresh: false },
    { title: '第2条', fresh: true },
    { title: '第3条', published: '2026-06-03T00:00:00+08:00', fresh: true },
  ])
  expect(await lines(page, '2026-06-03', 'ol > li')).toMatchObject([{ fault: 'feed/empty-list' }])
})
