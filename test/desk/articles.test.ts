import { describe, expect, test } from 'vitest'
import { openFixture } from './fixture.ts'
import { signedIn } from './visitor.ts'

const FAULTY = '2025-03/0002'

describe('an article', () => {
  test('is drafted from the chosen rows and opens at once', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const answer = await visitor.post('/articles/draft', { rows: '2025-0001', kind: '' })
    const path = answer.headers.get('location') ?? ''
    expect(path).toMatch(/^\/articles\/2025-03\/\d{4}$/)
    const html = await visitor.read(path)
    expect(html).toContain('张湾村')
    expect(html).toMatch(/class="footing"><a href="\/ledger\/2025-0001"/)
  })

  test('with a figure that stands in no row is marked in its text and cannot be signed', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const html = await visitor.read(`/articles/${FAULTY}`)
    expect(html).toMatch(/清运垃圾<mark title="[^"]*">80/)
    expect(html).toContain('还不能发')
    expect(html).not.toContain('初审通过并签名')
    const { version } = fixture.articles.get(FAULTY)
    await visitor.post(`/articles/${FAULTY}/sign`, { step: 'first', seen: String(version) })
    expect(fixture.articles.get(FAULTY).signatures).toEqual([])
    expect(await visitor.read(`/articles/${FAULTY}`)).toContain('role="alert"')
  })

  test('is edited, signed by three people in their order, and published', async () => {
    const fixture = await openFixture()
    const editor = await signedIn(fixture, '李强')
    const [path] = await fresh(editor)
    const id = path.replace('/articles/', '')
    const form = await editForm(editor, path)
    await editor.post(`${path}/edit`, { ...form, digest: '张湾村开展学雷锋志愿服务。' })
    expect(fixture.articles.get(id).digest).toBe('张湾村开展学雷锋志愿服务。')
    const sign = async (name: string, step: string) => {
      const { version } = fixture.articles.get(id)
      return (await signedIn(fixture, name)).post(`${path}/sign`, { step, seen: String(version) })
    }
    await sign('周敏', 'first')
    expect(fixture.articles.get(id).signatures).toEqual([])
    await sign('李强', 'first')
    await sign('周敏', 'second')
    await sign('赵主任', 'final')
    expect(fixture.articles.get(id).state).toBe('signed')
    expect(await editor.read(path)).toContain('可以发布：三个人都签过了')
    await editor.post(`${path}/publish`)
    await fixture.articles.tick('2025-03-06T10:00:00.000+08:00')
    expect(fixture.articles.get(id).state).toBe('published')
    expect(await editor.read(path)).toContain('https://mp.weixin.qq.com/s/fixture')
  })

  test('a changed word voids the signatures', async () => {
    const fixture = await openFixture()
    const editor = await signedIn(fixture, '李强')
    const [path] = await fresh(editor)
    const id = path.replace('/articles/', '')
    await editor.post(`${path}/sign`, { step: 'first', seen: String(fixture.articles.get(id).version) })
    expect(fixture.articles.get(id).signatures).toHaveLength(1)
    await editor.post(`${path}/edit`, { ...(await editForm(editor, path)), title: '张湾村开展志愿服务' })
    expect(fixture.articles.get(id).signatures).toEqual([])
  })

  test('is sent back with a reason, by a reviewer only', async () => {
    const fixture = await openFixture()
    const path = `/articles/${FAULTY}`
    const leader = await signedIn(fixture, '孙书记')
    expect((await leader.post(`${path}/return`, { reason: '再改改' })).status).toBe(403)
    await (await signedIn(fixture, '周敏')).post(`${path}/return`, { reason: '数字请核对' })
    expect(fixture.articles.get(FAULTY).state).toBe('returned')
    expect(await leader.read(path)).toContain('退回修改：数字请核对')
  })

  test('a word is vouched for with a reason that stays in the record', async () => {
    const fixture = await openFixture()
    const reviewer = await signedIn(fixture, '周敏')
    const [finding] = await fixture.articles.proof(FAULTY)
    if (!finding) throw new Error('the fixture has no finding')
    const path = `/articles/${FAULTY}`
    await reviewer.post(`${path}/vouch`, { kind: finding.kind, text: finding.text, note: '村里台账照片为证' })
    expect(await fixture.articles.proof(FAULTY)).toEqual([])
    expect(await reviewer.read(path)).toContain('村里台账照片为证')
  })

  test('takes the pictures that came with its rows, each in its place in the text', async () => {
    const fixture = await openFixture()
    const editor = await signedIn(fixture, '李强')
    const [path] = await fresh(editor)
    const form = await editForm(editor, path)
    const hash = /name="pictures" value="([0-9a-f]{64})"/.exec(await editor.read(`${path}/edit`))?.[1] ?? ''
    await editor.post(`${path}/edit`, {
      ...form,
      pictures: hash,
      cover: hash,
      [`caption-${hash}`]: '清理村道',
    })
    const article = fixture.articles.get(path.replace('/articles/', ''))
    expect(article.pictures).toMatchObject([{ hash, caption: '清理村道', row: '2025-0001' }])
    expect(article.cover).toBe(0)
    expect(article.body).toContain('](图1)')
    await editor.post(`${path}/edit`, {
      ...(await editForm(editor, path)),
      body: '![](图1)![](图1)',
      pictures: hash,
    })
    const manuscript = await editor.read(path)
    expect(manuscript).not.toContain('![](')
    expect(manuscript.match(new RegExp(`<figure><img src="/pictures/${hash}"`, 'g'))).toHaveLength(2)
    const preview = await editor.get(`${path}/preview`)
    expect(await preview.text()).toContain(`/pictures/${hash}`)
    expect(preview.headers.get('content-security-policy')).toContain('sandbox allow-same-origin')
    expect(preview.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  })
})

type Visitor = Awaited<ReturnType<typeof signedIn>>

/** A fresh draft from the row of 张湾村, without findings. */
async function fresh(editor: Visitor): Promise<[path: string]> {
  const answer = await editor.post('/articles/draft', { rows: '2025-0001', kind: 'single' })
  return [answer.headers.get('location') ?? '']
}

/** The edit form as the page gives it. */
async function editForm(editor: Visitor, path: string): Promise<Record<string, string>> {
  const html = await editor.read(`${path}/edit`)
  const input = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? ''
  const area = (name: string) => new RegExp(`name="${name}"[^>]*>([^<]*)<`).exec(html)?.[1]?.trim() ?? ''
  const names = ['seen', 'title', 'author', 'column']
  const form = Object.fromEntries(names.map((name) => [name, input(name)]))
  return { ...form, theme: 'red', own: 'on', digest: area('digest'), body: area('body') }
}
