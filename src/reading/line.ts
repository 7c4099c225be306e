import type { Counted, Quantity, Reading, Span } from './reading.ts'

/** One line of `zhenxun read` (design.md): the reader's public form. */
export interface ReadLine {
  id: string
  intent: Reading['intent']
  date: string | null
  organizer: string | null
  location: string | null
  category: string | null
  topic: string | null
  participants: number | null
  participants_approx?: true
  participants_range?: [number, number]
  person_times?: number
  sessions: number | null
  quantities: { value: number; unit: string; what: string; approx?: true; span: Span }[]
  spans: Record<string, Span>
}

/** A reading in its public form. Where only 人次 were said they stand as participants too, and are named person_times. */
export function lineOf(id: string, reading: Reading): ReadLine {
  const heads = reading.participants ?? reading.personTimes
  return {
    id,
    intent: reading.intent,
    date: reading.date?.value ?? null,
    organizer: reading.organizer?.value ?? null,
    location: reading.location?.value ?? null,
    category: reading.category?.value ?? null,
    topic: reading.topic?.value ?? null,
    participants: heads && heads.upTo === undefined ? heads.value : null,
    ...(heads?.approx ? { participants_approx: true as const } : {}),
    ...(heads?.upTo === undefined
      ? {}
      : { participants_range: [heads.value, heads.upTo] as [number, number] }),
    ...(reading.personTimes ? { person_times: reading.personTimes.value } : {}),
    sessions: reading.sessions?.value ?? null,
    quantities: reading.quantities.map(quantityLine),
    spans: spansOf(reading, heads),
  }
}

function quantityLine(q: Quantity): ReadLine['quantities'][number] {
  return {
    value: q.value,
    unit: q.unit,
    what: q.what,
    ...(q.approx ? { approx: true as const } : {}),
    span: q.span,
  }
}

function spansOf(reading: Reading, heads: Counted | undefined): Record<string, Span> {
  const spans: Record<string, Span> = {}
  const add = (name: string, span: Span | undefined) => {
    if (span) spans[name] = span
  }
  add('date', reading.date?.span)
  add('organizer', reading.organizer?.span)
  add('location', reading.location?.span)
  add('category', reading.category?.span)
  add('topic', reading.topic?.span)
  add('participants', heads?.span)
  add('person_times', reading.personTimes?.span)
  add('sessions', reading.sessions?.span)
  return spans
}
