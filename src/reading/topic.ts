import type { CategoryFound } from './categories.ts'
import { masked } from './masked.ts'
import type { Field, Span } from './reading.ts'
import { acted, checked, doneTo, firstWords, forSomebody, PAST, told } from './topicdeeds.ts'
import { type Candidate, headed, hosted, labelled, quoted, themed, titled } from './topicforms.ts'
import { featuresIn, openingOf, weigh } from './topicweights.ts'
import { matchesOf, spanOf, spansOf } from './words.ts'

const GIVEN_OUT = /^(?:发(?!展)|送|领取|颁发)/

/** Where the activity is named, best first. */
function rank(
  text: string,
  line: string,
  category: CategoryFound | undefined,
  deeds: Candidate[] = [...told(line), ...doneTo(line), ...forSomebody(line)],
): Candidate[] {
  const found = [
    ...labelled(text),
    ...titled(line),
    ...themed(line),
    ...quoted(line),
    ...hosted(line),
    ...headed(line),
    ...acted(line),
    ...checked(line),
    ...deeds,
  ]
  const opening = openingOf(line)
  const features = featuresIn(line)
  // 组织退役军人座谈会，发放慰问金: what is held names the activity before what was given out at it.
  const held = found.some((c) => c.by === '开展' && c.points >= 7.5)
  return found
    .map((c) => weigh(c, line, opening, category, features))
    .map((c) => (held && GIVEN_OUT.test(line.slice(...c.span)) ? { ...c, points: c.points - 3 } : c))
    .sort((a, b) => b.points - a.points || a.span[0] - b.span[0])
}

/** Most messages hold no picture or sign: letters, stops and digits only. */
const MAY_BE_ORNAMENT = /[[_＿]|[^\s!-\u00a5\u2010-\u203f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/

const ornamentsOf = (text: string): Span[] => (MAY_BE_ORNAMENT.test(text) ? spansOf(text, ORNAMENT) : [])

/** Pictures and signs that are no words. */
const ORNAMENT = /\[[^\]\n]{1,4}\]|\p{So}+|[①-⑨＿_]|[✅❤☺🎉]/gu

/** Where the text names the activity; undefined where it only tells what was done. */
export function titleSpan(text: string, holes: Span[], category: CategoryFound): Span | undefined {
  const line = masked(text.slice(0, 2000), [...holes, ...ornamentsOf(text)])
  const [best] = rank(text, line, category, doneTo(line))
  return best && best.points >= 5 ? best.span : undefined
}

/** Below it a name is no better than the category's own word. */
const ENOUGH = 4

/** What the activity was called. `anchored`: a day and a body are named, so that something was done. `holes` are the spans of dates, counts and names: no topic runs across one. */
export function findTopic(
  text: string,
  holes: Span[],
  category: CategoryFound | undefined,
  anchored: boolean,
): Field<string> | undefined {
  const line = masked(text.slice(0, 2000), [...holes, ...ornamentsOf(text)])
  const ranked = rank(text, line, category)
  const best = ranked[0]
  const name = best && nameOf(text, best, category)
  const content =
    matterOf(line, name, category) ?? contentOf(line, name, category) ?? severalActs(line, ranked)
  if (content && (!best || best.points < 13)) return content
  if (best && name && best.points >= (category?.topic || !(category || anchored) ? 5 : ENOUGH)) {
    const confidence = Math.min(0.9, best.points / 12)
    return { value: name, span: closed(text, best.span), by: `主题：${best.by}`, confidence }
  }
  const guessed = category ? category.confidence <= 0.4 : anchored
  const first = guessed ? firstWords(line) : undefined
  if (first) return { value: first.value ?? '', span: first.span, by: '主题：首句', confidence: 0.4 }
  if (!category) return undefined
  const deed = lateDeed(text, ranked, category) ?? urgedBy(text, ranked, category)
  if (deed) return deed
  return {
    value: category.topic ?? deedOfBody(tidy(text.slice(...category.span)).replace(PAST, '$1')),
    span: category.span,
    by: '主题：类别词',
    confidence: 0.5,
  }
}

/** 志愿者 … 一行人共走访老兵: a visit told late says more than the word for its kind. */
function lateDeed(
  text: string,
  ranked: Candidate[],
  { value, words, span }: CategoryFound,
): Field<string> | undefined {
  // 志愿者 says who, 志愿服务 what.
  const who = value === 'volunteer' && /^志愿(?:者|服务队)$/.test(text.slice(...span))
  if (value !== 'service' && !who) return undefined
  const deed = ranked.find(
    (c) =>
      c.by === '做了什么' &&
      c.points > (who ? 1 : 0) &&
      (who || words.some(([from, to]) => from < c.span[1] && c.span[0] < to)),
  )
  const said = deed && tidy(wordsOf(text, deed))
  return said && said.length >= 4 ? toldDeed(deed, said, 0.4) : undefined
}

/** 红白理事会劝升学宴: what it talked people out of. */
function urgedBy(text: string, ranked: Candidate[], { span }: CategoryFound): Field<string> | undefined {
  if (!/^红白理事会?$/.test(text.slice(...span))) return undefined
  const urged = ranked.find((c) => /^(?:上门)?劝/.test(wordsOf(text, c)))
  return urged && toldDeed(urged, tidy(wordsOf(text, urged)), 0.5)
}

function toldDeed({ span }: Candidate, value: string, confidence: number): Field<string> {
  return { value, span, by: '主题：做了什么', confidence }
}

function wordsOf(text: string, { value, span }: Candidate): string {
  return value ?? text.slice(...span)
}

/** The words of the best candidate; a political birthday keeps its name whatever its motto. */
function nameOf(text: string, best: Candidate, category: CategoryFound | undefined): string {
  const said = tidy(best.value ?? text.slice(...closed(text, best.span)))
  const affair =
    category?.value === 'customs' ? /办(?<what>[红白喜丧婚]事)$/.exec(said)?.groups?.what : undefined
  if (affair) return `${affair}简办`
  const birthday = category?.value === 'birthday' && !said.includes('生日')
  return birthday && /过(?:了一次)?“?政治生日/.test(text) ? '集体过政治生日' : said
}

/** 督查组, 志愿者, 红白理事会: who it was tells what was done. */
function deedOfBody(words: string): string {
  if (words === '志愿者') return '志愿服务'
  if (words.endsWith('中心组')) return `${words}集体学习`
  if (/^结了?\d+对/.test(words)) return '师徒结对'
  if (/^红白理事会?$/.test(words)) return '红白事简办'
  return words.replace(/(?<=督查|检查|考核|巡察|巡查|督导|慰问|走访|调研)组$/, '')
}

/** Names that say the kind of activity and nothing of its content. */
const BARE =
  /^(?:(?:20\d{2}年)?(?:第?[\d一二三四五六七八九十]+次)?[^“”《》]{0,6}(?:主题党日|党日活动|党日|集中学习|集体学习|专题学习|学习会|学习活动|学习|宣讲|宣讲活动|主题党日活动|读书|读书会|读书活动|读书班|[^“”《》]{0,8}中心组(?:\(扩大\))?学习会?))$/
const CONTENT =
  /(?:传达|集中|专题|认真|深入|一起)*(?<verb>学习贯彻|学习传达|学习|学|读|念|重温|参观|观看|宣讲|观摩)(?:了|的(?:是|那)+[个本篇份]?)?(?<what>[^，。；！？\n|:() ]{2,24})/g
/** 去抗联密营遗址参观: the place before the verb. */
const SEEN_THERE =
  /(?:去|到|赴|前往|走进|来到)(?<what>[^，。；！？\n|:() ]{2,16}?(?:基地|纪念馆|陵园|展馆|纪念碑|史馆|遗址|旧址|故居|墓))(?<verb>参观学习|参观|祭扫|学习|瞻仰|宣誓|重温)/
/** 围绕…进行学习研讨: what was talked over. */
const AROUND =
  /围绕(?<what>[^，。；！？\n|]{3,30}?)(?:开展|进行|作)了?(?:集中|深入|专题|交流)*(?<how>学习研讨|研讨|学习|讨论|交流发言)/
const SUBJECT =
  /精神|思想|讲话|条例|准则|文件|党章|章程|理论|论述|决定|报告|党史|政策|法|誓词|志愿书|片|电影|基地|纪念馆|陵园|展馆|纪念碑|史馆|事迹|》/g

/** 党员大会 讨论接收预备党员, 牧民大会 说禁牧的事: what was decided on says more than the meeting. */
const MATTER =
  /(?<verb>讨论|表决(?!权|[，。])|票决|研究|审议|同意|定下|商[量议]|议了|说的是|议的是?|(?<![据听])[说议](?=[^，。；|]{2,10}的事))(?<then>(?:通过|了|并通过|确定)*)(?:[^，。；！？\n|]{0,4}[那这的个收过]\|+)?(?<matter>(?!弃权|反对|赞成)[^，。；！？\n:() ]{3,20}?)(?:事宜|事项|的事[儿情]?|问题|情况)?(?=[，。；！？\n|() ]|[到来]了|$)/
/** 就地块调整方案进行表决 */
const PUT_TO =
  /(?:就|对|围绕)(?<matter>[^，。；！？\n|]{4,20}?)(?:进行|开展)了?(?:表决|投票|讨论|商议|协商|审议)/
const MEETING =
  /^(?:支部|[一-龥]{1,6}村)?(?:(?:党员|村民|居民|群众|牧民|户主|社员|职工|村民代表|居民代表|群众代表|党员代表)?(?:大会|会议?|议事会|恳谈会|代表会议?|议事协商会)|支委会|委员会|党小组会|委员会会议|院坝会|屋场会|场院会|板凳会|议事会|恳谈会|小组会)$/

function matterOf(
  line: string,
  name: string | undefined,
  category: CategoryFound | undefined,
): Field<string> | undefined {
  if (category?.value !== 'membership' && category?.value !== 'meeting') return undefined
  if (name === undefined ? category.value === 'meeting' : !MEETING.test(name) && name !== '发展党员')
    return undefined
  const match = PUT_TO.exec(line) ?? MATTER.exec(line)
  let matter = match?.groups?.matter?.replace(/、$/, '')
  if (!match || !matter) return undefined
  const span = spanOf(match)
  const { verb = '', then = '' } = match.groups ?? {}
  if (/^(?:按期)?转正$/.test(matter) || /预备党员[^，。]{1,4}(?:按期)?转正$/.test(matter))
    matter = '预备党员转正'
  if (/为(?:中共)?预备党员$/.test(matter) && category.value === 'membership')
    return { value: '接收预备党员', span, by: '主题：议定的事', confidence: 0.7 }
  const decided = /^(?:[说议商]|$)/.test(verb) ? '' : verb + then.replace(/了$/, '')
  const value =
    name && MEETING.test(name) ? `${name}（${decided}${tidy(matter)}）` : tidy(line.slice(...span))
  return { value, span, by: '主题：议定的事', confidence: 0.7 }
}

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
    const said = around.groups.what + (around.groups.how ?? '')
    const value = name?.includes('中心组') ? `${name}（${said}）` : said
    return { value, span: [from, around.index + around[0].length], by: '主题：学习内容', confidence: 0.8 }
  }
  const there = SEEN_THERE.exec(line)
  if (there?.groups?.what) {
    const value = `${there.groups.verb ?? ''}${there.groups.what}`
    return { value: withContent(name, value), span: spanOf(there), by: '主题：学习内容', confidence: 0.8 }
  }
  for (const match of matchesOf(line, CONTENT)) {
    const { verb = '', what = '' } = match.groups ?? {}
    const end = matchesOf(what, SUBJECT).at(-1)
    if (!end || /^(?:雷锋|教育活动|强国)/.test(what)) continue
    const kept = what.slice(0, end.index + end[0].length)
    const value =
      (verb === '学' || (/^[读念]$/.test(verb) && /^[^，]{0,4}《|文件|条例|章程/.test(kept))
        ? '学习'
        : verb) + kept
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

/** Praise and counting words before the name. */
const DECORATION =
  /^(?:了|个|一场|一次|一堂|的|(?:20\d{2}年度?|今年|本年度?)?第?[一二三四五六七八九十\d]+[届期次]|[^，。“”]{0,8}(?:别开生面|生动|精彩|隆重|简朴|丰富多彩|形式多样|内容丰富|有意义|特殊|暖心|简约温馨|庄严)的)/

/** 排球馆集体宣誓, 村屯演出, 在东大堤村连演: the place before what was done there. */
const WHERE_AT =
  /^(?:[^“”，。]{0,8}在)?[^“”，。在]{0,8}(?:馆|旧址|礼堂|会堂|村部|院坝里?|院子里|广场上?|门口|村屯?|乡镇|嘎查|社区)(?:共|连|面向党旗|集体|庄严)*(?=宣誓|巡?演(?!练|讲)|义诊|放电影|述职)/

function tidy(words: string): string {
  return words
    .replace(/^.*(?:携手|邀请)[^“”]*开设/, '')
    .replace(/^[^“”]*(?:主办|承办|协办)的(?=[一-龥“]{2})/, '')
    .replace(
      /(?<=[一-龥”]{3})在[^，。“”]{2,12}(?:开班|举行|举办|开幕|启动|召开|开赛|开讲|开演|上演|鸣枪|鸣锣|开锣)$/,
      '',
    )
    .replace(/^(?:当天|现场|一共|累计|共|[此本这]次|一块|一起|共同)(?=[一-龥]{2})/, '')
    .replace(/^(看望|慰问|走访)的(?=[一-龥]{2})/, '$1')
    .replace(/^[一-龥]{0,6}队(?:员)?(?:不间断|连夜|投入)+(?=[一-龥]{2})/, '')
    .replace(WHERE_AT, '')
    .replace(/^查出来?/, '查')
    .replace(/^(?:给|为)(?=[一-龥]{1,4}过[“]?[政正]治生日)/, '给')
    .replace(/(?:哦|啊|嘛|呢|累死|死了|噻|哈)(?:人|了)?(?:我们|来)?$/, '')
    .replace(/^已(?=[一-龥]{2})/, '')
    .replace(
      /^(?:领着|带着|带领|组织|发动)[一-龥]{2,12}?(?=[守清扫捡巡挖植栽种修查拉抬运护]|学习|参观|观摩)/,
      '',
    )
    .replace(/^(?:那个|这个)(?=[一-龥]{2})/, '')
    .replace(/^(?:党员群众|群众|党员)(?=宣讲|宣传)/, '')
    .replace(/^((?:[给为向][^、]{2,8})?送)(?:去了?|上了?|出了?|来了?)?([^、]{1,8})、.*$/, '$1$2')
    .replace(/(?<=[一-龥]{4})(?:还有|是[^、]{0,2}[一-龥]).*$/, '')
    .replace(/(?<=[一-龥]{3})(?:各|、慰问[金品]?)$/, '')
    .replace(/^[一-龥]{0,3}过(?=[一-龥]{2,3}节$)/, '')
    .replace(/^(?:党员|群众|村民|干部)*走上[^，。]{2,6}(?=[清扫铲除捡])/, '')
    .replace(/^(?:春节|中秋|七一|国庆|重阳|端午|元旦|清明|八一|六一|年|节)节?[前后](?=走访|慰问|看望)/, '')
    .replace(/^(?:下晌|前晌|后晌|晌午|头晌|晚夕|黑夜)(?=[一-龥]{2})/, '')
    .replace(/^开了?(?=[一-龥]{1,8}会议?$)/, '')
    .replace(/^(?<lead>[给为帮])?(?:周?岁)?以上的?/, '$<lead>')
    .replace(/党龄[^的]{0,6}的|党龄[^的老]{0,8}以上(?=老?党员)/, '')
    .replace(/^(?:乡|镇|村)?(?:作|情况进行|进行)/, '')
    .replace(DECORATION, '')
    .replace(DECORATION, '')
    .replace(/拉开帷幕$/, '')
    .replace(/为主题的|为主题|为题(?:讲授|作|开展)?的?/, '')
    .replace(/第?\|+/g, '')
    .replace(/^[、和]/, '')
    .replace(
      /(?<=[一-龥])(?!八项[规归])第?[\d一二三四五六七八九十百两几]+(?:多|余|来)?[名个位户条场件项](?=[一-龥]{2})/g,
      '',
    )
    .replace(/(?<=[一-龥]{2})了$/, '')
    .replace(/\d+(?:岁|周岁)(?:以上)?的?/g, '')
    .trim()
}
