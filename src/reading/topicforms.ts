import type { Span } from './reading.ts'
import { HEAD, LEAD, SURE_LETTER, TRANSITIVE } from './topicwords.ts'
import { matchesOf, searchOf, sinceAny, untilAny } from './words.ts'

/** A stretch of the text that may name the activity. `value`: where the name is put together from two places. */
export interface Candidate {
  span: Span
  by: string
  points: number
  value?: string
}

/** Verbs that bring an activity about; what follows them is its name. */
const HOST =
  /(?:组织|联合|集中|同步|继续|积极|深入|正式|隆重|成功|扎实)?(?:组织召开|组织开展|组织举办|开展|举行|举办|召开|组织|进行|启动|推行|实施|推出|承办|主办|开设|搞|办|(?<!公)开)(?:了|过|的是)?(?:[一二两三]?[个场次期堂节届]|[\d一二三四五六七八九十]{1,3}[场次期堂节](?=[一-龥]))?(?:\|+|年度|年|度|第?[一二三四五六七八九十\d]*[期届次]|季度)*/g
/** These two also take persons or stand for any doing: another verb after them names the activity. */
const WEAK_HOST = /^(?:集中|积极|联合)?(?:组织(?!召开|开展|举办)|进行|开(?!展|设)|办)/

const headsIn = searchOf(HEAD)
const TAIL = /(?:系列)?(?:活动|工作|启动仪式|现场会)?/y

/** The words an activity is called by, left to right: from where to where. */
function headSpans(text: string): Span[] {
  const out: Span[] = []
  let from = 0
  for (const { start, end } of headsIn(text)) {
    if (start < from) continue
    TAIL.lastIndex = end
    TAIL.test(text)
    from = Math.max(end, TAIL.lastIndex)
    out.push([start, from])
  }
  return out
}

export const BREAK = /[，。；！？\n|:()]/

const OBJECT =
  /^\|*(?!第|这[个月次周]|那[个次]|今|昨|参加|参与|到会|来了|受益|观看|听|实到|应到|那天|这天|当天|活动|工作|中|时|后|前|会|班|现场|期间|制|了?[，。；]|等|和|与|、|及|在|到|才|就|都|也|又|还|刚|没|走了|来得)[一-龥《“]{2}/

/** 主题：…, 题为《…》, 地点 and 内容 lines that name the activity outright. */
export function labelled(text: string): Candidate[] {
  const match =
    /(?:(?:主题|内容|活动名称|议题)[:为是 ] ?|题(?:为|目)[:为是 ]?(?=《|“)|(?:讲|(?<![中小大同])学)的(?:是)?(?!来|人|时候|老师|都|有|共|一共|总共)(?=[一-龥《“]{3}))(?<name>[^，。；！？\n ＿]{2,30})/.exec(
      text,
    )
  const name = match?.groups?.name
  if (!match || !name) return []
  const start = match.index + match[0].length - name.length
  // 内容：①重温誓词②学习党章: items of what was done, not a name.
  const items = /[①②③]/.test(name)
  return [
    {
      span: [start, start + name.length],
      by: '写明',
      points: items ? 5 : /[讲学]的|内容/.test(match[0]) ? 8 : 11,
    },
  ]
}

/** 导师帮带：…, 春耕农资下乡：…: the name stands before the colon. */
export function titled(text: string): Candidate[] {
  if (!text.includes(':')) return []
  const name = /^ ?(?<name>[一-龥“”]{3,16}):/.exec(text)?.groups?.name
  if (
    !name ||
    /^(?:我|你|他|咱|听|看)/.test(name) ||
    /(?:村|社区|支部|镇|乡|屯|寨|[补上]?报|汇报下?|[说讲报](?:一)?下|通知|领导|书记|主任|情况|汇报|如下|时间|日期|按|讯|补充|更正)$/.test(
      name,
    )
  )
    return []
  const start = text.indexOf(name)
  return [{ span: [start, start + name.length], by: '名称', points: 6 }]
}

/** 以“…”为主题，…举办文艺汇演: the theme and the name that follows it. */
export function themed(text: string): Candidate[] {
  const match =
    /以(?<theme>[“"《「][^”"》」\n]{2,40}[”"》」]|[^“，。；|]{2,20}?)为(?:主题|主线|题|主要内容)(?:的)?/.exec(
      text,
    )
  const theme = match?.groups?.theme
  if (!match || !theme) return []
  const start = match.index + 1
  const end = match.index + match[0].length
  const rest = untilAny(text.slice(end, end + 90), '。；\n')
  const name = [...hosted(rest), ...headed(rest)].sort((a, b) => b.points - a.points)[0]
  const quoted = /^[“"《「]/.test(theme)
  if (!name) return [{ span: [start, start + theme.length], by: '为主题', points: quoted ? 10 : 8 }]
  return [
    {
      span: [start, end + name.span[1]],
      by: '为主题',
      points: 11,
      value: theme + plain(rest.slice(...name.span)),
    },
  ]
}

const QUOTED = /[“"《「][^”"》」\n]{2,40}[”"》」]/g

/** “我们的村晚”在高枧村戏台上演 */
const ON_STAGE =
  /^(?:在[^，。；]{2,14})?(?:精彩|热闹|隆重|正式)?(?:上演|开演|开幕|开唱|举行|举办|开赛|开讲|启幕)/

/** “送戏下乡”, “零工夜市”: the quotation names it by itself. */
const NAMED_INSIDE = /(?:下乡|进校园|进社区|进万家|讲堂|课堂|夜话|行动|集市|夜市|晚会|村晚|讲座|兑换)[”]$/

/** “…”主题党日活动: the quotation and the noun it names. */
export function quoted(text: string): Candidate[] {
  const out: Candidate[] = []
  for (const match of matchesOf(text, QUOTED)) {
    const end = match.index + match[0].length
    const tail = firstPart(text.slice(end, end + 24))
    if (/^(?:的)?(?:形式|方式|程序|步骤|要求)/.test(tail)) continue
    if (ON_STAGE.test(tail) && !/[团队组]”$/.test(match[0])) {
      out.push({ span: [match.index, end], by: '引号', points: 9 })
      continue
    }
    const after =
      /^(?:主题)?(?:系列)?活动(?!中)/.exec(tail)?.[0].length ??
      (/^(?:邀请|请|走进|来到)/.test(tail) ? 0 : upToHead(tail, 18))
    const named = NAMED_INSIDE.test(match[0])
    if (after > 0) out.push({ span: [match.index, end + after], by: '引号', points: 9 })
    else out.push({ span: [match.index, end], by: '引号', points: /《/.test(match[0]) ? 1 : named ? 6.5 : 3 })
  }
  return out
}

/** 开展环境卫生集中清理: held, though it ends in no word for an activity. */
const HELD_THING = /^[^，。的 ]{3,20}$|^[^，。]{3,}(?<=活动|工作|清理)/

/** 搞“开笔礼”, 推“午间议事厅” */
const HOSTED_QUOTE = /^[“《「][^”》」\n]{2,20}[”》」]/

export function hosted(text: string): Candidate[] {
  const out: Candidate[] = []
  for (const match of matchesOf(text, HOST)) {
    const start = match.index + match[0].length
    const tail = firstPart(text.slice(start, start + 36))
    if (/^(?:起来|完|好了|过了|到)/.test(tail)) continue
    const weak = WEAK_HOST.test(match[0])
    if (
      weak &&
      /开展|举行|举办|召开|进行|^[^，。|]{0,14}(?:去|到|赴|走进|来到|入户|参观|观看)|^(?:大家|党员|干部|群众|村民|全体|志愿者|人员|力量)/.test(
        tail,
      )
    )
      continue
    const length = upToHead(tail, 32)
    const named = HOSTED_QUOTE.exec(text.slice(start, start + 30))
    if (named && length === 0) out.push({ span: [start, start + named[0].length], by: '开展', points: 8 })
    if (length >= 2 && !(weak && tail.slice(0, length).includes('的')))
      out.push({ span: [start, start + length], by: '开展', points: weak ? 7.5 : 8 })
    else if (!weak && !named && HELD_THING.test(tail))
      out.push({ span: [start, start + Math.min(tail.length, 24)], by: '开展', points: 7.5 })
  }
  return out
}

/** 村书记班: before a head of one letter the office belongs to the name. */
const VERB_LEAD = /^.*[的了在到办开搞]/

/** A noun phrase that ends like an activity, without a verb before it: 主题党日, 理论宣讲. */
export function headed(text: string): Candidate[] {
  const out: Candidate[] = []
  for (const [start, end] of headSpans(text)) {
    const head = text.slice(start, end)
    if (TRANSITIVE.test(head) && OBJECT.test(text.slice(end, end + 12))) continue
    const lead = sinceAny(text.slice(Math.max(0, start - 14), start), OPENING)
    const named = lead.replace(LEAD, '')
    const kept = named === '' && SURE_LETTER.test(head) ? lead.replace(VERB_LEAD, '') : named
    if (head.length + kept.length < 2) continue
    const sure = head.length > 1 || (SURE_LETTER.test(head) && kept.length >= 2)
    out.push({ span: [start - kept.length, end], by: '名称', points: sure ? 6 : 3 })
  }
  return out
}

export function plain(words: string): string {
  return words.replace(/第?\|+/g, '')
}

/** 理论学习中心组(扩大)学习会 is one name. */
const STOP = /[，。；！？\n|:]|\((?!扩大\))|(?<!\(扩大)\)/

function firstPart(text: string): string {
  const stop = text.search(STOP)
  return stop < 0 ? text : text.slice(0, stop)
}

const OPENING = '，。；！？\n|:() ”"》'

/** Length of the phrase up to its last head, at most `most`; 0 when it has none. */
function upToHead(text: string, most: number): number {
  let end = 0
  for (const [start, stop] of headSpans(text)) {
    if (stop > most) break
    if (end > 0 && /[ 来去到参让吸引邀请党员群]/.test(text.slice(end, start))) break
    end = stop
  }
  return end
}
