import { expect, it } from 'vitest'
import { openSuggestions } from '../../src/article/propose.ts'
import type { Entry } from '../../src/ledger/entry.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { town } from './cast.ts'

const now = '2025-03-07T16:00:00.000+08:00'
const widths: Record<string, number> = { wide: 1280, narrow: 120, broken: 0 }

interface Told {
  village: string
  category?: 'volunteer' | 'lecture'
  at?: string
  picture?: string
  confirmed?: boolean
  used?: boolean
}

async function week(told: Told[], timetable = town.timetable) {
  const ledger = await openLedger(memoryShelf<Entry>())
  const used = new Set<string>()
  for (const [index, one] of told.entries()) {
    const { village, category = 'volunteer', at = '2025-03-05T10:00:00.000+08:00' } = one
    const fields = { village, category, topic: '志愿服务', date: '2025-03-05', participants: 12 }
    const row = await ledger.file({ fields, by: '王芳', source: { messages: [`m${index}`] }, at })
    const source = { messages: [], action: '审核台确认' }
    if (one.confirmed !== false) await ledger.amend(row.number, { kind: 'confirmed', source, by: '李强', at })
    if (one.used) used.add(row.number)
  }
  return openSuggestions({
    town: { ...town, timetable },
    ledger,
    articles: { withRow: (number) => (used.has(number) ? [{ state: 'published' }] : []) },
    picture: async (id) => told[Number(id.slice(1))]?.picture ?? 'wide',
    width: async (hash) => widths[hash],
  })
}

it('several villages with the same kind of activity are one theme', async () => {
  const { suggestions } = await (await week([{ village: '张湾村' }, { village: '上滩村' }])).of(now)
  expect(suggestions).toMatchObject([{ kind: 'theme', title: '2个村的志愿服务', pictures: 2 }])
})

it.each<[string, Told]>([
  ['not confirmed', { village: '张湾村', confirmed: false }],
  ['older than a week', { village: '张湾村', at: '2025-02-20T10:00:00.000+08:00' }],
  ['with a narrow picture', { village: '张湾村', picture: 'narrow' }],
  ['with a picture that cannot be opened', { village: '张湾村', picture: 'broken' }],
  ['in an article already', { village: '张湾村', used: true }],
])('a row %s is not suggested', async (_, told) => {
  const { suggestions, waiting } = await (await week([told])).of(now)
  expect(suggestions).toEqual([])
  expect(waiting).toBe(told.confirmed === false ? 1 : 0)
})

it('is told to the first reviewer in private only where the timetable says when', async () => {
  const friday = [{ kind: 'proposal', at: '每周五 16:00' }]
  const span: [string, string] = ['2025-03-07T15:59:00.000+08:00', '2025-03-07T16:01:00.000+08:00']
  const quiet = await week([{ village: '张湾村' }])
  expect(quiet.job.plan(...span)).toEqual([])
  const weekly = await week([{ village: '张湾村' }], friday)
  const [slot] = weekly.job.plan(...span)
  if (!slot) throw new Error('nothing planned')
  expect(await weekly.job.notices(slot, now)).toEqual([
    {
      item: 'suggestions',
      to: { person: '李强' },
      text: '本周可以写的推文有 1 篇：\n1. 张湾村志愿服务（3月5日，照片1张）\n在审核台“推文→选台账起草”里勾选即可。',
    },
  ])
  expect(await (await week([], friday)).job.notices(slot, now)).toEqual([])
})
