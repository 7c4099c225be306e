import { z } from 'zod'
import { lineOf, type ReadLine } from './line.ts'
import { findPlaces, type Known } from './places.ts'
import { readAll } from './read.ts'
import type { ReadingContext } from './reading.ts'

/** What a person said was right; only the fields that were looked at. */
const rightSchema = z.object({
  date: z.string().nullable().exactOptional(),
  village: z.string().nullable().exactOptional(),
  organizer: z.string().nullable().exactOptional(),
  category: z.string().nullable().exactOptional(),
  location: z.string().nullable().exactOptional(),
  topic: z.string().nullable().exactOptional(),
  participants: z.number().nullable().exactOptional(),
  sessions: z.number().nullable().exactOptional(),
})

/** 样例: a message and the right reading of it, kept when a secretary or the officer corrects one. */
export const caseSchema = z.object({
  /** `2025-03/<message id>`: the month leads, so that a month is a file. */
  id: z.string(),
  text: z.string(),
  sentAt: z.string().exactOptional(),
  village: z.string().exactOptional(),
  right: rightSchema,
  by: z.string(),
  at: z.string(),
})
export type Case = z.infer<typeof caseSchema>

const SCORED = ['date', 'organizer', 'category', 'location', 'topic', 'participants', 'sessions'] as const
type Scored = (typeof SCORED)[number]

const FIELD_WORDS: Record<Scored, string> = {
  date: '日期',
  organizer: '组织者',
  category: '类别',
  location: '地点',
  topic: '主题',
  participants: '人数',
  sessions: '场次',
}

export interface FieldScore {
  name: string
  right: number
  of: number
  /** Read where there was nothing to read. */
  invented: number
}

/** How well the reader does on the office's own history: per field, and the differences in words. */
export function scoreCases(cases: Case[], places: Known[]): { fields: FieldScore[]; differences: string[] } {
  const learned = learnedPlaces(places, cases)
  const fields = new Map<Scored, FieldScore>(
    SCORED.map((name) => [name, { name: FIELD_WORDS[name], right: 0, of: 0, invented: 0 }]),
  )
  const differences: string[] = []
  for (const one of cases) {
    const [reading] = readAll(one.text, contextOf(one, learned))
    if (!reading) continue
    const line = lineOf(one.id, reading)
    for (const [name, score] of fields) {
      const want = one.right[name]
      if (want === undefined) continue
      const same = agrees(want, line[name])
      if (want !== null) score.of += 1
      if (want !== null && same) score.right += 1
      if (want === null && !same) score.invented += 1
      if (!same) differences.push(`${one.id} ${score.name}：应为 ${want ?? '空'}，读成 ${line[name] ?? '空'}`)
    }
  }
  return { fields: [...fields.values()].filter((f) => f.of + f.invented > 0), differences }
}

function contextOf(one: Case, places: Known[]): ReadingContext {
  return {
    places,
    ...(one.sentAt === undefined ? {} : { sentAt: one.sentAt }),
    ...(one.village === undefined ? {} : { village: one.village }),
  }
}

/** 红柳沟村党支部 and 红柳沟村 agree; figures and dates must be the same. */
function agrees(want: string | number | null, got: ReadLine[Scored]): boolean {
  if (want === null || got === null || typeof want === 'number' || typeof got === 'number')
    return want === got
  return want === got || (!/^[\d-]/.test(want) && (want.includes(got) || got.includes(want)))
}

/** The town's places with the spellings that corrections taught: 红柳构村 was corrected to 红柳沟村. */
export function learnedPlaces(places: Known[], cases: Case[]): Known[] {
  const taught = new Map<string, Set<string>>()
  for (const one of cases) {
    const village = one.right.village
    const known = places.find((p) => p.name === village)
    if (!known) continue
    const strangers = findPlaces(one.text, places).filter(
      (p) => !p.village && p.kind === 'area' && p.text.length >= 3,
    )
    const [written] = strangers
    // Two strange names: nobody said which of them was meant.
    if (strangers.length !== 1 || !written) continue
    taught.set(known.name, (taught.get(known.name) ?? new Set<string>()).add(written.text))
  }
  return places.map((p) => ({ name: p.name, aliases: [...p.aliases, ...(taught.get(p.name) ?? [])] }))
}
