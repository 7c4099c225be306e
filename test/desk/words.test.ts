import { describe, expect, test } from 'vitest'
import { pageOf } from '../../src/desk/pager.tsx'
import { targetsOf } from '../../src/desk/pages/slot.tsx'
import { spokenNames } from '../../src/desk/wording.ts'
import { openFixture } from './fixture.ts'
import { signedIn, visit } from './visitor.ts'

describe('what a village person reads', () => {
  test('is what they can do, not what the office keeps to', async () => {
    const village = await (await signedIn(await openFixture(), '马强')).read('/')
    expect(village).toContain('已经开展的，在群里报一句就行')
    expect(village).not.toContain('不排名')
    const office = await (await signedIn(await openFixture(), '李强')).read('/')
    expect(office).toContain('不排名，不在群里点名')
  })

  test('of an empty day says that only their village is listed', async () => {
    const html = await (await signedIn(await openFixture(), '马强')).read('/messages?day=2024-01-01')
    expect(html).toContain('这一天没有本村的群消息')
    expect(html).not.toContain('0 条')
  })
})

test('the leader is asked for nothing that only the office can do, and shown the way to the figures', async () => {
  const fixture = await openFixture()
  expect(await (await signedIn(fixture, '李强')).read('/')).toContain('还没有答复的追问')
  const html = await (await signedIn(fixture, '孙书记')).read('/')
  expect(html).toContain('现在没有等您处理的事')
  expect(html).not.toMatch(/还没有答复的追问|漏发的通知|没发出或不明的话/)
  expect(html).toMatch(/请看<a href="\/annual">年报<\/a>/)
})

test('every notice to come says to whom, also when it goes to nobody’s group', () => {
  expect(targetsOf(['宣传工作群', '村书记群'])).toBe('宣传工作群、村书记群')
  expect(targetsOf([], [{ to: { person: '马强' } }, { to: { person: '马强' } }])).toBe('私聊 马强')
  expect(targetsOf([])).toBe('个人（私聊）')
})

test('a record of a register is named, not numbered', async () => {
  const html = await (await signedIn(await openFixture(), '李强')).read('/register/members/members-0001')
  expect(html.replace(/(?:href|action)="[^"]*"/g, '')).not.toContain('members-0001')
})

describe('a long list', () => {
  const all = Array.from({ length: 65 }, (_, n) => n)

  test('comes a page at a time, and a page that is not there is the nearest one', () => {
    expect(pageOf(all, undefined, 30)).toMatchObject({ page: 1, pages: 3, shown: all.slice(0, 30) })
    expect(pageOf(all, '3', 30).shown).toEqual(all.slice(60))
    expect(pageOf(all, '99', 30).page).toBe(3)
    expect(pageOf(all, '-1', 30).page).toBe(1)
    expect(pageOf(all, '1.5', 30).page).toBe(1)
    expect(pageOf([], 'x', 30)).toEqual({ shown: [], page: 1, pages: 1 })
  })

  test('of names says how many there are', () => {
    expect(spokenNames(['张湾村', '上滩村'], 2)).toBe('张湾村、上滩村')
    expect(spokenNames(['张湾村', '上滩村', '下滩村'], 2)).toBe('张湾村、上滩村等3个')
  })
})

test('a long table shows first what would not be written', async () => {
  const visitor = await signedIn(await openFixture(), '李强')
  const good = Array.from({ length: 60 }, (_, n) => `2025-01-05,张湾村,志愿服务,扫雪第${n + 1}次,18`)
  const csv = ['日期,村,类别,内容,人数', ...good, '2025-01-08,无此村,培训,冬训,30'].join('\n')
  const answer = await visitor.post('/ledger/import', { sheet: new File([csv], '台账.csv') })
  const html = await visitor.read(answer.headers.get('location') ?? '')
  expect(html).toContain('共 61 行，60 行将写入')
  expect(html.match(/<tr>/g)).toHaveLength(51)
  expect(html.indexOf('冬训')).toBeLessThan(html.indexOf('扫雪第1次'))
})

test('the demo’s door offers the office before the villages', async () => {
  const html = await visit(await openFixture()).read('/signin')
  expect(html.indexOf('以李强的身份进入')).toBeGreaterThan(0)
  expect(html.indexOf('以李强的身份进入')).toBeLessThan(html.indexOf('以王芳的身份进入'))
})

test('after a row is confirmed the next one that waits is one press away', async () => {
  const fixture = await openFixture()
  const visitor = await signedIn(fixture, '李强')
  const waiting = fixture.ledger.rows().filter((row) => row.state === 'received')
  const [older, newer] = waiting.slice(-2)
  if (!older || !newer) throw new Error('the week has two rows that wait')
  expect(await visitor.read(`/ledger/${newer.number}`)).not.toContain('看下一条')
  await visitor.post(`/ledger/${newer.number}/confirm`, { seen: String(newer.version) })
  const html = await visitor.read(`/ledger/${newer.number}`)
  expect(html).toContain(`href="/ledger/${older.number}">看下一条（还有 ${waiting.length - 1} 条等确认）`)
})

test('each chapter of the figures is a press away, and only chapters that have some', async () => {
  const html = await (await signedIn(await openFixture(), '孙书记')).read('/annual')
  const targets = [...html.matchAll(/href="#(chapter-\d+)"/g)].map(([, id]) => id)
  const there = [...html.matchAll(/class="chapter" id="(chapter-\d+)"/g)].map(([, id]) => id)
  expect(targets.length).toBeGreaterThan(0)
  expect(targets).toEqual(there)
})
