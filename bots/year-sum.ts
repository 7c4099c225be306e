import { sayFigure } from '../src/annual/figure.ts'
import type { Instant } from '../src/clock.ts'
import { compareBook } from '../src/sim/year/compare.ts'
import { SEED_TABLE } from '../src/sim/year/table.ts'
import type { SimulatedYear } from '../src/sim/year/year.ts'
import type { YearHouse } from './year-house.ts'

/** What came of the year: the ledger beside the generator's own book, and the 25 lines of the report. */
export async function sumOf(
  house: Pick<YearHouse, 'ledger' | 'annual'>,
  year: SimulatedYear,
  now: Instant,
): Promise<string[]> {
  return [...compared(house, year), ...(await lines(house, year, now))]
}

function compared({ ledger }: Pick<YearHouse, 'ledger'>, year: SimulatedYear): string[] {
  const { found, differing, missing, invented } = compareBook(year.book, ledger.rows())
  return [
    '',
    `账本 ${year.book.length} 件，台账 ${ledger.rows().length} 条：`,
    `  相符 ${found}，有出入 ${differing.length}，没收到 ${missing.length}，多出 ${invented.length}`,
    ...differing.map((one) => `  ${one.row} ${one.field}：账本 ${one.book}，台账 ${one.ledger}`),
    ...missing.map((one) => `  没收到：${one.day} ${one.place} ${one.fields.topic ?? ''}`),
    ...invented.map(
      (row) => `  多出：${row.number} ${row.date ?? ''} ${row.village ?? ''} ${row.topic ?? ''}`,
    ),
  ]
}

async function lines(
  { annual }: Pick<YearHouse, 'annual'>,
  year: SimulatedYear,
  now: Instant,
): Promise<string[]> {
  const began = performance.now()
  const figures = await annual.figures(String(year.year), now)
  const took = performance.now() - began
  const told = SEED_TABLE.map(([line, name, value]) => {
    const figure = figures.get(name)
    if (!figure) return `  ${line}\t${name}\t没有这个数据`
    const wrong = value !== undefined && figure.value !== value ? `\t✗ 应为 ${value}` : ''
    return `  ${line}\t${name}\t${sayFigure(figure)}（${figure.value}）\t${figure.items.length} 条来源${wrong}`
  })
  const contradictions = (await annual.findings(String(year.year), now)).filter(
    (one) => one.kind === 'contradiction',
  )
  return [
    '',
    `述职报告的 25 行（汇总用时 ${took.toFixed(0)} 毫秒）：`,
    ...told,
    '',
    ...contradictions.map((one) => `需要核对：${one.say}`),
  ]
}
