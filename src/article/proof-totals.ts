import type { Bench } from './bench.ts'
import type { Figure } from './figure.ts'
import { belongs } from './names.ts'
import { type Sum, sumOf } from './proof-sums.ts'
import type { Scoped } from './scope.ts'
import type { Source } from './source.ts'
import { totalOf } from './stands.ts'

const SAYS_TOTAL = /(?:共|合计|累计|总计|总数|先后)[^，。；、\d]{0,8}$/
const VILLAGES = /(?:[2-9]|\d{2,}|[两二三四五六七八九十]+)个(?:行政)?(?:村|社区|支部|党支部)/g

/** A figure of one row's own sentence is that row's, unless it says that it counts together. */
export function mayBeTotal(figure: Figure, { sentence }: Scoped, rows: Source[]): boolean {
  const before = sentence.text.slice(0, figure.span[0])
  return rows.length !== 1 || SAYS_TOTAL.test(before) || [...before.matchAll(VILLAGES)].length > 0
}

/** What the figure must come to (NaN: it counts something else than the sum beside it), where the words leave no doubt that it counts several rows together. */
export function requiredTotal(
  figure: Figure,
  scoped: Scoped,
  rows: Source[],
  bench: Bench,
  sums: Sum[],
): number | undefined {
  const { text } = scoped.sentence
  const before = text.slice(0, figure.span[0])
  const shown = sums.find(
    ({ span }) =>
      span[0] >= figure.span[1] && /^[^，。；\d]{0,8}[（(]$/.test(text.slice(figure.span[1], span[0])),
  )
  if (shown && SAYS_TOTAL.test(before)) return sumOf(shown, figure, bench) ? shown.total : Number.NaN
  if (figure.unit !== 'people' || /其中/.test(before)) return undefined
  const last = [...before.matchAll(VILLAGES)].at(-1)
  const namedSince = scoped.mentions.some(
    ({ span }) => span[0] >= (last?.index ?? 0) && span[1] <= figure.span[0],
  )
  if (last && !namedSince) return totalOf(bench.cited, 'people')
  return isTogether(figure, scoped, rows, bench) ? totalOf(rows, 'people') : undefined
}

/** 红柳沟村、张湾村分别开展…，共32人: villages named together, each with a row of its own. */
function isTogether(figure: Figure, scoped: Scoped, rows: Source[], { gazetteer }: Bench): boolean {
  const names = [...new Set(scoped.mentions.map((one) => one.name))]
  if (scoped.clusters.length !== 1 || names.length < 2 || rows.length !== names.length) return false
  if (!SAYS_TOTAL.test(scoped.sentence.text.slice(0, figure.span[0]))) return false
  return rows.every((row) => names.filter((name) => belongs(row, name, gazetteer)).length === 1)
}
