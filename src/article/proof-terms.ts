import { type Bench, found, type Unplaced } from './bench.ts'
import type { Scoped } from './scope.ts'
import type { Source } from './source.ts'

/** Ways of saying the same: 集体学习 is no slip of 集中学习. */
const SAME =
  /集体学习|集中研学|走访看望|文艺汇演|座谈交流|理论学习|专题学习|环境整治|卫生整治|志愿服务|宣传活动|宣讲活动|[员民表部]参会|[员民表部]开会/
/** These verbs may be said otherwise. */
const VERB = /走访|慰问|开展|组织|举办|参加|召开|走进|联合|发放|送去|清理|观看|宣传|学习/
/** 二十届三中全会 is not 二十届四中全会. */
const PLENARY = /(?:十[一二三四五六七八九]|二十)届[一二三四五六七]中全会/g
/** Meetings that are told apart by name. */
const MEETING =
  /党员大会|支委会|支部委员会|党小组会|组织生活会|民主评议|村民代表大会|村民代表会议|村民大会|村民会议|主题党日|主题团日|推进会|座谈会|动员会|总结会|表彰会|现场会|观摩会|院坝会|恳谈会|议事会/g

interface Slip {
  span: [number, number]
  /** As the row has it. */
  right: string
  source: Source
}

/** 主题团日 where the row says 主题党日. `whole`: all words of the article. */
export function wrongTerms(scoped: Scoped, bench: Bench, whole: string): Unplaced[] {
  const { sentence, mentions, village } = scoped
  const bare = withoutQuotes(sentence.text)
  const pool = village.length > 0 ? village : bench.sources
  const slips = [
    ...pool.flatMap((source) => slipsOf(source, bare.text, whole)),
    ...(pool.length === 1 ? others(bare.text, pool, MEETING) : []),
    ...others(bare.text, bench.sources, PLENARY),
  ]
  const seen: [number, number][] = mentions.map((one) => one.span)
  return slips.flatMap(({ span: [from, to], right, source }): Unplaced[] => {
    const words = bare.text.slice(from, to)
    const span: [number, number] = [bare.at[from] ?? 0, (bare.at[to - 1] ?? 0) + 1]
    if (SAME.test(words) || bench.sources.some(({ text }) => withoutQuotes(text).text.includes(words)))
      return []
    if (seen.some(([start, end]) => span[0] < end && start < span[1])) return []
    seen.push(span)
    const say = `“${words}”在台账里找不到，${source.row.number} 写的是“${right}”，请核对名称。`
    return [found('name', sentence, span, source, say)]
  })
}

/** “百姓大舞台”文艺演出 and 百姓大舞台文艺演出 are one; `at`: where each character stood. */
function withoutQuotes(text: string): { text: string; at: number[] } {
  const kept = [...text.matchAll(/[^“”‘’《》"]/g)]
  return { text: kept.map((one) => one[0]).join(''), at: kept.map((one) => one.index) }
}

function slipsOf(source: Source, text: string, whole: string): Slip[] {
  const terms = [source.row.topic, source.row.location].flatMap((one) => (one ? withoutQuotes(one).text : []))
  return terms.flatMap((term) => {
    if (!/^[一-龥]{4,24}$/.test(term)) return []
    const size = Math.min(term.length, 5)
    return [
      ...windows(term, size).flatMap((right) => near(right, text, 1, source)),
      ...(whole.includes(term) && term.length >= 6
        ? windows(term, 6).flatMap((right) => near(right, text, 2, source))
        : []),
    ]
  })
}

function windows(term: string, size: number): string[] {
  return Array.from({ length: term.length - size + 1 }, (_, at) => term.slice(at, at + size))
}

/** Where the text has these characters but for `wrong` neighbours, which are not at an end of a long name. */
function near(right: string, text: string, wrong: number, source: Source): Slip[] {
  const slips: Slip[] = []
  for (let at = 0; at + right.length <= text.length; at += 1) {
    const window = text.slice(at, at + right.length)
    if (!/^[一-龥]+$/.test(window)) continue
    const places = [...right].flatMap((character, index) => (character === window[index] ? [] : [index]))
    const [first = 0, last = first] = [places[0], places.at(-1)]
    const inner = first > 0 && last < right.length - 1
    if (places.length !== wrong || last - first !== wrong - 1 || !(inner || right.length === 4)) continue
    if (VERB.test(right.slice(first - 1, last + 1)) || VERB.test(right.slice(first, last + 2))) continue
    slips.push({ span: [at, at + right.length], right, source })
  }
  return slips
}

/** 村民大会 where the rows had a 党员大会: another of the same sort. */
function others(text: string, pool: Source[], sort: RegExp): Slip[] {
  const known = pool.flatMap((source) =>
    [...source.text.matchAll(sort)].map((one) => ({ right: one[0], source })),
  )
  const [right] = known
  if (!right) return []
  return [...text.matchAll(sort)]
    .filter((one) => !known.some((other) => other.right === one[0]))
    .map((one) => ({ span: [one.index, one.index + one[0].length], ...right }))
}
