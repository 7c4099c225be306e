import { expect, it } from 'vitest'
import { at } from '../../src/clock.ts'
import type { StudySession } from '../../src/town.ts'
import { room } from './room.ts'

const SESSION: StudySession = {
  id: 's1',
  title: '学习《支部工作条例》',
  day: '2026-03-06',
  time: '15:00',
  place: '镇三楼会议室',
  groups: ['党员学习群'],
  remindBefore: 60,
  category: 'study',
  link: 'https://e.invalid/tiaoli',
}
const THEN = { day: '2026-03-10', time: '09:00', place: '镇党校' }
const NOW = at('2026-03-07', '08:00')

it('a make-up session has its own day; who has not is told alone, who came counts as made up', async () => {
  const { start, said, message } = await room([SESSION])
  const before = await start(at('2026-03-06', '14:00'))
  await before.hear(message('王芳', '打卡', at('2026-03-06', '15:00')))
  await before.tick(at('2026-03-06', '17:01'))
  await before.study.plan.makeUp('s1', THEN, '李强', NOW)
  const { study, tick, hear, ledger } = await start(NOW)
  said.length = 0
  await tick(at('2026-03-09', '16:00'))
  expect(said).toEqual([
    '（私聊马强）马强同志：3月6日的“学习《支部工作条例》”您还没有学，明天3月10日（周二）09:00安排了一次补学。\n地点：镇党校\n材料：https://e.invalid/tiaoli\n到场后在群里发“打卡”即可；来不了的，自学后在群里发“补学 学习《支部工作条例》”。',
  ])
  expect(study.attendance('s1-补学-2026-03-10')).toMatchObject({ expected: 1, present: 0 })
  await hear(message('马强', '学完了', at('2026-03-10', '09:10')))
  await tick(at('2026-03-10', '11:01'))
  expect(study.attendance('s1')).toMatchObject({ present: 1, makeUp: 1, expected: 2 })
  expect(study.attendance('s1-补学-2026-03-10')).toMatchObject({ present: 1, expected: 1 })
  expect(ledger.rows().map((row) => [row.topic, row.date, row.participants])).toEqual([
    ['学习《支部工作条例》', '2026-03-06', 1],
    ['学习《支部工作条例》（补学）', '2026-03-10', 1],
  ])
  expect(said.some((text) => !text.startsWith('（私聊') && text.includes('马强'))).toBe(false)
})

it('whoever made it up before is not told again; 补学 said at the make-up session belongs to it', async () => {
  const { start, said, message } = await room([SESSION])
  const { study, tick, hear } = await start(NOW)
  await study.plan.makeUp('s1', THEN, '李强', NOW)
  await hear(message('马强', '补学', at('2026-03-08', '09:00')))
  await tick(at('2026-03-09', '16:00'))
  expect(said.filter((text) => text.startsWith('（私聊')).map((text) => text.slice(3, 5))).toEqual(['王芳'])
  await hear(message('王芳', '补学 支部工作条例', at('2026-03-10', '09:05')))
  expect(study.attendance('s1-补学-2026-03-10')).toMatchObject({ present: 1 })
})

it('cannot be set before the session, in the past, twice, or for a make-up; it can be dropped until it begins', async () => {
  const { start } = await room([SESSION])
  const { study } = await start(NOW)
  const { plan } = study
  await expect(plan.makeUp('s9', THEN, '李强', NOW)).rejects.toThrow('study/no-session')
  await expect(plan.makeUp('s1', THEN, '李强', at('2026-03-05', '08:00'))).rejects.toThrow('还没有开始')
  await expect(plan.makeUp('s1', { ...THEN, day: '2026-03-06' }, '李强', NOW)).rejects.toThrow('已经过了')
  const { id } = await plan.makeUp('s1', THEN, '李强', NOW)
  await expect(plan.makeUp('s1', THEN, '李强', NOW)).rejects.toThrow('换一天')
  await expect(
    plan.makeUp(id, { ...THEN, day: '2026-03-12' }, '李强', at('2026-03-11', '08:00')),
  ).rejects.toThrow('本身就是补学')
  await expect(plan.drop('s1', '李强', NOW)).rejects.toThrow('study/drop')
  await plan.drop(id, '李强', NOW)
  expect((await start(NOW)).study.sessions().map((one) => one.id)).toEqual(['s1'])
})

it('the reminder brings the material; a photo alone is a check-in where photos report nothing else', async () => {
  const { start, said, message } = await room([SESSION])
  const { study, tick, hear } = await start(at('2026-03-06', '08:00'))
  await tick(at('2026-03-06', '14:00'))
  expect(said[0]).toContain('\n材料：https://e.invalid/tiaoli\n')
  const photo = { kind: 'picture' as const }
  expect(await hear(message('王芳', '', at('2026-03-06', '15:10'), photo))).toBe(true)
  expect(await hear(message('马强', '', at('2026-03-06', '19:10'), photo))).toBe(false)
  expect(study.attendance('s1')).toMatchObject({
    present: 1,
    branches: [{ present: ['王芳'] }, { absent: ['马强'] }],
  })
})

it('a loose word is talk when nothing is on', async () => {
  const { start, said, message } = await room([SESSION])
  const { tick, hear } = await start(NOW)
  for (const words of ['+1', '学完了', '到']) expect(await hear(message('马强', words, NOW))).toBe(false)
  await tick(NOW)
  expect(said).toEqual([])
})
