import { createServer, type ServerResponse } from 'node:http'
import { escapeUTF8 } from 'entities'
import { at, type Clock, type Day, dayOf, daysBetween, type Instant, millisOf, plusDays } from '../clock.ts'

/**
 * One of the demo's invented newsrooms. Its headlines are made of two lists; when all of them have been, the heads change,
 * so that no headline comes twice in a year.
 */
interface Newsroom {
  name: string
  title: string
  heads: string[]
  tails: string[]
  times: string[]
  /** Where a head is cut: in the next round each beginning takes the end of the one after it. */
  cut: number
}

const NEWS: Newsroom = {
  name: 'news',
  title: '云岭新闻网·时政',
  heads: [
    '云岭县',
    '清河县',
    '白石县',
    '柳林县',
    '东洼县',
    '平川县',
    '松山县',
    '龙泉县',
    '石桥县',
    '金水县',
    '南坡县',
  ],
  tails: [
    '召开乡村振兴工作推进会',
    '出台措施支持农村养老服务',
    '全面展开秋冬季农田水利建设',
    '村级综合服务中心实现全覆盖',
    '县域医共体建设取得新进展',
    '农村公路“路长制”覆盖全部乡镇',
    '“田间课堂”送技术到农户',
    '移风易俗积分超市在各村铺开',
    '为基层减负：村级报表再精简三成',
    '老旧供水管网改造惠及万户',
    '开展安全生产大排查 & “回头看”',
    '秸秆综合利用率稳步提高',
  ],
  times: ['06:30', '07:10', '07:40'],
  cut: 1,
}

const THEORY: Newsroom = {
  name: 'theory',
  title: '云岭理论',
  heads: [
    '学习札记：',
    '一线观察：',
    '理论宣讲：',
    '干部谈：',
    '乡村笔谈：',
    '调研手记：',
    '党校讲坛：',
    '实践新论：',
    '思想漫步：',
  ],
  tails: [
    '以小切口推动基层治理大变化',
    '把群众路线走实走深',
    '让党员教育从“课堂”走进“田间”',
    '从“四下基层”看调查研究的方法',
    '发展农村集体经济的几个关系',
    '主题党日怎样开出实效',
    '新时代文明实践的乡村路径',
    '干在实处，走在前列',
    '小院议事会里的民主',
    '老党员的第二个岗位',
  ],
  times: ['06:00', '07:20'],
  cut: 2,
}

/**
 * The demo's sources on this machine, always with items that are fresh by the clock: `/news.xml` (UTF-8),
 * `/theory.xml` (GB18030 bytes, declared gb2312) and `/dead.xml`, which answers 500.
 */
export async function openFeedServer({ port, clock }: { port: number; clock: Clock }) {
  const server = createServer((request, answer) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const base = `http://${request.headers.host ?? '127.0.0.1'}`
    if (path === '/news.xml') return send(answer, Buffer.from(rss(NEWS, 'utf-8', base, clock.now())))
    if (path === '/theory.xml') return send(answer, gb18030(rss(THEORY, 'gb2312', base, clock.now())))
    const [, name, serial] = /^\/a\/(news|theory)\/(\d{1,6})\.html$/.exec(path) ?? []
    if (serial) return sendPage(answer, headline(name === 'news' ? NEWS : THEORY, Number(serial)))
    answer.writeHead(path === '/dead.xml' ? 500 : 404).end()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  return {
    url: `http://127.0.0.1:${bound}`,
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers without a charset in the header, as many old sites do: the prolog has to tell. */
function send(answer: ServerResponse, body: Uint8Array): void {
  answer.writeHead(200, { 'content-type': 'text/xml' }).end(body)
}

function sendPage(answer: ServerResponse, title: string): void {
  const words = escapeUTF8(title)
  answer
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(
      `<!doctype html><meta charset="utf-8"><title>${words}</title><h1>${words}</h1><p>这是模拟信源里的一篇虚构文章。</p>`,
    )
}

function rss(room: Newsroom, charset: string, base: string, now: Instant): string {
  const today = dayOf(now)
  const items = [today, plusDays(today, -1), plusDays(today, -2)].flatMap((day) =>
    itemsOf(room, day, base, now),
  )
  return [
    `<?xml version="1.0" encoding="${charset}"?>`,
    `<rss version="2.0"><channel><title>${room.title}</title><link>${base}/</link><language>zh-cn</language>`,
    ...items,
    '</channel></rss>',
  ].join('\n')
}

/** The day's items that are out by now, newest first. */
function itemsOf(room: Newsroom, day: Day, base: string, now: Instant): string[] {
  const first = daysBetween('2020-01-01', day) * room.times.length
  const out = room.times.map((time, index) => ({ moment: at(day, time), serial: first + index }))
  return out
    .filter(({ moment }) => moment <= now)
    .reverse()
    .map(({ moment, serial }) => {
      const title = headline(room, serial)
      const date = new Date(millisOf(moment)).toUTCString()
      return (
        `<item><title>${escapeUTF8(title)}</title><link>${base}/a/${room.name}/${serial}.html</link>` +
        `<guid isPermaLink="false">${room.name}-${serial}</guid><pubDate>${date}</pubDate>` +
        `<description><![CDATA[<p>${escapeUTF8(title)}。（虚构内容，供演示）</p>]]></description></item>`
      )
    })
}

function headline(room: Newsroom, serial: number): string {
  const { heads, tails, cut } = room
  const round = Math.floor(serial / (heads.length * tails.length))
  const begin = heads[serial % heads.length]?.slice(0, cut) ?? ''
  const end = heads[(serial + round) % heads.length]?.slice(cut) ?? ''
  return begin + end + (tails[serial % tails.length] ?? '')
}

/** Node decodes GB18030 but does not encode it: the two-byte part of the table, turned round. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, number[]>()
  for (let lead = 0xa1; lead <= 0xf7; lead += 1) {
    for (let trail = 0xa1; trail <= 0xfe; trail += 1) {
      table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
    }
  }
  return Uint8Array.from(
    [...text].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : (table.get(char) ?? [0x3f]))),
  )
}
