import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { contentHash } from '../../src/article/article.ts'
import { Fault } from '../../src/fault.ts'
import { drawPoster } from '../../src/outside/poster.ts'
import { easyPress } from './edges.ts'
import { openFixture } from './fixture.ts'
import { town } from './town.ts'
import { signedIn, visit } from './visitor.ts'

const PUBLISHED = '/articles/2025-03/0001'
const UNSIGNED = '/articles/2025-03/0002'

describe('other uses of a signed article', () => {
  test('are all reachable from its page, and each is what it says', async () => {
    const visitor = await signedIn(await openFixture(), '李强')
    const html = await visitor.read(PUBLISHED)
    const links = [
      ...html.matchAll(/href="([^"]*\/(?:long\.jpg|article\.docx|print|review\.docx|rss\.xml))"/g),
    ]
    expect(links.map((one) => one[1]?.split('/').at(-1))).toEqual([
      'long.jpg',
      'article.docx',
      'print',
      'review.docx',
      'rss.xml',
    ])
    expect(html).toMatch(/<textarea[^>]*readonly[^>]*>[\s\S]*阅读全文：https:\/\/mp\.weixin/)
    const long = await visitor.get(`${PUBLISHED}/long.jpg`)
    const { format, width, height } = await sharp(await long.arrayBuffer()).metadata()
    expect({ format, width }).toEqual({ format: 'jpeg', width: 750 })
    expect(height).toBeGreaterThan(500)
    for (const file of ['article.docx', 'review.docx']) {
      const word = await visitor.get(`${PUBLISHED}/${file}`)
      expect(
        Buffer.from(await word.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK')
      expect(decodeURIComponent(word.headers.get('content-disposition') ?? '')).toMatch(/红柳沟村.*\.docx$/)
    }
    const print = await visitor.get(`${PUBLISHED}/print`)
    expect(await print.text()).toContain('终审：赵主任')
    expect(print.headers.get('content-security-policy')).toContain("style-src 'unsafe-inline'")
  })

  test('an unsigned one has its review sheet only', async () => {
    const visitor = await signedIn(await openFixture(), '李强')
    expect(await visitor.read(UNSIGNED)).not.toContain('long.jpg')
    for (const file of ['long.jpg', 'article.docx', 'print']) {
      expect((await visitor.get(`${UNSIGNED}/${file}`)).status).toBe(422)
    }
    expect((await visitor.get(`${UNSIGNED}/review.docx`)).status).toBe(200)
  })
})

test('a long picture takes what people paste, and says so when it would be too long', async () => {
  const { articles, blobs } = await openFixture()
  const article = articles.get('2025-03/0001')
  const signed = (body: string) => {
    const hash = contentHash({ ...article, body })
    return { ...article, body, signatures: article.signatures.map((one) => ({ ...one, hash })) }
  }
  const odd = '含 & < > " 😀 \u0001 和 https://example.org/'.padEnd(200, 'a')
  expect((await drawPoster(signed(odd), town.name, blobs)).byteLength).toBeGreaterThan(10_000)
  const long = Array(400).fill('这是一段用来试长图的文字，一共二十多个字，看看画得动不动。').join('\n\n')
  await expect(drawPoster(signed(long), town.name, blobs)).rejects.toThrow('article/too-long')
})

describe('/rss.xml', () => {
  test('is behind the sign-in unless the town file opens it', async () => {
    const closed = visit(await openFixture())
    expect((await closed.get('/rss.xml')).headers.get('location')).toMatch(/^\/signin/)
    const open = visit(await openFixture({ town: { ...town, publicFeed: true } }))
    const answer = await open.get('/rss.xml')
    expect(answer.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8')
    const rss = await answer.text()
    expect(rss.match(/<item>/g)).toHaveLength(1)
    expect(rss).toContain('<link>https://mp.weixin.qq.com/s/fixture</link>')
    expect((await open.get(PUBLISHED)).status).toBe(303)
  })
})

describe('the link of a published article', () => {
  const lines = async (fixture: Awaited<ReturnType<typeof openFixture>>) =>
    (await fixture.outbox.list()).filter(({ id }) => id.includes('/article/'))

  test('is said in the chosen groups once, however often it is pressed', async () => {
    const fixture = await openFixture()
    const editor = await signedIn(fixture, '李强')
    expect(await editor.read(PUBLISHED)).toContain('发到勾选的群')
    const press = () => editor.post(`${PUBLISHED}/announce`, { group: '宣传工作群' })
    await Promise.all([press(), press()])
    await press()
    expect(await editor.read(PUBLISHED)).toContain('这些群都已经发过了')
    await fixture.outbox.pump('2025-03-06T09:11:00.000+08:00')
    await fixture.outbox.pump('2025-03-06T09:12:00.000+08:00')
    expect(await lines(fixture)).toMatchObject([
      {
        to: { group: '宣传工作群' },
        text: '《红柳沟村开展重温入党誓词活动》已在青石镇公众号发布，点开阅读：\nhttps://mp.weixin.qq.com/s/fixture',
        state: 'said',
        tries: 1,
      },
    ])
  })

  test('is not said before it is out, to no group of somebody else, and by no leader', async () => {
    const fixture = await openFixture()
    const editor = await signedIn(fixture, '李强')
    await editor.post(`${UNSIGNED}/announce`, { group: '宣传工作群' })
    await editor.post(`${PUBLISHED}/announce`, { group: '别镇的群' })
    await editor.post(`${PUBLISHED}/announce`)
    const leader = await signedIn(fixture, '孙书记')
    expect((await leader.post(`${PUBLISHED}/announce`, { group: '宣传工作群' })).status).toBe(403)
    expect(await lines(fixture)).toEqual([])
  })
})

describe('a row corrected after its article went out', () => {
  test('puts the article on the list with a note, until somebody says what was done', async () => {
    const fixture = await openFixture()
    const editor = await signedIn(fixture, '李强')
    expect(await editor.read('/articles')).not.toContain('已发布文章需更正')
    await fixture.ledger.amend('2025-0002', {
      ...{ kind: 'corrected', fields: { participants: 30 }, source: { desk: '李强' }, by: '李强' },
      at: '2025-03-06T09:00:00.000+08:00',
    })
    expect(await editor.read('/')).toContain('台账有变动，看要不要更正')
    const listed = await editor.read('/articles')
    expect(listed).toContain(
      '更正：本号3月5日发布的《红柳沟村开展重温入党誓词活动》中，人数由“32人”更正为“30人”',
    )
    await editor.post(`${PUBLISHED}/corrected`, { say: '已发更正说明' })
    expect(await editor.read('/articles')).not.toContain('已发布文章需更正')
    expect(await editor.read('/')).not.toContain('要处理的推文')
    expect(await editor.read(PUBLISHED)).toContain('台账变动已处理：已发更正说明')
  })
})

describe('an account that may not publish by itself', () => {
  test('leaves the link to a person, who fills it in; when the draft is gone the page asks what became of it', async () => {
    const refused = async () => {
      throw new Fault('press/unauthorized', '本公众号没有这项权限。')
    }
    const box = easyPress()
    let there = true
    const press = {
      ...box,
      submit: refused,
      getDraft: (id: string) => (there ? box.getDraft(id) : noDraft()),
    }
    const fixture = await openFixture({ press })
    const editor = await signedIn(fixture, '李强')
    expect(await editor.read(PUBLISHED)).toContain('已进公众号草稿箱')
    there = false
    await fixture.articles.tick('2025-03-06T09:10:00.000+08:00')
    const asked = await editor.read(PUBLISHED)
    expect(asked).toContain('稿件已不在公众号草稿箱里')
    expect(asked).toContain('已删除，再发一次')
    expect(await editor.read('/')).toContain('发布未成')
    await editor.post(`${PUBLISHED}/linked`, { url: 'https://example.com/s/1' })
    expect(await editor.read(PUBLISHED)).toContain('这不像公众号文章的链接')
    await editor.post(`${PUBLISHED}/linked`, { url: 'https://mp.weixin.qq.com/s/abc' })
    expect(fixture.articles.get('2025-03/0001')).toMatchObject({ state: 'published' })
  })
})

const noDraft = async () => undefined
