import type { RowQuantity } from '../ledger/entry.ts'
import type { Row } from '../ledger/row.ts'
import { type RegisterRecord, textIn } from '../register/record.ts'
import type { Basis } from './basis.ts'
import { type Period, within } from './period.ts'
import type { Sources } from './source.ts'

/** The day on which a row counts: the first of a range or a list, so that each row lies in one month only. */
export function dayOfRow(row: Row): string | undefined {
  return row.date?.match(/^\d{4}-\d{2}-\d{2}/)?.[0]
}

/** Whether a ledger row is one the figure counts. 累计 rows repeat what single reports said: they are in no figure. */
export function fitsRow(row: Row, basis: Basis, period: Period, words?: Sources['words']): boolean {
  const { where } = basis
  if (row.cumulative || !basis.states.includes(row.state)) return false
  if (where.categories && !(row.category && where.categories.includes(row.category))) return false
  const day = dayOfRow(row)
  if (!day || !within(period, day)) return false
  if (where.organizers && !where.organizers.some((name) => isOrganizer(row, name))) return false
  if (where.villages && !where.villages.some((name) => villageNames(row).includes(name))) return false
  if (!where.words && !where.without) return true
  const said = saidIn(row, words)
  if (where.words && !where.words.some((word) => said.includes(word))) return false
  return !where.without?.some((word) => said.includes(word))
}

/** What the row says, and the words it was read from: a reading may have cut 村党支部书记培训班 to 培训班. */
function saidIn(row: Row, words: Sources['words']): string {
  const quantities = row.quantities.map((one) => one.what)
  return [row.topic, row.organizer, row.location, ...quantities, words?.(row)].join(' ')
}

function isOrganizer(row: Row, name: string): boolean {
  return row.organizer?.startsWith(name) === true || row.village === name
}

/** `张湾村、上滩村` -> both. */
export function villageNames(row: Row): string[] {
  return (row.village ?? '').split(/[、，,]/).filter(Boolean)
}

/** The villages of an activity: its own, and those whose reports of it were merged into this row. */
export function villagesOf(row: Row, rows: Row[]): string[] {
  const merged = rows.filter((other) => other.state === 'merged' && other.into === row.number)
  return [...new Set([row, ...merged].flatMap(villageNames))]
}

/** The quantities of a row that a figure counts. */
export function quantitiesOf(row: Row, basis: Basis): RowQuantity[] {
  const { quantityUnit, quantityWords } = basis.where
  return row.quantities.filter(
    (one) =>
      (!quantityUnit || one.unit === quantityUnit) &&
      (!quantityWords || quantityWords.some((word) => one.what.includes(word))),
  )
}

/** Whether a register record is one the figure counts. */
export function fitsRecord(record: RegisterRecord, basis: Basis, period: Period): boolean {
  const { fields = [], when } = basis.where
  if (when && !within(period, textIn(record, when))) return false
  return fields.every(({ key, wanted }) => wanted.some((one) => fitsField(record, key, one, period)))
}

/** A wanted word, or a comparison `<= 35`; 年龄 is counted in whole years at the end of the period. */
function fitsField(record: RegisterRecord, key: string, wanted: string, period: Period): boolean {
  const held = key === 'age' ? ageAt(textIn(record, 'birth'), period.to) : record.values[key]
  if (held === null || held === undefined || held === '') return wanted === '空'
  if (wanted === '不空') return true
  const [, sign, bound] = wanted.match(/^(<=|>=|<|>)\s*(\d+(?:\.\d+)?)$/) ?? []
  if (sign !== undefined) return compare(Number(held), sign, Number(bound))
  if (Array.isArray(held)) return held.includes(wanted)
  return typeof held === 'boolean' ? (held ? '是' : '否') === wanted : String(held) === wanted
}

function compare(value: number, sign: string, bound: number): boolean {
  if (sign === '<=') return value <= bound
  if (sign === '>=') return value >= bound
  return sign === '<' ? value < bound : value > bound
}

function ageAt(birth: string, day: string): number | null {
  if (!birth) return null
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return birth.slice(5) <= day.slice(5) ? years : years - 1
}
