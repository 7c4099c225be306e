import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { FeedItem } from '../../../src/digest/feed.ts'
import { readBytes } from '../../../src/outside/feed/feed.ts'

const NOON = '2026-06-05T12:00:00.000+08:00'

function read(text: string, { now = NOON, url }: { now?: string; url?: string } = {}): FeedItem[] {
  return readBytes(Buffer.from(text), { now, ...(url ? { url } : {}) }).items
}

function rss(items: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>时政</title><link>http://e.invalid/</link>${items}</channel></rss>`
}

const brief = (items: FeedItem[]) => items.map((one) => [one.title, one.published?.slice(0, 16) ?? null])

describe('RSS as Chinese sites write it', () => {
  it('reads the shape of people.com.cn: titles in CDATA, no guid, a date without time or zone', () => {
    const [one] = read(
      rss(`<pubDate>2020-08-25 16:44:16</pubDate><item><title><![CDATA[某部举办“研修班”]]></title>
      <link>http://e.invalid/n1/2020/0825/c1.html</link><pubDate>2020-08-25</pubDate>
      <description><![CDATA[<p style="text-indent: 2em;"> <span>北京8月25日电 （记者 某某）24日开班。</span></p>]]></description></item>`),
    )
    expect(one).toEqual({
      id: 'http://e.invalid/n1/2020/0825/c1.html',
      title: '某部举办“研修班”',
      link: 'http://e.invalid/n1/2020/0825/c1.html',
      published: '2020-08-25T00:00:00.000+08:00',
      summary: '北京8月25日电 （记者 某某）24日开班。',
    })
  })

  it('reads the shape of Sina: stray text in the channel, empty elements, line breaks in the words', () => {
    const items = read(
      rss(`-<!-- 【必】 --><category /><item><title>严惩索贿</title><link>http://e.invalid/1.shtml</link><guid>http://e.invalid/1.shtml</guid>
      <pubDate>Wed, 26 Apr 2006 00:02:53 GMT</pubDate><comments /><description>沈阳电
      最高检说....</description></item>`),
    )
    expect(items).toEqual([
      {
        id: 'http://e.invalid/1.shtml',
        title: '严惩索贿',
        link: 'http://e.invalid/1.shtml',
        published: '2006-04-26T08:02:53.000+08:00',
        summary: '沈阳电 最高检说....',
      },
    ])
  })

  it('reads the shape of Xinhua: the date stands bare between two elements', () => {
    const items = read(
      rss(`<item><title><![CDATA[标题一]]></title><link>http://e.invalid/1.htm</link>Wed,14-Dec-2022 11:37:37 GMT<description><![CDATA[<a href=http://e.invalid/1.htm>摘要一。</a>]]></description></item>
      <item><title><![CDATA[标题二]]></title><link>http://e.invalid/2.htm</link>2022-12-13 08:00<description><![CDATA[</link>2022-01-01 08:00<description>]]></description></item>`),
    )
    expect(brief(items)).toEqual([
      ['标题一', '2022-12-14T19:37'],
      ['标题二', '2022-12-13T08:00'],
    ])
    expect(items[0]?.summary).toBe('摘要一。')
  })

  it('decodes what was escaped twice, and touches nothing else of a title', () => {
    const titles = read(
      rss(
        [
          '甲镇开展主题党日&amp;nbsp;活动 &#8220;学习&#8221;',
          '<![CDATA[A&amp;B公司  与 C　D]]>',
          '3 &lt; 5 的算术 & 其他',
          '《“十五五”规划》——“一图读懂”',
          '１００％完成ｍ²',
          'AT&amp;amp;T',
        ]
          .map((title, n) => `<item><title>${title}</title><link>http://e.invalid/${n}</link></item>`)
          .join(''),
      ),
    ).map((one) => one.title)
    expect(titles).toEqual([
      '甲镇开展主题党日 活动 “学习”',
      'A&B公司  与 C　D',
      '3 < 5 的算术 & 其他',
      '《“十五五”规划》——“一图读懂”',
      '１００％完成ｍ²',
      'AT&T',
    ])
  })

  it('makes a summary plain that was escaped twice', () => {
    const [one] = read(
      rss('<item><title>甲</title><description>&amp;lt;p&amp;gt;正文&amp;lt;/p&amp;gt;</description></item>'),
    )
    expect(one?.summary).toBe('正文')
  })

  it('has an item once, by guid, link, or title', () => {
    const items = read(
      rss(`<item><title>甲</title><link>http://e.invalid/a?id=1&utm_source=x</link><guid isPermaLink="false">1</guid><pubDate>2026-6-5 9:3</pubDate></item>
      <item><title>甲 again</title><link>http://e.invalid/a</link><guid isPermaLink="false">1</guid></item>
      <item><title>乙</title><link>http://e.invalid/b</link></item><item><title>乙</title><link>http://e.invalid/b</link></item>
      <item><title>丙，无链接</title></item><item><title>丙，无链接</title></item><item><title></title><link>http://e.invalid/x</link></item>`),
    )
    expect(items.map((one) => [one.title, one.link])).toEqual([
      ['甲', 'http://e.invalid/a?id=1&utm_source=x'],
      ['乙', 'http://e.invalid/b'],
      ['丙，无链接', null],
    ])
  })

  it('sees GMT that is really Beijing time, for the whole page, and says so', () => {
    const page =
      rss(`<item><title>刚刚发布</title><link>http://e.invalid/1</link><pubDate>Fri, 05 Jun 2026 11:50:00 GMT</pubDate></item>
      <item><title>昨晚发布</title><link>http://e.invalid/2</link><pubDate>Thu, 04 Jun 2026 21:00:00 GMT</pubDate></item>
      <item><title>有时区</title><link>http://e.invalid/3</link><pubDate>Fri, 05 Jun 2026 10:00:00 +0800</pubDate></item>`)
    const items = read(page)
    expect(brief(items)).toEqual([
      ['刚刚发布', '2026-06-05T11:50'],
      ['昨晚发布', '2026-06-04T21:00'],
      ['有时区', '2026-06-05T10:00'],
    ])
    expect(items[0]?.dateNote).toContain('按北京时间')
    expect(brief(read(page, { now: '2026-06-06T12:00:00.000+08:00' }))[0]).toEqual([
      '刚刚发布',
      '2026-06-05T19:50',
    ])
  })

  it('leaves a date in the far future as it is, with a note', () => {
    const [one] = read(
      rss('<item><title>未来</title><pubDate>Mon, 05 Jun 2062 09:03:00 +0800</pubDate></item>'),
    )
    expect(one).toMatchObject({
      published: '2062-06-05T09:03:00.000+08:00',
      dateNote: expect.stringContaining('将来'),
    })
  })

  it('makes links whole, and takes none that is not a web address', () => {
    const links = read(
      rss(
        [
          '/a/1.html',
          '//cdn.invalid/2',
          'javascript:alert(1)',
          '  http://e.invalid/空 格  ',
          'file:///etc/passwd',
        ]
          .map((link, n) => `<item><title>第${n}条</title><link>${link}</link></item>`)
          .join(''),
      ),
      { url: 'https://e.invalid/rss/politics.xml' },
    ).map((one) => one.link)
    expect(links).toEqual([
      'https://e.invalid/a/1.html',
      'https://cdn.invalid/2',
      null,
      'http://e.invalid/%E7%A9%BA%20%E6%A0%BC',
      null,
    ])
  })
})

describe('the other formats', () => {
  it('reads Atom', () => {
    const items = read(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>源</title><entry><title type="html">标题 &lt;b&gt;粗&lt;/b&gt; &amp;amp; 细</title>
      <link rel="self" href="http://e.invalid/self"/><link href="/a"/><id>tag:1</id><updated>2026-06-05T01:03:00Z</updated><summary>摘要</summary></entry></feed>`,
      { url: 'http://e.invalid/atom' },
    )
    expect(items).toEqual([
      {
        id: 'tag:1',
        title: '标题 粗 & 细',
        link: 'http://e.invalid/a',
        published: '2026-06-05T09:03:00.000+08:00',
        summary: '摘要',
      },
    ])
  })

  it('reads JSON Feed', () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: '源',
      items: [
        {
          id: '7',
          url: 'http://e.invalid/7',
          title: '标题',
          content_html: '<p>正文</p>',
          date_published: '2026-06-05T09:03:00+08:00',
        },
      ],
    }
    expect(read(JSON.stringify(feed))).toEqual([
      {
        id: '7',
        title: '标题',
        link: 'http://e.invalid/7',
        published: '2026-06-05T09:03:00.000+08:00',
        summary: '正文',
      },
    ])
  })

  it('reads RDF with dc:date', () => {
    const items =
      read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="http://e.invalid/"><title>源</title></channel><item rdf:about="http://e.invalid/1"><title>标题</title><link>http://e.invalid/1</link><dc:date>2026-06-05T09:03:00+08:00</dc:date></item></rdf:RDF>`)
    expect(brief(items)).toEqual([['标题', '2026-06-05T09:03']])
  })
})

describe('a plain list page', () => {
  const page = `<html><head><meta charset="gb2312"><title>要闻列表</title></head><body><ul class="news">
    <li><a href="../n1/1.html" title="县委理论学习中心组举行集体学习会">县委理论学习中心组举行...</a><span class="d">[2026-06-05]</span></li>
    <li><a href="/n1/2.html">乡村振兴现场会召开</a><span class="d">06-04 17:30</span></li>
    <li><span>没有链接的行</span></li></ul></body></html>`
  const about = { now: NOON, url: 'http://e.invalid/list/index.html' }

  it('is read by selectors, with the whole title and the date as shown', () => {
    const bytes = iconv.encode(page, 'gb18030')
    const { items, charset } = readBytes(bytes, { ...about, list: { item: 'ul.news li', date: '.d' } })
    expect(charset).toBe('gb18030')
    expect(items.map((one) => [one.title, one.link, one.published?.slice(0, 16)])).toEqual([
      ['县委理论学习中心组举行集体学习会', 'http://e.invalid/n1/1.html', '2026-06-05T00:00'],
      ['乡村振兴现场会召开', 'http://e.invalid/n1/2.html', '2026-06-04T17:30'],
    ])
  })

  it('says so when the site has changed, or a selector is wrong', () => {
    const bytes = Buffer.from(page)
    expect(() => readBytes(bytes, { ...about, list: { item: 'ol.gone li' } })).toThrow('feed/empty-list')
    expect(() => readBytes(bytes, { ...about, list: { item: 'li[' } })).toThrow('feed/selector')
  })
})
