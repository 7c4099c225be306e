import { dayOf, type Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Registers } from '../register/register.ts'
import type { Shelf } from '../shelf.ts'
import type { Basis } from './basis.ts'
import { readBasis } from './basis-file.ts'
import { type Chart, chartsOf } from './charts.ts'
import { type Closing, closingOf, type Drift, driftOf } from './closing.ts'
import { type Comparison, compareFigures } from './compare.ts'
import { type Finding, findingsOf } from './finding.ts'
import { type Paper, paperOf, type Sheet, sheetsOf } from './paper.ts'
import { type Period, periodOf, yearBefore } from './period.ts'
import { openProse, type ProseDesk, type ProseNeeds, withProse } from './prose.ts'
import { type Report, writeReport } from './report.ts'
import { type Figures, rollUp } from './rollup.ts'
import type { Published, SentDigest, Sources } from './source.ts'
import { readTemplate } from './template.ts'
import { openWords } from './words.ts'

/**
 * 年报: figures of any period, each with what it was counted from, and the report written from them.
 * A period is `2023`, `2023-Q1` or `2023-03`; a year that still runs ends today. Fault `annual/period`.
 */
export interface Annual {
  bases: Basis[]
  period(key: string, now: Instant): Period
  figures(key: string, now: Instant): Promise<Figures>
  /** What a person must look at, the gravest first. */
  findings(key: string, now: Instant): Promise<Finding[]>
  /** The annual report; for a quarter or a month the brief, when there is a template for it. */
  report(key: string, now: Instant): Promise<Report>
  /** Beside the same stretch of the year before. */
  comparison(key: string, now: Instant): Promise<Comparison[]>
  charts(key: string, now: Instant): Promise<Chart[]>
  /** The report as a Word paper, with the appendix of sources. */
  paper(key: string, now: Instant): Promise<Paper>
  /** The figures as a workbook, one sheet a figure. */
  sheets(key: string, now: Instant): Promise<Sheet[]>
  /** Connecting sentences that a model proposed. */
  prose?: ProseDesk
  /** Keeps the figures as they stand. Fault `annual/not-over` while the period still runs. */
  close(key: string, who: { by: string; at: Instant }): Promise<Closing>
  /** The closings of a period, oldest first. */
  closings(key: string): Promise<Closing[]>
  /** What has changed since the last closing; nothing when it was never closed. */
  drift(key: string, now: Instant): Promise<Drift[]>
}

export interface AnnualNeeds {
  town: { name: string; villages: { name: string }[] }
  ledger: Pick<Ledger, 'rows'>
  registers: Pick<Registers, 'records' | 'history'>
  articles?: () => Promise<Published[]>
  digests?: () => Promise<SentDigest[]>
  closings: Shelf<Closing>
  /** Message id -> its words. */
  words?: (message: string) => Promise<string | undefined>
  /** The text of prompts/annual/figures.yaml. */
  basis: string
  /** The text of prompts/annual/report.md. */
  template: string
  /** Connecting sentences that a model may propose. */
  prose?: ProseNeeds
  /** The text of prompts/annual/brief.md, for quarters and months. */
  brief?: string
}

/** Faults `annual/basis` and `annual/template` name every fault of the files by line. */
export function openAnnual(house: AnnualNeeds): Annual {
  const bases = readBasis(house.basis)
  const names = new Set(bases.map((basis) => basis.name))
  const pieces = readTemplate(house.template, names)
  const briefPieces = house.brief === undefined ? pieces : readTemplate(house.brief, names)
  const period = (key: string, now: Instant): Period => periodOf(key, dayOf(now))

  const words = openWords(house.words)
  const prose = house.prose && openProse(house.prose)

  async function sources(): Promise<Sources> {
    const rows = house.ledger.rows()
    return {
      rows,
      words: await words(rows),
      records: house.registers.records,
      history: house.registers.history,
      articles: (await house.articles?.()) ?? [],
      digests: (await house.digests?.()) ?? [],
    }
  }

  async function figures(key: string, now: Instant): Promise<Figures> {
    return rollUp(bases, await sources(), period(key, now))
  }

  async function count(key: string, now: Instant): Promise<{ figures: Figures; findings: Finding[] }> {
    const from = await sources()
    const span = period(key, now)
    const figures = rollUp(bases, from, span)
    return { figures, findings: findingsOf(figures, from, span) }
  }

  async function report(key: string, now: Instant): Promise<Report> {
    const { figures, findings } = await count(key, now)
    const report = writeReport(key.length === 4 ? pieces : briefPieces, figures, findings, house.town.name)
    return prose ? withProse(report, await prose.list(key)) : report
  }

  async function comparison(key: string, now: Instant): Promise<Comparison[]> {
    const from = await sources()
    const span = period(key, now)
    return compareFigures(rollUp(bases, from, span), rollUp(bases, from, yearBefore(span)))
  }

  async function charts(key: string, now: Instant): Promise<Chart[]> {
    return chartsOf(
      house.ledger.rows(),
      period(key, now),
      house.town.villages.map((village) => village.name),
    )
  }

  async function closings(key: string): Promise<Closing[]> {
    return house.closings.list(key)
  }

  async function drift(key: string, now: Instant): Promise<Drift[]> {
    const last = (await closings(key)).at(-1)
    return last ? driftOf(last, await figures(key, now), await sources()) : []
  }

  return {
    bases,
    period,
    figures,
    findings: async (key, now) => (await count(key, now)).findings,
    report,
    comparison,
    charts,
    closings,
    drift,
    ...(prose ? { prose } : {}),
    async paper(key, now) {
      return paperOf(onlyItsOwn(await report(key, now)), {
        charts: await charts(key, now),
        compared: await comparison(key, now),
        drift: await drift(key, now),
        town: house.town.name,
        day: dayOf(now),
      })
    },
    sheets: async (key, now) => sheetsOf(await report(key, now)),
    async close(key, { by, at }) {
      const { to, name } = periodOf(key)
      if (to >= dayOf(at)) throw new Fault('annual/not-over', `${name}还没有结束，结束后才能结账。`)
      const nth = (await closings(key)).length + 1
      const closing = closingOf(await figures(key, at), { id: `${key}/${nth}`, period: key, at, by })
      await house.closings.put(closing)
      return closing
    },
  }
}

/** A paper tells of the figures that stand in it; what is amiss with others is on the page of the period. */
function onlyItsOwn(report: Report): Report {
  const own = ({ figures }: Finding) =>
    figures.length === 0 || figures.some((name) => report.used.includes(name))
  return { ...report, findings: report.findings.filter(own) }
}
