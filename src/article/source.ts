import { daysBetween } from '../clock.ts'
import type { RowFields } from '../ledger/entry.ts'
import type { Row } from '../ledger/row.ts'
import { findDates } from '../reading/dates.ts'
import { counted, type Figure, figuresIn, plainOf } from './figure.ts'

/** A cited row as the proof sees it: what it says now, and the words of the messages it was read from. */
export interface SourceRow extends Omit<RowFields, 'participantsApprox'> {
  number: string
  /** Withdrawn, returned and merged rows prove nothing. */
  state?: string
  participantsApprox?: boolean
  by?: string
  entries?: Pick<Row['entries'][number], 'fields' | 'was' | 'by'>[]
  words: string[]
  /** Pictures that came with it. */
  pictures?: { hash: string; name: string; message: string }[]
}

export interface Fact {
  value: number
  unit: string
  how: Figure['how']
  /** Read from the row's own field: these add up to totals. */
  field?: keyof RowFields
  what?: string
  approx?: boolean
}

/** What one row can prove. */
export interface Source {
  row: SourceRow
  facts: Fact[]
  /** `2025-03-05`, `--03-05`, `2025-03-05/2025-03-07` …: the row's dates and those in its messages. */
  dates: string[]
  /** Everything it says, for names. */
  text: string
  /** Villages and bodies that did it together with its own, as its message says. */
  partners: Set<string>
}

/** Values that were corrected since: a message that still says them proves nothing any more. */
interface Stale {
  numbers: Set<string>
  dates: Set<string>
}

/** Every row as a source. One message may report several activities: what is another row's own proves nothing here. */
export function sourcesOf(rows: SourceRow[]): Source[] {
  return rows.map((row) => {
    const siblings = rows.filter(
      (one) => one.number !== row.number && one.words.some((words) => row.words.includes(words)),
    )
    return sourceOf(row, siblings)
  })
}

function sourceOf(row: SourceRow, siblings: SourceRow[]): Source {
  const stale = staleOf(row)
  for (const sibling of siblings) addOwn(stale, sibling)
  const own = fieldFacts(row)
  const free = [row.topic, row.location, row.organizer].flatMap((one) => one ?? [])
  const told = row.words
    .flatMap((text) => factsIn(text))
    .filter((fact) => {
      const key = `${fact.unit}:${fact.value}`
      // The field knows better what was counted.
      return !stale.numbers.has(key) && !own.some((one) => one.unit === fact.unit && one.value === fact.value)
    })
  const days = row.date?.split(/[/,]/).map((day) => day.slice(-5)) ?? []
  const dates = row.words
    .flatMap(datesIn)
    .map((date) => dated(date, row.date))
    .filter((date) => days.includes(date.slice(-5)) || !stale.dates.has(date.slice(-5)))
  return {
    row,
    facts: [...own, ...free.flatMap(factsIn), ...told],
    dates: [...(row.date ? [row.date] : []), ...dates],
    text: [
      row.village ?? '',
      ...free,
      ...row.quantities.map((one) => one.what),
      row.by ?? '',
      ...row.words,
    ].join('\n'),
    partners: new Set(),
  }
}

function fieldFacts(row: SourceRow): Fact[] {
  const approx = row.participantsApprox ? { approx: true } : {}
  const one = (field: keyof RowFields, unit: string, value: number | null): Fact[] =>
    value === null
      ? []
      : [{ value, unit, how: 'cardinal', field, ...(field === 'participants' ? approx : {}) }]
  return [
    ...one('participants', 'people', row.participants),
    ...one('personTimes', 'times', row.personTimes),
    ...one('sessions', 'sessions', row.sessions),
    ...durationOf(row),
    ...row.quantities.map(
      ({ value, unit, what, approx: about }): Fact => ({
        ...counted(value, unit),
        how: 'cardinal',
        field: 'quantities',
        what,
        ...(about ? { approx: true } : {}),
      }),
    ),
  ]
}

/** 为期3天: the length of the row's own range. */
function durationOf({ date }: SourceRow): Fact[] {
  const [from, to] = date?.split('/') ?? []
  if (!from || !to || to.length !== 10 || from.length !== 10) return []
  return [{ value: daysBetween(from, to) + 1, unit: '天', how: 'cardinal' }]
}

function factsIn(text: string): Fact[] {
  return figuresIn(text, findDates(plainOf(text)).taken).map(({ value, unit, how, rounding }) => ({
    ...counted(value, unit),
    how,
    ...(rounding ? { approx: true } : {}),
  }))
}

/** 6月5日 in a message is of the year that is nearest to the row's own day. */
function dated(date: string, own: string | null): string {
  const near = own?.slice(0, 10)
  if (!near || near.length < 10) return date
  return date.replace(/(^|[/,])--(\d{2}-\d{2})/g, (_, before: string, day: string) => {
    const year = Number(near.slice(0, 4))
    const far = (one: number) => Math.abs(daysBetween(`${one}-${day}`, near))
    const best = [year, year - 1, year + 1].sort((a, b) => far(a) - far(b))[0]
    return `${before}${best}-${day}`
  })
}

function datesIn(text: string): string[] {
  return findDates(plainOf(text)).events.map((event) => event.value)
}

function addOwn(stale: Stale, sibling: SourceRow): void {
  for (const fact of fieldFacts(sibling)) stale.numbers.add(`${fact.unit}:${fact.value}`)
  for (const day of sibling.date?.split(/[/,]/) ?? []) stale.dates.add(day.slice(-5))
}

function staleOf(row: SourceRow): Stale {
  const stale: Stale = { numbers: new Set(), dates: new Set() }
  for (const entry of row.entries ?? []) {
    for (const fields of [entry.was ?? {}, entry.fields ?? {}]) {
      const { participants, personTimes, sessions, date } = fields
      if (participants && participants !== row.participants) stale.numbers.add(`people:${participants}`)
      if (personTimes && personTimes !== row.personTimes) stale.numbers.add(`times:${personTimes}`)
      if (sessions && sessions !== row.sessions)
        for (const unit of ['场', '次', '场次']) stale.numbers.add(`${unit}:${sessions}`)
      if (date && date !== row.date) stale.dates.add(date.slice(-5))
      for (const old of fields.quantities ?? []) {
        if (row.quantities.some((one) => one.value === old.value && one.unit === old.unit)) continue
        const { value, unit } = counted(old.value, old.unit)
        stale.numbers.add(`${unit}:${value}`)
      }
    }
  }
  return stale
}
