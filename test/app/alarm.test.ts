import { expect, test } from 'vitest'
import { type Alarm, openAlarms, type Trouble } from '../../src/app/alarm.ts'
import { type Instant, plusMinutes } from '../../src/clock.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'

const NOON = '2026-03-06T12:00:00.000+08:00'
const after = (minutes: number): Instant => plusMinutes(NOON, minutes)
const channel: Trouble = { id: 'channel', say: '微信：已退出登录。', patience: 3 }
const feed: Trouble = { id: 'source:a', say: '信源“a”读不到。' }
const slot: Trouble = { id: 'slot:x', say: '每日简报（3月6日 8:00）漏发。', once: true }

function machine() {
  const alarms = memoryShelf<Alarm>()
  const told: string[] = []
  const logged: unknown[] = []
  const way: { broken?: Error } = {}
  return {
    told,
    logged,
    way,
    async start() {
      const own = await openAlarms({
        alarms,
        town: '青石镇',
        async tell(text) {
          if (way.broken) throw way.broken
          told.push(text)
        },
        log: (_, thrown) => logged.push(thrown),
      })
      return async (minute: number, ...troubles: Trouble[]) => {
        await own.tick(after(minute), troubles)
        await own.settled()
        return own.fault()
      }
    },
  }
}

test('each trouble is told once, and once when it is over', async () => {
  const { start, told } = machine()
  const tick = await start()
  for (const minute of [0, 1, 2]) await tick(minute, feed, slot)
  expect(told).toEqual([
    '【镇讯·青石镇】有 2 件事要处理：\n· 信源“a”读不到。\n· 每日简报（3月6日 8:00）漏发。\n详情见审核台“运行”页。',
  ])
  for (const minute of [3, 4]) await tick(minute)
  expect(told.slice(1)).toEqual(['【镇讯·青石镇】已恢复正常：\n· 信源“a”读不到。\n详情见审核台“运行”页。'])
  await tick(5, feed)
  expect(told).toHaveLength(3)
})

test('what gets well by itself in its time is never told', async () => {
  const { start, told } = machine()
  const tick = await start()
  for (const minute of [0, 1, 2]) await tick(minute, channel)
  await tick(3)
  expect(told).toEqual([])
  for (const minute of [10, 11, 12, 13, 14]) await tick(minute, channel)
  expect(told).toHaveLength(1)
})

test('a restart tells nothing again, and still tells that it is over', async () => {
  const { start, told } = machine()
  await (await start())(0, feed, slot)
  const tick = await start()
  await tick(1, feed, slot)
  expect(told).toHaveLength(1)
  await tick(2)
  expect(told).toHaveLength(2)
})

test('a way that is broken is logged, tried again with pauses, and disturbs nothing', async () => {
  const { start, told, logged, way } = machine()
  const tick = await start()
  way.broken = new Error('connect ECONNREFUSED')
  for (let minute = 0; minute <= 30; minute += 1) expect(await tick(minute, feed)).toBeDefined()
  expect(logged).toHaveLength(4)
  delete way.broken
  await tick(31, feed)
  expect(told).toEqual([])
  expect(await tick(90, feed)).toBeUndefined()
  expect(told).toHaveLength(1)
})

test('a way that hangs does not hold up the beat', async () => {
  const own = await openAlarms({
    alarms: memoryShelf<Alarm>(),
    town: '青石镇',
    tell: () => new Promise(() => undefined),
    log: () => undefined,
  })
  await own.tick(NOON, [feed])
  await own.tick(after(1), [feed])
})

test('a long list is cut short', async () => {
  const { start, told } = machine()
  const tick = await start()
  await tick(
    0,
    ...Array.from({ length: 30 }, (_, n) => ({ id: `slot:${n}`, say: `第${n}个`, once: true as const })),
  )
  expect(told[0]).toContain('有 30 件事要处理')
  expect(told[0]?.split('\n')).toHaveLength(11)
  expect(told[0]).toContain('另有 22 件')
})
