import { dayOf, type Instant } from '../clock.ts'
import type { Entry, RowFields, RowQuantity } from '../ledger/entry.ts'
import type { Category } from '../reading/category.ts'
import type { Counted, Quantity, Reading } from '../reading/reading.ts'
import type { RequiredField } from '../town.ts'
import type { Whose } from './whose.ts'

const WHOLE_DATE = /^\d{4}-\d\d-\d\d([/,]\d{4}-\d\d-\d\d)*$/

/** What was read of one activity, as fields of a row; what was not read is left out. */
export function fieldsRead(reading: Reading, whose: Whose): Partial<RowFields> {
  return {
    ...valuesRead(reading),
    ...(whose.village === null ? {} : { village: whose.village }),
    ...(whose.organizer === null ? {} : { organizer: whose.organizer }),
    ...(reading.cumulative ? { cumulative: true as const } : {}),
  }
}

/** The values of a reading besides whose they are. */
export function valuesRead(reading: Reading): Partial<RowFields> {
  const { category, topic, location, personTimes, sessions, quantities } = reading
  const date = wholeDate(reading)
  return {
    ...(date === undefined ? {} : { date }),
    ...(category ? { category: category.value } : {}),
    ...(topic ? { topic: topic.value } : {}),
    ...(location ? { location: location.value } : {}),
    ...(reading.participants ? headcount(reading.participants) : {}),
    ...(personTimes ? { personTimes: personTimes.value } : {}),
    ...(sessions ? { sessions: sessions.value } : {}),
    ...(quantities.length > 0 ? { quantities: quantities.map(quantityOf) } : {}),
  }
}

export function headcount(counted: Counted): Pick<RowFields, 'participants' | 'participantsApprox'> {
  return {
    participants: counted.value,
    participantsApprox: counted.approx === true || counted.upTo !== undefined,
  }
}

function quantityOf({ value, unit, what, approx }: Quantity): RowQuantity {
  return { value, unit, what, ...(approx ? { approx } : {}) }
}

/** A date that says its day; `--06` and the like would be a guess. */
export function wholeDate(reading: Reading): string | undefined {
  const date = reading.date?.value
  return date !== undefined && WHOLE_DATE.test(date) ? date : undefined
}

/** Kinds of activity that people attend: without a headcount such a row says nothing. */
const ATTENDED: Category[] = [
  'study',
  'meeting',
  'party_day',
  'lecture',
  'training',
  'volunteer',
  'culture',
  'contest',
]
/** Kinds that are told by something else than figures. */
const UNCOUNTED: Category[] = ['membership', 'cadre', 'inspection', 'mentor']

/** What the row cannot do without and does not have, in the order of the town file; a headcount only where one is needed. */
export function lacking(fields: Partial<RowFields>, required: RequiredField[]): NonNullable<Entry['asks']> {
  return required.filter((field) => {
    // A running total has no day and no headcount of its own.
    if (fields.cumulative && field !== 'village') return false
    if (field === 'participants') return !hasFigures(fields)
    if (field === 'village') return isBlank(fields.village) && isBlank(fields.organizer)
    return isBlank(fields[field])
  })
}

function hasFigures(fields: Partial<RowFields>): boolean {
  if (!isBlank(fields.participants) || !isBlank(fields.personTimes)) return true
  const { category } = fields
  if (fields.cumulative || (category && UNCOUNTED.includes(category))) return true
  if (category && ATTENDED.includes(category)) return false
  return (fields.quantities ?? []).length > 0 || !isBlank(fields.sessions)
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined
}

/** Another day is meant, though the reader did not find which. */
const OTHER_DAY =
  /那天|那日|当天|元旦|春节|除夕|初[一二三四五六七八九十]|元宵|清明|五一|端午|七一|八一|中秋|国庆|重阳|[上前]周|上个?月|前几天|去年/

/** Today, offered for a report that names no day; not when it names one that does not exist (6月31日) or is another (元旦那天). */
export function standardDate(reading: Reading, plain: string, at: Instant): Partial<RowFields> {
  const badDay = reading.refused.some((one) => /[日号]|\d[./]\d/.test(one.text))
  return badDay || reading.date || OTHER_DAY.test(plain) ? {} : { date: dayOf(at) }
}
