import { describe, expect, it } from 'vitest'
import type { Blobs } from '../../src/chat/message.ts'
import { isNear, type SeenPicture } from '../../src/intake/pictures.ts'
import { periodIn } from '../../src/intake/query.ts'
import { similarity } from '../../src/intake/same.ts'
import { openPictureEye } from '../../src/outside/fingerprint.ts'
import { madePicture } from '../../src/sim/picture.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { openStage, TOWN } from './stage.ts'

const kinds = (stage: Awaited<ReturnType<typeof openStage>>) =>
  stage
    .intake()
    .questions()
    .map((one) => `${one.kind} ${one.rows.join(' ')}`)

describe('one event reported twice', () => {
  it('is joined outright when the words are the same, and can be taken apart', async () => {
    const stage = await openStage()
    const text = '上报 张湾村 学雷锋志愿服务 3月5日 12人'
    await stage.say('王芳', text)
    await stage.later(10)
    expect((await stage.say('王芳', text))[0]).toContain('台账里已有，编号 2025-0001')
    expect(stage.ledger.row('2025-0002')).toMatchObject({ state: 'merged', into: '2025-0001' })
    await stage.ledger.amend('2025-0002', {
      kind: 'unmerged',
      source: { desk: '拆开' },
      by: '李强',
      at: stage.now(),
    })
    expect(stage.ledger.row('2025-0002').state).toBe('received')
  })

  it('is the officer’s to judge when the second says more: the thinner goes into the fuller', async () => {
    const stage = await openStage()
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')
    stage.set('2025-03-06', '09:00')
    await stage.say('王芳', '昨天张湾村开展志愿服务，12人参加，清理垃圾3吨')
    expect(kinds(stage)).toEqual(['same 2025-0002 2025-0001'])
    const [question] = stage.intake().questions()
    await stage.intake().decide(question?.id ?? '', { yes: true, by: '李强', at: stage.now() })
    expect(stage.ledger.row('2025-0001')).toMatchObject({ state: 'merged', into: '2025-0002' })
    expect(kinds(stage)).toEqual([])
    await expect(
      stage.intake().decide(question?.id ?? '', { yes: true, by: '李强', at: stage.now() }),
    ).rejects.toMatchObject({ code: 'intake/no-question' })
  })

  it('is not joined outright when the second says more in the same words', async () => {
    const stage = await openStage()
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')
    await stage.later(10)
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人 3吨')
    expect(stage.ledger.row('2025-0002').state).toBe('received')
  })

  it('asks about a joint activity of two villages, and not about two villages’ own', async () => {
    const stage = await openStage()
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')
    await stage.say('马强', '上报 红柳沟村 学雷锋志愿服务 3月5日 12人')
    expect(kinds(stage)).toEqual([])
    await stage.later(5)
    await stage.say('王芳', '张湾村与红柳沟村3月4日联合开展文艺演出，60人观看')
    await stage.say('马强', '红柳沟村3月4日和张湾村联合文艺演出，60人观看')
    await stage.later(1)
    expect(kinds(stage)).toEqual(['same 2025-0004 2025-0003'])
  })

  it('brings the joined row back into question when the other is withdrawn', async () => {
    const stage = await openStage()
    const text = '上报 张湾村 学雷锋志愿服务 3月5日 12人'
    await stage.say('王芳', text)
    await stage.later(10)
    await stage.say('王芳', text)
    await stage.say('王芳', '撤回 2025-0001')
    await stage.later(2)
    expect(kinds(stage)).toEqual(['orphan 2025-0002'])
    const [question] = stage.intake().questions()
    await stage.intake().decide(question?.id ?? '', { yes: true, by: '李强', at: stage.now() })
    expect(stage.ledger.row('2025-0002').state).toBe('received')
    await stage.later(2)
    expect(kinds(stage)).toEqual([])
  })

  it('compares words by pairs of characters', () => {
    expect(similarity('张湾村志愿服务12人', '张湾村志愿服务 15人')).toBe(1)
    expect(similarity('张湾村志愿服务', '红柳沟村主题党日')).toBeLessThan(0.2)
    expect(similarity('', '')).toBe(0)
  })
})

describe('photos', () => {
  function blobs(): Blobs & { put(hash: string, bytes: Uint8Array): void; size(): number } {
    const kept = new Map<string, Uint8Array>()
    return {
      put: (hash, bytes) => kept.set(hash, bytes),
      size: () => kept.size,
      read: async (hash) => kept.get(hash),
      keep: async (bytes) => {
        const hash = `kept${kept.size}`
        kept.set(hash, bytes)
        return hash
      },
    }
  }

  it('seen in an earlier report, the same or resized, are noted for the officer; others and bad bytes are not', async () => {
    const store = blobs()
    store.put('a', await madePicture('合影', 1200, 900))
    store.put('a-small', await madePicture('合影', 640, 480))
    store.put('b', await madePicture('会场'))
    store.put('bad', new TextEncoder().encode('no picture'))
    const seen = memoryShelf<SeenPicture>()
    const stage = await openStage({ pictures: { seen, blobs: store, eye: openPictureEye() } })
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')
    await stage.picture('王芳', 'a')
    await stage.later(5)
    await stage.say('马强', '上报 红柳沟村 主题党日 3月5日 20人')
    for (const hash of ['a-small', 'b', 'bad']) await stage.picture('马强', hash)
    expect(await stage.later(5)).toEqual([])
    expect(kinds(stage)).toEqual(['photo 2025-0002 2025-0001'])
    expect(stage.intake().questions()[0]?.text).toContain('很像')
    expect(
      (await seen.list()).map((one) => [one.hash, one.print?.length, one.thumbnail !== undefined]),
    ).toEqual([
      ['a', 16, true],
      ['a-small', 16, true],
      ['b', 16, true],
      ['bad', undefined, false],
    ])
    await stage.later(5)
    await stage.say('王芳', '上报 张湾村 主题党日 3月5日 21人')
    await stage.picture('王芳', 'a')
    await stage.later(5)
    expect(stage.intake().questions().at(-1)?.text).toContain('相同')
  })

  it('are near when few bits differ', () => {
    expect(isNear('ffff0000ffff0000', 'ffff0000ffff003f')).toBe(true)
    expect(isNear('ffff0000ffff0000', 'ffff0000ffff007f')).toBe(false)
    expect(isNear(undefined, 'ffff0000ffff0000')).toBe(false)
  })

  it('without words are asked about once a day, and “对” lays them to the last row', async () => {
    const stage = await openStage()
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')
    await stage.later(5)
    await stage.picture('王芳', 'a')
    expect((await stage.later(5))[0]).toContain('收到1张图片，是 2025-0001')
    await stage.say('王芳', '对')
    expect(stage.ledger.row('2025-0001').messages).toHaveLength(2)
    await stage.picture('王芳', 'b')
    expect(await stage.later(5)).toEqual([])
    expect(stage.intake().questions()).toMatchObject([{ kind: 'pictures', to: 'office' }])
  })
})

describe('how much is said', () => {
  it('is one line an hour for a group where the town file says so; a question is still asked', async () => {
    const town = { ...TOWN, intake: { ...TOWN.intake, receipts: 'hourly' as const } }
    const stage = await openStage({ town, time: '15:20' })
    expect(await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')).toEqual([])
    expect(await stage.say('马强', '上报 红柳沟村 主题党日 3月5日 20人')).toEqual([])
    await stage.later(10)
    await stage.restart()
    expect(await stage.later(29)).toEqual([])
    expect(await stage.later(2)).toEqual([
      '15时入台账2条：2025-0001 张湾村，3月5日，学雷锋志愿服务，12人（王芳）；2025-0002 红柳沟村，3月5日，主题党日，20人（马强）。有误请回，如“更正 2025-0001 人数15”',
    ])
    expect(await stage.later(60)).toEqual([])
    expect((await stage.say('王芳', '更正 2025-0001 人数15'))[0]).toContain('改为15人')
    await stage.say('王芳', '张湾村3月4日开展培训')
    expect((await stage.later(5))[0]).toContain('多少人')
  })

  it('stays within the caps of a day; what is beyond goes into the hour’s line or to the desk', async () => {
    const town = { ...TOWN, caps: { person: 2, group: 60 } }
    const stage = await openStage({ town })
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')
    await stage.later(5)
    expect(await stage.say('王芳', '上报 张湾村 主题党日 3月4日 20人')).toHaveLength(1)
    await stage.later(5)
    expect(await stage.say('王芳', '上报 张湾村 理论学习 3月3日 20人')).toEqual([])
    expect(await stage.say('马强', '上报 红柳沟村 主题党日 3月5日 20人')).toHaveLength(1)
    await stage.later(5)
    await stage.say('王芳', '张湾村3月2日开展培训')
    expect((await stage.later(60)).filter((line) => line.includes('2025-0003'))).toHaveLength(1)
    expect(stage.intake().questions()).toMatchObject([{ kind: 'missing', to: 'office', rows: ['2025-0005'] }])
  })
})

describe('the office and others', () => {
  it('an editor reports for the township: “对” makes it the organiser, a village name its village', async () => {
    const stage = await openStage()
    await stage.say('李强', '今天召开理论学习会议，15人参加')
    expect((await stage.later(5))[0]).toContain('是镇上的活动吗')
    expect((await stage.say('李强', '对'))[0]).toContain('青石镇，3月5日，理论学习会，15人')
    expect(stage.ledger.row('2025-0001')).toMatchObject({
      village: null,
      organizer: '青石镇',
      state: 'received',
    })
  })

  it('a remark that quotes a report is no report and no correction', async () => {
    const stage = await openStage()
    const text = '上报 张湾村 学雷锋志愿服务 3月5日 12人'
    await stage.say('王芳', text)
    expect(await stage.quote('马强', text, '张湾村这次来了12人，不错')).toEqual([])
    expect(await stage.quote('马强', text, '👍')).toEqual([])
    expect(await stage.later(5)).toEqual([])
    expect(stage.ledger.rows()).toHaveLength(1)
  })

  it('a figure that the row does not have is asked back, not guessed', async () => {
    const stage = await openStage()
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 35人')
    expect((await stage.say('王芳', '更正 2025-0001 20人改为22人'))[0]).toContain('没看懂')
    expect(stage.ledger.row('2025-0001').participants).toBe(35)
  })

  it('a running total is filed, counted in nothing, and asked nothing', async () => {
    const stage = await openStage()
    const [receipt] = await stage.say('王芳', '3月份以来张湾村累计入户走访128户，化解矛盾纠纷3起')
    expect(receipt).toContain('累计数，不计入合计')
    expect(await stage.later(5)).toEqual([])
  })

  it('two figures in one report are the officer’s to judge', async () => {
    const stage = await openStage()
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')
    expect(await stage.say('王芳', '18人')).toEqual([])
    expect(kinds(stage)).toEqual(['conflict 2025-0001'])
    expect(stage.ledger.row('2025-0001').participants).toBe(12)
  })

  it('names the time that a question to the ledger is about', () => {
    const spans = (text: string) => {
      const { from, to } = periodIn(text, '2025-01-15')
      return `${from} ${to}`
    }
    expect(spans('今年几次')).toBe('2025-01-01 2025-12-31')
    expect(spans('上个月几次')).toBe('2024-12-01 2024-12-31')
    expect(spans('上半年几次')).toBe('2025-01-01 2025-06-31')
    expect(spans('第一季度几次')).toBe('2025-01-01 2025-03-31')
    expect(spans('去年几次')).toBe('2024-01-01 2024-12-31')
    expect(spans('3月份几次')).toBe('2025-03-01 2025-03-31')
  })
})
