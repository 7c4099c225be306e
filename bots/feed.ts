import { open } from 'node:fs/promises'
import { type Instant, instantOf, systemClock } from '../src/clock.ts'
import { type FeedPage, isFresh } from '../src/digest/feed.ts'
import { Fault, sayOf } from '../src/fault.ts'
import { openFeed, readBytes } from '../src/outside/feed/feed.ts'
import { LIMITS, tooBig } from '../src/outside/feed/fetch.ts'
import type { Source } from '../src/town.ts'

/**
 * `zhenxun feed FILE|URL`: the items as JSON lines, or one line with the fault and exit status 1.
 * `now`: ISO, without a zone Beijing. `allow`: hosts of our own network that may be read. `list`: the selector of an item on a list page.
 */
export async function feedCommand(
  fileOrUrl: string,
  options: { now?: string; allow?: string[]; list?: string; print?: (line: string) => void } = {},
): Promise<void> {
  const print = options.print ?? console.log
  try {
    const now = options.now === undefined ? systemClock.now() : instantFrom(options.now)
    const list = options.list === undefined ? {} : { list: { item: options.list } }
    const page = await pageOf(fileOrUrl, now, { allow: options.allow ?? [], list })
    for (const line of linesOf(page, page.title ?? fileOrUrl, now)) print(line)
  } catch (thrown) {
    const fault = thrown instanceof Fault ? thrown.code : 'feed/internal'
    print(JSON.stringify({ fault, say: sayOf(thrown) }))
    process.exitCode = 1
  }
}

function instantFrom(text: string): Instant {
  const zoned = /(z|[+-]\d{2}:?\d{2})$/i.test(text)
    ? text
    : `${text.includes('T') ? text : `${text}T00:00`}+08:00`
  const millis = Date.parse(zoned)
  if (Number.isNaN(millis)) {
    throw new Fault('feed/bad-now', `--now 的时刻“${text}”看不懂，请写成 2026-06-05T08:00:00+08:00 的样子。`)
  }
  return instantOf(millis)
}

async function pageOf(
  fileOrUrl: string,
  now: Instant,
  { allow, list }: { allow: string[]; list: Pick<Source, 'list'> },
): Promise<FeedPage> {
  if (!/^[a-z]+:\/\//i.test(fileOrUrl)) return readBytes(await bytesOf(fileOrUrl), { now, ...list })
  const feed = openFeed({ allowPrivate: allow })
  try {
    return await feed.fetch({ name: fileOrUrl, url: fileOrUrl, section: '时政要闻', ...list }, now)
  } finally {
    await feed.close()
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const file = await open(path).catch((cause) => {
    throw new Fault('feed/no-file', `打不开文件 ${path}，请核对文件名和所在文件夹。`, { cause })
  })
  try {
    const { size } = await file.stat()
    if (size > LIMITS.bytes) throw tooBig(LIMITS.bytes)
    return await file.readFile()
  } finally {
    await file.close()
  }
}

function linesOf(page: FeedPage, source: string, now: Instant): string[] {
  return page.items.map((one) =>
    JSON.stringify({
      title: one.title,
      link: one.link,
      id: one.id,
      published: one.published?.replace('.000+', '+') ?? null,
      summary: one.summary,
      source,
      charset: page.charset,
      fresh: isFresh(one.published, now),
    }),
  )
}
