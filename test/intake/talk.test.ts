import { describe, expect, it } from 'vitest'
import { openStage } from './stage.ts'

describe('a report', () => {
  it('becomes a row and one receipt with its number and how to correct it', async () => {
    const stage = await openStage()
    const lines = await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')
    expect(lines).toEqual([
      '@王芳 已入台账 2025-0001：张湾村，3月5日，学雷锋志愿服务，12人。有误请回，如“更正 2025-0001 人数15”',
    ])
    expect(stage.ledger.row('2025-0001')).toMatchObject({
      village: '张湾村',
      participants: 12,
      state: 'received',
      by: '王芳',
    })
    expect(await stage.later(10)).toEqual([])
  })

  it('is left alone when it is chatter, a notice of a coming day, or said in a group for notices', async () => {
    const stage = await openStage()
    expect(await stage.say('王芳', '收到！谢谢领导🙏')).toEqual([])
    expect(await stage.say('马强', '3月20日下午红柳沟村召开党员大会，请全体党员参加')).toEqual([])
    expect(
      await stage.say('王芳', '上报 张湾村 志愿服务 3月5日 12人', {
        group: '党员学习群',
        topic: '党员学习群',
      }),
    ).toEqual([])
    expect(await stage.later(10)).toEqual([])
    expect(stage.ledger.rows()).toEqual([])
  })

  it('takes the speaker’s own village when it names none', async () => {
    const stage = await openStage()
    await stage.say('王芳', '我们村今天组织志愿服务，18人参加')
    expect(stage.ledger.row('2025-0001')).toMatchObject({
      village: '张湾村',
      date: '2025-03-05',
      participants: 18,
    })
  })

  it('of several lines is one row with one receipt', async () => {
    const stage = await openStage()
    expect(await stage.say('王芳', '张湾村今天搞了个志愿服务')).toEqual([])
    await stage.later(1)
    expect(await stage.say('王芳', '参加的有18个志愿者')).toEqual([
      '@王芳 已入台账 2025-0001：张湾村，3月5日，志愿服务，18人。有误请回，如“更正 2025-0001 人数15”',
    ])
    await stage.picture('王芳', 'aa')
    await stage.say('王芳', '给7户独居老人打扫了卫生 剪了头发')
    expect(await stage.later(10)).toEqual([])
    expect(stage.ledger.rows()).toHaveLength(1)
    expect(stage.ledger.row('2025-0001')).toMatchObject({
      participants: 18,
      quantities: [{ value: 7, unit: '户' }],
    })
    expect(stage.ledger.row('2025-0001').messages).toHaveLength(4)
  })
})

describe('the one question', () => {
  it('is asked when the burst is over, answered by a bare number, and never again', async () => {
    const stage = await openStage()
    expect(await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日')).toEqual([])
    const [asked] = await stage.later(4)
    expect(asked).toContain('（2025-0001）')
    expect(asked).toContain('多少人')
    expect(stage.ledger.row('2025-0001').state).toBe('question')
    expect(await stage.say('王芳', '12')).toEqual([
      '@王芳 已入台账 2025-0001：张湾村，3月5日，学雷锋志愿服务，12人。有误请回，如“更正 2025-0001 人数15”',
    ])
    expect(stage.ledger.row('2025-0001')).toMatchObject({ participants: 12, state: 'received' })
    expect(stage.intake().questions()).toEqual([])
    expect(await stage.later(20)).toEqual([])
  })

  it('asks a secretary of two villages which, with a default', async () => {
    const stage = await openStage()
    await stage.say('马强', '今天开展主题党日，32名党员参加')
    const [asked] = await stage.later(4)
    expect(asked).toContain('红柳沟村还是上滩村')
    const [receipt] = await stage.say('马强', '对')
    expect(receipt).toContain('2025-0001：红柳沟村，3月5日，主题党日，32人')
  })

  it('takes the other village when it is named', async () => {
    const stage = await openStage()
    await stage.say('马强', '今天开展主题党日，32名党员参加')
    await stage.later(4)
    const [receipt] = await stage.say('马强', '上滩')
    expect(receipt).toContain('上滩村，3月5日，主题党日，32人')
  })

  it('takes a bare “对” only soon after it; later it is said to somebody else', async () => {
    const stage = await openStage()
    await stage.say('马强', '今天开展主题党日，32名党员参加')
    await stage.later(45)
    expect(await stage.say('马强', '对')).toEqual([])
    expect(stage.ledger.row('2025-0001').village).toBeNull()
  })

  it('ends a burst before the next line is looked at, also when no beat came between (the program was down)', async () => {
    const stage = await openStage()
    await stage.say('王芳', '张湾村3月4日主题党日')
    stage.set('2025-03-05', '15:40')
    const [asked, receipt] = await stage.say('王芳', '12人')
    expect(asked).toContain('多少人')
    expect(receipt).toContain('已入台账 2025-0001：张湾村，3月4日，主题党日，12人')
  })

  it('expires quietly and stays at the desk', async () => {
    const stage = await openStage()
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日')
    await stage.later(4)
    stage.set('2025-03-07', '09:00')
    expect(await stage.later(2)).toEqual([])
    expect(stage.intake().questions()).toMatchObject([{ state: 'expired', rows: ['2025-0001'] }])
    expect(await stage.say('王芳', '12')).toEqual([])
    expect(stage.ledger.row('2025-0001').participants).toBeNull()
  })

  it('tells two open questions apart, and asks which when it cannot', async () => {
    const stage = await openStage()
    await stage.say('马强', '红柳沟村3月4日主题党日')
    await stage.later(4)
    await stage.say('马强', '上滩村3月5日开展志愿服务')
    await stage.later(4)
    const [which] = await stage.say('马强', '15人')
    expect(which).toContain('您说的是哪一条')
    expect(stage.ledger.rows().map((row) => row.participants)).toEqual([null, null])
    const [receipt] = await stage.say('马强', '2025-0002 15人')
    expect(receipt).toContain('已入台账 2025-0002')
    await stage.quote('马强', '@马强 已记下红柳沟村3月4日主题党日（2025-0001）。来了多少人？', '20')
    expect(stage.ledger.rows().map((row) => row.participants)).toEqual([20, 15])
  })
})

describe('putting right', () => {
  it('works by number, by quoting the receipt or the report, and by “that one”', async () => {
    const stage = await openStage()
    const report = '上报 张湾村 学雷锋志愿服务 3月5日 12人'
    const [receipt = ''] = await stage.say('王芳', report)
    expect(await stage.say('王芳', '更正 2025-0001 人数15')).toEqual([
      '@王芳 已更正 2025-0001：人数由12人改为15人。现为张湾村，3月5日，学雷锋志愿服务，15人',
    ])
    expect((await stage.quote('王芳', receipt, '人数写错了，是16人'))[0]).toContain('人数由15人改为16人')
    expect((await stage.quote('王芳', report, '人数写错了，是17人'))[0]).toContain('改为17人')
    expect((await stage.say('王芳', '刚才那个人数写错了是35'))[0]).toContain('改为35人')
    expect((await stage.say('王芳', '更正：张湾村志愿服务日期应为3月4日'))[0]).toContain(
      '日期由3月5日改为3月4日',
    )
    const row = stage.ledger.row('2025-0001')
    expect(row.entries.map((one) => one.kind)).toEqual(['filed', ...Array(5).fill('corrected')])
    expect(row.entries[1]).toMatchObject({
      was: { participants: 12 },
      fields: { participants: 15 },
      by: '王芳',
    })
  })

  it('is for the reporter, the village’s own people and the office; others are told whom to ask', async () => {
    const stage = await openStage()
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')
    const [line] = await stage.say('马强', '更正 2025-0001 人数99')
    expect(line).toBe('@马强 2025-0001 是张湾村的条目，请联系王芳或李强更正')
    expect(stage.ledger.row('2025-0001').participants).toBe(12)
    expect((await stage.say('李强', '更正 2025-0001 人数13'))[0]).toContain('改为13人')
  })

  it('withdraws by number and by “the last one”, and the row stays in the books', async () => {
    const stage = await openStage()
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')
    await stage.later(5)
    await stage.say('王芳', '上报 张湾村 主题党日 3月4日 20人')
    expect((await stage.say('王芳', '上一条作废 发错群了'))[0]).toContain('已撤回 2025-0002')
    expect((await stage.say('王芳', '撤回 2025-0001'))[0]).toContain('已撤回 2025-0001')
    expect(stage.ledger.rows().map((row) => row.state)).toEqual(['withdrawn', 'withdrawn'])
    expect((await stage.say('王芳', '更正 2025-0001 人数15'))[0]).toContain('已撤回，不能再改')
  })

  it('asks the officer when the WeChat message is taken back, and deletes nothing', async () => {
    const stage = await openStage()
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')
    expect(await stage.recall('王芳', 'm1')).toEqual([])
    expect(stage.ledger.row('2025-0001').state).toBe('received')
    const [question] = stage.intake().questions()
    expect(question).toMatchObject({ kind: 'recall', to: 'office', rows: ['2025-0001'] })
    await stage.intake().decide(question?.id ?? '', { yes: true, by: '李强', at: stage.now() })
    expect(stage.ledger.row('2025-0001')).toMatchObject({ state: 'withdrawn' })
    expect(stage.intake().questions()).toEqual([])
  })
})

describe('a message offered again', () => {
  it('files, corrects and answers nothing twice', async () => {
    const stage = await openStage()
    const report = stage.message('王芳', { text: '上报 张湾村 学雷锋志愿服务 3月5日 12人' })
    await stage.offer(report)
    await stage.later(5)
    await stage.say('王芳', '上报 张湾村 主题党日 3月4日 20人')
    const withdrawal = stage.message('王芳', { text: '上一条作废' })
    await stage.offer(withdrawal)
    for (const again of [report, withdrawal]) {
      await stage.restart()
      expect(await stage.offer(again)).toEqual([])
    }
    expect(stage.ledger.rows().map((row) => row.state)).toEqual(['received', 'withdrawn'])
  })
})
