import { describe, expect, it } from 'vitest'
import { readBasis } from '../../src/annual/basis-file.ts'
import { sayBasis } from '../../src/annual/explain.ts'
import { periodOf, yearBefore } from '../../src/annual/period.ts'
import { speak } from '../../src/annual/spoken.ts'
import { readTemplate } from '../../src/annual/template.ts'
import { Fault } from '../../src/fault.ts'
import { figuresYaml, reportMd } from './seed-year.ts'

function faultOf(work: () => unknown): string {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown.say
    throw thrown
  }
  return ''
}

describe('figures.yaml', () => {
  it('of the house is without fault, and every basis can be said in words', () => {
    const bases = readBasis(figuresYaml)
    expect(bases.length).toBeGreaterThan(55)
    for (const basis of bases) expect(sayBasis(basis)).toMatch(/。$/)
    const wanted = bases.find((basis) => basis.name === '镇党委集中学习')
    expect(wanted && sayBasis(wanted)).toBe(
      '计场次：台账中类别为理论学习，组织单位为镇党委，主题等含“集中学习”，不含“干部”。',
    )
  })

  it('tells each fault with its line', () => {
    const yaml = `- 名称: 甲
  章: 一
  计: 场次
  单位: 次
  条件: { 类别: 理论学习 }
- 名称: 乙
  章: 一
  计: 回数
  单位: 次
- 名称: 丙
  章: 一
  计: 人数
  条件: { 类型: 培训, 类别: 开会 }
- 名称: 甲
  章: 一
  计: 名册
  单位: 名
- 名称: 丁
  章: 一
  计: 名册
  单位: 名
  条件: { 名册: 党员, 名册条件: { 身高: 高 } }
`
    const said = faultOf(() => readBasis(yaml)).split('\n')
    expect(said[0]).toBe('口径文件 figures.yaml 有 7 处要改。')
    expect(said.slice(1).map((line) => line.match(/^第 (\d+) 行/)?.[1])).toEqual([
      ...['8', '10', '13', '13', '14', '14', '18'],
    ])
    expect(said[1]).toContain('“乙”的“计”：“回数”不认识，可以写：条数、场次、人数')
    expect(said[2]).toContain('“丙”缺少“单位”')
    expect(said.join()).toContain('“丁”用到的“身高”在名册里没有这一栏')
  })

  it('tells broken YAML, a part that is not there, and a sum that comes round to itself', () => {
    expect(faultOf(() => readBasis('- 名称: [甲\n'))).toContain('不合 YAML 格式')
    expect(faultOf(() => readBasis('名称: 甲'))).toContain('应当是一份清单')
    const sum = (name: string, parts: string) =>
      `- { 名称: ${name}, 章: 一, 计: 合计, 单位: 次, 分项: [${parts}] }\n`
    expect(faultOf(() => readBasis(sum('甲', '乙')))).toContain('分项“乙”不是已有的数据')
    expect(faultOf(() => readBasis(sum('甲', '乙') + sum('乙', '甲')))).toContain('绕回到了自己')
  })
})

describe('report.md', () => {
  it('of the house is without fault', () => {
    const names = new Set(readBasis(figuresYaml).map((basis) => basis.name))
    expect(readTemplate(reportMd, names).length).toBeGreaterThan(50)
  })

  it('tells each fault with its line', () => {
    const text =
      '# 题\n<!-- 说明\n第二行 -->\n{{没有的}}\n{{如果 甲 ~ 3}}x{{完}}\n{{完}}\n{{如有}}{{甲}}\n{{村例 乙 3}}'
    const said = faultOf(() => readTemplate(text, new Set(['甲'])))
      .split('\n')
      .slice(1)
    expect(said).toEqual([
      '第 4 行：没有叫“没有的”的数据，请对照 figures.yaml。',
      '第 5 行：“~”不是比较号。',
      '第 6 行：“完”前面没有“如果”“如有”或“如未满”。',
      '第 8 行：没有叫“乙”的数据，请对照 figures.yaml。',
      '第 7 行：“{{如有}}”后面缺少“{{完}}”。',
    ])
  })
})

describe('how a value is said', () => {
  it.each([
    [113, 'tens', '余', '110余'],
    [110, 'tens', '余', '110'],
    [9, 'tens', '余', '9'],
    [25_312, 'wan', '余', '2.5万余'],
    [20_640, 'wan', '多', '2万多'],
    [30_000, 'wan', '余', '3万'],
    [9_999, 'wan', '余', '9999'],
    [43.6, 'exact', '余', '43.6'],
  ] as const)('%d %s', (value, manner, word, said) => {
    expect(speak(value, manner, word)).toBe(said)
  })
})

describe('a period', () => {
  it('is a year, a quarter, a month, or the year so far', () => {
    expect(periodOf('2024-02')).toMatchObject({ from: '2024-02-01', to: '2024-02-29', name: '2024年2月' })
    expect(periodOf('2023-Q4')).toMatchObject({
      from: '2023-10-01',
      to: '2023-12-31',
      name: '2023年第四季度',
    })
    expect(periodOf('2026', '2026-11-24')).toMatchObject({ to: '2026-11-24', name: '2026年截至11月24日' })
    expect(periodOf('2026', '2027-01-01')).toMatchObject({ to: '2026-12-31', name: '2026年' })
    expect(faultOf(() => periodOf('2023-13'))).toContain('不是时段')
  })

  it('has the same stretch of the year before beside it', () => {
    expect(yearBefore(periodOf('2024-02'))).toMatchObject({ from: '2023-02-01', to: '2023-02-28' })
    expect(yearBefore(periodOf('2024', '2024-02-29'))).toMatchObject({ from: '2023-01-01', to: '2023-02-28' })
  })
})
