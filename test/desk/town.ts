import type { Person, Role, StudySession, Town } from '../../src/town.ts'

function person(name: string, role: Role, villages: string[] = []): Person {
  return { name, aliases: [`wx-${name}`], roles: [role], villages, password: `${name}-demo` }
}

export const people: Person[] = [
  person('王芳', 'liaison', ['张湾村']),
  person('马强', 'secretary', ['红柳沟村', '上滩村']),
  person('李强', 'editor'),
  person('周敏', 'second'),
  person('赵主任', 'final'),
  person('孙书记', 'leader'),
  person('钱管理', 'admin'),
]

function session(id: string, title: string, day: string): StudySession {
  const where = { place: '镇政府三楼会议室', groups: ['党员学习群'] }
  return { id, title, day, time: '15:00', ...where, remindBefore: 60, category: 'study' }
}

export const town: Town = {
  name: '青石镇',
  bot: '小助手',
  villages: ['张湾村', '红柳沟村', '上滩村', '下滩村'].map((name) => ({ name, aliases: [], branches: [] })),
  bodies: [{ name: '镇党委', aliases: [], branches: [] }],
  groups: [
    { name: '宣传工作群', topic: '宣传工作群', purposes: ['reports', 'notices'] },
    { name: '村书记群', topic: '村书记群', purposes: ['reports'] },
    { name: '党员学习群', topic: '党员学习群', purposes: ['notices'] },
  ],
  people,
  timetable: [{ kind: 'digest', at: '每个工作日 8:00' }],
  sources: [
    { name: '云岭新闻网', url: 'https://news.example/feed', section: '时政要闻' },
    { name: '理论学习报', url: 'https://theory.example/feed', section: '理论热点' },
    { name: '县融媒体中心', url: 'https://county.example/feed', section: '时政要闻' },
  ],
  study: [session('s1', '中央一号文件', '2025-03-04'), session('s2', '党员教育管理工作条例', '2025-03-11')],
  review: { first: ['李强'], second: ['周敏'], final: ['赵主任'] },
  intake: {
    quietMinutes: 3,
    questionHours: 48,
    required: ['date', 'participants'],
    receipts: 'each',
    chasing: false,
  },
  quietHours: { from: '22:00', to: '07:00' },
  approveDigest: false,
  digestCard: false,
  digestSummaries: false,
  publicFeed: false,
  caps: { person: 3, group: 40 },
  officeDays: {},
}
