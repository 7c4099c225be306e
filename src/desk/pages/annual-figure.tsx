import { COMMON_BASIS, exactValue, sayBasis, sayExact, sayRounding } from '../../annual/explain.ts'
import { type Figure, type Item, sayFigure } from '../../annual/figure.ts'
import type { Report } from '../../annual/report.ts'
import { spokenDay } from '../../clock.ts'
import { Columns, Heading, messageHref } from '../parts.tsx'

/** Items shown under a figure before "all of them" on its own page. */
export const FIRST = 5

/** A figure in the list: opens onto its exact value, its basis and its first items. */
export function FigureLine({ figure }: { figure: Figure }) {
  const { basis, items } = figure
  return (
    <details class="figure-line">
      <summary>
        <span class="figure-name">{basis.name}</span>
        <b>{sayFigure(figure)}</b>
      </summary>
      <div>
        <p class="soft">
          准确数 {sayExact(figure)}。{sayBasis(basis)}
        </p>
        <Items items={items.slice(0, FIRST)} unit={basis.unit} />
        <p>
          <a href={figureHref(figure)}>看全部 {items.length} 条来源</a>
        </p>
      </div>
    </details>
  )
}

export function figureHref({ basis, period }: Figure): string {
  return `/annual/figure/${encodeURIComponent(basis.name)}?period=${period.key}`
}

/** A figure on its own page, with every item. */
export function OneFigure({ figure, report }: { figure: Figure; report: Report }) {
  const { basis, items, period } = figure
  const findings = report.findings.filter((one) => one.figures.includes(basis.name) && one.kind !== 'no-rows')
  return (
    <>
      <Heading title={basis.name} lead={`${period.name} · ${basis.chapter}`}>
        <a class="button" href={`/annual?period=${period.key}`}>
          回到年报
        </a>
      </Heading>
      <div class="figures">
        <div class="figure">
          <b>{sayFigure(figure)}</b>
          <span>报告里的说法</span>
        </div>
        <div class="figure">
          <b>{exactValue(figure)}</b>
          <span>{['准确数', sayRounding(figure)].filter(Boolean).join('，')}</span>
        </div>
        <Columns points={byMonth(items)} label="每月" />
      </div>
      <p>
        <b>口径</b> {sayBasis(basis)} <span class="soft">{COMMON_BASIS}</span>
      </p>
      {findings.map((one) => (
        <p class="flash flash-fault">{one.say}</p>
      ))}
      <section aria-labelledby="items">
        <h2 id="items">来源 {items.length} 条</h2>
        {items.length === 0 ? (
          <p class="soft">没有任何来源。</p>
        ) : (
          <Items items={[...items]} unit={basis.unit} />
        )}
      </section>
    </>
  )
}

function byMonth(items: readonly Item[]): { name: string; value: number }[] {
  return Array.from({ length: 12 }, (_, n) => ({
    name: `${n + 1}月`,
    value: items
      .filter((item) => Number(item.day?.slice(5, 7)) === n + 1)
      .reduce((sum, item) => sum + item.amount, 0),
  }))
}

function Items({ items, unit }: { items: Item[]; unit: string }) {
  return (
    <ul class="list items">
      {items.map((item) => (
        <li>
          <span class="grow">
            <ItemLink kind={item.kind} id={item.id} title={item.title || item.id} />
            <span class="soft">
              {' '}
              {item.village} {item.day && !item.title.includes(item.day) && spokenDay(item.day)}{' '}
              {item.messages.map((id, n, all) => (
                <a href={messageHref(id)}>原话{all.length > 1 ? n + 1 : ''} </a>
              ))}
            </span>
          </span>
          <span class="side">
            {item.amount}
            {unit}
          </span>
        </li>
      ))}
    </ul>
  )
}

const WHERE = {
  row: (id: string) => `/ledger/${id}`,
  record: (id: string) => `/register/${id.replace(/-\d+$/, '')}/${id}`,
  article: (id: string) => `/articles/${id}`,
  digest: () => '/digest',
}

export function ItemLink({ kind, id, title }: { kind: Item['kind']; id: string; title: string }) {
  return <a href={WHERE[kind](id)}>{title}</a>
}
