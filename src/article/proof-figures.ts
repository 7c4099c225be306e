import { daysBetween, weekdayOf } from '../clock.ts'
import { normalize } from '../reading/normal.ts'
import { type Bench, found, type Unplaced } from './bench.ts'
import { type Figure, figuresIn } from './figure.ts'
import { belongs } from './names.ts'
import { clusterAt, type DateClaim, type Scoped } from './scope.ts'
import type { Fact, Source } from './source.ts'
import { dateStands, figureIs, sameDay, totalOf, unitsAgree, valueIs } from './stands.ts'

export function wrongDates(scoped: Scoped, bench: Bench): Unplaced[] {
  return [...scoped.dates.flatMap((date) => wrongDate(date, scoped, bench)), ...wrongTimes(scoped, bench)]
}

/** 上午9时30分, 14:00: no row keeps the hour, so a message must have said it. */
function wrongTimes({ sentence, dates, taken, rows }: Scoped, bench: Bench): Unplaced[] {
  const times = taken.filter(([start, end]) => !dates.some(({ span }) => start < span[1] && end > span[0]))
  return times.flatMap((span) => {
    const text = sentence.text.slice(...span)
    if (!/\d|[一二三四五六七八九十两]/.test(text) || /周|星期|礼拜|今|明|昨|前|后/.test(text)) return []
    const said = hourOf(text)
    if (rows.some(({ row }) => row.words.some((words) => hourOf(words).includes(said)))) return []
    return [
      found(
        'date',
        sentence,
        span,
        rows[0] ?? bench.sources[0],
        `时间“${text}”在群消息里没有说过，请核对或注明依据。`,
      ),
    ]
  })
}

/** 9时30分, 9点半 and 9:30 are one. */
function hourOf(text: string): string {
  return normalize(text)
    .replace(/[时点]半/g, ':30')
    .replace(/[时点：]/g, ':')
    .replace(/:(?=\D|$)/g, ':00')
    .replace(/(:\d{2})分/g, '$1')
}

function wrongDate(date: DateClaim, scoped: Scoped, bench: Bench): Unplaced[] {
  const { sentence } = scoped
  const text = sentence.text.slice(...date.span)
  const pool = clusterAt(scoped, date.span[0])?.village ?? scoped.village
  const nearest = pool[0] ?? bench.sources[0]
  if (date.impossible) {
    return [found('date', sentence, date.span, nearest, `日历上没有“${text}”这一天，请核对。`)]
  }
  const stands = date.range
    ? rangeStands(date, pool, bench) && spansAll(date, scoped, bench)
    : date.parts.every((one) => pool.some((source) => dateStands(one, source)))
  if (stands) return []
  const own = nearest?.row.date ? `，${nearest.row.number} 的日期是 ${nearest.row.date}` : ''
  return [found('date', sentence, date.span, nearest, `日期“${text}”在所依据的台账里找不到${own}，请核对。`)]
}

/** A range is one row's own, or reaches from the first to the last day of the rows spoken of, or is their whole week. */
function rangeStands({ parts }: DateClaim, pool: Source[], { cited }: Bench): boolean {
  const [from, to] = parts
  if (!from || !to) return false
  const same = (claim: string, day: string | undefined) => day !== undefined && sameDay(claim, day)
  const own = pool.some(({ dates }) =>
    dates.some((date) => {
      const [start, end] = date.split('/')
      return same(from, start) && same(to, end)
    }),
  )
  if (own) return true
  return [pool.filter((one) => cited.includes(one)), cited].some((rows) => {
    const days = rows.flatMap((source) => source.row.date?.split(/[/,]/) ?? []).sort()
    const [first, last] = [days[0], days.at(-1)]
    if (!first || !last || first === last) return false
    return (same(from, first) && same(to, last)) || isWeek(from, to, first, last)
  })
}

/** A range said of several villages has a day of each of them. */
function spansAll(
  { parts, span }: DateClaim,
  { mentions: all, village, backed, dates }: Scoped,
  { gazetteer }: Bench,
): boolean {
  const next = dates.find((one) => one.span[0] > span[0])?.span[0] ?? Number.POSITIVE_INFINITY
  const mentions = all.filter((one) => one.span[0] < next)
  const [from = '', to = ''] = parts
  const within = ({ row }: Source) =>
    (row.date?.split(/[/,]/) ?? []).some((day) => {
      const full = (one: string) => (one.startsWith('--') ? `${day.slice(0, 4)}-${one.slice(2)}` : one)
      const [start, end] = [full(from), full(to)]
      // 12月30日至1月2日 goes over the year's end.
      return start <= end ? day >= start && day <= end : day >= start || day <= end
    })
  if (mentions.length === 0) return !backed || village.every((source) => !source.row.date || within(source))
  return mentions.every(({ name }) => {
    const own = village.filter((source) => belongs(source, name, gazetteer) && source.row.date)
    return own.length === 0 || own.some(within)
  })
}

function isWeek(from: string, to: string, first: string, last: string): boolean {
  const full = (one: string) => (one.startsWith('--') ? `${first.slice(0, 4)}-${one.slice(2)}` : one)
  const [start, end] = [full(from), full(to)]
  if (start.length !== 10 || end.length !== 10) return false
  return daysBetween(start, end) === 6 && weekdayOf(start) === 1 && start <= first && last <= end
}

export function wrongFigures(scoped: Scoped, bench: Bench): Unplaced[] {
  const { sentence, taken } = scoped
  const figures = figuresIn(sentence.text, taken)
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
  const cluster = clusterAt(scoped, figure.span[0])
  const rows = cluster?.rows ?? scoped.rows
  const fits = rows.flatMap((source) => source.facts.filter((fact) => figureIs(figure, fact)))
  if (fits.length > 0) return !isAnothers(figure, fits, scoped, rows)
  if (sums.some((sum) => sum.total === figure.value && sumOf(sum, figure, bench))) return true
  if (isCount(figure, scoped, bench)) return true
  // 一周, 一路: an indefinite one, unless a row counts in that very unit.
  if (
    /^一(?![十百千万\d])/.test(figure.text) &&
    !rows.some(({ facts }) => facts.some((one) => one.unit === figure.unit))
  ) {
    return true
  }
  const told = scoped.village.filter((one) => bench.cited.includes(one))
  return [scoped.rows, told, bench.cited].some((scope) => {
    const total = totalOf(scope, figure.unit)
    return total !== undefined && valueIs(figure, total, false)
  })
}

/** 老党员4名 where the row has 老党员12名、困难党员4名: the count of another thing. */
function isAnothers(figure: Figure, fits: Fact[], { sentence }: Scoped, rows: Source[]): boolean {
  if (fits.some((fact) => fact.field !== 'quantities' || !fact.what)) return false
  const before =
    sentence.text
      .slice(Math.max(0, figure.span[0] - 14), figure.span[0])
      .split(/[，。、；：]/)
      .at(-1) ?? ''
  const after = sentence.text.slice(figure.span[1], figure.span[1] + 8).split(/[，。、；：]/)[0] ?? ''
  const says = (fact: Fact) =>
    fact.what !== undefined && fact.what !== '' && (before.includes(fact.what) || after.includes(fact.what))
  const others = rows.flatMap(({ facts }) =>
    facts.filter(
      (fact) => fact.field === 'quantities' && fact.unit === figure.unit && fact.value !== figure.value,
    ),
  )
  return !fits.some(says) && others.some(says)
}

/** 3个村, 5项活动: how many villages or rows there are, in the sentence, in the article, or in all. */
function isCount(figure: Figure, { sentence, mentions, village }: Scoped, bench: Bench): boolean {
  const words =
    figure.text.replace(/^[^一-龥]+|^[一二两三四五六七八九十百]+/g, '') +
    sentence.text.slice(figure.span[1], figure.span[1] + 4)
  const told = village.filter((one) => bench.cited.includes(one))
  const villagesOf = (pool: Source[]) => new Set(pool.map(({ row }) => row.village ?? row.organizer)).size
  if (/^(?:个|家)?(?:行政)?(?:村|社区|支部|党支部|党组织|单位)/.test(words)) {
    const counts = [new Set(mentions.map((one) => one.name)).size, villagesOf(told), bench.named.size]
    return [...counts, villagesOf(bench.cited)].includes(figure.value)
  }
  const before = sentence.text.slice(Math.max(0, figure.span[0] - 2), figure.span[0])
  if (/^个?月(?![\d初底末])/.test(words) && figure.unit !== 'people') {
    return new Set(bench.cited.map(({ row }) => row.date?.slice(0, 7))).size === figure.value
  }
  if (figure.value === 1 && before.endsWith('各') && /^[次场项期]/.test(words)) return true
  const counted = /^(?:项|场|次|个|场次)(?:系列)?(?:活动|工作|主题)/.test(words)
  if (!counted && !(before === '活动' && /^(?:项|场|次|个|场次)/.test(words))) return false
  return [told.length, bench.cited.length].includes(figure.value)
}

function wrongFigure(figure: Figure, scoped: Scoped, bench: Bench): Unplaced {
  const { sentence } = scoped
  const rows = clusterAt(scoped, figure.span[0])?.rows ?? scoped.rows
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

/** The sum is right, and its parts are counts of the same thing. */
function sumOf({ parts, right }: Sum, { unit }: Figure, { sources }: Bench): boolean {
  const facts = sources.flatMap((source) => source.facts)
  return right && parts.every((part) => facts.some((fact) => fact.value === part && unitsAgree(unit, fact)))
}

interface Sum {
  parts: number[]
  total: number
  right: boolean
  span: [number, number]
}

/** 12+15=27 */
function shownSums(text: string): Sum[] {
  return [...text.matchAll(/(\d+(?:\s*[+＋]\s*\d+)+)\s*[=＝]\s*(\d+)/g)].map((one) => {
    const parts = (one[1] ?? '').split(/[+＋]/).map(Number)
    const total = Number(one[2])
    const right = parts.reduce((sum, each) => sum + each, 0) === total
    return { parts, total, right, span: [one.index, one.index + one[0].length] }
  })
}

function inSum(figure: Figure, sums: Sum[]): boolean {
  return sums.some(({ span }) => figure.span[0] >= span[0] && figure.span[0] < span[1])
}

function wrongSums(sums: Sum[], { sentence, village }: Scoped, bench: Bench): Unplaced[] {
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
