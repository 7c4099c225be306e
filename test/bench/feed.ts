import { XMLParser } from 'fast-xml-parser'
import { parseFeed } from 'feedsmith'
import { parseFeed as parseByHtmlparser2 } from 'htmlparser2'
import { readBytes } from '../../src/outside/feed/feed.ts'

export const name = '信源：读 1,000 条'

const COUNT = 1_000
const ROUNDS = 40
const NOW = '2026-06-05T12:00:00.000+08:00'

/** A feed of a thousand items as a news site sends it. */
function feed(): string {
  const items = Array.from({ length: COUNT }, (_, n) => {
    const words = `青石镇第${n}次开展“乡村振兴”主题活动，32名党员参加，群众反映很好。`.repeat(3)
    return (
      `<item><title><![CDATA[青石镇开展主题党日活动（第${n}期）]]></title><link>http://e.invalid/n1/2026/0605/c${n}.html</link>` +
      `<pubDate>2026-06-05 09:${String(n % 60).padStart(2, '0')}:00</pubDate><author>云岭新闻网</author>` +
      `<description><![CDATA[<p style="text-indent: 2em;"><span>${words}</span></p>]]></description></item>`
    )
  })
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>时政</title><link>http://e.invalid/</link>${items.join('\n')}</channel></rss>`
}

/** Ours from bytes to finished items, beside well-known parsers that stop at the raw fields of a text. */
export async function run(print: (line: string) => void): Promise<void> {
  const text = feed()
  const bytes = Buffer.from(text)
  const xml = new XMLParser({ ignoreAttributes: false })
  const rivals: [string, () => unknown][] = [
    ['feedsmith', () => parseFeed(text)],
    ['htmlparser2', () => parseByHtmlparser2(text)],
    ['fast-xml-parser', () => xml.parse(text)],
  ]
  const works = [() => readBytes(bytes, { now: NOW }), ...rivals.map(([, work]) => work)]
  const [ours = 0, ...others] = fastest(works)
  const theirs = rivals.map(([rival], index) => ({ rival, millis: others[index] ?? 0 }))
  const best = Math.min(...others)
  for (const line of [
    `镇讯 ${rate(ours)}（字符集、日期、摘要、去重都做完）`,
    ...theirs.map(({ rival, millis }) => `${rival} ${rate(millis)}`),
    `与最快者之比 ${(best / ours).toFixed(2)}（要求不低于 0.50）`,
  ])
    print(line)
}

/** The best time of each, taken in turns, so that a busy machine is busy for all. */
function fastest(works: (() => unknown)[]): number[] {
  const best = works.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, work] of works.entries()) {
      const start = performance.now()
      work()
      best[index] = Math.min(best[index] ?? 0, performance.now() - start)
    }
  }
  return best
}

function rate(millis: number): string {
  return `${millis.toFixed(1)} 毫秒，每秒 ${Math.round((COUNT / millis) * 1000).toLocaleString('en')} 条`
}
