import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Chat } from '../../src/chat/chat.ts'
import type { Incoming } from '../../src/chat/message.ts'
import { Fault } from '../../src/fault.ts'
import { openWechaty } from '../../src/outside/wechaty.ts'
import { handClock } from '../../src/sim/clock.ts'
import { openSimGroup, type SimGroup } from '../../src/sim/group.ts'
import { SimPuppet } from '../../src/sim/puppet.ts'

let group: SimGroup
let chat: Chat
let heard: Incoming[]

beforeEach(async () => {
  const clock = handClock('2025-03-05T15:20:00.000+08:00')
  group = openSimGroup({
    bot: '小助手',
    people: ['王芳', '马强'],
    groups: ['宣传工作群'],
    clock,
    prefix: 'l',
  })
  heard = []
  chat = openWechaty({ bot: '小助手', puppet: new SimPuppet(group), notice: () => undefined })
  await chat.start(async (incoming) => {
    heard.push(incoming)
    group.done(incoming.channelId)
  })
})

afterEach(() => chat.stop())

const inGroup = { from: '王芳', to: { group: '宣传工作群' } }

test('a line of a group arrives with its words, speaker, group and Beijing time', async () => {
  const line = group.post({ ...inGroup, kind: 'text', text: '上报 张湾村 3月5日 12人' })
  await group.quiet()
  expect(heard).toEqual([
    {
      channelId: line.id,
      topic: '宣传工作群',
      from: { id: '王芳', name: '王芳' },
      at: '2025-03-05T15:20:00.000+08:00',
      kind: 'text',
      text: '上报 张湾村 3月5日 12人',
      ours: false,
      mentionsBot: false,
    },
  ])
})

test('a picture arrives with its original bytes', async () => {
  const bytes = new Uint8Array([0xff, 0xd8, 1, 2, 3])
  group.post({ ...inGroup, kind: 'picture', text: '', picture: { name: '植树.jpg', bytes } })
  await group.quiet()
  expect(heard[0]).toMatchObject({ kind: 'picture', picture: { name: '植树.jpg' } })
  expect([...(heard[0]?.picture?.bytes ?? [])]).toEqual([...bytes])
})

test('a quote is told from the own words, a recall names what it takes back, an @ is noticed', async () => {
  const first = group.post({ ...inGroup, kind: 'text', text: '12人' })
  group.post({
    ...inGroup,
    kind: 'text',
    text: '@小助手 写错了，是15人',
    quote: { from: '小助手', text: '已收：12人\n请核对' },
  })
  group.post({ ...inGroup, kind: 'recall', text: '', recalls: first.id })
  await group.quiet()
  expect(heard).toMatchObject([
    { text: '12人', mentionsBot: false },
    {
      text: '@小助手 写错了，是15人',
      quote: { from: '小助手', text: '已收：12人\n请核对' },
      mentionsBot: true,
    },
    { kind: 'recall', recalls: first.id },
  ])
})

test('our own words come back marked as ours, in a group and in private', async () => {
  await chat.say({ topic: '宣传工作群' }, '已收到')
  await chat.say({ contact: ['不认识的别名', '马强'] }, '请看一下')
  await group.quiet()
  expect(heard).toMatchObject([
    { text: '已收到', ours: true, topic: '宣传工作群' },
    { text: '请看一下', ours: true },
  ])
  expect(group.lines()[1]?.to).toEqual({ person: '马强' })
})

test('a group that is not there is a lasting fault; a channel that is off is a passing one', async () => {
  await expect(chat.say({ topic: '没有的群' }, '在吗')).rejects.toMatchObject({ code: 'chat/no-target' })
  await chat.stop()
  expect(chat.state().online).toBe(false)
  await expect(chat.say({ topic: '宣传工作群' }, '在吗')).rejects.toMatchObject({ code: 'chat/offline' })
})

test('a picture is shown after its text, with name and bytes, and heard again as our own', async () => {
  const bytes = new Uint8Array([0x89, 0x50, 1, 2])
  await chat.say({ topic: '宣传工作群' }, '今日简报', { name: '简报.png', bytes })
  await chat.say({ contact: ['王芳'] }, '', { name: '贺卡.png', bytes })
  await group.quiet()
  expect(group.lines().map((line) => [line.to, line.kind, line.picture?.name ?? line.text])).toEqual([
    [{ group: '宣传工作群' }, 'text', '今日简报'],
    [{ group: '宣传工作群' }, 'picture', '简报.png'],
    [{ person: '王芳' }, 'picture', '贺卡.png'],
  ])
  expect(heard[1]).toMatchObject({ ours: true, kind: 'picture', picture: { name: '简报.png' } })
  expect([...(heard[1]?.picture?.bytes ?? [])]).toEqual([...bytes])
})

test('a picture that fails after its text is not taken for silence', async () => {
  await chat.stop()
  const puppet = new SimPuppet(group)
  puppet.messageSendFile = async () => {
    throw new Fault('chat/offline', '断了。')
  }
  chat = openWechaty({ bot: '小助手', puppet, notice: () => undefined })
  await chat.start(async ({ channelId }) => group.done(channelId))
  const picture = { name: '简报.png', bytes: new Uint8Array([1]) }
  const saying = chat.say({ topic: '宣传工作群' }, '今日简报', picture)
  await expect(saying).rejects.toMatchObject({ code: 'chat/half-said' })
})

test('tells what was said while it was down, with the ids under which it would have been heard', async () => {
  const before = group.post({ ...inGroup, kind: 'text', text: '停机前' })
  await group.quiet()
  await chat.stop()
  const missed = group.post({ ...inGroup, kind: 'text', text: '停机时' })
  const picture = { name: '植树.jpg', bytes: new Uint8Array([0xff, 0xd8]) }
  const photo = group.post({ ...inGroup, kind: 'picture', text: '', picture })
  await group.quiet()
  expect(heard.map((one) => one.text)).toEqual(['停机前'])
  chat = openWechaty({ bot: '小助手', puppet: new SimPuppet(group), notice: () => undefined })
  await chat.start(async () => undefined)
  const told = await chat.history?.('2025-03-05T15:00:00.000+08:00')
  expect(told?.map((one) => one.channelId)).toEqual([before.id, missed.id, photo.id])
  expect(told?.[1]).toMatchObject({ topic: '宣传工作群', text: '停机时', from: { name: '王芳' } })
  expect(told?.[2]?.picture?.name).toBe('植树.jpg')
  expect(await chat.history?.('2025-03-05T15:21:00.000+08:00')).toEqual([])
})

test('a puppet that keeps nothing tells nothing', async () => {
  await chat.stop()
  const puppet = new SimPuppet(group)
  puppet.messageSearch = async () => {
    throw new Error('not supported')
  }
  group.post({ ...inGroup, kind: 'text', text: '停机时' })
  chat = openWechaty({ bot: '小助手', puppet, notice: () => undefined })
  await chat.start(async () => undefined)
  expect(await chat.history?.('2025-03-05T15:00:00.000+08:00')).toEqual([])
})

test('a line is not lost when its picture cannot be fetched', async () => {
  await chat.stop()
  const notices: string[] = []
  const puppet = new SimPuppet(group)
  puppet.messageFile = async () => {
    throw new Error('expired')
  }
  chat = openWechaty({ bot: '小助手', puppet, notice: (say) => notices.push(say) })
  await chat.start(async (incoming) => {
    heard.push(incoming)
    group.done(incoming.channelId)
  })
  group.post({
    ...inGroup,
    kind: 'picture',
    text: '',
    picture: { name: 'a.jpg', bytes: new Uint8Array([1]) },
  })
  await group.quiet()
  expect(heard[0]).toMatchObject({ kind: 'other', text: '[图片没有取到]' })
  expect(notices.join()).toContain('expired')
})

test('a listener that fails does not stop the next line', async () => {
  const notices: string[] = []
  await chat.stop()
  chat = openWechaty({ bot: '小助手', puppet: new SimPuppet(group), notice: (say) => notices.push(say) })
  await chat.start(async (incoming) => {
    group.done(incoming.channelId)
    if (incoming.text === '坏') throw new Error('broken')
    heard.push(incoming)
  })
  group.post({ ...inGroup, kind: 'text', text: '坏' })
  group.post({ ...inGroup, kind: 'text', text: '好' })
  await group.quiet()
  expect(heard.map((one) => one.text)).toEqual(['好'])
  expect(notices).toEqual([expect.stringContaining('broken')])
})
