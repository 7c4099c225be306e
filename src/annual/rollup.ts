import { dayOf } from '../clock.ts'
import type { Row } from '../ledger/row.ts'
import { type RegisterRecord, textIn } from '../register/record.ts'
import type { Basis } from './basis.ts'
import { countFigure, emptyFigure, type Figure, type Item, shareFigure } from './figure.ts'
import { fitsRecord, fitsRow, quantitiesOf, villagesOf } from './match.ts'
import { type Period, within } from './period.ts'
import type { Sources } from './source.ts'

/** Figures by name, in the order of the bases. */
export type Figures = Map<string, Figure>

/** Counts every figure of a period. A year of a township takes well under a second. */
export function rollUp(bases: Basis[], from: Sources, period: Period): Figures {
  const sources = readOnce(from)
  const byName = new Map(bases.map((basis) => [basis.name, basis]))
  const done: Figures = new Map()
  function figure(basis: Basis): Figure {
    const found = done.get(basis.name) ?? count(basis, sources, period, part)
    done.set(basis.name, found)
    return found
  }
  function part(name: string): Figure[] {
    const basis = byName.get(name)
    return basis ? [figure(basis)] : []
  }
  return new Map(bases.map((basis) => [basis.name, figure(basis)]))
}

/** A register stands still while it is counted: its records of a day are folded once, not once a figure. */
function readOnce(sources: Sources): Sources {
  const held = new Map<string, RegisterRecord[]>()
  return {
    ...sources,
    records(register, day) {
      const found = held.get(`${register} ${day}`) ?? sources.records(register, day)
      held.set(`${register} ${day}`, found)
      return found
    },
  }
}

function count(basis: Basis, sources: Sources, period: Period, part: (name: string) => Figure[]): Figure {
  if (basis.count === 'share') {
    const [some, whole] = basis.parts.flatMap(part)
    return some && whole ? shareFigure(basis, period, some, whole) : emptyFigure(basis, period)
  }
  const items =
    basis.count === 'sum'
      ? basis.parts.flatMap(part).flatMap((one) => [...one.items])
      : itemsOf(basis, sources, period)
  return items.length === 0 ? emptyFigure(basis, period) : countFigure(basis, period, items)
}

function itemsOf(basis: Basis, sources: Sources, period: Period): Item[] {
  if (basis.count === 'register') return recordItems(basis, sources, period)
  if (basis.count === 'articles') return articleItems(basis, sources, period)
  if (basis.count === 'digests') return digestItems(basis, sources, period)
  return sources.rows
    .filter((row) => fitsRow(row, basis, period, sources.words))
    .flatMap((row) => rowItems(row, basis, sources.rows))
}

/** What a row gives to a figure: nothing when it does not say what is counted. 人数 never stands in for 人次. */
function rowItems(row: Row, basis: Basis, rows: Row[]): Item[] {
  const item = (amount: number, as?: string): Item => ({
    kind: 'row',
    id: row.number,
    title: row.topic ?? '',
    ...((row.village ?? row.organizer) ? { village: row.village ?? row.organizer ?? '' } : {}),
    ...(row.date ? { day: row.date.slice(0, 10) } : {}),
    amount,
    ...(as === undefined ? {} : { as }),
    messages: row.messages,
  })
  if (basis.count === 'villages') return villagesOf(row, rows).map((village) => item(1, village))
  if (basis.count === 'headcount') return row.participants === null ? [] : [item(row.participants)]
  if (basis.count === 'person_times') return row.personTimes === null ? [] : [item(row.personTimes)]
  if (basis.count === 'quantity') {
    const found = quantitiesOf(row, basis)
    return found.length === 0 ? [] : [item(found.reduce((sum, one) => sum + one.value, 0))]
  }
  const times = basis.joint === 'each' ? Math.max(1, villagesOf(row, rows).length) : 1
  return [item((basis.count === 'sessions' ? (row.sessions ?? 1) : 1) * times)]
}

function recordItems(basis: Basis, sources: Sources, period: Period): Item[] {
  const { register, sum, distinct, range, when } = basis.where
  if (!register) return []
  return sources
    .records(register, period.to)
    .filter((record) => fitsRecord(record, basis, period))
    .map(
      (record): Item => ({
        kind: 'record',
        id: record.id,
        title: textIn(record, 'name') || textIn(record, 'mentor') || textIn(record, 'branch'),
        village: textIn(record, 'village') || textIn(record, 'branch'),
        day: when ? textIn(record, when) : record.since,
        amount: sum || range ? Number(record.values[sum ?? range ?? ''] ?? 0) : 1,
        ...(distinct ? { as: textIn(record, distinct) } : {}),
        messages: record.history.flatMap(({ source }) => ('messages' in source ? source.messages : [])),
      }),
    )
}

function articleItems(basis: Basis, sources: Sources, period: Period): Item[] {
  const { columns, own } = basis.where
  return sources.articles
    .filter((one) => within(period, dayOf(one.at)))
    .filter((one) => (!columns || columns.includes(one.column)) && (own === undefined || own === one.own))
    .map(
      ({ id, title, at }): Item => ({ kind: 'article', id, title, day: dayOf(at), amount: 1, messages: [] }),
    )
}

/** Counts lines of digests when sections are named, else digests. */
function digestItems(basis: Basis, sources: Sources, period: Period): Item[] {
  const { sections } = basis.where
  return sources.digests
    .filter((one) => within(period, one.day))
    .map(
      (one): Item => ({
        kind: 'digest',
        id: one.id,
        title: `${one.day} 简报`,
        day: one.day,
        amount: sections ? one.lines.filter((line) => sections.includes(line.section)).length : 1,
        messages: one.messages,
      }),
    )
    .filter((item) => item.amount > 0)
}
