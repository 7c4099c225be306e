import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Annual } from '../../annual/annual.ts'
import { dayOf } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import { drawChart, heightOf } from '../../outside/chart.ts'
import { writeWord } from '../../outside/word.ts'
import { writeWorkbook } from '../../outside/workbook.ts'
import { act, download, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { allow, inOffice, keepsLedger, rowOf } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { OneFigure } from './annual-figure.tsx'
import { Figures } from './annual-figures.tsx'
import { ProseDesk, proseActs } from './annual-prose.tsx'
import { RowFigures } from './annual-row.tsx'
import { CHART_WIDTH } from './annual-sides.tsx'
import { ReportText } from './annual-text.tsx'

export type AnnualRoom = Pick<
  Annual,
  | 'period'
  | 'report'
  | 'comparison'
  | 'charts'
  | 'paper'
  | 'sheets'
  | 'close'
  | 'closings'
  | 'drift'
  | 'prose'
>

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const closeSchema = z.object({ period: z.string().min(4).max(7) })

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
        charts: (await annual.charts(key, now)).map((one) => ({ title: one.title, height: heightOf(one) })),
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
      return c.body(drawChart(chart, CHART_WIDTH), 200, {
        'Content-Type': 'image/svg+xml',
        'Cache-Control': 'no-store',
      })
    })
    .get('/report.docx', async (c) => {
      const key = c.req.query('period') ?? clock.now().slice(0, 4)
      const paper = await annual.paper(key, clock.now())
      return download(c, await writeWord(paper), DOCX, `${paper.title}.docx`)
    })
    .get('/figures.xlsx', async (c) => {
      const key = c.req.query('period') ?? clock.now().slice(0, 4)
      const file = await writeWorkbook(await annual.sheets(key, clock.now()))
      return download(c, file, XLSX, `${annual.period(key, clock.now()).name}数据.xlsx`)
    })
    .get('/row/:number', async (c) => {
      const row = rowOf(c, rooms.ledger)
      const report = await annual.report((row.date ?? row.at).slice(0, 4), clock.now())
      const title = `台账 ${row.number} 计入的数据`
      return show(c, rooms, { title, here: '/annual' }, <RowFigures row={row} report={report} />)
    })
    .route('/prose', proseActs(rooms))
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
      const mayAsk = annual.prose?.asks && keepsLedger(c.get('person'))
      const proses = (mayAsk && (await annual.prose?.list(report.period.key))) || []
      return show(
        c,
        rooms,
        { title: report.title, here: '/annual' },
        <>
          <ReportText report={report} />
          {mayAsk && <ProseDesk report={report} proses={proses} />}
        </>,
      )
    })
    .get('/figure/:name', async (c) => {
      const report = await reportFor(c)
      const figure = report.figures.get(c.req.param('name'))
      if (!figure) throw new Fault('annual/no-figure', '没有这个数据，请从年报页面里打开。')
      return show(
        c,
        rooms,
        { title: figure.basis.name, here: '/annual' },
        <OneFigure figure={figure} report={report} />,
      )
    })
}
