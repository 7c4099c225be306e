import type { Article } from './article.ts'
import { type Figure, figuresIn } from './figure.ts'
import type { Finding, FindingKind } from './finding.ts'
import { belongs, type Gazetteer, gazetteerOf, mentionsIn, type ProofTown, strangersIn } from './names.ts'
import { LIMITS, letters } from './press.ts'
import { type DateClaim, type Scoped, scopesOf } from './scope.ts'
import { type Sentence, sentencesOf } from './sentence.ts'
import { type Source, type SourceRow, sourceOf } from './source.ts'
import { dateStands, figureIs, totalOf, valueIs } from './stands.ts'

export type { SourceRow } from './source.ts'

/** What the gate needs of an article. */
export type Provable = Pick<Article, 'title' | 'author' | 'digest' | 'body' | 'pictures' | 'backing'>

interface Desk {
  sources: Source[]
  gazetteer: Gazetteer
  town: ProofTown
  article: Provable
}

/** 校对: every number, date and name in the article against the words of its rows. Empty: it may enter review. */
export function proofArticle(article: Provable, rows: SourceRow[], town: ProofTown): Finding[] {
  const sources = rows.filter((row) => !isOut(row)).map(sourceOf)
  const desk: Desk = { sources, gazetteer: gazetteerOf(town, sources), town, article }
  return [
    ...limits(article),
    ...part('title', article.title, desk),
    ...part('digest', article.digest, desk),
    ...part('body', article.body, desk),
    ...article.pictures.flatMap(({ caption }) => part('picture', caption, desk)),
  ]
}

/** Withdrawn, returned and merged rows are no ground to stand on. */
function isOut({ state }: SourceRow): boolean {
  return state === 'withdrawn' || state === 'returned' || state === 'merged'
}

function part(name: Finding['part'], text: string, desk: Desk): Finding[] {
  const scopes = scopesOf(sentencesOf(text), desk.sources, desk.gazetteer, desk.article.backing)
  return scopes.flatMap((scoped) =>
    [...wrongDates(scoped, desk), ...wrongFigures(scoped, desk), ...wrongPlaces(scoped, desk)].map(
      (finding) => ({ ...finding, part: name }),
    ),
  )
}

type Unplaced = Omit<Finding, 'part'>

function found(
  kind: FindingKind,
  sentence: Sentence,
  span: [number, number],
  nearest: Source | undefined,
  say: string,
): Unplaced {
  return {
    kind,
    text: sentence.text.slice(...span),
    span: [sentence.start + span[0], sentence.start + span[1]],
    nearest: nearest?.row.number ?? null,
    say,
  }
}

function wrongDates({ sentence, dates, village }: Scoped, desk: Desk): Unplaced[] {
  return dates.flatMap((date) => {
    if (isPeriod(date, desk.sources)) return []
    const missing = date.parts.filter((one) => !village.some((source) => dateStands(one, source)))
    if (missing.length === 0) return []
    const nearest = village[0] ?? desk.sources[0]
    const own = nearest?.row.date ? `，${nearest.row.number} 写的是 ${nearest.row.date}` : ''
    const text = sentence.text.slice(...date.span)
    return [
      found('date', sentence, date.span, nearest, `日期“${text}”在所依据的台账里找不到${own}，请核对。`),
    ]
  })
}

/** A whole week or month in which all rows lie is a period, not a date of an event. */
function isPeriod({ range, parts }: DateClaim, sources: Source[]): boolean {
  const [from, to] = parts
  if (!range || !from || !to) return false
  const days = sources.flatMap((source) => source.row.date?.split(/[/,]/) ?? []).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return false
  const year = first.slice(0, 4)
  const full = (one: string) => (one.startsWith('--') ? `${year}-${one.slice(2)}` : one)
  const [start, end] = [full(from), full(to)]
  const week = (Date.parse(`${end}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / 86_400_000 === 6
  const monday = new Date(`${start}T00:00:00Z`).getUTCDay() === 1
  return week && monday && start <= first && last <= end
}

function wrongFigures(scoped: Scoped, desk: Desk): Unplaced[] {
  const { sentence, taken } = scoped
  const figures = figuresIn(sentence.text, taken)
  const sums = shownSums(sentence.text)
  return figures
    .flatMap((figure) => {
      if (inSum(figure, sums)) return []
      if (figureStands(figure, scoped, desk, sums)) return []
      return [wrongFigure(figure, scoped, desk)]
    })
    .concat(wrongSums(sums, scoped, desk))
}

function figureStands(figure: Figure, { sentence, rows, village }: Scoped, desk: Desk, sums: Sum[]): boolean {
  if (rows.some((source) => source.facts.some((fact) => figureIs(figure, fact)))) return true
  if (sums.some((sum) => sum.right && sum.total === figure.value)) return true
  if (isCount(figure, sentence.text, desk)) return true
  return [rows, village, desk.sources].some((scope) => {
    const total = totalOf(scope, figure.unit)
    return total !== undefined && valueIs(figure, total, false)
  })
}

/** 3个村, 5项活动: how many villages or rows there are. */
function isCount(figure: Figure, text: string, { sources }: Desk): boolean {
  const after = text.slice(figure.span[1], figure.span[1] + 4)
  if (/^个?(?:村|行政村|社区|支部|党支部|单位)/.test(figure.unit + after)) {
    return new Set(sources.map((source) => source.row.village ?? source.row.organizer)).size === figure.value
  }
  return (
    /^(?:项|场|次|个|场次)(?:活动|工作|主题)/.test(figure.unit + after) && sources.length === figure.value
  )
}

function wrongFigure(figure: Figure, { sentence, rows }: Scoped, desk: Desk): Unplaced {
  const pool = rows.length > 0 ? rows : desk.sources
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

function wrongSums(sums: Sum[], { sentence, village }: Scoped, desk: Desk): Unplaced[] {
  return sums.flatMap((sum) => {
    if (!sum.right) {
      const text = sentence.text.slice(...sum.span)
      return [found('number', sentence, sum.span, village[0], `算式“${text}”算错了，请核对。`)]
    }
    const pool = (village.length > 0 ? village : desk.sources).flatMap((source) =>
      source.facts.map((fact) => fact.value),
    )
    const missing = sum.parts.find((one) => !pool.includes(one))
    if (missing === undefined) return []
    return [
      found('number', sentence, sum.span, village[0], `算式里的 ${missing} 在所依据的台账里找不到，请核对。`),
    ]
  })
}

function wrongPlaces(scoped: Scoped, desk: Desk): Unplaced[] {
  const { sentence, mentions } = scoped
  const uncited = mentions.filter(({ name, span }) => !isCited(name, span, scoped, desk))
  const strangers = strangersIn(sentence.text, mentions, desk.town).filter(
    ({ name }) => !desk.sources.some((source) => source.text.includes(name)),
  )
  return [
    ...uncited.map(({ name, span }) => {
      const kind = desk.town.bodies.some((one) => one.name === name) ? 'organisation' : 'village'
      return found(
        kind,
        sentence,
        span,
        scoped.village[0] ?? desk.sources[0],
        `“${name}”不在这句话所依据的台账里，请核对是不是写错了村或单位。`,
      )
    }),
    ...strangers.map(({ name, span }) => {
      const kind = /[村屯庄]$/.test(name) ? 'village' : 'organisation'
      return found(
        kind,
        sentence,
        span,
        scoped.village[0] ?? desk.sources[0],
        `“${name}”在所依据的台账和群消息里都没有，请核对。`,
      )
    }),
  ]
}

function isCited(name: string, span: [number, number], { sentence, village }: Scoped, desk: Desk): boolean {
  const pool = village.length > 0 ? village : desk.sources
  if (pool.some((source) => belongs(source, name, desk.gazetteer))) return true
  const words = sentence.text.slice(...span)
  return pool.some(
    (source) =>
      source.text.includes(words) || mentionsIn(source.text, desk.gazetteer).some((one) => one.name === name),
  )
}

function limits(article: Provable): Finding[] {
  const over = (part: Finding['part'], text: string, most: number, word: string): Finding[] =>
    letters(text) <= most
      ? []
      : [
          {
            kind: 'limit',
            part,
            text,
            span: [0, text.length],
            nearest: null,
            say: `${word}有 ${letters(text)} 字，公众号最多 ${most} 字，请缩短。`,
          },
        ]
  return [
    ...over('title', article.title, LIMITS.title, '标题'),
    ...over('author', article.author, LIMITS.author, '作者'),
    ...over('digest', article.digest, LIMITS.digest, '摘要'),
  ]
}
