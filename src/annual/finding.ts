import type { Row } from '../ledger/row.ts'
import type { Basis } from './basis.ts'
import { type Figure, type Item, sayFigure } from './figure.ts'
import { fitsRow, quantitiesOf } from './match.ts'
import type { Period } from './period.ts'
import type { Figures } from './rollup.ts'
import type { Sources } from './source.ts'

/** Something about the figures that a person must look at; never repaired by the program. */
export interface Finding {
  kind: 'contradiction' | 'counted-twice' | 'mixed-units' | 'no-rows' | 'no-value' | 'no-date'
  /** Names of the figures it is about. */
  figures: string[]
  say: string
  items: Pick<Item, 'kind' | 'id' | 'title'>[]
}

/** All findings of a roll-up, the gravest first. */
export function findingsOf(figures: Figures, sources: Sources, period: Period): Finding[] {
  const all = [...figures.values()]
  return [
    ...all.flatMap((figure) => contradiction(figure, figures)),
    ...all.flatMap((figure) => countedTwice(figure, figures)),
    ...all.flatMap((figure) => mixedUnits(figure, figures)),
    ...all.flatMap((figure) => silentRows(figure, sources, period)),
    ...withoutDate(sources.rows, period),
    ...all.flatMap(withoutRows),
  ]
}

function partsOf(figure: Figure, figures: Figures): Figure[] {
  return figure.basis.parts.flatMap((name) => figures.get(name) ?? [])
}

/** Figures that name their parts, but count for themselves: the two must agree. */
function contradiction(figure: Figure, figures: Figures): Finding[] {
  const { basis } = figure
  const parts = partsOf(figure, figures)
  if (basis.count === 'sum' || basis.count === 'share' || parts.length === 0) return []
  const sum = parts.reduce((total, part) => total + part.value, 0)
  if (sum === figure.value) return []
  const spelt = parts.map((part) => `${part.basis.name} ${part.value}`).join('＋')
  const twice = itemsInSeveral(parts)
  const why = twice.length > 0 ? `其中${sayTwice(twice)}。` : ''
  const say = `“${basis.name}”合计 ${figure.value}${basis.unit}，分项之和是 ${sum}（${spelt}），相差 ${Math.abs(sum - figure.value)}。${why}请核对后再用，程序不会自行改动。`
  return [{ kind: 'contradiction', figures: [basis.name, ...basis.parts], say, items: twice }]
}

interface Twice {
  kind: Item['kind']
  id: string
  title: string
  in: string[]
}

function itemsInSeveral(parts: Figure[]): Twice[] {
  const seen = new Map<string, Twice>()
  for (const part of parts) {
    for (const item of part.items) {
      const one = seen.get(item.id) ?? { kind: item.kind, id: item.id, title: item.title, in: [] }
      one.in.push(part.basis.name)
      seen.set(item.id, one)
    }
  }
  return [...seen.values()].filter((one) => one.in.length > 1)
}

function sayTwice(twice: Twice[]): string {
  const said = twice.slice(0, 3).map(({ kind, id, title, in: names }) => {
    const number = kind === 'row' ? `（台账 ${id}）` : ''
    return `“${title}”${number}同时计入${names.join('、')}`
  })
  return said.join('；') + (twice.length > 3 ? `等 ${twice.length} 条` : '')
}

function countedTwice(figure: Figure, figures: Figures): Finding[] {
  if (figure.basis.count !== 'sum') return []
  const twice = itemsInSeveral(partsOf(figure, figures))
  if (twice.length === 0) return []
  const say = `“${figure.basis.name}”是合计，有 ${twice.length} 条被算了不止一次：${sayTwice(twice)}。`
  return [{ kind: 'counted-twice', figures: [figure.basis.name], say, items: twice }]
}

/** 人数 and 人次, or any two units, in one sum. */
function mixedUnits(figure: Figure, figures: Figures): Finding[] {
  const { basis } = figure
  const parts = partsOf(figure, figures)
  if (basis.count === 'share' || parts.length === 0) return []
  const units = [...new Set(parts.map((part) => part.basis.unit))]
  const heads = new Set(parts.map((part) => part.basis.count))
  const mixed = heads.has('headcount') && heads.has('person_times')
  if (!mixed && units.length < 2) return []
  const say = mixed
    ? `“${basis.name}”把人数和人次加在了一起，这两样不能相加，请改口径。`
    : `“${basis.name}”的分项单位不一（${units.join('、')}），不能相加，请改口径。`
  return [{ kind: 'mixed-units', figures: [basis.name, ...basis.parts], say, items: [] }]
}

/** Rows that belong to a figure but do not say what it counts: 人数 where 人次 is counted, or no number at all. */
function silentRows(figure: Figure, sources: Sources, period: Period): Finding[] {
  const { basis } = figure
  if (!['headcount', 'person_times', 'quantity'].includes(basis.count)) return []
  const silent = sources.rows.filter((row) => fitsRow(row, basis, period, sources.words) && !says(row, basis))
  const other = silent.filter((row) => saysOther(row, basis))
  const none = silent.filter((row) => !saysOther(row, basis) && !saysSomething(row, basis))
  const [own, foreign] = basis.count === 'headcount' ? ['人数', '人次'] : ['人次', '人数']
  return [
    ...finding(
      'mixed-units',
      basis,
      other,
      `“${basis.name}”计${own}，有 ${other.length} 条只报了${foreign}，没有计入。`,
    ),
    ...finding(
      'no-value',
      basis,
      none,
      `“${basis.name}”有 ${none.length} 条没有写${sayCounted(basis)}，没有计入。`,
    ),
  ]
}

function finding(kind: Finding['kind'], basis: Basis, rows: Row[], say: string): Finding[] {
  return rows.length === 0 ? [] : [{ kind, figures: [basis.name], say, items: rows.map(itemOfRow) }]
}

function says(row: Row, basis: Basis): boolean {
  if (basis.count === 'headcount') return row.participants !== null
  if (basis.count === 'person_times') return row.personTimes !== null
  return quantitiesOf(row, basis).length > 0
}

function saysOther(row: Row, basis: Basis): boolean {
  if (basis.count === 'headcount') return row.personTimes !== null
  return basis.count === 'person_times' && row.participants !== null
}

/** A row with other quantities belongs to another figure of its category; it is not one that forgot its number. */
function saysSomething(row: Row, basis: Basis): boolean {
  return basis.count === 'quantity' && (row.quantities.length > 0 || row.participants !== null)
}

function sayCounted(basis: Basis): string {
  if (basis.count === 'headcount') return '人数'
  return basis.count === 'person_times' ? '人次' : `数量（${basis.where.quantityUnit ?? basis.unit}）`
}

/** A row without a date lies in no period; it is told under the period in which it was filed. */
function withoutDate(rows: Row[], period: Period): Finding[] {
  const found = rows.filter((row) => {
    const filed = row.at.slice(0, 10)
    const live = row.state !== 'withdrawn' && row.state !== 'merged' && row.state !== 'returned'
    return live && !row.date && filed >= period.from && filed <= period.to
  })
  if (found.length === 0) return []
  const say = `台账里有 ${found.length} 条没有活动日期，任何时段都没有计入。`
  return [{ kind: 'no-date', figures: [], say, items: found.map(itemOfRow) }]
}

function withoutRows(figure: Figure): Finding[] {
  if (figure.items.length > 0) return []
  const say = `“${figure.basis.name}”在${figure.period.name}没有任何记录，报告里写作“${sayFigure(figure)}”。`
  return [{ kind: 'no-rows', figures: [figure.basis.name], say, items: [] }]
}

function itemOfRow(row: Row): Pick<Item, 'kind' | 'id' | 'title'> {
  return { kind: 'row', id: row.number, title: row.topic ?? '' }
}
