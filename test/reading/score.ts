import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { lineOf, type ReadLine } from '../../src/reading/line.ts'
import { readAll } from '../../src/reading/read.ts'

const goldSchema = z.object({
  id: z.string(),
  text: z.string(),
  intent: z.string().optional(),
  sent_at: z.string().optional(),
  note: z.string().optional(),
  gold: z.object({
    date: z.string().nullable(),
    participants: z.number().nullable(),
    sessions: z.number().nullable(),
    category: z.string().nullable(),
    organizer: z.string().nullable(),
    quantities: z.array(z.object({ value: z.number(), unit: z.string(), optional: z.boolean().optional() })),
  }),
})
type Gold = z.infer<typeof goldSchema>

export interface Rates {
  date: number
  participants: number
  invented: number
  category: number
  organizer: number
  quantities: number
  intent: number
}

/** The share of right answers of the reader on one of our own files, 0..1. */
export function ratesOf(file: string): Rates {
  const golds = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((l) => goldSchema.parse(JSON.parse(l)))
  const pairs = golds.map((gold): [Gold, ReadLine] => {
    const [reading] = readAll(gold.text, gold.sent_at === undefined ? {} : { sentAt: gold.sent_at })
    if (!reading) throw new Error(`nothing read of ${gold.id}`)
    return [gold, lineOf(gold.id, reading)]
  })
  const reports = pairs.filter(([g]) => (g.intent ?? 'report') === 'report')
  const share = (list: [Gold, ReadLine][], good: (g: Gold, p: ReadLine) => boolean) =>
    list.length === 0 ? 1 : list.filter(([g, p]) => good(g, p)).length / list.length
  const wanted = reports.flatMap(([g, p]) =>
    g.gold.quantities.filter((q) => !q.optional).map((q) => ({ q, p })),
  )
  return {
    date: share(
      reports.filter(([g]) => g.gold.date),
      (g, p) => sameDate(g.gold.date ?? '', p.date),
    ),
    participants: share(
      reports.filter(([g]) => g.gold.participants !== null),
      (g, p) => g.gold.participants === p.participants,
    ),
    invented:
      1 -
      share(
        reports.filter(([g]) => g.gold.participants === null),
        (_, p) => p.participants === null,
      ),
    category: share(
      reports.filter(([g]) => g.gold.category),
      (g, p) => p.category === g.gold.category || (g.note ?? '').includes(`${p.category} also`),
    ),
    organizer: share(
      reports.filter(([g]) => g.gold.organizer),
      (g, p) => overlaps(g.gold.organizer ?? '', p.organizer),
    ),
    quantities:
      wanted.filter(({ q, p }) => p.quantities.some((x) => x.value === q.value)).length / wanted.length,
    intent: share(
      pairs.filter(([g]) => g.intent),
      (g, p) => g.intent === p.intent,
    ),
  }
}

/** A gold day without a year agrees with the same day of any year. */
function sameDate(want: string, got: string | null): boolean {
  const strip = (day: string) => (day.startsWith('--') ? day.slice(2) : day)
  const parts = want.split(/[/,]/)
  const have = (got ?? '').split(/[/,]/)
  return (
    parts.length === have.length &&
    parts.every((part, i) => (have[i] ?? '').endsWith(strip(part).replace(/^-/, '')))
  )
}

function overlaps(want: string, got: string | null): boolean {
  return got !== null && (want.includes(got) || got.includes(want))
}
