import { describe, expect, it } from 'vitest'
import { sayFigure } from '../../src/annual/figure.ts'
import { compareBook } from '../../src/sim/year/compare.ts'
import { AFTER, playedYear, seedYear, year } from './seed-year.ts'

/** The 25 lines of the work report: number, figure, exact value, as it is said. */
const TABLE: [line: number, figure: string, value: number, said: string][] = [
  [1, '镇党委集中学习', 12, '12次'],
  [2, '主题教育宣讲', 113, '110余场次'],
  [3, '中心组学习', 15, '15次'],
  [4, '干部集中学习', 18, '18次'],
  [5, '传达学习', 23, '20余次'],
  [6, '党建专题培训', 12, '12场次'],
  [6, '专题研讨', 9, '9期'],
  [7, '党建督查', 7, '7轮'],
  [8, '宣讲场次', 156, '150余场'],
  [8, '宣讲人次', 25_312, '2.5万余人次'],
  [9, '党校培训班', 1, '1期'],
  [9, '党校培训人次', 132, '130余人次'],
  [10, '公众号信息', 249, '249篇'],
  [10, '公众号宣传镇党委政府工作', 168, '168篇'],
  [11, '简报', 260, '260期'],
  [11, '时政要闻', 520, '520条'],
  [11, '理论热点', 260, '260条'],
  [11, '工作动态', 260, '260条'],
  [12, '调整两委成员', 17, '17名'],
  [12, '调整书记', 6, '6名'],
  [12, '调整其他成员', 11, '11名'],
  [13, '后备干部', 86, '86名'],
  [13, '后备干部35岁以下', 47, '47名'],
  [13, '后备女干部', 28, '28名'],
  [13, '后备干部大专以上', 37, '37名'],
  [13, '后备干部中的产业带头人', 60, '60名'],
  [14, '产业带头人', 303, '303名'],
  [14, '产业带头人党员占比', 43.6, '43.6%'],
  [15, '书记培训覆盖村', 27, '27个村'],
  [15, '村总数', 27, '27个村'],
  [15, '学历提升', 6, '6名'],
  [16, '帮带导师', 16, '16人'],
  [16, '帮带对子', 20, '20对'],
  [16, '帮带新任领导', 2, '2对'],
  [16, '帮带新公务员', 3, '3对'],
  [16, '帮带新任书记', 11, '11对'],
  [16, '帮带后进村', 5, '5对'],
  [17, '比武县级一等奖', 1, '1名'],
  [17, '社区书记比武获奖', 3, '3名'],
  [18, '入党积极分子', 52, '52名'],
  [18, '发展党员', 23, '23名'],
  [18, '预备党员转正', 21, '21名'],
  [19, '发展对象培训班', 2, '2期'],
  [19, '发展对象结业', 57, '57名'],
  [20, '党员', 986, '986名'],
  [20, '政治生日', 986, '986名'],
  [20, '政治生日五个一齐全', 986, '986名'],
  [21, '户牌', 997, '997块'],
  [21, '联户党员', 728, '728名'],
  [21, '联系户', 3625, '3625户'],
  [21, '每人承诺', 3, '2–3件'],
  [22, '志愿服务', 306, '300余次'],
  [22, '为民办实事', 425, '425件'],
  [23, '文明实践所', 1, '1所'],
  [23, '文明实践站', 39, '39站'],
  [24, '文化活动', 84, '80余场次'],
  [24, '宣传品', 20_640, '2万多份'],
  [25, '好媳妇好婆婆', 65, '65人'],
  [25, '婚丧简办', 102, '102件'],
]

const house = await seedYear()

describe('the year of the seed', () => {
  it('comes out at all 25 lines of the report, each figure with its sources', async () => {
    const begun = process.cpuUsage()
    const figures = await house.annual.figures('2023', AFTER)
    const used = process.cpuUsage(begun)
    // Processor time: other work on the machine must not fail the test.
    const took = (used.user + used.system) / 1000
    const lines = TABLE.map(([line, name]) => {
      const figure = figures.get(name)
      if (!figure) return `${line}\t${name}\t没有`
      return `${line}\t${name}\t${figure.value}\t${sayFigure(figure)}\t${figure.items.length} 条来源`
    })
    console.log(
      `${lines.join('\n')}\n台账 ${house.ledger.rows().length} 条，${figures.size} 个数据，汇总用时 ${took.toFixed(0)} 毫秒处理器时间`,
    )
    const found = TABLE.map(([line, name]) => {
      const figure = figures.get(name)
      return [line, name, figure?.value, figure && sayFigure(figure)]
    })
    expect(found).toEqual(TABLE)
    expect(new Set(TABLE.map(([line]) => line)).size).toBe(25)
    expect([...figures.values()].filter((figure) => figure.items.length === 0)).toEqual([])
    expect(took).toBeLessThan(1000)
  })

  it('tells that the parts of line 16 add up to 21, not 20, and which pair is counted twice', async () => {
    const findings = await house.annual.findings('2023', AFTER)
    const [found, ...more] = findings.filter((one) => one.kind === 'contradiction')
    expect(more).toEqual([])
    expect(found?.figures[0]).toBe('帮带对子')
    expect(found?.say).toContain('合计 20对，分项之和是 21')
    expect(found?.items).toHaveLength(1)
    expect(found?.say).toContain('同时计入帮带新任书记、帮带后进村')
  })

  it('writes the report: every figure of the table stands in it, and opens onto its sources', async () => {
    const report = await house.annual.report('2023', AFTER)
    console.log(report.markdown)
    expect(report.title).toBe('青石镇党委2023年抓党建和宣传思想文化工作述职报告')
    for (const [, name, , said] of TABLE.filter(([, name]) => report.used.includes(name))) {
      const parts = report.lines
        .flatMap((line) => line.parts)
        .filter((part) => part.figure === name && !part.item)
      expect(parts.map((part) => part.text)).toContain(said)
    }
    const absent = TABLE.map(([, name]) => name).filter((name) => !report.used.includes(name))
    expect(absent).toEqual(['村总数', '党员'])
  })
})

describe('the same year as it was said in the groups', () => {
  it('is found by hearing, reader and intake: every report, none invented, the same figures', async () => {
    const played = await playedYear()
    const compared = compareBook(year.book, played.ledger.rows())
    const { found, differing, missing, invented } = compared
    console.log(
      `${year.events.length} 条消息，账本 ${year.book.length} 件，台账 ${played.ledger.rows().length} 条：相符 ${found}，有出入 ${differing.length}，没收到 ${missing.length}，多出 ${invented.length}`,
    )
    expect({ differing, missing, invented: invented.map((row) => row.number) }).toEqual({
      differing: [],
      missing: [],
      invented: [],
    })
    const figures = await played.annual.figures('2023', AFTER)
    const values = TABLE.map(([line, name]) => [line, name, figures.get(name)?.value])
    expect(values).toEqual(TABLE.map(([line, name, value]) => [line, name, value]))
  }, 120_000)
})
