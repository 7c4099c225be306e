import type { Closing, Drift } from '../../annual/closing.ts'
import { type Comparison, sayGrowth } from '../../annual/compare.ts'
import type { Report } from '../../annual/report.ts'
import { spokenMoment } from '../wording.ts'

export interface SidesView {
  report: Report
  compared: Comparison[]
  /** The charts in their order; the height in pixels at `CHART_WIDTH`, so that nothing jumps when they come. */
  charts: { title: string; height: number }[]
  closings: Closing[]
  drift: Drift[]
  mayClose: boolean
}

/** Pixels; narrow, so that its words can still be read on a phone. */
export const CHART_WIDTH = 480

export function Charts({ charts, period }: { charts: SidesView['charts']; period: string }) {
  if (charts.length === 0) return null
  return (
    <div class="charts">
      {charts.map(({ title, height }, n) => (
        <img
          class="chart"
          src={`/annual/chart/${n}?period=${period}`}
          alt={title}
          width={CHART_WIDTH}
          height={height}
          loading="lazy"
        />
      ))}
    </div>
  )
}

/** What stands beside the figures: the year before, and what has changed since the period was closed. */
export function AnnualSides({ report, compared, closings, drift, mayClose }: SidesView) {
  const { key, name } = report.period
  const last = closings.at(-1)
  return (
    <>
      {compared.some((one) => one.before !== 0) && <Compared compared={compared} />}
      <section aria-labelledby="closing">
        <h2 id="closing">结账</h2>
        {last ? (
          <p>
            {name}由{last.by}于 {spokenMoment(last.at)} 结账。{drift.length === 0 && '结账以后没有变动。'}
          </p>
        ) : (
          <p class="soft">
            {name}还没有结账。结账以后，数字再有变动就会在这里列出“当时”和“现在”，以及是哪一次更正。
          </p>
        )}
        {drift.length > 0 && <Drifts drift={drift} />}
        {mayClose && (
          <form method="post" action="/annual/close">
            <input type="hidden" name="period" value={key} />
            <button type="submit">{last ? '再结一次账' : `给${name}结账`}</button>
          </form>
        )}
      </section>
    </>
  )
}

function Compared({ compared }: { compared: Comparison[] }) {
  const moved = compared.filter((one) => one.now !== one.before)
  const even = compared.filter((one) => one.now === one.before)
  return (
    <section aria-labelledby="compared">
      <h2 id="compared">与上年同期比</h2>
      {moved.length === 0 ? <p class="soft">各项都和上年同期一样。</p> : <ComparedTable lines={moved} />}
      {even.length > 0 && moved.length > 0 && (
        <details class="fold">
          <summary>还有 {even.length} 项和上年同期一样</summary>
          <ComparedTable lines={even} />
        </details>
      )}
    </section>
  )
}

function ComparedTable({ lines }: { lines: Comparison[] }) {
  return (
    <table class="cards figures-table">
      <thead>
        <tr>
          <th>数据</th>
          <th class="num">上年同期</th>
          <th class="num">现在</th>
          <th class="num">增减</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((one) => (
          <tr>
            <td data-name="数据" class="lead-cell">
              {one.name}
            </td>
            <td data-name="上年同期" class="num">
              {one.before}
              {one.unit}
            </td>
            <td data-name="现在" class="num">
              {one.now}
              {one.unit}
            </td>
            <td data-name="增减" class="num">
              {sayGrowth(one)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A row of the ledger can be opened; it shows the correction among its entries. */
function CauseLink({ item, title }: { item: string; title: string }) {
  const words = `${title} ${item}`.trim()
  return /^\d{4}-\d+$/.test(item) ? <a href={`/ledger/${item}`}>{words}</a> : <span>{words}</span>
}

function Drifts({ drift }: { drift: Drift[] }) {
  return (
    <ul class="list">
      {drift.map((one) => (
        <li>
          <b class="grow">{one.name}</b>
          <span>
            当时 {one.was}
            {one.unit} → 现在 {one.now === undefined ? '已不在口径里' : `${one.now}${one.unit}`}
          </span>
          {one.causes.map((cause) => (
            <p class="soft whole-line">
              <CauseLink {...cause} />：{cause.was} → {cause.now}，{cause.say}
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}
