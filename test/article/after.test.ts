import { describe, expect, it } from 'vitest'
import { columnFigures, staleArticles } from '../../src/article/after.ts'
import type { Article } from '../../src/article/article.ts'
import { plainText, printPage, reviewSheet, rssOf } from '../../src/article/exits.ts'
import { noon, office, signedArticle } from './cast.ts'

async function published() {
  const { articles, ledger } = await office()
  const draft = await articles.draft({ rows: ['2025-0001'], by: '李强', at: noon })
  const signed = await signedArticle(articles, draft.id)
  const article: Article = {
    ...signed,
    state: 'published',
    publication: {
      hash: 'h',
      by: '李强',
      at: noon,
      pictures: {},
      polls: 0,
      url: 'https://mp.weixin.qq.com/s/abc?a=1&b=2',
      publishedAt: noon,
    },
  }
  return { article, ledger, draft }
}

describe('after publication', () => {
  it('a row corrected later puts its article on the list, with a note to publish', async () => {
    const { article, ledger } = await published()
    expect(staleArticles([article], ledger)).toEqual([])
    await ledger.amend('2025-0001', {
      kind: 'corrected',
      fields: { participants: 15 },
      source: { desk: '李强' },
      by: '李强',
      at: '2025-03-09T09:00:00.000+08:00',
    })
    const [stale] = staleArticles([article], ledger)
    expect(stale?.note).toBe(
      '更正：本号3月6日发布的《张湾村开展学雷锋志愿服务》中，参加人数由“12人”更正为“15人”。特此更正，敬请谅解。',
    )
  })

  it('is counted by column, with the town’s own work', async () => {
    const { article } = await published()
    const other = { ...article, column: '时政要闻', own: false }
    const year = { from: '2025-01-01', to: '2025-12-31' }
    expect(columnFigures([article, article, other], year)).toEqual([
      { column: '镇村动态', articles: 2, own: 2 },
      { column: '时政要闻', articles: 1, own: 0 },
    ])
    expect(columnFigures([article], { from: '2026-01-01', to: '2026-12-31' })).toEqual([])
  })
})

describe('other ways out', () => {
  it('plain text, a page and RSS of the signed article; nothing of an unsigned one', async () => {
    const { article, draft } = await published()
    expect(plainText(article)).toContain('3月5日，张湾村党支部在村文化广场开展学雷锋志愿服务，12人参加。')
    expect(plainText(article)).toContain('阅读全文：https://mp.weixin.qq.com/s/abc')
    expect(printPage(article, '青石镇', () => undefined)).toContain('终审：赵主任')
    const rss = rssOf([article], { town: '青石镇', home: 'http://desk.test' })
    expect(rss).toContain('<pubDate>Thu, 06 Mar 2025 04:00:00 GMT</pubDate>')
    expect(rss).toContain('a=1&amp;b=2')
    expect(() => plainText(draft)).toThrow('article/unsigned')
  })

  it('the review sheet names who signed what, and when', async () => {
    const { article } = await published()
    expect(reviewSheet(article).steps.map(({ step, by }) => `${step} ${by}`)).toEqual([
      '初审 李强',
      '复审 周敏',
      '终审 赵主任',
    ])
  })
})
