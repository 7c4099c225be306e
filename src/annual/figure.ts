import type { Day } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Basis } from './basis.ts'
import type { Period } from './period.ts'
import { speak } from './spoken.ts'

/** One thing a figure was counted from: a ledger row, a register record, an article or a digest. */
export interface Item {
  kind: 'row' | 'record' | 'article' | 'digest'
  /** Its number or id in its own room. */
  id: string
  /** What a reader sees first: the topic, the person's place in the register, the title. */
  title: string
  village?: string
  day?: Day
  /** What it adds to the figure. */
  amount: number
  /** What makes it one and the same for a figure that counts different things. */
  as?: string
  /** Message ids it was read from. */
  messages: string[]
}

const MADE: unique symbol = Symbol('made from its items')

/** 数据: a value and the items it was counted from. Only `countFigure` and `emptyFigure` make one (design.md, rule 2). */
export interface Figure {
  readonly [MADE]: true
  readonly basis: Basis
  readonly period: Period
  readonly items: readonly Item[]
  /** The exact value. */
  readonly value: number
  /** As the report says it, without the unit: 110余, 2.5万余, 2–3, 无. */
  readonly spoken: string
  /** share: the value of the whole. */
  readonly whole?: number
}

/** Counts the items; Fault `annual/no-rows` when there are none. */
export function countFigure(basis: Basis, period: Period, items: Item[]): Figure {
  if (items.length === 0) throw new Fault('annual/no-rows', `“${basis.name}”没有任何来源，不能成为一个数据。`)
  const amounts = items.map((item) => item.amount)
  if (basis.where.range) return rangeFigure(basis, period, items, amounts)
  const different = basis.where.distinct !== undefined || basis.count === 'villages'
  const value = different
    ? new Set(items.map((item) => item.as ?? item.id)).size
    : amounts.reduce((sum, amount) => sum + amount, 0)
  return { [MADE]: true, basis, period, items, value, spoken: speak(value, basis.spoken, basis.word) }
}

/** The share of the items' figure in the whole, in per cent with one decimal. */
export function shareFigure(basis: Basis, period: Period, part: Figure, whole: Figure): Figure {
  if (whole.value === 0) return emptyFigure(basis, period)
  const value = Math.round((part.value / whole.value) * 1000) / 10
  return {
    [MADE]: true,
    basis,
    period,
    items: part.items,
    value,
    spoken: String(value),
    whole: whole.value,
  }
}

/** Nothing was counted: said as 无, never as a number. */
export function emptyFigure(basis: Basis, period: Period): Figure {
  return { [MADE]: true, basis, period, items: [], value: 0, spoken: '无' }
}

/** With its unit: 110余场次; an empty one is only 无. */
export function sayFigure(figure: Figure): string {
  return figure.items.length === 0 ? figure.spoken : `${figure.spoken}${figure.basis.unit}`
}

function rangeFigure(basis: Basis, period: Period, items: Item[], amounts: number[]): Figure {
  const least = amounts.reduce((a, b) => Math.min(a, b))
  const most = amounts.reduce((a, b) => Math.max(a, b))
  const spoken = least === most ? String(most) : `${least}–${most}`
  return { [MADE]: true, basis, period, items, value: most, spoken }
}
