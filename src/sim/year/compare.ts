import type { Row } from '../../ledger/row.ts'
import { counts } from '../../ledger/row.ts'
import type { Happening } from './book.ts'

/** The generator's book beside the ledger of the played year. */
export interface Compared {
  /** Happenings that stand in the ledger with the same numbers. */
  found: number
  /** Happenings that have a row, but another number in it. */
  differing: { n: number; row: string; field: string; book: string; ledger: string }[]
  /** Happenings without a row. */
  missing: Happening[]
  /** Rows that count and that nothing in the book stands behind. */
  invented: Row[]
}

/** Every happening that should count is looked for among the rows that do: same place, day and category first. */
export function compareBook(book: Happening[], rows: Row[]): Compared {
  const open = new Set(rows.filter(counts))
  const result: Compared = { found: 0, differing: [], missing: [], invented: [] }
  const standing = book.filter(({ fate }) => fate.kind === 'plain' || fate.kind === 'corrected')
  const left = standing.filter((one) => {
    const row = [...open].find((each) => isOf(each, one) && differences(one, each).length === 0)
    if (!row) return true
    open.delete(row)
    result.found += 1
    return false
  })
  for (const one of left) {
    const row = [...open].find((each) => isOf(each, one)) ?? [...open].find((each) => isNear(each, one))
    if (!row) result.missing.push(one)
    else {
      open.delete(row)
      result.differing.push(...differences(one, row))
    }
  }
  result.invented = [...open]
  return result
}

function isOf(row: Row, { place, day, fields }: Happening): boolean {
  return placeOf(row).startsWith(place) && row.date === day && row.category === fields.category
}

/** The same place, and either the day or the category was read otherwise. */
function isNear(row: Row, { place, day, fields }: Happening): boolean {
  const same = placeOf(row).startsWith(place)
  return same && (row.date === day || (row.date === null && row.category === fields.category))
}

function placeOf(row: Row): string {
  return row.village ?? row.organizer ?? ''
}

function differences(one: Happening, row: Row): Compared['differing'] {
  const amounts = (of: Happening['fields']): string =>
    of.quantities
      .filter(({ unit }) => one.fields.quantities.some((quantity) => quantity.unit === unit))
      .map(({ value, unit }) => `${value}${unit}`)
      .join('、')
  const pairs: [field: string, book: unknown, ledger: unknown][] = [
    ['日期', one.day, row.date],
    ['类别', one.fields.category, row.category],
    ['人数', one.fields.participants, row.participants],
    ['人次', one.fields.personTimes, row.personTimes],
    ['数量', amounts(one.fields), amounts(row)],
  ]
  return pairs
    .filter(([, book, ledger]) => book !== ledger)
    .map(([field, book, ledger]) => ({
      n: one.n,
      row: row.number,
      field,
      book: String(book ?? '无'),
      ledger: String(ledger ?? '无'),
    }))
}
