import type { Figure } from './figure.ts'
import type { Scoped } from './scope.ts'
import type { Source } from './source.ts'

/** What everybody can reckon from the year. */
const FOUNDED: [RegExp, number][] = [
  [/(?:新中国|中华人民共和国|国庆)[^，。]{0,4}$/, 1949],
  [/(?:建党|中国共产党|党)[^，。]{0,4}$/, 1921],
  [/(?:建军|人民解放军)[^，。]{0,4}$/, 1927],
  [/(?:共青团|建团)[^，。]{0,4}$/, 1922],
  [/五四运动[^，。]{0,4}$/, 1919],
  [/红军长征[^，。]{0,6}$/, 1936],
  [/(?:抗日战争|抗战|反法西斯)[^，。]{0,10}$/, 1945],
]

/** 中国共产党成立104周年, in a row of 2025. */
export function isAnniversary({ value, unit, span }: Figure, { sentence }: Scoped, rows: Source[]): boolean {
  if (unit !== '周年') return false
  const before = sentence.text.slice(0, span[0])
  const founded = FOUNDED.find(([words]) => words.test(before))?.[1]
  return founded !== undefined && rows.some(({ row }) => Number(row.date?.slice(0, 4)) - founded === value)
}

/** 入户85户，发放170本，平均每户2本 */
export function isAverage({ value, span, unit }: Figure, { sentence }: Scoped, rows: Source[]): boolean {
  const of = /(?:平均|户均|人均|村均)(?:每)?([户人村场])?[^，。\d]{0,3}$/.exec(
    sentence.text.slice(0, span[0]),
  )
  if (!of) return false
  const by = { 人: 'people', 场: 'sessions' }[of[1] ?? ''] ?? of[1]
  return rows.some(({ facts }) =>
    facts.some(
      (all) =>
        all.unit === unit &&
        facts.some((each) => each.unit === by && isQuotient(value, all.value, each.value)),
    ),
  )
}

function isQuotient(value: number, all: number, each: number): boolean {
  return each > 1 && Math.abs(all / each - value) < (Number.isInteger(value) ? 1e-9 : 0.05)
}
