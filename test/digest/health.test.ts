import { describe, expect, it } from 'vitest'
import { item, moment, open } from './house.ts'

const FRESH = moment('2025-03-06 06:30')

describe('the health of a source', () => {
  it('is alive, broken with a count, and alive again', async () => {
    const answers: Record<string, ReturnType<typeof item>[] | string> = {
      云岭新闻网: [item('第一天发布的重要消息', FRESH)],
      云岭理论: [item('理论版第一天的文章题目', FRESH)],
    }
    const house = await open(moment('2025-03-05 22:00'), { answers })
    const state = async (now: string) => {
      await house.to(moment(now))
      return (await house.digests.sources(moment(now))).find((one) => one.source.name === '云岭新闻网')
    }
    expect((await house.digests.sources(FRESH))[0]).toMatchObject({
      say: expect.stringContaining('还没有读过'),
    })
    expect(await state('2025-03-06 08:00')).toMatchObject({ state: 'alive' })
    answers.云岭新闻网 = 'feed/http'
    expect(await state('2025-03-07 08:00')).toMatchObject({
      state: 'broken',
      say: expect.not.stringContaining('连续'),
    })
    expect(await state('2025-03-10 08:00')).toMatchObject({
      state: 'broken',
      say: '已连续 2 次读不到。读不到（feed/http），请核对地址。',
    })
    answers.云岭新闻网 = [item('又能读取之后的新消息', moment('2025-03-11 06:00'))]
    expect(await state('2025-03-11 08:00')).toMatchObject({ state: 'alive', health: { failures: 0 } })
  })

  it('is quiet after a week without anything new, and still counts as working', async () => {
    const answers = { 云岭新闻网: [item('第一天发布的重要消息', FRESH)] }
    const house = await open(moment('2025-03-05 22:00'), { answers })
    await house.to(moment('2025-03-06 08:00'))
    await house.to(moment('2025-03-17 08:00'))
    const now = moment('2025-03-17 08:00')
    expect((await house.digests.sources(now))[0]).toMatchObject({
      state: 'quiet',
      say: expect.stringContaining('11 天'),
    })
    expect(house.digests.get('2025-03-17')?.sources[0]).toMatchObject({ works: true })
  })

  it('is frozen when all its items are old, which the foot of the digest says', async () => {
    const old = moment('2022-12-14 19:37')
    const answers = {
      云岭新闻网: [item('两年前的最后一条消息', old)],
      云岭理论: [item('理论版新发的文章题目', FRESH)],
    }
    const house = await open(moment('2025-03-05 22:00'), { answers })
    await house.to(moment('2025-03-06 08:00'))
    const [report] = await house.digests.sources(moment('2025-03-06 08:00'))
    expect(report).toMatchObject({ state: 'frozen', say: expect.stringContaining('2022年12月14日') })
    expect(house.said[0]?.text).toContain('今日信源 2/3 正常（云岭新闻网已停更）')
  })
})
