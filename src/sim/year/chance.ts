/** Chance that comes out the same for the same seed, so that a simulated year can be played again. */
export interface Chance {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  /** True so many times in a hundred. */
  percent(share: number): boolean
  shuffle<T>(from: readonly T[]): T[]
  /** `total` cut into `count` whole parts, none below `least`, most of them near the mean. */
  split(total: number, count: number, least?: number): number[]
}

/** mulberry32: small, even, and the same on every machine. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))

  function shuffle<T>(from: readonly T[]): T[] {
    const keyed = from.map((one) => ({ one, key: next() }))
    return keyed.sort((a, b) => a.key - b.key).map(({ one }) => one)
  }

  function split(total: number, count: number, least = 1): number[] {
    const weights = Array.from({ length: count }, () => 0.5 + next())
    const sum = weights.reduce((a, b) => a + b, 0)
    const free = total - least * count
    if (free < 0) throw new RangeError(`cannot split ${total} into ${count} parts of at least ${least}`)
    const parts = weights.map((weight) => least + Math.floor((free * weight) / sum))
    const left = total - parts.reduce((a, b) => a + b, 0)
    return parts.map((part, n) => part + (n < left ? 1 : 0))
  }

  return {
    between,
    shuffle,
    split,
    percent: (share) => next() * 100 < share,
    pick(from) {
      const found = from[between(0, from.length - 1)]
      if (found === undefined) throw new RangeError('nothing to pick from')
      return found
    },
  }
}
