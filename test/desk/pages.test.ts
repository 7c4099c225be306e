import { describe, expect, test } from 'vitest'
import { at, plusMinutes } from '../../src/clock.ts'
import { openFixture } from './fixture.ts'
import { signedIn } from './visitor.ts'
import { DAY, NOW, sameQuestion } from './week.ts'

describe('今日', () => {
  test('names what waits for the editor, and nothing of it for a liaison of another village', async () => {
    const fixture = await openFixture()
    const html = await (await signedIn(fixture, '李强')).read('/')
    for (const title of [
      '要您拿主意的',
      '等您签的推文',
      '没发出或不明的话',
      '漏发的通知',
      '还没有答复的追问',
      '等您确认的台账',
    ]) {
      expect(html).toContain(title)
    }
    const liaison = await (await signedIn(fixture, '王芳')).read('/')
    expect(liaison).toContain('现在没有等您处理的事')
    const secretary = await (await signedIn(fixture, '马强')).read('/')
    expect(secretary).toContain('参加了多少人')
    expect(secretary).not.toContain('等您签的推文')
  })

  test('a question to the office is answered by one press, under the name of the person', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    await visitor.post('/decide', { question: sameQuestion.id, decision: 'yes' })
    expect(fixture.decided).toEqual([`yes ${sameQuestion.id} 李强`])
    const leader = await (await signedIn(fixture, '孙书记')).post('/decide', {
      question: 'x',
      decision: 'no',
    })
    expect(leader.status).toBe(403)
  })
})

describe('群消息', () => {
  test('shows the day by group, photos as photos, what became a row, and who is not ours', async () => {
    const visitor = await signedIn(await openFixture(), '李强')
    const html = await visitor.read('/messages?day=2025-03-05')
    expect(html).toContain('台账 2025-0001')
    expect(html).toMatch(/<img src="\/pictures\/[0-9a-f]{64}" alt="照片：村口.jpg"/)
    expect(html).toContain('外人，在“宣传工作群”')
    expect(await visitor.read(`/messages?day=${DAY}`)).toContain('路人甲，在“县招聘互助群”')
  })

  test('a message stands among three lines before and after, with how it was read', async () => {
    const html = await (await signedIn(await openFixture(), '李强')).read('/messages/2025-03-05/fix1')
    const shown = [...html.matchAll(/<article class="said/g)].length
    expect(shown).toBe(7)
    expect(html).toContain('aria-current="true"')
    const report = await (await signedIn(await openFixture(), '李强')).read('/messages/2025-03-05/report1')
    expect(report).toContain('机器人怎么读的')
    expect(report).toMatch(/<mark title="人数：12人">12人<\/mark>/)
  })

  test('an address that is no day shows an empty page, not an error', async () => {
    const visitor = await signedIn(await openFixture(), '李强')
    for (const day of ['2020-01-01', '../../etc', 'x', '']) {
      const answer = await visitor.get(`/messages?day=${encodeURIComponent(day)}`)
      expect([day, answer.status]).toEqual([day, 200])
    }
  })
})

describe('运行', () => {
  test('a line that was not said is looked at or said again by a named person', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    expect(await visitor.read('/running')).toContain('不知道发没发出')
    await visitor.post('/running/line', { line: `${DAY}/r2`, what: 'checked' })
    await visitor.post('/running/line', { line: `${DAY}/r3`, what: 'resend' })
    expect(fixture.decided).toEqual([`checked ${DAY}/r2 李强`, `resend ${DAY}/r3 李强`])
  })

  test('a slot is held, released, moved and said in other words', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const slot = '2025-03-07/digest@08:00'
    const now = () => fixture.keeper.upcoming(NOW, 10).find((one) => one.id === slot)
    await visitor.post('/running/slot/hold', { slot, what: 'hold' })
    expect(now()).toMatchObject({ state: 'held', by: '李强' })
    await visitor.post('/running/slot/hold', { slot, what: 'release' })
    expect(now()?.state).toBe('planned')
    await visitor.post('/running/slot/move', { slot, to: '2025-03-07T09:30' })
    expect(now()?.due).toBe(at('2025-03-07', '09:30'))
    await visitor.post('/running/slot/edit', { slot, text: '今天停发，明天见。' })
    expect(await visitor.read(`/running/slot?id=${encodeURIComponent(slot)}`)).toContain('今天停发，明天见。')
    expect(await visitor.read('/running')).toContain('<small>今天停发，明天见。</small>')
    await visitor.post('/running/slot/move', { slot, to: '2025-03-01T09:30' })
    expect(now()?.due).toBe(at('2025-03-07', '09:30'))
    expect(await visitor.read('/running')).toContain('role="alert"')
  })

  test('what is urgent stands on every page of those who can mend it', async () => {
    const running = () => [
      { name: '微信', good: false, urgent: true as const, say: '微信已掉线，请重新扫码。' },
    ]
    const fixture = await openFixture({ running })
    expect(await (await signedIn(fixture, '李强')).read('/ledger')).toContain('微信已掉线')
    expect(await (await signedIn(fixture, '王芳')).read('/ledger')).not.toContain('微信已掉线')
  })
})

describe('简报', () => {
  test('waits for a word where the town wants it so, and goes out once', async () => {
    const fixture = await openFixture({ approve: true })
    const visitor = await signedIn(fixture, '周敏')
    expect(await visitor.read('/digest')).toContain('批准发出')
    await visitor.post(`/digest/${DAY}/decide`, { decision: 'yes' })
    expect(fixture.digests.get(DAY)).toMatchObject({ state: 'approved', by: '周敏' })
    await visitor.post(`/digest/${DAY}/decide`, { decision: 'no' })
    expect(fixture.digests.get(DAY)?.state).toBe('approved')
    expect(await visitor.read('/digest')).toContain('已经处理过了')
  })
})

describe('名册', () => {
  test('covers phone and birthday for all but the administrator', async () => {
    const fixture = await openFixture()
    const editor = await (await signedIn(fixture, '李强')).read('/register')
    expect(editor).toContain('138****1234')
    expect(editor).not.toContain('13800001234')
    expect(editor).not.toContain('1968-05-20')
    const one = await (await signedIn(fixture, '李强')).read('/register/members/members-0001')
    expect(one).not.toContain('13800001234')
    expect(await (await signedIn(fixture, '钱管理')).read('/register')).toContain('13800001234')
  })

  test('is not searched through its covered columns', async () => {
    const fixture = await openFixture()
    const editor = await (await signedIn(fixture, '李强')).read('/register?words=13800001234')
    expect(editor).toContain('没有找到')
  })
})

describe('年报', () => {
  test('each figure opens onto its basis, its rows and their messages', async () => {
    const visitor = await signedIn(await openFixture(), '孙书记')
    const html = await visitor.read('/annual')
    expect(html).toContain('<span class="figure-name">志愿服务</span>')
    const figure = await visitor.read(`/annual/figure/${encodeURIComponent('志愿服务')}?period=2025`)
    expect(figure).toContain('/ledger/2025-0001')
    expect(figure).toContain('/messages/2025-03-05/report1')
    expect(figure).toContain('口径')
  })

  test('a month that is over is closed, and what changes later is shown beside what it was', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    await visitor.post('/annual/close', { period: '2025-02' })
    expect(await fixture.annual.closings('2025-02')).toHaveLength(1)
    await visitor.post('/ledger/2025-0004/withdraw', { seen: '1', note: '重复' })
    const html = await visitor.read('/annual?period=2025-02')
    expect(html).toContain('当时')
    expect(html).toContain('撤回')
    await visitor.post('/annual/close', { period: '2025-03' })
    expect(await fixture.annual.closings('2025-03')).toHaveLength(0)
  })

  test('the report comes as a Word file', async () => {
    const answer = await (await signedIn(await openFixture(), '孙书记')).get(
      '/annual/report.docx?period=2025',
    )
    expect([...new Uint8Array(await answer.arrayBuffer()).slice(0, 2)]).toEqual([0x50, 0x4b])
  })

  test('a period that is none is told in a sentence', async () => {
    const answer = await (await signedIn(await openFixture(), '李强')).get('/annual?period=zzz')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('请写成 2023')
  })
})

test('学习 shows a village its own people only', async () => {
  const fixture = await openFixture()
  const office = await (await signedIn(fixture, '李强')).read('/study')
  expect(office).toContain('马强')
  const own = await (await signedIn(fixture, '王芳')).read('/study')
  expect(own).not.toContain('马强')
})

test('a published article is listed when one of its rows reads otherwise now', async () => {
  const fixture = await openFixture()
  const visitor = await signedIn(fixture, '李强')
  expect(await visitor.read('/articles')).not.toContain('已发布文章需更正')
  const amendment = { kind: 'corrected' as const, fields: { participants: 30 }, source: { desk: '核实' } }
  await fixture.ledger.amend('2025-0002', { ...amendment, by: '李强', at: NOW })
  const html = await visitor.read('/articles')
  expect(html).toContain('已发布文章需更正：1 篇')
  expect(html).toMatch(/当时 <del>32人<\/del> 现在 <ins>30人<\/ins>/)
})

describe('导入表格', () => {
  const csv =
    '日期,村,类别,内容,人数\n2025-01-05,张湾村,志愿服务,扫雪除冰,18\n2025-13-05,张湾村,培训,冬训,30\n2025-01-08,无此村,培训,冬训,30\n'
  const sheet = () => new File([csv], '台账.csv', { type: 'text/csv' })

  test('is shown line by line, and filed only after a second press, once', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const count = fixture.ledger.rows().length
    const answer = await visitor.post('/ledger/import', { sheet: sheet() })
    const path = answer.headers.get('location') ?? ''
    const html = await visitor.read(path)
    expect(html).toContain('共 3 行，1 行将写入')
    expect(html).toContain('不在本镇名录')
    expect(fixture.ledger.rows()).toHaveLength(count)
    const form = Object.fromEntries(new URL(path, 'http://desk').searchParams)
    await visitor.post('/ledger/import/file', form)
    await visitor.post('/ledger/import/file', form)
    expect(fixture.ledger.rows()).toHaveLength(count + 1)
    expect(fixture.ledger.rows().at(-1)).toMatchObject({ topic: '扫雪除冰', participants: 18, by: '李强' })
  })

  test('what is no table is told in a sentence', async () => {
    const visitor = await signedIn(await openFixture(), '李强')
    await visitor.post('/ledger/import', { sheet: new File(['你好'], 'a.csv') })
    expect(await visitor.read('/ledger/import')).toContain('没有找到表头')
  })
})

describe('模拟群', () => {
  test('takes words and pictures, and moves the clock to the next 8:00', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const picture = new File([new Uint8Array([0xff, 0xd8, 0xff])], '照片.jpg', { type: 'image/jpeg' })
    await visitor.post('/demo/say', { group: '宣传工作群', person: '王芳', text: '图', picture })
    expect(await visitor.read('/demo')).toContain('图[照片.jpg 3]')
    await visitor.post('/demo/clock', { step: '8:00' })
    expect(fixture.demo.now()).toBe(at('2025-03-07', '08:00'))
    await visitor.post('/demo/clock', { step: '+10' })
    expect(fixture.demo.now()).toBe(plusMinutes(at('2025-03-07', '08:00'), 10))
    await visitor.post('/demo/say', { group: '宣传工作群', person: '王芳', text: ' ' })
    expect(await visitor.read('/demo')).toContain('请写一句话')
  })

  test('is not there when the town is real', async () => {
    const fixture = await openFixture({ real: true })
    const visitor = await signedIn(fixture, '李强')
    expect((await visitor.get('/demo')).status).toBe(404)
    expect((await visitor.post('/demo/clock', { step: '+10' })).status).toBe(303)
    expect(await visitor.read('/')).not.toContain('打开模拟群')
    expect(await visitor.read('/signin')).not.toContain('演示账号')
  })
})
