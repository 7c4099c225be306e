import type { Count } from './count.ts'
import type { Span } from './reading.ts'
import { speechIn } from './speech.ts'
import { matchesOf } from './words.ts'

/** A stretch of the text whose numbers are not of what is reported, and why. */
interface Aside {
  span: Span
  why: string
  /** Only its persons and sessions are not of this event. */
  soFar?: true
}

/** 去年来了80人: another year or another time, till this one is named again. */
const OTHER_TIME =
  /(?:去年同期|(?<!不|相)(?:过去|从前|当年)(?!的?[一两三几\d])|(?:去年|前年|上年|往年|上一年)(?!年|底|[\d一二三四五六七八九十])|(?<!早|晚|赶|马|路|身|手)上(?:回|次|届|一[回次届])(?!来|去)|前一回|前一次)[^。！？\n]*/g
/** In a chat line it is the clause that speaks of it; in prose the sentence. */
const CLAUSE = /^.{2,4}?[^，。；！ \n]*/
const THIS_TIME = /本月|本周|今年|今天|今日|这次|这回|这一次|此次|本次|当天|现在|今儿|本届/
/** What else there is to tell of the place or the work, after the event has been told. */
const AT_LARGE =
  /^[^。！？\n]{0,24}?(?:近[一二三四五六七八九十]年|(?<!自)20\d\d年|自20\d\d年(?:以来|起)|年来|据了解|据悉|第[一二]期|上一期|此前|前期|下一步|接下来|预计|计划|届时|曾)/
/** 截至目前, 今年以来: what was done stays counted, but those who came then are not of this event. */
const SO_FAR = /^[^。！？\n]{0,16}?(?:以来|截至|今年)/

/** 组建了6支志愿服务队，共招募512人: who there is to do it, before what they did is told. */
const SET_UP = /组建|成立了|培育|招募|打造|选聘|吸纳/

/** 该村现有茶园2800亩, 桥全长64米, 下辖17个村, 该支部现有党员47名: what the place or the body is like, whatever was done there. */
const STANDING = new RegExp(
  [
    // anywhere in the sentence
    /下辖|常住人口|总人口|户籍人口|占总|平均年龄|年产[值量]?|面积(?:约|达|为)?\d|水面\d/,
    /(?:始?建成?|成立|组建|设立)于|现存|住户\d|总产量|栽培量|在册隐患|总装机|客流量|年均|投入使用/,
    /投用|常住居民|保护耕地|人口\d|亩产|日[榨产处]|现有[一-龥]{1,4}\d|参军/,
    /种植[^。，]{0,6}[\d.]+万?亩|进入[^，。]{0,6}(?:高峰|旺季|成熟|采收期|采摘期)/,
    /今年\d+岁|全村(?:共?有)?\d+[户口](?!中)|线长|常年|设有|环[水湖山]|陈列着|核载|载客/,
    /住着|占地|现有(?:居民|学生|党员|村民|住户|人口|职工)|(?:合并|拆并)而成/,
    /(?:正|已)(?:在)?成为[^。]{0,8}(?:风尚|常态|时尚|名片)|覆盖率/,
    /距(?:离)?(?:[一-龥]{2,6}\d|县城|城区|市中心|市区|乡政府|镇政府)|日均|人均|户均|亩均/,
    /饲养量|分布在|素有|被誉为|距今|传承(?:已)?[^。]{0,4}[代年]|居全[国省市州县区镇乡]/,
    /年初(?:共)?[列定安]|有[一-龥]{0,4}人口|\d岁的[^，。]{2,14}已?累计/,
    /逢[一二三四五六七八九]/,
    // how the sentence begins
    /^[一两][把张碗盏支颗][^，。]{2,8}，[一两]/,
    /^(?!.{0,6}(?:新修|新建|修建|硬化|修通))[^，。]{0,14}全长/,
    /^[^。，]{0,12}(?:现有|地处|辖)/,
    /^目前，(?:全[县镇市区乡]|该)[^。]{0,6}(?:已|共)?(?:建立|建成|拥有|组建|划分|有党员)/,
    /^(?:目前，?)?该[村镇乡县社支站院校街][^，。]{0,8}有/,
    /^(?:按照?|根据|依照)(?:规划|方案|计划|规定|安排|部署)/,
    /^(?:眼下|时下|当前|当下)?[^，。]{0,6}(?:正值|适逢|恰逢|正是|进入)[^。，]{0,16}(?:期|季|时节|高峰|旺季|关键)。/,
    /^(?:会议|活动|镇里|县里)?(?:要求|强调|指出)|^得分/,
  ]
    .map((pattern) => pattern.source)
    .join('|'),
)
/** 按照规定，每季度召开1次: what ought to be. */
const BY_RULE = /^(?:按照?|根据|依照)(?:规划|方案|计划|规定)/
/** What is told of the day itself. */
const OF_THE_DAY =
  /当天|当日|现场|应到|实到|到会|参会|此次|本次|活动|参加|参训|开展|举[行办]|组织了|走访|慰问|发放|召开|演出|培训|[\d一二三]+[日号](?!前)/
/** 还将于7月上旬组织2场: not yet done. */
const TO_COME =
  /(?:还将|将于|将(?:获得|陆续|继续|持续|进一步|再|安排|改造|建成|投入)|规定每|按规定|计划(?=[于在到再下年今明]|[^，。；]{0,8}\d))[^，。；！？\n]*/g

/** Sentences of prose that tell of the place or the body, not of what was done. */
export function backgroundIn(text: string): Span[] {
  if (!text.includes('。')) return []
  const out: Span[] = []
  for (const match of matchesOf(text, /[^。！？；\n]+[。！？；\n]?/g)) {
    const sentence = match[0].replace(/^[“”\s]+/, '')
    if (BY_RULE.test(sentence) || (STANDING.test(sentence) && !OF_THE_DAY.test(sentence)))
      out.push([match.index, match.index + match[0].length])
  }
  return out
}

/** Parts of the text that speak of something else than the activity. */
export function asidesOf(text: string, counts: Count[]): Aside[] {
  if (counts.length === 0) return []
  const out: Aside[] = []
  const first = counts[0]?.span[0] ?? 0
  for (const span of speechIn(text)) out.push({ span, why: '别人说的话，不是数量' })
  const standing = backgroundIn(text)
  for (const span of standing) out.push({ span, why: '背景里的数，不是这次的' })
  if (/将|计划|规定/.test(text))
    for (const { 0: words, index } of matchesOf(text, TO_COME))
      out.push({ span: [index, index + words.length], why: '还没办的，不是这次的' })
  if (/去年|前年|上年|往年|上一|上[回次届]|前一/.test(text))
    for (const m of matchesOf(text, OTHER_TIME)) {
      // 灵泉县去年办了6期: last year is what is told of.
      if (m.index < first && m.index < 12 && !THIS_TIME.test(text) && !/\d[月日号]/.test(text)) continue
      const all =
        text.includes('。') && !/比|较/.test(text.slice(Math.max(0, m.index - 2), m.index))
          ? m[0]
          : (CLAUSE.exec(m[0])?.[0] ?? m[0])
      const now = all.slice(2).search(THIS_TIME)
      const end = m.index + (now < 0 ? all.length : now + 2)
      out.push({ span: [m.index, end], why: '别的年份或别的一次的数' })
    }
  out.push(...largerPicture(text, counts, standing))
  return out
}

/** 今年以来，该系统已有158人…: only after a sentence that told of the event with its own figures. */
function largerPicture(text: string, counts: Count[], standing: Span[]): Aside[] {
  const told = counts.filter((c) => !standing.some(([from, to]) => from <= c.span[0] && c.span[1] <= to))
  const first = (told.find((c) => c.value > 1) ?? told[0])?.span[0] ?? text.length
  const out: Aside[] = []
  const opening = text.slice(0, text.search(/[。！？\n]/) + 1)
  const longTime = /今年以来|近年来/.test(opening)
  if (SET_UP.test(opening) && !/\d[日号]/.test(opening)) return out
  for (let from = text.search(/[。！？\n]/) + 1; from > 0 && from < text.length; ) {
    const stop = text.slice(from).search(/[。！？\n]/)
    const end = stop < 0 ? text.length : from + stop + 1
    const start = text.slice(from, Math.min(end, from + 40))
    if (first < from && AT_LARGE.test(start)) out.push({ span: [from, end], why: '背景里的数，不是这次的' })
    else if (!longTime && first < from && SO_FAR.test(start))
      out.push({ span: [from, end], why: '今年以来、截至某日的累计', soFar: true })
    from = end
  }
  return out
}

/** 栽了1000株 哦不对 是1100株: what was said first was taken back. */
const TAKEN_BACK =
  /^[^。\d]{0,6}[，。 ]*(?:哦|噢|哎|嗯|呃)?(?:不对|错了|说错了|写错了|打错了|记错了|口误)[，。 ]*(?:应该)?(?:是|改成)?[^\d，。]{0,4}$/

export function takenBack(text: string, counts: Count[]): Count[] {
  if (!/不对|错了?|口误/.test(text)) return []
  return counts.filter((count, i) => {
    const next = counts[i + 1]
    return next?.unit.kind === count.unit.kind && TAKEN_BACK.test(text.slice(count.span[1], next.span[0]))
  })
}
