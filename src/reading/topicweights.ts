import type { CategoryFound } from './categories.ts'
import { lettersIn, mayHold, words } from './letters.ts'
import type { Span } from './reading.ts'
import type { Candidate } from './topicforms.ts'
import { sinceAny } from './words.ts'

/** A candidate with the words around it. */
interface Seen {
  by: string
  span: Span
  words: string
  /** Up to 40 letters before it, up to 20 after it. */
  lead: string
  rest: string
  text: string
  /** How far there is nothing but days, names and stops. */
  opening: number
  category: CategoryFound | undefined
}

/** 为深入…, 按照…要求, 在…到来之际: why and when it was done, not what. */
const AIM_BEFORE = /为|根据|按照|结合|围绕|借助|通过|适逢|值此/
const HELD_BEFORE = /(?:举行|举办|召开|开展|组织)了?$/
const AIM = /^(?:为(?=了|深入|进一步|全面|切实|缓解|解决|破解|方便|丰富|确保|迎接|备足|抢抓)|进一步)/
const OCCASION_AFTER = /^[^，。；\n]{0,12}?(?:之际|来临|到来|前夕)/
const MANNER_AFTER =
  /^[^，。；\n]{0,14}(?:的)?(?:形式|方式)|^”?为(?:抓手|载体|契机|突破口|平台|引领|依托|牵引)/
const EMPTY =
  /^(?:服务|七一|做这些|头一课|盯得紧|出动|组织|送出去?|义务|情况|工作|形式|方式|活动|会|日|节|课|大会|会议|仪式|比赛|赛|展|培训|学习|帮忙|[^，。]{0,18}应急响应)$/
const PART_OF_IT = /^(?:单独|个别|当场|集体)谈[话心]/
/** A day, not what was done on it. */
const FESTIVAL =
  /^(?:春|元宵|清明|端午|七夕|中秋|重阳|国庆|劳动|儿童|教师|建军|妇女|三八|母亲|父亲|护士|老年|青年|记者|腊八|植树|敬老)节$|^(?:学?雷锋日|丰收节)$|^[一-龥]{2}佳节$/
const AT_IT = /,|会上|会后|随后|期间|活动中|现场/
/** What was done, in words of the message; all else is what it was called. */
const isDeed = (by: string) => by === '做了什么' || by === '说了什么'

const DEED_KIN = 0.5

/** Nothing but days, names and stops stands before it. */
const OPENING =
  /^[|\s，。:、\-*#\p{So}\p{Sc}]*(?:(?:今|昨|前)[天日儿晚]|上午|下午|晚上|早上|我们?村?|咱们?村?|村里)*[|\s，:]*/u

/** What speaks for or against a candidate, each by its name. */
const FEATURES: Record<string, (seen: Seen) => number> = {
  holdsTheCategory: ({ by, span, category }) => kinship(by, span, category),
  // 科技下乡 帮农户修农机: a name that stands by itself goes before the deeds told after it.
  standsAlone: ({ by, text, span }) => (by === '名称' && alone(text, span) ? 0.8 : 0),
  opensTheMessage: ({ by, span, opening }) => (by === '名称' && span[0] <= opening ? 1.2 : 0),
  inALaterSentence: ({ text, span }) => -Math.min(2.4, 0.8 * stopsBefore(text, span[0])),
  // The first deed is the main one.
  inALaterClause: ({ by, text, span }) => (isDeed(by) ? -Math.min(2, 0.8 * clausesBefore(text, span[0])) : 0),
  farFromTheHead: ({ span }) => -Math.min(2, span[0] / 150),
  tellsWhy: ({ lead, words }) =>
    (AIM_BEFORE.test(sinceAny(lead, '，。；|').slice(-32)) && !HELD_BEFORE.test(lead)) ||
    AIM.test(words) ||
    /结合\|+$/.test(lead)
      ? -4
      : 0,
  // 最后选了100户，表彰会那天到了85户
  onlyADate: ({ rest, text, span }) =>
    /^那[天晚]/.test(rest) && clausesBefore(text, span[0]) > 1 ? -1.5 : 0,
  tellsWhen: ({ rest }) => (OCCASION_AFTER.test(rest) ? -6 : 0),
  tellsHow: ({ lead, rest, words }) => ((lead + words).includes('以') && MANNER_AFTER.test(rest) ? -5 : 0),
  endsAName: ({ lead, words }) => (/的$/.test(lead) && /^第|第\|*$/.test(words.slice(0, 2)) ? -4 : 0),
  doneBesides: ({ lead }) => (/(?:顺便|并|还|同时|顺带)$/.test(lead) ? -2 : 0),
  // 完了又单独找5个谈话, 个别谈话156人
  partOfIt: ({ lead, words }) =>
    PART_OF_IT.test(words) ||
    /(?:单独|个别|当场|完了|分别|找人)[^，。；]{0,6}$/.test(lead) ||
    /^找人谈/.test(words)
      ? -3
      : 0,
  aStepOfIt: ({ lead, words, rest }) =>
    /^经(?!济|营|典|验)|^会[后上]/.test(words) || /经过?$/.test(lead) || /^等(?:环节|程序|步骤)/.test(rest)
      ? -5
      : 0,
  // 这是该院今年开展的第9次“健康下乡”活动; 自推行“文明积分银行”以来
  longSince: ({ lead, words, rest }) =>
    (/(?:^|[，。])(?:这|此次|这次)(?:已经?)?是[^，。]{0,20}$/.test(lead) &&
      /第[^，。]{1,5}[次场期届]/.test(lead + words)) ||
    (/自[^，。]{0,20}$/.test(lead) && /^[^，。]{0,4}以来/.test(rest))
      ? -5
      : 0,
  doneAtIt: ({ lead }) => (AT_IT.test(lead.slice(-6)) ? -2 : 0),
  // 应急队不间断巡堤 tells a deed, 督查组 and 志愿者 tell who.
  aBody: ({ words }) =>
    /(?:[查核收研作问]组|志愿者|专家|农艺师|驿站|小分队)$|员(?:全程)?值守$|[团队组]”$/.test(words) ? -4 : 0,
  partOfAList: ({ words }) => (/^(?:其中|先|每[天日晚次])/.test(words) ? -5 : 0),
  // 升国旗、唱国歌: the opening of a day that has a name.
  openingRite: ({ words, text }) => (/升国旗|唱国歌|面向党旗/.test(words) && /主题党日/.test(text) ? -4 : 0),
  aDayAlone: ({ words }) => (FESTIVAL.test(words) ? -3 : 0),
  isTheReporting: ({ words }) => (/^(?:帮|替|代)?报(?:一下|送|上)/.test(words) ? -8 : 0),
  saysNothing: ({ words }) => (EMPTY.test(words) ? -6 : 0),
  length: ({ words }) =>
    Math.min(1.5, words.length / 8) -
    (words.length > 30 ? 2 : 0) -
    (words.length <= 2 && !/义诊|植树/.test(words) ? 1 : 0),
}

/** Length of what stands before the first word that tells something. */
export function openingOf(text: string): number {
  return OPENING.exec(text)?.[0].length ?? 0
}

/** The candidate with all that speaks for and against it. */
export function weigh(
  c: Candidate,
  text: string,
  opening: number,
  category: CategoryFound | undefined,
  features: Feature[],
): Candidate {
  const [from, to] = c.span
  const seen: Seen = {
    by: c.by,
    span: c.span,
    words: c.value ?? text.slice(from, to),
    lead: text.slice(Math.max(0, from - 40), from),
    rest: text.slice(to, to + 20),
    text,
    opening,
    category,
  }
  return { ...c, points: features.reduce((points, feature) => points + feature(seen), c.points) }
}

/** The word without which a feature says nothing: it is not asked of a message that has none. */
const NEEDS: Partial<Record<string, number[][]>> = {
  tellsWhy: words`为 根据 按照 结合 围绕 借助 通过 适逢 值此 进一步`,
  onlyADate: words`那天 那晚`,
  tellsWhen: words`之际 来临 到来 前夕`,
  tellsHow: words`形式 方式 抓手 载体 契机 突破口 平台 引领 依托 牵引`,
  endsAName: words`第`,
  doneBesides: words`顺便 并 还 同时 顺带`,
  partOfIt: words`单独 找人 个别 当场 完了 分别 集体谈`,
  aStepOfIt: words`经 会后 会上 等环节 等程序 等步骤`,
  longSince: words`第 以来`,
  doneAtIt: words`, 会上 会后 随后 期间 活动中 现场`,
  partOfAList: words`其中 先 每`,
  openingRite: words`主题党日`,
  aDayAlone: words`节 日`,
  isTheReporting: words`报`,
}

const WEIGHTS = Object.entries(FEATURES).map(([name, feature]) => ({ feature, needs: NEEDS[name] }))

export type Feature = (seen: Seen) => number

/** What may speak for or against a candidate of this text. */
export function featuresIn(text: string): Feature[] {
  const letters = lettersIn(text)
  return WEIGHTS.filter(({ needs }) => mayHold(letters, needs)).map(({ feature }) => feature)
}

/** A name that holds the category's word is more likely the activity's. */
function kinship(by: string, span: Span, category: CategoryFound | undefined): number {
  if (!category) return 0
  if (isDeed(by)) return DEED_KIN * kin(span, category.span)
  return category.words.reduce((most, word) => Math.max(most, kin(span, word)), kin(span, category.span))
}

function kin(span: Span, word: Span): number {
  if (span[0] <= word[0] && word[1] <= span[1]) return 3
  return span[0] < word[1] && word[0] < span[1] ? 1.5 : 0
}

/** Between stops, or after who acts (支书, 党员, 干部). */
function alone(text: string, [from, to]: Span): boolean {
  return /^[ ，。；:|\n书记部员]?$/.test(text.charAt(from - 1)) && /^[ ，。；:\n]?$/.test(text.charAt(to))
}

/** Clauses with words in them before the place. */
function clausesBefore(text: string, end: number): number {
  return text.slice(Math.max(0, end - 120), end).match(CLAUSE)?.length ?? 0
}

const CLAUSE = /[一-龥]{2}[^，。；！？\n |]*[，。；！？\n |]+/g

function stopsBefore(text: string, end: number): number {
  let stops = 0
  for (let at = text.indexOf('。'); at >= 0 && at < end; at = text.indexOf('。', at + 1)) stops += 1
  return stops
}
