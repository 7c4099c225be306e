import type { RowFields, RowQuantity } from '../ledger/entry.ts'
import type { Row } from '../ledger/row.ts'
import { headcount, valuesRead } from './filing.ts'
import type { Heard } from './heard.ts'
import { newCount, withoutNumbers } from './number.ts'

const MORE = /补充|补报|还有|另外|漏了?报?|加上/
/** The whole count is said, not what comes on top: “漏了一个人，19个”. */
const WHOLE_COUNT =
  /应该?[是为]?\s*\d|[一总]共\s*\d|实[际到为]|\d\s*个?[人名位].{0,6}[算漏]|漏了?[\d一两二三]\s*个?[人名位]?[,，]\s*\d/
/** What stands before a figure and does not tell what it is of. */
const NO_THING = /^(是|应该?[是为]?|实[为际]|为|改[成为]|有|[多少漏缺].*|.*[多少漏缺][报写算记].*|.*数)$/
const PEOPLE = /^[人名位个口]$/

/** “再减2个” of the count that stands; before it is known which row is meant, that it is a count. */
export function stepped(step: number, row: Row | undefined): Partial<RowFields> {
  if (!row) return { participants: 0 }
  const value = (row.participants ?? 0) + step
  return row.participants === null || value < 1 ? {} : { participants: value }
}

/** Figures said along with named fields (“日期3月3日，人数25人，清理垃圾5吨”): of things that stand in the row. */
export function besides(heard: Heard, row: Row | undefined): Partial<RowFields> {
  if (!row) return {}
  const units = row.quantities.map(({ unit }) => unit)
  const told = (valuesRead(heard.reading).quantities ?? []).filter(
    (q) =>
      units.includes(q.unit) &&
      !PEOPLE.test(q.unit) &&
      !row.quantities.some((old) => old.unit === q.unit && old.value === q.value),
  )
  return told.length > 0 ? { quantities: amended(row.quantities, told, heard.plain) } : {}
}

function isSupplement(plain: string): boolean {
  return MORE.test(plain) && !WHOLE_COUNT.test(plain)
}

/** Words in which a figure without a unit is a headcount. */
const COUNTED =
  /人(?!次)|名|位|\d\s*个\s*$|不是\s*\d+\D{0,3}是\s*\d+|\d\s*(改[成为]?|应该?[是为]|→|[-=]>|换成)\s*\d|(应该?[是为]?|[一总]共)\s*\d+\s*$/

/** A headcount that is put right; one that only comes on top (“还有8名志愿者”) is a figure of its own. */
export function people(heard: Heard, row: Row | undefined): Partial<RowFields> {
  const { plain, reading } = heard
  const text = withoutNumbers(plain)
  const counted = COUNTED.test(text) || /^\D{0,6}\d+\D{0,3}$/.test(text.trim())
  const said = counted ? newCountSaid(text, heard) : reading.participants && headcount(reading.participants)
  if (!said) return {}
  return isSupplement(plain) && row?.participants !== null && row !== undefined ? {} : said
}

function isHeadcountItself({ what }: RowQuantity, plain: string): boolean {
  if (what === '') return !isSupplement(plain)
  return /改|不是|写错|说错|有误/.test(plain + what) || NO_THING.test(what)
}

/** Figures besides the headcount; what the reader took for one and is the headcount itself is left out. */
export function otherFigures(heard: Heard, row: Row | undefined): Partial<RowFields> {
  const { plain, reading } = heard
  const more =
    isSupplement(plain) && row !== undefined && row.participants !== null ? reading.participants : undefined
  const counted = people(heard, row).participants
  const told = (valuesRead(reading).quantities ?? []).filter(
    (q) => !(PEOPLE.test(q.unit) && (q.value === counted || isHeadcountItself(q, plain))),
  )
  if (more)
    told.push({
      value: more.value,
      unit: '人',
      what: '另有',
      ...(more.approx ? { approx: more.approx } : {}),
    })
  return told.length > 0 ? { quantities: amended(row?.quantities ?? [], told, plain) } : {}
}

/** A figure of the same unit and thing is put right, and keeps its name; another is added. A supplement only adds. */
function amended(standing: RowQuantity[], told: RowQuantity[], plain: string): RowQuantity[] {
  const fresh = told.map((q) => ({
    ...q,
    what: NO_THING.test(q.what) ? '' : q.what.replace(/(应该)?[是为]$/, ''),
  }))
  if (isSupplement(plain)) return [...standing, ...fresh]
  const old = (q: RowQuantity) =>
    standing.find((one) => one.unit === q.unit && sameThing(q.what, one.what)) ??
    onlyOne(standing.filter((one) => one.unit === q.unit && q.what === ''))
  const put = fresh.map((q) => ({ ...q, what: old(q)?.what || q.what }))
  return [...standing.filter((one) => !fresh.some((q) => old(q) === one)), ...put]
}

function onlyOne<T>(list: T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined
}

function sameThing(a: string, b: string): boolean {
  return a === b || (a !== '' && b.includes(a)) || (b !== '' && a.includes(b))
}

/** The new headcount; a day in the words is no count. */
export function newCountSaid(part: string, { reading, message }: Heard): Partial<RowFields> | undefined {
  const day = reading.date ? message.text.slice(...reading.date.span).normalize('NFKC') : ''
  const count = newCount(/[月号/.]/.test(day) ? part.replace(day, ' ') : part)
  if (count) return { participants: count.value, participantsApprox: count.approx }
  return reading.participants && !/不是|写错|改[成为]/.test(part)
    ? headcount(reading.participants)
    : undefined
}
