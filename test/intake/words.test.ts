import { describe, expect, it } from 'vitest'
import { bareCount, newCount, numbersIn, oldCount } from '../../src/intake/number.ts'
import { openStage, TOWN } from './stage.ts'

describe('numbers in the words of a correction', () => {
  it('are told new from old', () => {
    const said = ['不是12人，是15人', '12人改成15人', '人数写错了是15', '由12改为15', '应该是15人']
    expect(said.map((text) => newCount(text)?.value)).toEqual([15, 15, 15, 15, 15])
    expect(['不是12人，是15人', '12人改成15人', '15人'].map(oldCount)).toEqual([12, 12, undefined])
    expect(newCount('15人还是18人')).toBeUndefined()
  })

  it('stand alone only when there is nothing else', () => {
    expect(['12', '一共十二个人', '好的，21', '大概30人'].map((text) => bareCount(text)?.value)).toEqual([
      12, 12, 21, 30,
    ])
    expect(['12人去了县里', '3月5日', '12人15户', '收到'].map(bareCount)).toEqual(Array(4).fill(undefined))
  })

  it('are row numbers only in the ledger’s form', () => {
    expect(numbersIn('更正２０２５－０００１ 和 2025-12')).toEqual(['2025-0001'])
    expect(numbersIn('2025-03-05 开展')).toEqual([])
  })
})

describe('a correction', () => {
  it('that may mean either of two reports gets one clarifying line, and changes nothing', async () => {
    const stage = await openStage()
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')
    await stage.later(5)
    await stage.say('王芳', '上报 张湾村 主题党日 3月4日 20人')
    await stage.later(5)
    const lines = await stage.say('王芳', '人数写错了，是15人')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('您说的是哪一条')
    expect(stage.ledger.rows().map((row) => row.participants)).toEqual([12, 20])
  })

  it('is written also when the day’s lines to the person are used up; it is only not answered', async () => {
    const stage = await openStage({ town: { ...TOWN, caps: { person: 1, group: 60 } } })
    await stage.say('王芳', '上报 张湾村 学雷锋志愿服务 3月5日 12人')
    expect(await stage.say('王芳', '更正 2025-0001 人数15')).toEqual([])
    expect(stage.ledger.row('2025-0001').participants).toBe(15)
  })

  it('of a day that does not exist is asked for without a default', async () => {
    const stage = await openStage()
    await stage.say('王芳', '张湾村2月30日组织培训，25人参加')
    const [asked] = await stage.later(5)
    expect(asked).toContain('是哪一天')
    // 对 accepts nothing here: what is wanted is said once more, then no more.
    expect(await stage.say('王芳', '对')).toEqual([expect.stringContaining('还差日期')])
    expect(await stage.say('王芳', '对')).toEqual([])
    expect(stage.ledger.row('2025-0001').date).toBeNull()
  })
})
