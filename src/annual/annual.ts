import { dayOf, type Instant } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Registers } from '../register/register.ts'
import type { Basis } from './basis.ts'
import { readBasis } from './basis-file.ts'
import { type Finding, findingsOf } from './finding.ts'
import { type Period, periodOf } from './period.ts'
import { type Report, writeReport } from './report.ts'
import { type Figures, rollUp } from './rollup.ts'
import type { Published, SentDigest, Sources } from './source.ts'
import { readTemplate } from './template.ts'

/** 年报: figures of any period, each with what it was counted from, and the report written from them. */
export interface Annual {
  bases: Basis[]
  /** `2023`, `2023-Q1` or `2023-03`; a year that still runs ends today. Fault `annual/period`. */
  period(key: string, now: Instant): Period
  figures(key: string, now: Instant): Promise<Figures>
  findings(key: string, now: Instant): Promise<Finding[]>
  report(key: string, now: Instant): Promise<Report>
}

/** Faults `annual/basis` and `annual/template` name every fault of the two files by line. */
export function openAnnual(house: {
  town: { name: string }
  ledger: Pick<Ledger, 'rows'>
  registers: Pick<Registers, 'records'>
  articles?: () => Promise<Published[]>
  digests?: () => Promise<SentDigest[]>
  /** The text of prompts/annual/figures.yaml and of prompts/annual/report.md. */
  basis: string
  template: string
}): Annual {
  const bases = readBasis(house.basis)
  const pieces = readTemplate(house.template, new Set(bases.map((basis) => basis.name)))
  const period = (key: string, now: Instant): Period => periodOf(key, dayOf(now))

  async function sources(): Promise<Sources> {
    return {
      rows: house.ledger.rows(),
      records: house.registers.records,
      articles: (await house.articles?.()) ?? [],
      digests: (await house.digests?.()) ?? [],
    }
  }

  async function count(key: string, now: Instant): Promise<{ figures: Figures; findings: Finding[] }> {
    const from = await sources()
    const span = period(key, now)
    const figures = rollUp(bases, from, span)
    return { figures, findings: findingsOf(figures, from, span) }
  }

  return {
    bases,
    period,
    figures: async (key, now) => (await count(key, now)).figures,
    findings: async (key, now) => (await count(key, now)).findings,
    report: async (key, now) => {
      const { figures, findings } = await count(key, now)
      return writeReport(pieces, figures, findings, house.town.name)
    },
  }
}
