import { describe, expect, test } from 'vitest'
import { openFixture } from './fixture.ts'
import { signedIn } from './visitor.ts'

const FORM = {
  seen: '2',
  village: '张湾村',
  organizer: '张湾村',
  date: '2025-03-05',
  category: 'volunteer',
  topic: '学雷锋志愿服务',
  location: '',
  participants: '15',
  personTimes: '',
  sessions: '',
  quantities: '清运垃圾 约30 袋',
  note: '',
}

describe('a row', () => {
  test('opens onto the words it was read from and everything that was done to it', async () => {
    const html = await (await signedIn(await openFixture(), '李强')).read('/ledger/2025-0001')
    expect(html).toContain('上报 张湾村 学雷锋志愿服务 3月5日 12人')
    expect(html).toContain('人数写错了，是15人')
    expect(html).toMatch(/<del>12人<\/del> → <ins>15人<\/ins>/)
    expect(html).toContain('/messages/2025-03-05/report1')
    expect(html).toMatch(/<img src="\/pictures\/[0-9a-f]{64}"/)
  })

  test('is corrected only in the fields that differ, under the name of the person', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const answer = await visitor.post('/ledger/2025-0001/correct', {
      ...FORM,
      participants: '16',
      note: '电话核实',
    })
    expect(answer.headers.get('location')).toBe('/ledger/2025-0001')
    const entry = fixture.ledger.row('2025-0001').entries.at(-1)
    expect(entry).toMatchObject({
      kind: 'corrected',
      by: '李强',
      fields: { participants: 16 },
      note: '电话核实',
    })
    expect(Object.keys(entry?.fields ?? {})).toEqual(['participants'])
    expect(await visitor.read('/ledger/2025-0001')).toContain('人数 15人 → 16人')
  })

  test('a correction that changes nothing adds no entry', async () => {
    const fixture = await openFixture()
    await (await signedIn(fixture, '李强')).post('/ledger/2025-0001/correct', FORM)
    expect(fixture.ledger.row('2025-0001').version).toBe(2)
  })

  test('an edit of an older version is refused with both versions named', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    await visitor.post('/ledger/2025-0001/correct', { ...FORM, seen: '1', participants: '99' })
    expect(fixture.ledger.row('2025-0001').participants).toBe(15)
    const html = await visitor.read('/ledger/2025-0001')
    expect(html).toContain('role="alert"')
    expect(html).toContain('您看到第 1 版，现在第 2 版')
  })

  test.each([
    ['participants', '十五', '人数请填数字'],
    ['date', '2025-02-30', '没有这一天'],
    ['date', '3月5日', '日期请写成'],
    ['quantities', '垃圾很多', '请写成'],
    ['category', 'nonsense', '没有这个类别'],
  ])('a %s of “%s” is refused in words', async (name, value, words) => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    await visitor.post('/ledger/2025-0001/correct', { ...FORM, [name]: value })
    expect(fixture.ledger.row('2025-0001').version).toBe(2)
    expect(await visitor.read('/ledger/2025-0001')).toContain(words)
  })

  test('is confirmed, returned with a reason, withdrawn with a reason', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '周敏')
    await visitor.post('/ledger/2025-0001/confirm', { seen: '2' })
    expect(fixture.ledger.row('2025-0001').state).toBe('confirmed')
    await visitor.post('/ledger/2025-0001/return', { seen: '3', note: '' })
    expect(fixture.ledger.row('2025-0001').state).toBe('confirmed')
    await visitor.post('/ledger/2025-0001/return', { seen: '3', note: '请补照片' })
    expect(fixture.ledger.row('2025-0001').state).toBe('returned')
    await visitor.post('/ledger/2025-0001/withdraw', { seen: '4', note: '重复上报' })
    expect(fixture.ledger.row('2025-0001')).toMatchObject({ state: 'withdrawn' })
    expect(await visitor.read('/ledger')).not.toContain('/ledger/2025-0001"')
    expect(await visitor.read('/ledger?state=all')).toContain('/ledger/2025-0001"')
  })

  test('is joined to another one and taken apart again', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    await visitor.post('/ledger/2025-0003/merge', { seen: '1', into: '2025-0002' })
    expect(fixture.ledger.row('2025-0003')).toMatchObject({ state: 'merged', into: '2025-0002' })
    await visitor.post('/ledger/2025-0003/unmerge', { seen: '2' })
    expect(fixture.ledger.row('2025-0003').state).toBe('question')
  })
})

describe('who may do what', () => {
  test('a liaison sees and corrects the rows of the own village only', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '王芳')
    const html = await visitor.read('/ledger')
    expect(html).toContain('2025-0001')
    expect(html).not.toContain('2025-0002')
    expect((await visitor.get('/ledger/2025-0002')).status).toBe(403)
    await visitor.post('/ledger/2025-0001/correct', { ...FORM, participants: '17' })
    expect(fixture.ledger.row('2025-0001').participants).toBe(17)
    const foreign = await visitor.post('/ledger/2025-0002/withdraw', { seen: '2', note: '试试' })
    expect(foreign.status).toBe(403)
    expect(fixture.ledger.row('2025-0002').state).toBe('confirmed')
  })

  test('a liaison cannot confirm, the leader cannot change', async () => {
    const fixture = await openFixture()
    const liaison = await (await signedIn(fixture, '王芳')).post('/ledger/2025-0001/confirm', { seen: '2' })
    expect(liaison.status).toBe(403)
    const leader = await signedIn(fixture, '孙书记')
    expect((await leader.post('/ledger/2025-0001/correct', FORM)).status).toBe(403)
    expect(await leader.read('/ledger/2025-0001')).not.toContain('/ledger/2025-0001/correct')
    expect(fixture.ledger.row('2025-0001').version).toBe(2)
  })

  test('a liaison reads no message of another village, and none of the office’s pages', async () => {
    const visitor = await signedIn(await openFixture(), '王芳')
    expect((await visitor.get('/messages/2025-03-05/report2')).status).toBe(404)
    const near = await visitor.read('/messages/2025-03-05/report1')
    expect(near).not.toContain('重温入党誓词')
    for (const path of ['/articles', '/digest', '/register', '/annual', '/running', '/ledger/export.xlsx']) {
      const status = path.startsWith('/ledger') ? 200 : 403
      expect([path, (await visitor.get(path)).status]).toEqual([path, status])
    }
    expect(await visitor.read('/ledger/export.csv')).not.toContain('2025-0002')
  })
})

describe('finding and taking along', () => {
  test.each([
    ['village=红柳沟村', ['2025-0002']],
    ['month=2025-02', ['2025-0004']],
    ['category=lecture', ['2025-0003']],
    ['state=confirmed', ['2025-0002']],
    ['words=学雷锋', ['2025-0001']],
    ['words=2025-0003', ['2025-0003']],
  ])('%s', async (query, wanted) => {
    const html = await (await signedIn(await openFixture(), '李强')).read(`/ledger?${query}`)
    const found = [...html.matchAll(/class="row-link" href="\/ledger\/([\d-]+)"/g)].map(
      ([, number]) => number,
    )
    expect(found).toEqual(wanted)
  })

  test('CSV comes with a BOM and the words of the messages', async () => {
    const answer = await (await signedIn(await openFixture(), '李强')).get(
      '/ledger/export.csv?village=张湾村',
    )
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = new TextDecoder().decode(bytes)
    expect(text).toContain('上报 张湾村 学雷锋志愿服务 3月5日 12人')
    expect(text).not.toContain('红柳沟村')
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''")
  })

  test('Excel is a real file', async () => {
    const answer = await (await signedIn(await openFixture(), '李强')).get('/ledger/export.xlsx')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b])
  })
})

test('what people write is shown as words, never as markup', async () => {
  const fixture = await openFixture()
  const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
  const visitor = await signedIn(fixture, '李强')
  await visitor.post('/ledger/2025-0001/correct', { ...FORM, topic: hostile, note: hostile })
  await visitor.post('/demo/say', { group: '宣传工作群', person: '王芳', text: hostile })
  const pages = ['/ledger/2025-0001', '/ledger', '/', '/messages', '/demo', '/articles/new']
  const search = `/ledger?words=${encodeURIComponent(hostile)}&village=${encodeURIComponent(hostile)}`
  for (const path of [...pages, search, `/messages?group=${encodeURIComponent(hostile)}`]) {
    const html = await visitor.read(path)
    expect([path, html.includes('<script>alert'), html.includes('<img src=x')]).toEqual([path, false, false])
  }
  expect(await visitor.read('/ledger/2025-0001')).toContain('&lt;script&gt;')
})
