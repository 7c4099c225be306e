import { describe, expect, it } from 'vitest'
import { sayFigure } from '../../src/annual/figure.ts'
import { compareBook } from '../../src/sim/year/compare.ts'
import { SEED_TABLE } from '../../src/sim/year/table.ts'
import { AFTER, playedYear, seedYear, year } from './seed-year.ts'

/** What the generator's digests of the year come to, where the seed's table names no number. */
const DIGESTS: Record<string, [value: number, said: string]> = {
  简报: [260, '260期'],
  时政要闻: [520, '520条'],
  理论热点: [260, '260条'],
  工作动态: [260, '260条'],
}
const TABLE = SEED_TABLE.map(([line, name, ...told]) => [line, name, ...(DIGESTS[name] ?? told)] as const)

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
