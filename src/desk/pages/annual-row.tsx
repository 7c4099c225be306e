import { sayFigure } from '../../annual/figure.ts'
import type { Report } from '../../annual/report.ts'
import { counts, type Row, STATE_WORDS } from '../../ledger/row.ts'
import { Heading, rowTitle } from '../parts.tsx'
import { figureHref } from './annual-figure.tsx'

/** The way back from a row: every figure of its year that it is counted in, or why it is in none. */
export function RowFigures({ row, report }: { row: Row; report: Report }) {
  const figures = [...report.figures.values()].flatMap((figure) => {
    const item = figure.items.find((one) => one.id === row.number)
    return item ? [{ figure, item }] : []
  })
  return (
    <>
      <Heading title="这一条计入了哪些数据" lead={`${rowTitle(row)} · ${report.period.name}`}>
        <a class="button" href={`/ledger/${row.number}`}>
          回到台账 {row.number}
        </a>
      </Heading>
      {figures.length === 0 && <p>{whyNone(row)}</p>}
      <ul class="list items">
        {figures.map(({ figure, item }) => (
          <li>
            <span class="grow">
              <a href={figureHref(figure)}>{figure.basis.name}</a>{' '}
              <span class="soft">合计 {sayFigure(figure)}</span>
            </span>
            <span class="side">
              {item.amount}
              {figure.basis.unit}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function whyNone(row: Row): string {
  if (!counts(row)) return `没有计入任何数据：这一条${STATE_WORDS[row.state]}。`
  if (!row.date) return '没有计入任何数据：这一条没有活动日期，任何时段都算不进去。'
  if (row.cumulative) return '没有计入任何数据：这一条报的是累计数，里面的活动已经一条一条计过。'
  return '没有计入任何数据：口径里没有哪一项数这一类活动。'
}
