import type { Line, Report } from '../../annual/report.ts'
import { Tag } from '../parts.tsx'
import { figureHref } from './annual-figure.tsx'

/** The report as text; every figure in it is a link to what it was counted from. */
export function ReportText({ report }: { report: Report }) {
  return (
    <>
      <nav class="pager">
        <a href={`/annual?period=${report.period.key}`}>← 回到数据</a>
        <a class="button" href={`/annual/report.docx?period=${report.period.key}`}>
          下载 Word
        </a>
      </nav>
      <p>
        <Tag tone="quiet">{report.used.length} 个数据，点开可查来源</Tag>
      </p>
      <article class="paper">
        {report.lines.map((line) => (
          <TextLine line={line} report={report} />
        ))}
      </article>
    </>
  )
}

function TextLine({ line, report }: { line: Line; report: Report }) {
  const parts = line.parts.map((part) => {
    if (part.item && /^\d{4}-\d+$/.test(part.item)) return <a href={`/ledger/${part.item}`}>{part.text}</a>
    const figure = part.figure ? report.figures.get(part.figure) : undefined
    return figure ? <a href={figureHref(figure)}>{part.text}</a> : part.text
  })
  if (line.level === 0) return <h1>{parts}</h1>
  if (line.level === 'text') return <p>{parts}</p>
  return line.level === 1 ? <h2>{parts}</h2> : <h3>{parts}</h3>
}
