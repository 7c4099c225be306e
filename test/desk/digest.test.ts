import { describe, expect, it } from 'vitest'
import { openFixture } from './fixture.ts'
import { signedIn } from './visitor.ts'
import { DAY } from './week.ts'

describe('the digest in other shapes', () => {
  it('becomes a picture that can be downloaded and shown in the groups, once', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    expect(await visitor.read('/digest')).toContain('做成图片')
    await visitor.post(`/digest/${DAY}/card`)
    const page = await visitor.read('/digest')
    const [, picture = ''] =
      /href="(\/pictures\/[0-9a-f]{64})" download="2025-03-06简报.png"/.exec(page) ?? []
    expect((await visitor.get(picture)).headers.get('content-type')).toMatch(/^image\//)
    expect(page).toContain('图片发到群里')
    await visitor.post(`/digest/${DAY}/card/send`)
    const after = await visitor.read('/digest')
    expect(after).toContain('图片发到：')
    expect(after).not.toContain('图片发到群里')
    await visitor.post(`/digest/${DAY}/card/send`)
    expect(await visitor.read('/digest')).toContain('没有再发')
    const shown = (await fixture.outbox.list()).filter((one) => one.picture)
    expect(shown.map((one) => one.picture?.name)).toContain('2025-03-06简报.png')
  })

  it('becomes a draft of the day, once, whose own figures are vouched for by its sources', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const first = await visitor.post(`/digest/${DAY}/article`)
    const to = first.headers.get('location') ?? ''
    const article = fixture.articles.get(to.replace('/articles/', ''))
    expect(article).toMatchObject({ kind: 'digest', state: 'draft', title: '青石镇每日简报（3月6日）' })
    expect(article.vouched.map((one) => one.note)).toContain('简报日期')
    expect(await fixture.articles.proof(article.id)).toEqual([])
    expect((await visitor.post(`/digest/${DAY}/article`)).headers.get('location')).toBe(to)
    expect(await visitor.read('/digest')).toContain('看推文初稿')
  })

  it('is for the office only', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '王芳')
    for (const path of ['card', 'card/send', 'article'])
      expect((await visitor.post(`/digest/${DAY}/${path}`)).status).toBe(403)
  })
})
