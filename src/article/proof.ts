import { amiss, type Wording } from './amiss.ts'
import type { Article } from './article.ts'
import { type Bench, citedOf, narrowed } from './bench.ts'
import type { Finding } from './finding.ts'
import { belongs, gazetteerOf, mentionsIn, type ProofTown, partnersOf } from './names.ts'
import { LIMITS, letters } from './press.ts'
import { wrongBodies } from './proof-bodies.ts'
import { wrongDates } from './proof-dates.ts'
import { wrongFigures } from './proof-figures.ts'
import { wrongPartners } from './proof-joint.ts'
import { wrongKinds } from './proof-kinds.ts'
import { wrongOrder, wrongPlaces, wrongPosts } from './proof-names.ts'
import { wrongPairs } from './proof-pairs.ts'
import { wrongNames } from './proof-people.ts'
import { wrongPlaceNames } from './proof-places.ts'
import { wrongShares } from './proof-shares.ts'
import { wrongTerms } from './proof-terms.ts'
import { scopesOf } from './scope.ts'
import { sentencesOf } from './sentence.ts'
import { type SourceRow, sourcesOf } from './source.ts'

export type { SourceRow } from './source.ts'

/** What the gate needs of an article. */
export type Provable = Pick<Article, 'title' | 'author' | 'digest' | 'body' | 'pictures' | 'backing'>

const PARTS = ['title', 'digest', 'body'] as const

/** 校对: every number, date and name in the article against the words of its rows. Empty: it may enter review. */
export function proofArticle(
  article: Provable,
  rows: SourceRow[],
  town: ProofTown,
  wordings: Wording[] = [],
): Finding[] {
  const tooLong = limits(article)
  if (tooLong.some(({ part }) => part === 'body')) return tooLong
  const sources = sourcesOf(rows.filter((row) => !isOut(row)))
  const gazetteer = gazetteerOf(town, sources)
  for (const source of sources) source.partners = partnersOf(source, gazetteer)
  const ofTitle = sources.filter((source) =>
    mentionsIn(article.title, gazetteer).some(({ name }) => belongs(source, name, gazetteer)),
  )
  const scopes = (text: string) =>
    scopesOf(sentencesOf(text), { all: sources, start: ofTitle, gazetteer, backing: article.backing })
  const parts = [
    ...PARTS.map((part) => ({ part, scoped: scopes(article[part]) })),
    ...article.pictures.map(({ caption }) => ({ part: 'picture' as const, scoped: scopes(caption) })),
  ]
  const body = parts.flatMap(({ part, scoped }) => (part === 'body' ? scoped : []))
  const bench: Bench = { sources, gazetteer, town, ...citedOf(body, sources, gazetteer) }
  const whole = [article.title, article.digest, article.body].join('\n')
  const found = parts.flatMap(({ part, scoped }) =>
    scoped
      .map((one) => narrowed(one, bench))
      .flatMap((one) =>
        [
          ...wrongDates(one, bench),
          ...wrongFigures(one, bench),
          ...wrongPlaces(one, part, bench),
          ...wrongNames(one, bench),
          ...wrongPosts(one, bench),
          ...wrongOrder(one, bench),
          ...wrongBodies(one, bench),
          ...wrongPlaceNames(one, bench),
          ...wrongPairs(one, bench),
          ...wrongPartners(one, bench),
          ...wrongShares(one, bench),
          ...wrongKinds(one, bench),
          ...wrongTerms(one, bench, whole),
        ].map((finding) => ({ ...finding, part })),
      ),
  )
  return [...tooLong, ...found, ...amiss(article, wordings)]
}

/** Withdrawn, returned and merged rows are no ground to stand on. */
function isOut({ state }: SourceRow): boolean {
  return state === 'withdrawn' || state === 'returned' || state === 'merged'
}

function limits(article: Provable): Finding[] {
  const over = (part: Finding['part'], text: string, most: number, word: string): Finding[] =>
    letters(text) <= most
      ? []
      : [
          {
            kind: 'limit',
            part,
            text: part === 'body' ? text.slice(0, 80) : text,
            span: [0, part === 'body' ? 80 : text.length],
            nearest: null,
            say: `${word}有 ${letters(text)} 字，公众号最多 ${most} 字，请缩短。`,
          },
        ]
  return [
    ...over('title', article.title, LIMITS.title, '标题'),
    ...over('author', article.author, LIMITS.author, '作者'),
    ...over('digest', article.digest, LIMITS.digest, '摘要'),
    ...over('body', article.body, LIMITS.content, '正文'),
  ]
}
