import type { Figure } from '../../annual/figure.ts'
import type { Finding } from '../../annual/finding.ts'
import { Empty, Heading } from '../parts.tsx'
import { FIRST, FigureLine, figureHref, ItemLink } from './annual-figure.tsx'
import { Periods, paperName } from './annual-period.tsx'
import { AnnualSides, Charts, type SidesView } from './annual-sides.tsx'

interface FiguresView extends SidesView {
  now: string
}

/** The figures of a period by chapter, what does not add up first. */
export function Figures({ report, now, ...sides }: FiguresView) {
  const figures = [...report.figures.values()]
  const counted = figures.filter((one) => one.items.length > 0)
  const chapters = [...new Set(counted.map((one) => one.basis.chapter))]
  return (
    <>
      <Heading
        title="年报"
        lead={`${report.period.name}，${counted.length} 个数据已有来源。点开任何一个，都能看到它是从哪几条数出来的。`}
      >
        <a class="button main" href={`/annual/report?period=${report.period.key}`}>
          看{paperName(report.period.key)}
        </a>
        <a class="button" href={`/annual/figures.xlsx?period=${report.period.key}`}>
          下载 Excel
        </a>
      </Heading>
      <Periods period={report.period.key} now={now} />
      <Findings findings={report.findings} />
      {counted.length === 0 && (
        <Empty title="这个时段还没有数据">台账、名册、推文和简报里有了内容，这里的数字会自己长出来。</Empty>
      )}
      <nav class="tabs" aria-label="到哪一章">
        {chapters.map((chapter, n) => (
          <a href={`#chapter-${n}`}>{chapter}</a>
        ))}
      </nav>
      {chapters.map((chapter, n) => (
        <Chapter
          id={`chapter-${n}`}
          name={chapter}
          figures={counted.filter((one) => one.basis.chapter === chapter)}
        />
      ))}
      <Charts charts={sides.charts} period={report.period.key} />
      <Uncounted figures={figures.filter((one) => one.items.length === 0)} />
      <AnnualSides report={report} {...sides} />
    </>
  )
}

function Chapter({ id, name, figures }: { id: string; name: string; figures: Figure[] }) {
  return (
    <section class="chapter" id={id}>
      <h2>{name}</h2>
      <div class="figure-lines">
        {figures.map((figure) => (
          <FigureLine figure={figure} />
        ))}
      </div>
    </section>
  )
}

/** What nothing was counted for: behind a fold, so that the page is not a list of nothing. */
function Uncounted({ figures }: { figures: Figure[] }) {
  if (figures.length === 0) return null
  return (
    <details class="fold">
      <summary>还有 {figures.length} 个数据这个时段没有来源，报告里写“无”</summary>
      <ul class="names">
        {figures.map((figure) => (
          <li>
            <a href={figureHref(figure)}>{figure.basis.name}</a>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What does not add up comes before the figures. */
function Findings({ findings }: { findings: Finding[] }) {
  const grave = findings.filter((one) => one.kind !== 'no-rows')
  if (grave.length === 0) return null
  return (
    <section class="findings" aria-labelledby="findings">
      <h2 id="findings">先看这 {grave.length} 处</h2>
      <ol>
        {grave.map((one) => (
          <li>
            {one.say}{' '}
            {one.items.slice(0, FIRST).map((item) => (
              <>
                <ItemLink kind={item.kind} id={item.id} title={item.title || item.id} />{' '}
              </>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
