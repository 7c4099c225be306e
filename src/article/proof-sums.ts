import { type Bench, found, type Unplaced } from './bench.ts'
import type { Figure } from './figure.ts'
import type { Scoped } from './scope.ts'
import { unitsAgree } from './stands.ts'

/** The sum is right, and its parts are counts of the same thing. */
export function sumOf({ parts, right }: Sum, { unit }: Figure, { sources }: Bench): boolean {
  const facts = sources.flatMap((source) => source.facts)
  return right && parts.every((part) => facts.some((fact) => fact.value === part && unitsAgree(unit, fact)))
}

export interface Sum {
  parts: number[]
  total: number
  right: boolean
  span: [number, number]
}

/** 12+15=27 */
export function shownSums(text: string): Sum[] {
  return [...text.matchAll(/(\d+(?:\s*[+＋]\s*\d+)+)\s*[=＝]\s*(\d+)/g)].map((one) => {
    const parts = (one[1] ?? '').split(/[+＋]/).map(Number)
    const total = Number(one[2])
    const right = parts.reduce((sum, each) => sum + each, 0) === total
    return { parts, total, right, span: [one.index, one.index + one[0].length] }
  })
}

export function inSum(figure: Figure, sums: Sum[]): boolean {
  return sums.some(({ span }) => figure.span[0] >= span[0] && figure.span[0] < span[1])
}

export function wrongSums(sums: Sum[], { sentence, village }: Scoped, bench: Bench): Unplaced[] {
  return sums.flatMap((sum) => {
    if (!sum.right) {
      const text = sentence.text.slice(...sum.span)
      return [found('number', sentence, sum.span, village[0], `算式“${text}”算错了，请核对。`)]
    }
    const pool = (village.length > 0 ? village : bench.sources).flatMap((source) =>
      source.facts.map((fact) => fact.value),
    )
    const missing = sum.parts.find((one) => !pool.includes(one))
    if (missing === undefined) return []
    return [
      found('number', sentence, sum.span, village[0], `算式里的 ${missing} 在所依据的台账里找不到，请核对。`),
    ]
  })
}
