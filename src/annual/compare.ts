import type { Figures } from './rollup.ts'

/** A figure beside the same stretch of the year before. */
export interface Comparison {
  name: string
  unit: string
  now: number
  before: number
  /** Growth in per cent with one decimal; absent where the year before had nothing to compare with. */
  percent?: number
}

/** Figures that are empty in both years are left out. */
export function compareFigures(now: Figures, before: Figures): Comparison[] {
  return [...now.values()].flatMap((figure) => {
    const earlier = before.get(figure.basis.name)
    if (!earlier || (figure.items.length === 0 && earlier.items.length === 0)) return []
    const { name, unit } = figure.basis
    const compared = { name, unit, now: figure.value, before: earlier.value }
    if (earlier.value === 0) return [compared]
    return [
      { ...compared, percent: Math.round(((figure.value - earlier.value) / earlier.value) * 1000) / 10 },
    ]
  })
}

/** +12.5%, -3%, 持平; — where there was nothing to compare with. */
export function sayGrowth({ percent }: Comparison): string {
  if (percent === undefined) return '—'
  return percent === 0 ? '持平' : `${percent > 0 ? '+' : ''}${percent}%`
}
