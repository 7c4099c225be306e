/** 说法: how a figure is said. 照实 exact · 余 down to the ten · 万 down to a tenth of 万. */
export const MANNERS = { 照实: 'exact', 余: 'tens', 万: 'wan' } as const
export type Manner = (typeof MANNERS)[keyof typeof MANNERS]

/**
 * The words for a value: 113 -> 110余 (tens), 25312 -> 2.5万余 (wan). A value that is round already is said without the
 * word, and one too small to round is said as it is.
 */
export function speak(value: number, manner: Manner, word: '余' | '多'): string {
  if (manner === 'tens' && value >= 20) {
    const round = Math.floor(value / 10) * 10
    return round === value ? String(value) : `${round}${word}`
  }
  if (manner === 'wan' && value >= 10_000) {
    const tenths = Math.floor(value / 1000)
    return `${tenths / 10}万${tenths * 1000 === value ? '' : word}`
  }
  return String(Math.round(value * 10) / 10)
}
