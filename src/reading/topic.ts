import type { CategoryFound } from './categories.ts'
import { masked } from './masked.ts'
import type { Field, Span } from './reading.ts'
import {
  acted,
  type Candidate,
  checked,
  headed,
  hosted,
  labelled,
  quoted,
  themed,
  titled,
} from './topicforms.ts'
import { matchesOf } from './words.ts'

/** Where the activity is named, best first. */
function rank(text: string, line: string, category: CategoryFound | undefined): Candidate[] {
  const found = [
    ...labelled(text),
    ...titled(line),
    ...themed(line),
    ...quoted(line),
    ...hosted(line),
    ...headed(line),
    ...acted(line),
    ...checked(line),
  ]
  // 组织退役军人座谈会，发放慰问金: what is held names the activity before what was given out at it.
  const held = found.some((c) => c.by === '开展' && c.points >= 7.5)
  return found
    .map((c) => weigh(c, line, category))
    .map((c) =>
      held && /^(?:发(?!展)|送|领取|颁发)/.test(line.slice(...c.span)) ? { ...c, points: c.points - 3 } : c,
    )
    .sort((a, b) => b.points - a.points || a.span[0] - b.span[0])
}

/** Where the text names the activity; undefined where it only tells what was done. */
export function titleSpan(text: string, holes: Span[], category: CategoryFound): Span | undefined {
  const [best] = rank(text, masked(text.slice(0, 2000), holes), category)
  return best && best.points >= 5 ? best.span : undefined
}

/** What the activity was called. `holes` are the spans of dates, counts and names: no topic runs across one. */
export function findTopic(
  text: string,
  holes: Span[],
  category: CategoryFound | undefined,
): Field<string> | undefined {
  const line = masked(text.slice(0, 2000), holes)
  const ranked = rank(text, line, category)
  const best = ranked[0]
  const name = best && tidy(best.value ?? text.slice(...closed(text, best.span)))
  const told = contentOf(line, name, category) ?? severalActs(line, ranked)
  if (told && (!best || best.points < 13)) return told
  if (best && name && best.points >= 5) {
    const confidence = Math.min(0.9, best.points / 12)
    return { value: name, span: closed(text, best.span), by: `主题：${best.by}`, confidence }
  }
  if (!category) return undefined
  const words = text.slice(...category.span)
  return { value: category.topic ?? words, span: category.span, by: '主题：类别词', confidence: 0.5 }
}

/** Names that say the kind of activity and nothing of its content. */
const BARE =
  /^(?:(?:20\d{2}年)?(?:第?[\d一二三四五六七八九十]+次)?[^“”《》]{0,6}(?:主题党日|党日活动|党日|集中学习|集体学习|专题学习|学习会|学习活动|学习|宣讲|宣讲活动|主题党日活动))$/
const CONTENT =
  /(?:传达|集中|专题|认真|深入|一起)*(?<verb>学习贯彻|学习传达|学习|学|重温|参观|观看|宣讲|观摩)(?:了)?(?<what>[^，。；！？\n|:() ]{2,24})/g
/** 围绕…进行学习研讨: what was talked over. */
const AROUND =
  /围绕(?<what>[^，。；！？\n|]{3,30}?)(?:开展|进行|作)了?(?:集中|深入|专题|交流)*(?<how>学习研讨|研讨|学习|讨论|交流发言)/
const SUBJECT =
  /精神|思想|讲话|条例|准则|文件|党章|章程|理论|论述|决定|报告|党史|政策|法|誓词|志愿书|片|电影|基地|纪念馆|陵园|展馆|纪念碑|史馆|事迹|》/g

/** 主题党日 学二十大精神: what was studied or seen says more than the kind of day. */
function contentOf(
  line: string,
  name: string | undefined,
  category: CategoryFound | undefined,
): Field<string> | undefined {
  if (!category || !/^(?:party_day|study|lecture)$/.test(category.value)) return undefined
  if (name !== undefined && !BARE.test(name)) return undefined
  const around = AROUND.exec(line)
  if (around?.groups?.what) {
    const from = around.index + 2
    const value = around.groups.what + (around.groups.how ?? '')
    return { value, span: [from, around.index + around[0].length], by: '主题：学习内容', confidence: 0.8 }
  }
  for (const match of matchesOf(line, CONTENT)) {
    const { verb = '', what = '' } = match.groups ?? {}
    const end = matchesOf(what, SUBJECT).at(-1)
    if (!end || /^(?:雷锋|教育活动|强国)/.test(what)) continue
    const kept = what.slice(0, end.index + end[0].length)
    const value = (verb === '学' ? '学习' : verb) + kept
    const span: Span = [match.index, match.index + match[0].length - what.length + kept.length]
    return { value: withContent(name, value), span, by: '主题：学习内容', confidence: 0.8 }
  }
  return undefined
}

/** 主题党日 and 学习…精神 -> 主题党日（学习…精神）; 集中学习 and 学习…精神 -> 集中学习…精神. */
function withContent(name: string | undefined, content: string): string {
  if (name === undefined || /^(?:学习|宣讲)$/.test(name)) return content
  const verb = /(?:学习|宣讲)$/.exec(name)?.[0]
  if (verb && content.startsWith(verb)) return name + content.slice(verb.length)
  return `${name}（${content}）`
}

const DEEDS =
  /(?:^|[，、； |])(?:累计|共|已|先后|并|组织|村民|我们村|我村)*(?<deed>(?:入户走访|走访慰问|走访|慰问|化解|调解|办实?|解决|栽植|种植|粉刷|清理|清运|接收|确定|吸收|整治|排查|发放|修|帮助|代办|送|拆除|硬化|捐)[^，。；！？\n|:() 、]{1,8})(?=\|)/g

/** 累计入户走访128户，化解矛盾纠纷3起，办实事11件: when nothing is named, the deeds are the topic. */
function severalActs(line: string, ranked: Candidate[]): Field<string> | undefined {
  const best = ranked[0]
  const named = best !== undefined && best.points >= 8.5 && !/做了什么|名称/.test(best.by)
  if (named || (!/累计|以来|共开展/.test(line) && (best?.points ?? 0) >= 8.5)) return undefined
  const deeds = matchesOf(line, DEEDS)
  const first = deeds[0]
  const last = deeds.at(-1)
  if (deeds.length < 2 || !first || !last) return undefined
  const names = deeds.slice(0, 3).map((m) => (m.groups?.deed ?? '').replace(/了$/, ''))
  return {
    value: names.join('、'),
    span: [first.index, last.index + last[0].length],
    by: '主题：所做的事',
    confidence: 0.6,
  }
}

/** A quotation that was begun is closed. */
function closed(text: string, [from, to]: Span): Span {
  const words = text.slice(from, to)
  const open = words.lastIndexOf('“') > words.lastIndexOf('”')
  return [from, open && text.charAt(to) === '”' ? to + 1 : to]
}

/** 为深入…, 按照…要求, 在…到来之际: why and when it was done, not what. */
const AIM_BEFORE = /(?:为(?:了)?|根据|按照|结合|围绕|借助|通过|适逢|值此)[^，。；|]{0,30}$/
const OCCASION_AFTER = /^[^，。；\n]{0,12}?(?:之际|来临|到来|前夕)/

/** A name that holds the category's word is more likely the activity's. */
function kinship(c: Candidate, category: CategoryFound | undefined): number {
  if (!category) return 0
  const words = c.by === '做了什么' ? [] : category.words
  return words.reduce((most, word) => Math.max(most, kin(c.span, word)), kin(c.span, category.span))
}

function kin(span: Span, word: Span): number {
  if (span[0] <= word[0] && word[1] <= span[1]) return 3
  return span[0] < word[1] && word[0] < span[1] ? 1.5 : 0
}

/** Between stops, or after who acts (支书, 党员, 干部). */
function alone(text: string, [from, to]: Span): boolean {
  return /^[ ，。；:|\n书记部员]?$/.test(text.charAt(from - 1)) && /^[ ，。；:\n]?$/.test(text.charAt(to))
}

function stopsBefore(text: string, end: number): number {
  let stops = 0
  for (let at = text.indexOf('。'); at >= 0 && at < end; at = text.indexOf('。', at + 1)) stops += 1
  return stops
}

function weigh(c: Candidate, text: string, category: CategoryFound | undefined): Candidate {
  const words = c.value ?? text.slice(...c.span)
  const lead = text.slice(Math.max(0, c.span[0] - 40), c.span[0])
  let points = c.points
  points += kinship(c, category)
  // 科技下乡 帮农户修农机: a name that stands by itself goes before the deeds told after it.
  if (c.by === '名称' && alone(text, c.span)) points += 0.8
  points -= Math.min(2.4, 0.8 * stopsBefore(text, c.span[0]))
  if (
    (AIM_BEFORE.test(lead) && !/(?:举行|举办|召开|开展|组织)了?$/.test(lead)) ||
    /^(?:为(?=了|深入|进一步|全面|切实)|进一步)/.test(words)
  )
    points -= 4
  const rest = text.slice(c.span[1], c.span[1] + 20)
  if (OCCASION_AFTER.test(rest)) points -= 6
  if (lead.includes('以') && /^[^，。；\n]{0,14}(?:的)?(?:形式|方式)/.test(rest)) points -= 5
  if (/的$/.test(lead) && /^第|第\|*$/.test(words.slice(0, 2))) points -= 4
  if (/(?:顺便|并|还|同时|顺带)$/.test(lead)) points -= 2
  if (/^(?:帮|替|代)?报(?:一下|送|上)/.test(words)) points -= 8
  if (/^(?:情况|工作|形式|方式|活动|会|日|节|课|大会|会议|仪式|比赛|赛|展)$/.test(words)) points -= 6
  points += Math.min(1.5, words.length / 8)
  if (words.length > 30) points -= 2
  if (words.length <= 2) points -= /义诊|植树/.test(words) ? 0 : 1
  if (/,|会上|会后|随后|期间|活动中|现场/.test(lead.slice(-6))) points -= 2
  points -= Math.min(2, c.span[0] / 150)
  return { ...c, points }
}

/** Praise and counting words before the name. */
const DECORATION =
  /^(?:了|个|一场|一次|一堂|的|第?[一二三四五六七八九十\d]+[届期次]|[^，。“”]{0,8}(?:别开生面|生动|精彩|隆重|简朴|丰富多彩|形式多样|内容丰富|有意义|特殊|暖心|简约温馨|庄严)的)/

function tidy(words: string): string {
  return words
    .replace(/^.*(?:携手|邀请)[^“”]*开设/, '')
    .replace(/^(?:乡|镇|村)?(?:作|情况进行|进行)/, '')
    .replace(DECORATION, '')
    .replace(DECORATION, '')
    .replace(/为主题的|为主题|为题(?:讲授|作|开展)?的?/, '')
    .replace(/\|+/g, '')
    .replace(/\d+(?:岁|周岁)(?:以上)?的?/g, '')
    .trim()
}
