import type { Message } from '../../src/chat/message.ts'
import { at, type Instant } from '../../src/clock.ts'
import type { Owed } from '../../src/intake/chase.ts'
import type { Question } from '../../src/intake/question.ts'
import type { RowFields } from '../../src/ledger/entry.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { people } from './town.ts'

export const DAY = '2025-03-06'
export const NOW: Instant = at(DAY, '09:10')

let serial = 0
export function line(
  day: string,
  time: string,
  person: string,
  text: string,
  more: Partial<Message> = {},
): Message {
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

/** Two days of the groups: a report with a photo, its correction, a party day, an open question, strangers. */
export function said(photo: string): Message[] {
  const picture = { kind: 'picture' as const, picture: { name: '村口.jpg', hash: photo } }
  const { group: _, ...alien } = line(DAY, '08:50', '路人甲', '这是哪个群？', {
    channelId: 'alien',
    topic: '县招聘互助群',
  })
  return [
    line('2025-03-04', '15:02', '王芳', '打卡', { group: '党员学习群', channelId: 'study1' }),
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
    line(
      '2025-03-05',
      '17:05',
      '马强',
      '红柳沟村党支部今天在村党群服务中心开展主题党日，32个党员重温入党誓词',
      {
        channelId: 'report2',
      },
    ),
    line('2025-03-05', '17:30', '外人', '出售二手农机，价格面议'),
    line(DAY, '08:05', '小助手', '【今日简报】3月6日 星期四\n一、时政要闻……'),
    line(DAY, '08:20', '马强', '上滩村昨天宣讲二十大精神，到会的群众不少', { channelId: 'report3' }),
    line(DAY, '08:21', '小助手', '马强，请补充：参加了多少人？'),
    alien,
  ]
}

export async function fileRows(ledger: Ledger): Promise<void> {
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
  const desk = { source: { desk: '审核台' }, by: '李强' }
  await ledger.amend('2025-0002', { kind: 'confirmed', ...desk, at: at('2025-03-05', '18:00') })
  const lecture = { village: '上滩村', date: '2025-03-05', category: 'lecture' as const }
  const asked = { ...lecture, topic: '宣讲二十大精神' }
  await file(at(DAY, '08:21'), '马强', [`${DAY}/report3`], asked, 'participants')
  await ledger.file({
    fields: {
      village: '张湾村',
      date: '2025-02-14/2025-02-16',
      category: 'culture',
      topic: '正月十七文艺汇演',
      participants: 400,
      participantsApprox: true,
    },
    ...desk,
    at: at('2025-02-20', '10:00'),
  })
}

export const question: Question = {
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

export const sameQuestion: Question = {
  ...question,
  id: `${DAY}/same/2025-03-05/report2/2025-0002`,
  kind: 'same',
  to: 'office',
  rows: ['2025-0002', '2025-0001'],
  fields: [],
  text: '2025-0002 和 2025-0001 日期、人员相近，是不是同一件事？',
  message: '2025-03-05/report2',
}

export const owed: Owed = {
  id: '2025-03/主题党日/上滩村',
  title: '3月主题党日',
  village: '上滩村',
  from: '2025-03-01',
}
