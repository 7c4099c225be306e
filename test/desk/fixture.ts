import type { Message } from '../../src/chat/message.ts'
import { type Outgoing, openOutbox } from '../../src/chat/outbox.ts'
import { at, type Instant } from '../../src/clock.ts'
import type { DemoLine, DemoPane } from '../../src/desk/demo.ts'
import { createDesk } from '../../src/desk/desk.tsx'
import type { DeskRooms } from '../../src/desk/rooms.ts'
import type { Session } from '../../src/desk/session.ts'
import { Fault } from '../../src/fault.ts'
import type { Question } from '../../src/intake/question.ts'
import type { Entry, RowFields } from '../../src/ledger/entry.ts'
import { type Ledger, openLedger } from '../../src/ledger/ledger.ts'
import { type Beat, openKeeper } from '../../src/schedule/keeper.ts'
import type { Job, Slot } from '../../src/schedule/slot.ts'
import { handClock } from '../../src/sim/clock.ts'
import { madePicture } from '../../src/sim/picture.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { memoryBlobs } from './blobs.ts'
import { people, town } from './town.ts'

export const DAY = '2025-03-06'
export const NOW: Instant = at(DAY, '09:10')

export type Fixture = DeskRooms & { desk: ReturnType<typeof createDesk>; demo: DemoPane }

/** A township in the middle of a week: real ledger, outbox and keeper, everything else by hand. */
export async function openFixture(change: Partial<DeskRooms> = {}): Promise<Fixture> {
  const clock = handClock(NOW)
  const messages = memoryShelf<Message>()
  const blobs = memoryBlobs()
  const ledger = await openLedger(memoryShelf<Entry>())
  const photo = await blobs.keep(await madePicture('村口.jpg', 800, 600))
  for (const one of said(photo)) await messages.put(one)
  await fileRows(ledger)
  const outbox = await openOutbox(memoryShelf<Outgoing>(), async (to, text) => {
    if (text.includes('[断网]')) throw new Error('连接被关闭')
    if ('person' in to) throw new Fault('chat/no-target', `找不到${to.person}，可能已不是好友。`)
  })
  const keeper = await openKeeper({
    slots: memoryShelf<Slot>(),
    beats: memoryShelf<Beat>(),
    jobs: [digestJob],
    outbox,
    now: at('2025-03-04', '07:00'),
  })
  await fillOutbox(outbox, keeper)
  const demo = demoPane(messages)
  const rooms: Omit<Fixture, 'desk'> = {
    town,
    clock,
    messages,
    blobs,
    ledger,
    outbox,
    keeper,
    intake: { questions: () => [question] },
    articles: NO_ARTICLES,
    sessions: memoryShelf<Session>(),
    secret: 'fixture-secret',
    demo,
    ...change,
    hostClock: change.hostClock ?? handClock(NOW),
  }
  return { ...rooms, desk: createDesk(rooms) }
}

const NOT_HERE = () => {
  throw new Fault('article/none', '没有这篇推文。')
}
const NO_ARTICLES: DeskRooms['articles'] = {
  draft: NOT_HERE,
  edit: NOT_HERE,
  proof: NOT_HERE,
  vouch: NOT_HERE,
  comment: NOT_HERE,
  sign: NOT_HERE,
  sendBack: NOT_HERE,
  publish: NOT_HERE,
  linked: NOT_HERE,
  get: NOT_HERE,
  list: () => [],
  withRow: () => [],
}

const digestJob: Job = {
  kind: 'digest',
  title: '每日简报',
  plan: (from, to) =>
    ['2025-03-04', '2025-03-05', '2025-03-06', '2025-03-07', '2025-03-10']
      .map((day) => ({
        id: `${day}/digest@08:00`,
        kind: 'digest',
        due: at(day, '08:00'),
        groups: ['宣传工作群', '党员学习群'],
        until: at(day, '12:00'),
      }))
      .filter(({ due }) => due > from && due <= to),
  notices: async (slot) =>
    slot.groups.map((group) => ({ item: 'digest', to: { group }, text: '【今日简报】' })),
}

async function fillOutbox(outbox: DeskRooms['outbox'], keeper: DeskRooms['keeper']): Promise<void> {
  await keeper.tick(at('2025-03-04', '07:30'))
  await keeper.tick(at('2025-03-05', '14:00'))
  await keeper.tick(at('2025-03-06', '08:00'))
  await outbox.write({
    key: 'r1',
    to: { group: '宣传工作群' },
    text: '王芳，已收到，记为 2025-0001。',
    at: at(DAY, '08:20'),
  })
  await outbox.write({
    key: 'r2',
    to: { group: '宣传工作群' },
    text: '[断网] 马强，已收到，记为 2025-0002。',
    at: at(DAY, '08:30'),
  })
  await outbox.write({
    key: 'r3',
    to: { person: '马强' },
    text: '本月主题党日还没有收到红柳沟村的上报。',
    at: at(DAY, '08:40'),
  })
  await outbox.pump(at(DAY, '08:41'))
}

let serial = 0
function line(day: string, time: string, person: string, text: string, more: Partial<Message> = {}): Message {
  serial += 1
  const known = people.some((one) => one.name === person)
  const channelId = more.channelId ?? `m${serial}`
  return {
    id: `${day}/${channelId}`,
    channelId,
    group: '宣传工作群',
    topic: '宣传工作群',
    from: { id: `wx-${person}`, name: person },
    ...(known ? { person } : {}),
    at: at(day, time),
    kind: 'text',
    text,
    ours: person === '小助手',
    mentionsBot: false,
    ...more,
  }
}

function said(photo: string): Message[] {
  const picture = { kind: 'picture' as const, picture: { name: '村口.jpg', hash: photo } }
  return [
    line('2025-03-05', '15:20', '王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人', { channelId: 'report1' }),
    line('2025-03-05', '15:21', '王芳', '', { channelId: 'photo1', ...picture }),
    line(
      '2025-03-05',
      '15:24',
      '小助手',
      '王芳，已收到：张湾村 3月5日 志愿服务 12人，记为 2025-0001。有误请回“更正 2025-0001 …”。',
    ),
    line('2025-03-05', '16:02', '王芳', '人数写错了，是15人', {
      channelId: 'fix1',
      quote: { from: '小助手', text: '已收到：张湾村 3月5日 志愿服务 12人' },
    }),
    line('2025-03-05', '16:40', '李强', '辛苦了，照片拍得很好。'),
    line('2025-03-05', '17:05', '马强', '红柳沟村今天主题党日，32个党员参加，重温入党誓词', {
      channelId: 'report2',
    }),
    line('2025-03-05', '17:30', '外人', '出售二手农机，价格面议', {}),
    line(DAY, '08:05', '小助手', '【今日简报】3月6日 星期四\n一、时政要闻……'),
    line(DAY, '08:20', '马强', '上滩村昨天宣讲二十大精神，到会的群众不少', { channelId: 'report3' }),
    line(DAY, '08:21', '小助手', '马强，请补充：参加了多少人？'),
    line(DAY, '08:50', '路人甲', '这是哪个群？', { channelId: 'alien', topic: '县招聘互助群' }),
  ].map((one) => {
    if (one.channelId !== 'alien') return one
    const { group: _, ...rest } = one
    return rest
  })
}

async function fileRows(ledger: Ledger): Promise<void> {
  const from = (...ids: string[]) => ({ messages: ids })
  const file = (
    time: Instant,
    by: string,
    ids: string[],
    fields: Partial<RowFields>,
    asks?: 'participants',
  ) => ledger.file({ fields, source: from(...ids), by, at: time, ...(asks ? { asks: [asks] } : {}) })
  await file(at('2025-03-05', '15:24'), '王芳', ['2025-03-05/report1', '2025-03-05/photo1'], {
    village: '张湾村',
    organizer: '张湾村',
    date: '2025-03-05',
    category: 'volunteer',
    topic: '学雷锋志愿服务',
    participants: 12,
    quantities: [{ value: 30, unit: '袋', what: '清运垃圾', approx: true }],
  })
  await ledger.amend('2025-0001', {
    kind: 'corrected',
    fields: { participants: 15 },
    source: from('2025-03-05/fix1'),
    by: '王芳',
    at: at('2025-03-05', '16:02'),
  })
  await file(at('2025-03-05', '17:06'), '马强', ['2025-03-05/report2'], {
    village: '红柳沟村',
    organizer: '红柳沟村党支部',
    date: '2025-03-05',
    category: 'party_day',
    topic: '重温入党誓词',
    location: '村党群服务中心',
    participants: 32,
  })
  await ledger.amend('2025-0002', {
    kind: 'confirmed',
    source: { desk: '审核台确认' },
    by: '李强',
    at: at('2025-03-05', '18:00'),
  })
  const lecture = {
    village: '上滩村',
    date: '2025-03-05',
    category: 'lecture' as const,
    topic: '宣讲二十大精神',
  }
  await file(at(DAY, '08:21'), '马强', [`${DAY}/report3`], lecture, 'participants')
  const long = { village: '张湾村', date: '2025-02-14/2025-02-16', category: 'culture' as const }
  await ledger.file({
    fields: { ...long, topic: '正月十七文艺汇演', participants: 400, participantsApprox: true },
    source: { desk: '办公室补录' },
    by: '李强',
    at: at('2025-02-20', '10:00'),
  })
}

const question: Question = {
  id: `${DAY}/missing/${DAY}/report3/2025-0003`,
  kind: 'missing',
  to: 'person',
  person: '马强',
  group: '宣传工作群',
  rows: ['2025-0003'],
  fields: ['participants'],
  standard: {},
  text: '请补充：上滩村 3月5日 宣讲二十大精神，参加了多少人？',
  message: `${DAY}/report3`,
  at: at(DAY, '08:21'),
  expires: at('2025-03-08', '08:21'),
  state: 'open',
}

/** A pane over the fixture's messages: what is said is kept, the clock only notes where it was put. */
function demoPane(messages: DeskRooms['messages']): DemoPane {
  let now = NOW
  const recalled = new Set<string>()
  return {
    people: [
      ...people.map(({ name, roles }) => ({
        name,
        groups: town.groups.map((one) => one.name),
        ...(roles[0] ? { role: roles[0] } : {}),
      })),
      { name: '外人', groups: ['宣传工作群'] },
    ],
    groups: town.groups.map((one) => one.name),
    async lines(group) {
      const all = (await messages.list()).filter((one) => one.group === group)
      return all.map(
        (one): DemoLine => ({
          id: one.channelId,
          at: one.at,
          from: one.person ?? one.from.name,
          text: one.text,
          ...(one.picture ? { picture: one.picture.hash } : {}),
          ours: one.ours,
          recalled: recalled.has(one.channelId),
        }),
      )
    },
    async say({ group, person, text }) {
      await messages.put(line(now.slice(0, 10), now.slice(11, 16), person, text, { group, topic: group }))
    },
    async recall(id) {
      recalled.add(id)
    },
    now: () => now,
    async move(to) {
      now = to
    },
    pressUrl: 'http://127.0.0.1:1/press',
  }
}
