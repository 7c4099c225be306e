import type { Category } from './category.ts'
import type { Span } from './reading.ts'
import { signsIn } from './signsearch.ts'
import { spanOf, spansOf } from './words.ts'

export interface CategoryFound {
  value: Category
  span: Span
  /** All words that stand for it. */
  words: Span[]
  runnerUp?: Category
  topic?: string
  confidence: number
  /** A second is near enough that the activity's name could decide. */
  contested: boolean
  /** Said in words that are hardly said of anything else. */
  plain: boolean
}

/** 为深入学习…精神，: why it was done, not what. */
const AIM =
  /(?:为(?:了|深入|进一步|全面|切实|扎实|不断|丰富|贯彻|弘扬|认真|加强|提升|提高|推动|持续|引导|庆祝|迎接|充分|更好)|按照|根据|结合|通过|旨在)[^，。；！\n]{3,60}(?=[，。；])|(?:党委|支部|镇|村|县|社区)[^，。；]{0,3}(?:副?书记|委员)[^，。；]{0,20}(?:主持|强调|指出|要求|表示)[^。]{0,120}。/g

/** 开支委会研究发展党员的事, 定了下个月主题党日的内容: what was talked over is not what was done. */
const TALKED =
  /(?:研究|讨论|表决|修订|商量|商议|安排|部署|谋划|筹备|准备|(?<![一-龥]制)定了?(?:下|本)|布置|实地察看|察看|查看|了解|听取|聊|谈到)了?[^，。；！？\n ]{2,20}/g

/** 讨论接收预备党员: here the matter is what was done. */
const DECIDED = /^(?:讨论|研究|审议|表决|同意|票决|通过|决定)/

/** 还看望了五个老人, 顺便给老人剪指甲: what was done besides. */
const BESIDES = /(?:还|顺便|顺带|另外|随后|会后|完了)(?!在|有|是)[^，。；！？\n ]{2,10}/g

/** 督查三会一课记录: what is checked is not what was done. */
const CHECKED = /(?:督查|检查|督导|抽查|核查|调阅)了?[^，。；！？\n ]{2,14}/g

/** 观摩美丽庭院: what others have done. */
const VISITED = /(?:观摩|考察)了?[^，。；！？\n ]{2,14}/g

/** 图书室, 培训中心, 检查站: where it was, not what it was. */
const IN_PLACE = /^(?:[室馆站厅角]|中心|广场|基地|园区|大院|公园)/

/** 党员22 积极分子3: they came, and nobody was made a member. */
function isAttendee(text: string, [from, to]: Span): boolean {
  const after = text.slice(to, to + 4)
  if (text.slice(from, to) === '志愿者')
    return /[\d百千余多][名个位]$/.test(text.slice(Math.max(0, from - 3), from))
  return (
    /^(?:入党)?积极分子$|^发展对象$|^(?:预备|新)党员$/.test(text.slice(from, to)) &&
    ((/^ ?[\d一二两三四五六七八九十]/.test(after) &&
      /[\d名个人位] ?[，、和及加 ]?$/.test(text.slice(Math.max(0, from - 3), from))) ||
      /^(?:听课|参加|列席|到会|旁听)/.test(after) ||
      (/(?:党员|[、和])$/.test(text.slice(Math.max(0, from - 2), from)) &&
        /^(?:加起来|一共|总共|共|都|等|、|和|及)/.test(after)))
  )
}

/** 中秋前走访: when it was, not what. */
function isSeason(text: string, [from, to]: Span): boolean {
  return (
    /^(?:端午|中秋|重阳|春节|元旦|清明|国庆|元宵|腊八|小年)节?$/.test(text.slice(from, to)) &&
    /^(?:佳)?节?(?:[前后]|期间|来临|刚过|过后|将至|快到|临近)/.test(text.slice(to, to + 4))
  )
}

/** What a verb of two letters is done to. */
function afterVerb([from, to]: Span): Span {
  return [from + 2, to]
}

function within(span: Span, spans: Span[]): boolean {
  return spans.some(([from, to]) => span[0] >= from && span[1] <= to)
}

interface Score {
  points: number
  span: Span
  topic?: string
}

/** Every word of the text that stands for a category, with its weight. */
export interface Sighting {
  category: Category
  weight: number
  span: Span
  topic?: string
}

export function sightings(text: string): Sighting[] {
  const aims = spansOf(text, AIM)
  const talked = spansOf(text, TALKED)
  const checked = spansOf(text, CHECKED).map(afterVerb)
  const besides = spansOf(text, BESIDES)
  const visited = spansOf(text, VISITED).map(afterVerb)
  const found = signsIn(text).map(({ sign: { category, weight, topic }, start, end }): Sighting => {
    const span: Span = [start, end]
    const apart =
      within(span, aims) ||
      (category !== 'meeting' && !DECIDED.test(text.slice(start, end)) && within(span, talked)) ||
      (category !== 'inspection' && within(span, checked)) ||
      within(span, visited)
    const told =
      apart || IN_PLACE.test(text.slice(end, end + 2)) || isAttendee(text, span) || isSeason(text, span)
        ? weight * 0.3
        : within(span, besides)
          ? weight * 0.7
          : weight
    return topic === undefined ? { category, weight: told, span } : { category, weight: told, span, topic }
  })
  return found.length > 0 ? aside(text, uncovered(found)) : faint(text)
}

/** 讲课 in 讲课比赛: a word inside a longer one that weighs as much says nothing of its own. */
function uncovered(found: Sighting[]): Sighting[] {
  const hidden = new Set<Sighting>()
  let open: Sighting[] = []
  for (const one of found) {
    open = open.filter((long) => long.span[1] >= one.span[1])
    if (open.some((long) => covers(long, one))) hidden.add(one)
    open.push(one)
  }
  return hidden.size === 0 ? found : found.filter((one) => !hidden.has(one))
}

function covers(long: Sighting, short: Sighting): boolean {
  const longer = long.span[1] - long.span[0] > short.span[1] - short.span[0]
  return longer && long.category !== short.category && long.weight >= short.weight * 0.9
}

/** The head of a message names what was done; what is told from its fortieth letter on counts three quarters. */
function atHead(at: number): number {
  return 1 - 0.25 * Math.min(1, Math.max(0, (at - 10) / 30))
}

/** What is told in the sentences after the one that names the activity only goes with it. */
function aside(text: string, found: Sighting[]): Sighting[] {
  const starts = found.filter((s) => s.weight >= 8).map((s) => s.span[1])
  const first = starts.length === 0 ? -1 : text.indexOf('。', Math.min(...starts))
  if (first < 0) return found
  return found.map((s) => (s.span[0] > first ? { ...s, weight: s.weight * 0.8 } : s))
}

/** What an activity without any known word most likely is; so faint that whoever asks sees it is a guess. */
const FAINT: [Category, RegExp][] = [
  ['culture', /(?:举办|举行|开展)[^，。；]{0,16}(?:活动|比赛|节)|唱(?!票)|跳|演(?!讲)|观众/],
  ['meeting', /(?:召开|开了?)[^，。；]{0,12}会|会议/],
  [
    'service',
    /(?:为|给|帮|替)(?!了|此)[^，。；]{1,16}(?:送|办|修|做|发|解|找|收|搬|种|割|拉|运|打|洗|买|换|装|带)|(?:送|发|修|装|换|办|通|架|铺)(?:了|好|上)/,
  ],
  ['inspection', /查(?:了|看|出)|隐患/],
  ['volunteer', /(?:清|扫|铲|捡|栽|种|挖|植|巡|拆|刷)(?:了|出|走|完|掉)|出动|出工/],
  ['study', /(?:学|读|看)(?:了|完)?[^，。；]{0,6}(?:文件|讲话|书|材料|视频|片)/],
  ['training', /(?:教|练|学)(?:了|会)|老师/],
]

function faint(text: string): Sighting[] {
  for (const [category, words] of FAINT) {
    const match = words.exec(text)
    if (match) return [{ category, weight: 1, span: spanOf(match) }]
  }
  return []
}

/** 文件, 问题 and the like stay below it. */
const PLAIN = 5.2

/** From this share of the best a second is a runner-up; a word of the activity's name counts up to so many times. */
const CLOSE = 0.7
const MOST_NAMED = 2

const LAST_WORD = /^(?:inspection|training|cadre)$/

/** The strongest sign leads, further signs of the same kind add a little; those in the activity's name (`title`) count more. */
export function findCategory(seen: Sighting[], title?: Span): CategoryFound | undefined {
  const scores = new Map<Category, Score[]>()
  for (const { category, weight, span, topic } of seen) {
    const named = title !== undefined && weight >= 3 && within(span, [title])
    // 红白理事会情况检查 is a check: an activity is named by its last word.
    const last = named && span[1] >= title[1] - 2
    const factor = last ? (LAST_WORD.test(category) ? MOST_NAMED : 1.7) : named ? 1.5 : 1
    const sign: Score = {
      points: weight * factor * atHead(span[0]),
      span,
      ...(topic === undefined ? {} : { topic }),
    }
    const signs = scores.get(category)
    if (signs) signs.push(sign)
    else scores.set(category, [sign])
  }
  const ranked = [...scores]
    .map(([category, signs]): [Category, Score] => [category, scoreOf(signs)])
    .sort((a, b) => b[1].points - a[1].points)
  const [best, second] = ranked
  if (!best) return undefined
  const close = second && second[1].points >= best[1].points * CLOSE
  return {
    value: best[0],
    span: best[1].span,
    words: seen.filter((s) => s.category === best[0] && s.weight >= 5).map((s) => s.span),
    confidence: best[1].points < 2 ? 0.4 : close ? 0.7 : 1,
    contested: second !== undefined && second[1].points * MOST_NAMED >= best[1].points * CLOSE,
    plain: best[1].points >= PLAIN,
    ...(best[1].topic === undefined ? {} : { topic: best[1].topic }),
    ...(close ? { runnerUp: second[0] } : {}),
  }
}

/** The strongest sign in full, each further one that says it in other words a little. */
function scoreOf(signs: Score[]): Score {
  const ranked = [...signs].sort((a, b) => b.points - a.points || a.span[0] - b.span[0])
  const apart: Score[] = []
  for (const sign of ranked) if (!apart.some((one) => overlap(one.span, sign.span))) apart.push(sign)
  const [best, ...more] = apart
  const points = more.reduce((sum, { points }) => sum + Math.min(1.5, points / 8), best?.points ?? 0)
  const topic = ranked.find((sign) => sign.topic !== undefined && sign.points === best?.points)?.topic
  return { points, span: best?.span ?? [0, 0], ...(topic === undefined ? {} : { topic }) }
}

function overlap(a: Span, b: Span): boolean {
  return a[0] < b[1] && b[0] < a[1]
}
