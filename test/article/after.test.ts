import { describe, expect, it } from 'vitest'
import { staleArticles } from '../../src/article/after.ts'
import { type Article, contentHash } from '../../src/article/article.ts'
import { correctedBy } from '../../src/article/changes.ts'
import { plainText, printPage, rssOf } from '../../src/article/exits.ts'
import { articlePaper, reviewPaper } from '../../src/article/papers.ts'
import { publishedArticles } from '../../src/article/published.ts'
import { readFeed } from '../../src/outside/feed/parse.ts'
import { noon, office, signedArticle } from './cast.ts'

async function published() {
  const { articles, ledger } = await office()
  const draft = await articles.draft({ rows: ['2025-0001'], by: '李强', at: noon })
  const signed = await signedArticle(articles, draft.id)
  const publication = {
    ...{ hash: 'h', by: '李强', at: noon, pictures: {}, polls: 0 },
    ...{ url: 'https://mp.weixin.qq.com/s/abc?a=1&b=2', publishedAt: noon },
  }
  const article: Article = { ...signed, state: 'published', publication }
  return { article, ledger, draft, publication }
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
      '更正：本号3月6日发布的《张湾村开展学雷锋志愿服务》中，人数由“12人”更正为“15人”。特此更正，敬请谅解。',
    )
  })

  it('what the article does not tell needs no note; what was withdrawn is taken back', async () => {
    const { article, ledger } = await published()
    const act = { source: { desk: '李强' }, by: '李强' }
    const amend = (at: string, what: object) =>
      ledger.amend('2025-0001', { kind: 'corrected', fields: {}, ...what, ...act, at })
    await amend('2025-03-09T09:00:00.000+08:00', { fields: { sessions: 2 } })
    const [stale] = staleArticles([article], ledger)
    expect(stale?.drifts[0]?.changes).toMatchObject([{ word: '场次', now: '2场' }])
    expect(stale?.note).toBeUndefined()
    await amend('2025-03-09T10:00:00.000+08:00', { kind: 'withdrawn' })
    expect(staleArticles([article], ledger)[0]?.note).toContain('张湾村“学雷锋志愿服务”的内容予以撤回')
  })

  it('what somebody dealt with leaves the list until more changes', async () => {
    const { article, ledger } = await published()
    const amend = (participants: number, at: string) =>
      ledger.amend('2025-0001', {
        ...{ kind: 'corrected' as const, fields: { participants }, source: { desk: '李强' }, by: '李强', at },
      })
    await amend(15, '2025-03-09T09:00:00.000+08:00')
    const by = { say: '已发更正说明', by: '李强', at: '2025-03-09T10:00:00.000+08:00' }
    const done = correctedBy(article, by)
    expect(staleArticles([done], ledger)).toEqual([])
    await amend(16, '2025-03-10T09:00:00.000+08:00')
    expect(staleArticles([done], ledger)).toHaveLength(1)
    expect(() => correctedBy({ ...article, state: 'draft' }, by)).toThrow('article/not-now')
  })

  it('what the account confirmed is handed to the annual report, with its column and whose work it is', async () => {
    const { article } = await published()
    const removed: Article = { ...article, state: 'removed' }
    expect(publishedArticles([article, removed])).toEqual([
      { id: '2025-03/0001', title: '张湾村开展学雷锋志愿服务', column: '镇村动态', own: true, at: noon },
    ])
  })
})

describe('other ways out', () => {
  it('plain text, a page and RSS of the signed article; nothing of an unsigned one', async () => {
    const { article, draft } = await published()
    expect(plainText(article)).toContain('3月5日，张湾村党支部在村文化广场开展学雷锋志愿服务，12人参加。')
    expect(plainText(article)).toContain('阅读全文：https://mp.weixin.qq.com/s/abc')
    expect(printPage(article, '青石镇', () => undefined)).toContain('终审：赵主任')
    expect(() => plainText(draft)).toThrow('article/unsigned')
    expect(() => printPage(draft, '青石镇', () => undefined)).toThrow('article/unsigned')
    expect(() => articlePaper(draft, new Map())).toThrow('article/unsigned')
  })

  it('a list, a table and a link keep their words as plain text', async () => {
    const { article } = await published()
    const body =
      '## 做法\n\n1. 先**“清”**\n2. 再扫\n\n|村|人|\n|-|-|\n|张湾村|12|\n\n见[官网](https://a.test/x)。'
    const signed = { ...article, body }
    const hash = contentHash(signed)
    const signatures = signed.signatures.map((one) => ({ ...one, hash }))
    expect(plainText({ ...signed, signatures })).toContain(
      '【做法】\n\n1. 先“清”\n\n2. 再扫\n\n村　人\n张湾村　12\n\n见官网（https://a.test/x）。',
    )
  })

  it('our own feed reader reads our own RSS, whatever stands in a title', async () => {
    const { article, draft, publication } = await published()
    const before = { ...publication, publishedAt: '2025-03-05T09:00:00.000+08:00' }
    const odd: Article = {
      ...article,
      publication: before,
      id: '2025-03/0002',
      title: '“A & B” <村>\u0008]]>',
    }
    const rss = rssOf([article, odd, draft], {
      town: '青石镇',
      home: 'http://desk.test/',
      self: 'http://desk.test/rss.xml',
    })
    const feed = readFeed(rss, { url: 'http://desk.test/rss.xml', now: noon })
    expect(rss).not.toContain('\u0008')
    expect(feed.items).toMatchObject([
      {
        title: '张湾村开展学雷锋志愿服务',
        link: 'https://mp.weixin.qq.com/s/abc?a=1&b=2',
        id: '青石镇/2025-03/0001',
        published: '2025-03-06T12:00:00.000+08:00',
      },
      { title: '“A & B” <村>]]>' },
    ])
    expect(feed.items).toHaveLength(2)
  })

  it('the review sheet names who signed what, when, and all that was said on the way', async () => {
    const { articles } = await office()
    const { id, version, title } = await articles.draft({ rows: ['2025-0001'], by: '李强', at: noon })
    await articles.comment(id, { about: '12人参加。', say: '人数已与村里核对', by: '周敏', at: noon })
    await articles.sendBack(id, { by: '周敏', reason: '标题太长', at: noon })
    await articles.edit(id, { seen: version + 2, change: { title: `${title} ` }, by: '李强', at: noon })
    const article = await signedArticle(articles, id)
    const tables = new Map<string, string[][]>()
    let heading = ''
    for (const block of reviewPaper(article).blocks) {
      if (block.kind === 'heading') heading = block.text
      if (block.kind === 'table') tables.set(heading, block.rows)
    }
    const hash = contentHash(article)
    expect(tables.get('审签')?.map((row) => [row[0], row[1], row[4]])).toEqual([
      ['初审', '李强', hash.slice(0, 16)],
      ['复审', '周敏', hash.slice(0, 16)],
      ['终审', '赵主任', hash.slice(0, 16)],
    ])
    expect(tables.get('稿件')).toContainEqual(['内容指纹', hash])
    expect(tables.get('批注')).toEqual([['12人参加。', '人数已与村里核对', '周敏', '2025-03-06 12:00']])
    expect(tables.get('退回')).toEqual([['标题太长', '周敏', '2025-03-06 12:00']])
    expect(tables.get('审核经过（只增不改）')).toHaveLength(article.record.length)
  })
})
