import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Annual } from '../../annual/annual.ts'
import { COMMON_BASIS, sayBasis, sayExact } from '../../annual/explain.ts'
import { type Figure, type Item, sayFigure } from '../../annual/figure.ts'
import type { Finding } from '../../annual/finding.ts'
import type { Line, Report } from '../../annual/report.ts'
import { dayOf, spokenDay } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import { drawChart } from '../../outside/chart.ts'
import { writeWord } from '../../outside/word.ts'
import { act, download, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { Columns, Empty, Heading, messageHref, Tag } from '../parts.tsx'
import { allow, inOffice, keepsLedger } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { AnnualSides, Charts, type SidesView } from './annual-sides.tsx'

export type AnnualRoom = Pick<
  Annual,
  'report' | 'comparison' | 'charts' | 'paper' | 'close' | 'closings' | 'drift'
>

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const closeSchema = z.object({ period: z.string().min(4).max(7) })

/** Items shown under a figure before "all of them" on its own page. */
const FIRST = 5

export function annualPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { annual, clock, secret } = rooms
  const reportFor = (c: Context<DeskEnv>) => {
    const key = c.req.query('period') ?? clock.now().slice(0, 4)
    return annual.report(key, clock.now())
  }
  return new Hono<DeskEnv>()
    .use(async (c, next) => {
      allow(inOffice(c.get('person')), '看年报')
      await next()
    })
    .get('/', async (c) => {
      const report = await reportFor(c)
      const now = clock.now()
      const { key } = report.period
      const view = {
        report,
        now,
        compared: await annual.comparison(key, now),
        charts: (await annual.charts(key, now)).map(({ title }) => title),
        closings: await annual.closings(key),
        drift: await annual.drift(key, now),
        mayClose: keepsLedger(c.get('person')) && report.period.to < dayOf(now),
      }
      return show(c, rooms, { title: '年报', here: '/annual' }, <Figures {...view} />)
    })
    .get('/chart/:n{[0-9]+}', async (c) => {
      const key = c.req.query('period') ?? clock.now().slice(0, 4)
      const chart = (await annual.charts(key, clock.now()))[Number(c.req.param('n'))]
      if (!chart) throw new Fault('annual/no-chart', '没有这张图，请从年报页面里打开。')
      return c.body(wellFormed(drawChart(chart, CHART_WIDTH)), 200, {
        'Content-Type': 'image/svg+xml',
        'Cache-Control': 'no-store',
      })
    })
    .get('/report.docx', async (c) => {
      const key = c.req.query('period') ?? clock.now().slice(0, 4)
      const paper = await annual.paper(key, clock.now())
      return download(c, await writeWord(paper), DOCX, `${paper.title}.docx`)
    })
    .post('/close', (c) => {
      const person = c.get('person')
      allow(keepsLedger(person), '结账')
      return act(c, secret, {
        back: '/annual',
        work: async () => {
          const { period } = await readForm(c, closeSchema)
          await annual.close(period, { by: person.name, at: clock.now() })
          return { said: '已结账。以后的更正会列出“当时”和“现在”。', to: `/annual?period=${period}` }
        },
      })
    })
    .get('/report', async (c) => {
      const report = await reportFor(c)
      return show(c, rooms, { title: report.title, here: '/annual' }, <Text report={report} />)
    })
    .get('/figure/:name', async (c) => {
      const report = await reportFor(c)
      const figure = report.figures.get(c.req.param('name'))
      if (!figure) throw new Fault('annual/no-figure', '没有这个数据，请从年报页面里打开。')
      return show(
        c,
        rooms,
        { title: figure.basis.name, here: '/annual' },
        <One figure={figure} report={report} />,
      )
    })
}

/** Pixels; narrow, so that its words can still be read on a phone. */
const CHART_WIDTH = 480

/** The drawing names its fonts in double quotes inside an attribute; alone in a file that is no XML. */
function wellFormed(svg: string): string {
  return svg.replaceAll(/"(PingFang SC|Microsoft YaHei|Noto Sans CJK SC)"/g, "'$1'")
}

interface FiguresView extends SidesView {
  now: string
}

function Figures({ report, now, ...sides }: FiguresView) {
  const figures = [...report.figures.values()]
  const chapters = [...new Set(figures.map((one) => one.basis.chapter))]
  const counted = figures.filter((one) => one.items.length > 0).length
  return (
    <>
      <Heading
        title="年报"
        lead={`${report.period.name}，${counted} 个数据已有来源。点开任何一个，都能看到它是从哪几条数出来的。`}
      >
        <a class="button main" href={`/annual/report?period=${report.period.key}`}>
          看述职报告
        </a>
      </Heading>
      <Periods period={report.period.key} now={now} />
      <Findings findings={report.findings} />
      {counted === 0 && (
        <Empty title="这个时段还没有数据">台账、名册、推文和简报里有了内容，这里的数字会自己长出来。</Empty>
      )}
      {chapters.map((chapter) => (
        <Chapter name={chapter} figures={figures.filter((one) => one.basis.chapter === chapter)} />
      ))}
      <Charts titles={sides.charts} period={report.period.key} />
      <Uncounted figures={figures.filter((one) => one.items.length === 0)} />
      <AnnualSides report={report} {...sides} />
    </>
  )
}

/** A chapter's figures that have sources; a chapter without any is left out. */
function Chapter({ name, figures }: { name: string; figures: Figure[] }) {
  const counted = figures.filter((one) => one.items.length > 0)
  if (counted.length === 0) return null
  return (
    <section class="chapter">
      <h2>{name}</h2>
      <div class="figure-lines">
        {counted.map((figure) => (
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

function Periods({ period, now }: { period: string; now: string }) {
  const year = Number(now.slice(0, 4))
  const quarter = (n: number) => ({ value: `${year}-Q${n}`, name: `${year}年第${'一二三四'[n - 1]}季度` })
  const month = (n: number) => ({
    value: `${year}-${String(n).padStart(2, '0')}`,
    name: `${year}年${n}月`,
  })
  const months = Array.from({ length: Number(now.slice(5, 7)) }, (_, n) => month(n + 1)).reverse()
  const years = [0, 1, 2].map((back) => ({ value: String(year - back), name: `${year - back}年` }))
  return (
    <form class="filters" method="get" action="/annual" data-submit-on-change>
      <label class="field">
        <span>时段</span>
        <select name="period">
          {[...years, ...[1, 2, 3, 4].map(quarter), ...months].map((one) => (
            <option value={one.value} selected={one.value === period}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">查看</button>
    </form>
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
                <ItemLink kind="row" id={item.id} title={item.title || item.id} />{' '}
              </>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

function FigureLine({ figure }: { figure: Figure }) {
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

function figureHref({ basis, period }: Figure): string {
  return `/annual/figure/${encodeURIComponent(basis.name)}?period=${period.key}`
}

function One({ figure, report }: { figure: Figure; report: Report }) {
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
          <b>{sayExact(figure)}</b>
          <span>准确数</span>
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
              {item.village} {item.day && spokenDay(item.day)}{' '}
              {item.messages.map((id, n) => (
                <a href={messageHref(id)}>原话{n > 0 ? n + 1 : ''} </a>
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

function ItemLink({ kind, id, title }: { kind: Item['kind']; id: string; title: string }) {
  return <a href={WHERE[kind](id)}>{title}</a>
}

/** The report as text; every figure in it is a link to what it was counted from. */
function Text({ report }: { report: Report }) {
  return (
    <>
      <nav class="pager">
        <a href={`/annual?period=${report.period.key}`}>← 回到数据</a>
        <a class="button" href={`/annual/report.docx?period=${report.period.key}`}>
          下载 Word
        </a>
        <Tag tone="quiet">{report.used.length} 个数据，点开可查来源</Tag>
      </nav>
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
