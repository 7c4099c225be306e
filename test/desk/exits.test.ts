import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
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
