import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openFeed } from '../../src/outside/feed/feed.ts'
import { handClock } from '../../src/sim/clock.ts'
import { openFeedServer } from '../../src/sim/feeds.ts'
import { readTown } from '../../src/town.ts'
import { item, line, moment, open, shelves, stubFeed, town } from './house.ts'

const NIGHT = moment('2025-03-05 22:00')
const EIGHT = moment('2025-03-06 08:00')
const FRESH = moment('2025-03-06 06:30')

const two = () => ({
  云岭新闻网: [
    item('全市乡村振兴工作推进会召开', FRESH),
    item('旧闻一则不应再出现', moment('2025-02-01 08:00')),
  ],
  云岭理论: [item('把群众路线走实走深的思考', moment('2025-03-05 09:00'))],
  停用的信源: 'feed/http',
})

describe('the day’s digest', () => {
  it('is said once in each group with its sources, and names the source that failed', async () => {
    const house = await open(NIGHT, { answers: two() })
    await house.report(moment('2025-03-05 16:00'), {
      village: '张湾村',
      topic: '学雷锋志愿服务',
      date: '2025-03-05',
      participants: 12,
    })
    await house.to(EIGHT)
    await house.to(moment('2025-03-06 08:05'))
    expect(house.said.map((one) => one.group)).toEqual(['宣传工作群', '党员学习群'])
    expect(house.said[0]?.text).toBe(
      [
        '【青石镇每日简报】',
        '2025年3月6日 星期四',
        '',
        '一、时政要闻',
        '1. 全市乡村振兴工作推进会召开〔云岭新闻网〕',
        `https://example.invalid/${encodeURIComponent('全市乡村振兴工作推进会召开')}`,
        '',
        '二、理论热点',
        '1. 把群众路线走实走深的思考〔云岭理论〕',
        `https://example.invalid/${encodeURIComponent('把群众路线走实走深的思考')}`,
        '',
        '三、工作动态',
        '1. 张湾村：学雷锋志愿服务，3月5日，12人参加〔台账 2025-0001〕',
        '',
        '——',
        '今日信源 2/3 正常（停用的信源读不到）',
      ].join('\n'),
    )
  })

  it('comes from the real reader and the demo’s server, GB18030 and a dead source included', async () => {
    const clock = handClock(NIGHT)
    const server = await openFeedServer({ port: 0, clock })
    const yaml = readFileSync(new URL('../town.yaml', import.meta.url), 'utf8')
    const feed = openFeed({ allowPrivate: ['127.0.0.1'] })
    const house = await open(NIGHT, { feed, town: readTown(yaml, { FEEDS: server.url }) })
    clock.moveTo(EIGHT)
    await house.to(EIGHT)
    await feed.close()
    await server.close()
    const text = house.said[0]?.text ?? ''
    expect(text).toContain('一、时政要闻\n1. ')
    expect(text).toMatch(/二、理论热点\n1\. [一-龥]{3,5}：[^〔]+〔云岭理论〕\nhttp/)
    expect(text).toContain('今日信源 2/3 正常')
    expect(text).not.toMatch(/�|&amp;|\?{2}/)
    const reports = await house.digests.sources(EIGHT)
    expect(reports.map((one) => [one.state, one.health?.charset])).toEqual([
      ['alive', 'utf-8'],
      ['alive', 'gb18030'],
      ['broken', undefined],
    ])
  })

  it('reads each source once a slot, also when the program restarts in between', async () => {
    const on = shelves()
    const feed = stubFeed(two())
    const first = await open(NIGHT, { feed, on })
    await first.keeper.tick(EIGHT)
    const again = await open(EIGHT, { feed, on })
    await again.to(moment('2025-03-06 08:01'))
    await again.to(moment('2025-03-06 08:30'))
    expect(feed.asked).toHaveLength(3)
    expect(again.said).toHaveLength(2)
  })

  it('says no item twice, though it is re-dated, re-published, or comes back after it was gone', async () => {
    const answers = two()
    const house = await open(NIGHT, { answers })
    await house.to(EIGHT)
    const back = item('全市乡村振兴工作推进会召开_云岭网', moment('2025-03-07 07:00'), {
      id: 'new',
      link: 'https://m.other.invalid/x',
    })
    answers.云岭新闻网 = [back, item('旧闻一则不应再出现', moment('2025-03-07 07:30'))]
    answers.云岭理论 = []
    await house.to(moment('2025-03-07 08:00'))
    expect(house.digests.get('2025-03-07')?.state).toBe('empty')
    expect(house.said).toHaveLength(2)
  })

  it('on Monday holds what came on Saturday', async () => {
    const answers = { 云岭新闻网: [item('周六发布的一条重要消息', moment('2025-03-08 09:00'))] }
    const house = await open(moment('2025-03-06 22:00'), { answers })
    await house.to(moment('2025-03-07 08:00'))
    await house.to(moment('2025-03-10 08:00'))
    expect(house.digests.get('2025-03-10')?.lines.map((one) => one.title)).toEqual(['周六发布的一条重要消息'])
  })

  it('tells only of our own work when there is no news, and nothing at all when there is neither', async () => {
    const house = await open(NIGHT, { answers: {} })
    await house.to(EIGHT)
    expect(house.said).toEqual([])
    expect(house.digests.get('2025-03-06')?.state).toBe('empty')
    await house.report(moment('2025-03-06 15:00'), {
      village: '上滩村',
      topic: '主题党日',
      date: '2025-03-06',
    })
    await house.to(moment('2025-03-07 08:00'))
    expect(house.said[0]?.text).toContain('一、工作动态\n1. 上滩村：主题党日，3月6日〔台账 2025-0001〕')
    await house.to(moment('2025-03-10 08:00'))
    expect(house.said).toHaveLength(2)
  })

  it('says nothing of a row that is still asked about, nor of a body that the town does not know', async () => {
    const house = await open(NIGHT, { answers: {} })
    const heard = moment('2025-03-06 15:00')
    const fields = { topic: '主题党日', date: '2025-03-06' }
    await house.report(heard, { ...fields, village: '上滩村' }, ['participants'])
    await house.report(heard, { ...fields, organizer: '邻县某单位' })
    await house.to(moment('2025-03-07 08:00'))
    expect(house.said).toEqual([])
  })

  it('waits and tries again when no source at all can be read', async () => {
    const answers: Record<string, ReturnType<typeof item>[] | string> = {
      云岭新闻网: 'feed/unreachable',
      云岭理论: 'feed/unreachable',
      停用的信源: 'feed/unreachable',
    }
    const house = await open(NIGHT, { answers })
    await house.to(EIGHT)
    expect(house.said).toEqual([])
    answers.云岭新闻网 = [item('网络恢复之后的第一条消息', FRESH)]
    await house.to(moment('2025-03-06 08:10'))
    expect(house.said[0]?.text).toContain('今日信源 1/3 正常（云岭理论读不到；停用的信源读不到）')
  })

  it('is late until noon and missed afterwards', async () => {
    const late = await open(NIGHT, { answers: two() })
    await late.to(moment('2025-03-06 11:30'))
    expect(late.said).toHaveLength(2)
    const missed = await open(NIGHT, { answers: two() })
    await missed.to(moment('2025-03-06 12:30'))
    expect(missed.said).toEqual([])
    expect((await missed.keeper.list('2025-03-06')).map((one) => one.state)).toEqual(['missed'])
  })

  it('fits the channel: the longest section gives way, and what was cut may come tomorrow', async () => {
    const title = (n: number) => `第${n}条：${'关于推进某项工作的通知'.repeat(20)}`
    const answers = {
      云岭新闻网: Array.from({ length: 5 }, (_, n) =>
        item(title(n), FRESH, { link: `https://e.invalid/${n}` }),
      ),
    }
    const house = await open(NIGHT, { answers })
    await house.to(EIGHT)
    const digest = house.digests.get('2025-03-06')
    expect([...(digest?.text ?? '')].length).toBeLessThanOrEqual(1800)
    const said = digest?.lines.length ?? 0
    expect(said).toBeGreaterThan(3)
    expect(said).toBeLessThan(5 + 1)
  })
})

describe('approval', () => {
  const careful = () => town({ approveDigest: true })

  it('asks the office half an hour before and goes out at its hour after 发', async () => {
    const house = await open(NIGHT, { answers: two(), town: careful() })
    await house.to(moment('2025-03-06 07:30'))
    expect(house.said.map((one) => one.group)).toEqual(['党政办'])
    expect(house.said[0]?.text).toMatch(/^今日简报已备好，共2条。.*回复“发”.*宣传工作群、党员学习群.*12:00/)
    expect(
      await house.digests.listen(line('发', moment('2025-03-06 07:40')), moment('2025-03-06 07:40')),
    ).toBe(true)
    await house.to(moment('2025-03-06 07:41'))
    expect(house.said[1]).toEqual({
      group: '党政办',
      text: '好的，今日简报08:00 发到：宣传工作群、党员学习群。',
    })
    await house.to(EIGHT)
    expect(house.said.slice(2).map((one) => one.group)).toEqual(['宣传工作群', '党员学习群'])
  })

  it('says nothing at its hour without a word, and at once when the word comes later, once', async () => {
    const house = await open(NIGHT, { answers: two(), town: careful() })
    await house.to(moment('2025-03-06 07:30'))
    await house.to(EIGHT)
    expect(house.said).toHaveLength(1)
    const nine = moment('2025-03-06 09:00')
    await house.digests.approve('2025-03-06', '周敏', nine)
    await house.to(nine)
    await house.to(moment('2025-03-06 09:30'))
    expect(house.said.slice(1).map((one) => one.group)).toEqual(['宣传工作群', '党员学习群'])
    expect(house.digests.get('2025-03-06')).toMatchObject({ state: 'approved', by: '周敏' })
    await expect(house.digests.approve('2025-03-06', '李强', nine)).rejects.toThrow('digest/decided')
  })

  it('is asked at its hour when the earlier one was slept through, once, also across a crash', async () => {
    const on = shelves()
    const first = await open(moment('2025-03-06 07:45'), { answers: two(), town: careful(), on })
    const slot = first.digests.job.plan(moment('2025-03-06 07:50'), EIGHT)[0]
    if (!slot) throw new Error('no slot planned')
    const asked = await first.digests.job.notices(slot, EIGHT)
    const again = await open(EIGHT, { answers: two(), town: careful(), on })
    expect(await again.digests.job.notices(slot, moment('2025-03-06 08:02'))).toEqual(asked)
    expect(asked.map((one) => one.to)).toEqual([{ group: '党政办' }])
  })

  it('takes no word from elsewhere, from others, or too late', async () => {
    const house = await open(NIGHT, { answers: two(), town: careful() })
    await house.to(moment('2025-03-06 07:30'))
    const at = moment('2025-03-06 07:40')
    expect(await house.digests.listen(line('发', at, { group: '宣传工作群' }), at)).toBe(false)
    expect(await house.digests.listen(line('发了吗', at), at)).toBe(false)
    expect(await house.digests.listen(line('发', at, { person: '王芳' }), at)).toBe(true)
    expect(house.digests.get('2025-03-06')?.state).toBe('waiting')
    const late = moment('2025-03-06 12:01')
    await expect(house.digests.approve('2025-03-06', '李强', late)).rejects.toThrow('digest/too-late')
  })

  it('is not said after 不发, and its items may come the next day', async () => {
    const house = await open(NIGHT, { answers: two(), town: careful() })
    await house.to(moment('2025-03-06 07:30'))
    const at = moment('2025-03-06 07:40')
    await house.digests.listen(line('不发', at), at)
    await house.to(EIGHT)
    expect(house.said.map((one) => one.text).at(-1)).toBe('好的，今日简报不发。')
    expect(house.digests.get('2025-03-06')).toMatchObject({ state: 'declined', by: '李强' })
  })
})
