import { type Day, plusDays } from '../../clock.ts'
import type { RowFields } from '../../ledger/entry.ts'
import type { Chance } from './chance.ts'
import { COMMUNITIES, PLACES, VILLAGES } from './places.ts'
import { PLAN, type Planned } from './plan.ts'

/** What truly happened, as the generator knows it; the ledger of the played year is compared with it. */
export interface Happening {
  /** Its place in the book, `1`… */
  n: number
  /** The village, community or body that reports it. */
  place: string
  /** The fields that must stand in the ledger at the end. */
  fields: RowFields
  day: Day
  fate: Fate
}

/**
 * How it comes into the ledger: told once; told wrongly first and corrected (`first` said another number); told by a
 * second place of a joint activity or told twice (a duplicate of `of`); told and then taken back.
 */
export type Fate =
  | { kind: 'plain' }
  | { kind: 'corrected'; first: Partial<RowFields> }
  | { kind: 'duplicate'; of: number }
  | { kind: 'withdrawn' }

/** The book of a year: every planned activity, and among them duplicates and withdrawals that must not count. */
export function writeBook(year: number, chance: Chance): Happening[] {
  const book: Happening[] = []
  const free = openDays(year)
  const add = (place: string, fields: RowFields, fate: Fate): number => {
    book.push({ n: book.length + 1, place, fields, day: fields.date ?? '', fate })
    return book.length
  }
  for (const planned of PLAN) {
    for (const { place, fields } of timesOf(planned, year, chance, free)) {
      const n = add(place, fields, fateOf(fields, chance))
      if (chance.percent(3)) add(place, fields, { kind: 'duplicate', of: n })
      if (chance.percent(2)) add(place, withdrawnOf(fields, chance), { kind: 'withdrawn' })
    }
  }
  return book
}

function timesOf(
  planned: Planned,
  year: number,
  chance: Chance,
  free: ReturnType<typeof openDays>,
): { place: string; fields: RowFields }[] {
  const { times } = planned
  const heads = headsOf(planned, chance)
  const personTimes = planned.personTimesTotal ? chance.split(planned.personTimesTotal, times, 40) : []
  const amounts = planned.quantity ? chance.split(planned.quantity.total, times) : []
  const places = placesOf(planned, chance)
  const days = Array.from({ length: times }, (_, n) => dayOfTime(year, n, times, chance)).sort()
  return days.map((wanted, n) => {
    const place = places[n % places.length] ?? ''
    const day = free(place, planned.category, wanted)
    const { unit = '', what = [] } = planned.quantity ?? {}
    const amount = amounts[n]
    const quantities =
      amount === undefined ? [] : [{ value: amount, unit, what: what[n % what.length] ?? '' }]
    const topic = (planned.topics[n % planned.topics.length] ?? '').replace('{n}', String(n + 1))
    const counted = { participants: heads[n] ?? null, personTimes: personTimes[n] ?? null, quantities }
    return { place, fields: { ...fieldsAt(place, planned, day, topic), ...counted } }
  })
}

/** A place does one thing of a kind a day; a second one would rightly be taken for the same. */
function openDays(year: number): (place: string, category: string, wanted: Day) => Day {
  const taken = new Set<string>()
  const days = Array.from({ length: 360 }, (_, n) => plusDays(`${year}-01-02`, n))
  return (place, category, wanted) => {
    const order = [...days.filter((day) => day >= wanted), ...days.filter((day) => day < wanted).reverse()]
    const day = order.find((one) => !taken.has(`${place} ${category} ${one}`)) ?? wanted
    taken.add(`${place} ${category} ${day}`)
    return day
  }
}

function fieldsAt(place: string, planned: Planned, day: Day, topic: string): RowFields {
  const body = place.startsWith('镇')
  return {
    village: body ? null : place,
    organizer: body ? place : `${place}党支部`,
    date: day,
    category: planned.category,
    topic,
    location: null,
    participants: null,
    participantsApprox: false,
    personTimes: null,
    sessions: null,
    quantities: [],
  }
}

function headsOf(planned: Planned, chance: Chance): number[] {
  const { heads, headsTotal, times } = planned
  if (headsTotal) return chance.split(headsTotal, times)
  return heads ? Array.from({ length: times }, () => chance.between(...heads)) : []
}

function placesOf(planned: Planned, chance: Chance): string[] {
  if (planned.by === 'places') return chance.shuffle(PLACES)
  if (planned.by === 'communities') return chance.shuffle(COMMUNITIES)
  if (planned.by === 'villages' || planned.by === 'each village') return chance.shuffle(VILLAGES)
  return [planned.by]
}

/** Spread over the year, none after December 27, so that also the late reports come in by the year's end. */
function dayOfTime(year: number, n: number, times: number, chance: Chance): Day {
  const at = Math.floor((360 * (n + 0.5)) / times) + chance.between(-4, 4)
  return plusDays(`${year}-01-01`, Math.min(360, Math.max(2, at)))
}

function fateOf(fields: RowFields, chance: Chance): Fate {
  if (fields.participants !== null && fields.participants > 3 && chance.percent(4)) {
    return { kind: 'corrected', first: { participants: fields.participants + chance.between(1, 9) } }
  }
  return { kind: 'plain' }
}

/** A report that is taken back again: another day and another number, so that it is no duplicate. */
function withdrawnOf(fields: RowFields, chance: Chance): RowFields {
  const day = fields.date ? plusDays(fields.date, chance.between(1, 2)) : null
  return {
    ...fields,
    date: day,
    participants: fields.participants && fields.participants + chance.between(10, 20),
  }
}
