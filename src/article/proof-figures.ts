import { type Bench, found, type Unplaced } from './bench.ts'
import { type Figure, figuresIn } from './figure.ts'
import { isBesideAnother } from './proof-beside.ts'
import { unitOfColumn } from './proof-cells.ts'
import { isAnniversary, isAverage } from './proof-reckoned.ts'
import { inSum, type Sum, shownSums, sumOf, wrongSums } from './proof-sums.ts'
import { isAnothers, isOtherThing } from './proof-things.ts'
import { mayBeTotal, requiredTotal } from './proof-totals.ts'
import { rowsAt, type Scoped } from './scope.ts'
import type { Source } from './source.ts'
import { figureIs, totalOf, valueIs } from './stands.ts'

export function wrongFigures(scoped: Scoped, bench: Bench): Unplaced[] {
  const { sentence, taken } = scoped
  const figures = figuresIn(sentence.text, taken).map((figure) => unitOfColumn(figure, sentence))
  const sums = shownSums(sentence.text)
  return figures
    .flatMap((figure) => {
      if (inSum(figure, sums)) return []
      if (figureStands(figure, scoped, bench, sums)) return []
      return [wrongFigure(figure, scoped, bench)]
    })
    .concat(wrongSums(sums, scoped, bench))
}

function figureStands(figure: Figure, scoped: Scoped, bench: Bench, sums: Sum[]): boolean {
  const rows = rowsAt(scoped, figure.span[0])
  const required = requiredTotal(figure, scoped, rows, bench, sums)
  if (required !== undefined) return valueIs(figure, required, false)
  const fits = rows.flatMap((source) => source.facts.filter((fact) => figureIs(figure, fact)))
  if (fits.length > 0) {
    return !(
      isAnothers(figure, fits, scoped, rows) ||
      isOtherThing(figure, fits, scoped) ||
      isBesideAnother(figure, scoped, rows)
    )
  }
  if (sums.some((sum) => sum.total === figure.value && sumOf(sum, figure, bench))) return true
  if (
    isCount(figure, scoped, bench) ||
    isAnniversary(figure, scoped, rows) ||
    isAverage(figure, scoped, rows)
  )
    return true
  // 一周, 一路: an indefinite one, unless a row counts in that very unit.
  if (
    /^一(?![十百千万\d])/.test(figure.text) &&
    !rows.some(({ facts }) => facts.some((one) => one.unit === figure.unit))
  ) {
    return true
  }
  if (!mayBeTotal(figure, scoped, rows)) return false
  const told = scoped.village.filter((one) => bench.cited.includes(one))
  const ofAll = scoped.mentions.length === 0 || /等|各村|全镇/.test(scoped.sentence.text)
  return [scoped.rows, told, ...(ofAll ? [bench.cited] : [])].some((scope) => {
    const total = totalOf(scope, figure.unit)
    return total !== undefined && valueIs(figure, total, false)
  })
}

/** 3个村, 5项活动: how many villages or rows there are, in the sentence, in the article, or in all. */
function isCount(figure: Figure, { sentence, mentions, village }: Scoped, bench: Bench): boolean {
  const words =
    figure.text.replace(/^[^一-龥]+|^[一二两三四五六七八九十百]+/g, '') +
    sentence.text.slice(figure.span[1], figure.span[1] + 4)
  const told = village.filter((one) => bench.cited.includes(one))
  const villagesOf = (pool: Source[]) => new Set(pool.map(({ row }) => row.village ?? row.organizer)).size
  if (/^(?:个|家)?(?:行政)?(?:村|社区|支部|党支部|党组织|单位)/.test(words)) {
    const here = new Set(mentions.map((one) => one.name)).size
    const last = mentions.findLast(({ span }) => span[1] <= figure.span[0])
    // 甲村、乙村2个村: the list is all of it; 等 says that there are more.
    const listed = last && /^(?:这|共|共计|一共)?$/.test(sentence.text.slice(last.span[1], figure.span[0]))
    if (listed && here > 1) return here === figure.value
    const before = here === 0 ? bench.namedBefore(sentence.start) : here
    return [here, before, villagesOf(told), bench.named.size, villagesOf(bench.cited)].includes(figure.value)
  }
  const before = sentence.text.slice(Math.max(0, figure.span[0] - 2), figure.span[0])
  if (/^个?月(?![\d初底末])/.test(words) && figure.unit !== 'people') {
    return new Set(bench.cited.map(({ row }) => row.date?.slice(0, 7))).size === figure.value
  }
  if (figure.value === 1 && before.endsWith('各') && /^[次场项期]/.test(words)) return true
  const counted = /^(?:项|场|次|个|场次)(?:系列)?(?:活动|工作|主题)/.test(words)
  if (!counted && !(before === '活动' && /^(?:项|场|次|个|场次)/.test(words))) return false
  // 张湾村、上滩村等5个村开展了5项活动: not only those that are named.
  const more = /等[^，。]{0,8}$/.test(
    sentence.text.slice(0, figure.span[0]).replace(/开展了?$|组织了?$|共$/, ''),
  )
  return [...(more ? [] : [told.length]), bench.cited.length].includes(figure.value)
}

function wrongFigure(figure: Figure, scoped: Scoped, bench: Bench): Unplaced {
  const { sentence } = scoped
  const rows = rowsAt(scoped, figure.span[0])
  const pool = rows.length > 0 ? rows : bench.sources
  const near = nearestFact(figure, pool)
  const says = near ? `，最接近的是 ${near.source.row.number}（${near.words}）` : ''
  return found(
    'number',
    sentence,
    figure.span,
    near?.source ?? pool[0],
    `数字“${figure.text}”在所依据的台账里找不到${says}，请核对或注明依据。`,
  )
}

function nearestFact(figure: Figure, sources: Source[]): { source: Source; words: string } | undefined {
  let best: { source: Source; words: string; far: number } | undefined
  for (const source of sources) {
    for (const fact of source.facts) {
      const far = Math.abs(fact.value - figure.value) + (fact.unit === figure.unit ? 0 : 1e6)
      const unit = { people: '人', times: '人次', sessions: '场次' }[fact.unit] ?? fact.unit
      if (!best || far < best.far) {
        best = {
          source,
          far,
          words: `${source.row.village ?? source.row.organizer ?? ''} ${fact.value}${unit}`,
        }
      }
    }
  }
  return best
}
