import { describe, expect, test } from 'vitest'
import type { Message } from '../../src/chat/message.ts'
import { openFixture } from './fixture.ts'
import { signedIn } from './visitor.ts'

function said(day: string, time: string, person: string, text: string, more: Partial<Message> = {}): Message {
  const channelId = more.channelId ?? `${day}-${time}-${person}`
  const group = { group: '村书记群', topic: '村书记群' }
  return {
    id: `${day}/${channelId}`,
    channelId,
    from: { id: person, name: person },
    person,
    at: `${day}T${time}:00.000+08:00`,
    kind: 'text',
    text,
    ours: person === '小助手',
    mentionsBot: false,
    ...(more.topic === '' ? {} : group),
  }
}

const NIGHT: Message[] = [
  said('2025-01-08', '23:56', '王芳', '前面第四句'),
  said('2025-01-08', '23:57', '王芳', '前面第三句'),
  said('2025-01-08', '23:58', '王芳', '前面第二句'),
  said('2025-01-08', '23:59', '王芳', '前面第一句'),
  said('2025-01-09', '00:01', '马强', '就看这一句', { channelId: 'here' }),
  said('2025-01-09', '00:02', '王芳', '后面第一句'),
  said('2025-01-09', '00:03', '王芳', '私下的话', { topic: '' }),
]

async function atNight() {
  const fixture = await openFixture()
  for (const one of NIGHT) await fixture.messages.put(one)
  return signedIn(fixture, '李强')
}

describe('a message', () => {
  test('stands between three lines of its group before it and three after it, over midnight too', async () => {
    const html = await (await atNight()).read('/messages/2025-01-09/here')
    const words = [...html.matchAll(/(前面第.句|就看这一句|后面第.句|私下的话)/g)].map(([word]) => word)
    expect(words.filter((word, n) => words.indexOf(word) === n)).toEqual([
      '前面第三句',
      '前面第二句',
      '前面第一句',
      '就看这一句',
      '后面第一句',
    ])
  })

  test('said in private has no other person’s private lines around it', async () => {
    const fixture = await openFixture()
    await fixture.messages.put(
      said('2025-01-09', '10:00', '王芳', '王芳的私聊', { topic: '', channelId: 'p1' }),
    )
    await fixture.messages.put(
      said('2025-01-09', '10:01', '马强', '马强的私聊', { topic: '', channelId: 'p2' }),
    )
    const html = await (await signedIn(fixture, '李强')).read('/messages/2025-01-09/p1')
    expect(html).toContain('王芳的私聊')
    expect(html).not.toContain('马强的私聊')
  })
})

test('what a model read is shown with its words, on the message and on the row', async () => {
  const fixture = await openFixture()
  await fixture.ledger.amend('2025-0001', {
    kind: 'corrected',
    fields: { location: '村道' },
    source: { messages: ['2025-03-05/report1'] },
    by: '小助手',
    at: '2025-03-05T16:10:00.000+08:00',
    note: 'AI（试用模型）补读',
    model: [{ field: 'location', words: '张湾村' }],
  })
  const visitor = await signedIn(fixture, '李强')
  const message = await visitor.read('/messages/2025-03-05/report1')
  expect(message).toMatch(/读自“张湾村”，AI 补读/)
  expect(message).toMatch(/<dt>主办<\/dt>/)
  expect(message).not.toMatch(/规则|组织者/)
  expect(await visitor.read('/ledger/2025-0001')).toContain('地点由 AI 读自“张湾村”，请核对')
})

describe('finding what was said', () => {
  const wordsOf = (html: string) =>
    [...html.matchAll(/<p class="said-text">(.*?)<\/p>/g)].map(([, words]) => words)

  test('takes all the words, marks them, the newest first, and leads to the row', async () => {
    const fixture = await openFixture()
    for (const one of NIGHT) await fixture.messages.put(one)
    const visitor = await signedIn(fixture, '李强')
    expect(wordsOf(await visitor.read('/messages?words=前面 王芳'))).toEqual([
      '<mark>前面</mark>第一句',
      '<mark>前面</mark>第二句',
      '<mark>前面</mark>第三句',
      '<mark>前面</mark>第四句',
    ])
    const html = await visitor.read('/messages?words=学雷锋')
    expect(html).toContain('/messages/2025-03-05/report1')
    expect(html).toContain('/ledger/2025-0001')
    expect(await visitor.read('/messages?words=没有人说过')).toContain('没有找到')
  })

  test('finds a line that came after the last look', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    expect(wordsOf(await visitor.read('/messages?words=樟子松'))).toEqual([])
    await fixture.messages.put(said('2025-03-06', '09:00', '王芳', '种了樟子松'))
    expect(wordsOf(await visitor.read('/messages?words=樟子松'))).toEqual(['种了<mark>樟子松</mark>'])
  })

  test('shows village people their own only, and words as words', async () => {
    const fixture = await openFixture()
    await fixture.messages.put(said('2025-03-06', '09:00', '马强', '共同的词 <b>甲</b>'))
    await fixture.messages.put(said('2025-03-06', '09:01', '王芳', '共同的词 <b>乙</b> (.*'))
    const html = await (await signedIn(fixture, '王芳')).read('/messages?words=共同的词')
    expect(html).not.toContain('甲')
    expect(html).toContain('&lt;b&gt;乙')
    expect(await (await signedIn(fixture, '王芳')).read('/messages?words=(.*')).toContain('<mark>(.*</mark>')
  })

  test('the ledger is found by the words of its messages too', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const numbers = async (words: string) =>
      [
        ...(await visitor.read(`/ledger?words=${words}`)).matchAll(
          /class="row-link" href="\/ledger\/([\d-]+)"/g,
        ),
      ].map(([, number]) => number)
    expect(await numbers('群众不少')).toEqual(['2025-0003'])
    expect(await numbers('写错了 15人')).toEqual(['2025-0001'])
  })
})
