import { pinyin } from 'pinyin-pro'
import type { Span } from './reading.ts'

export interface Known {
  name: string
  aliases: string[]
}

export interface PlaceFound {
  span: Span
  /** As written. */
  text: string
  /** The town's own spelling, when the gazetteer knows it. */
  village?: string
  confidence: number
  by: string
}

/** Bodies that may follow a village or stand alone: 党支部, 村委会, 卫健局 … Longest first. */
const BODY =
  '新时代文明实践(?:中心|所|站)|退役军人服务站|党群服务中心|妇女联合会|人民政府|志愿服务(?:总队|分队|大队|支队|队)|理论宣讲团|宣讲团|驻村工作队|工作队|人民法院|检察院|(?:联合)?党委|党工委|党总支|第[一二三四五六七八九十]党支部|党支部|支部委员会|支部|党小组|党组|村民委员会|村委会|居委会|两委|合作社|理事会|妇联|团委|团支部|工会|关工委|老干部局|组织部|宣传部|统战部|政法委|纪委监委|纪委|机关工委|派出所|司法所|财政所|国土所|林业站|农技站|水管站|文化站|卫生院|卫生室|卫生所|医院|幼儿园|小学|中学|学校|学院|大学|法院|公安局|[一-龥]{2,6}(?:局|公司|集团|银行|办公室|协会|委员会|联合会|中心校|供电所|信用社)'
const BODY_AT = new RegExp(`(?:${BODY})`, 'y')
/** What ends the name of an area. */
const AREA = '村|社区|镇|乡|街道|县|市|区|州|省|屯|庄|寨|苏木|嘎查|农场|林场|组'

/** Words after which a name begins: a name never contains them. */
const STOPS =
  '我们|咱们|我|咱|你们|他们|今天|昨天|前天|今日|昨日|明天|近日|日前|近期|连日来|上午|下午|晚上|早上|中午|晚|当天|当日|组织|为了|为|由|在|到|赴|于|从|来自|对|向|给|与|和|及|以及|让|被|把|帮|替|请|报|上报|转发|更正|书记|主任|领导|大家|通知|全体|各|带领|走进|深入|来到|前往|参观|去|是|的|了|完|后|就|还|又|等|联合|邀请|会同|携手|按照|根据|围绕|结合|通过|开展|召开|举行|举办|慰问|看望|走访|这几天|这两天|刚才|刚刚|随后|其中|截至|目前|以来|至今|共|一个|每个|每|某些|本|该|电|讯|日|号|月|年|周|户|名|人|个|上周.|周.'
const STOP_END = new RegExp(`(?:${STOPS})$`)

/** Names by shape: walks left from 村, 镇, 县 … to where a name can begin. */
export function findPlaces(text: string, known: Known[] = []): PlaceFound[] {
  const found = [...fromGazetteer(text, known), ...byShape(text, known)]
  found.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  const out: PlaceFound[] = []
  for (const one of found) {
    const last = out.at(-1)
    if (!last || one.span[0] >= last.span[1]) out.push(one)
  }
  return out
}

function fromGazetteer(text: string, known: Known[]): PlaceFound[] {
  const found: PlaceFound[] = []
  for (const { name, aliases } of known) {
    for (const spelling of [name, ...aliases]) {
      for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + spelling.length)) {
        const tail = /[村镇乡]$/.test(spelling) || !/^[村镇乡]/.test(text.slice(at + spelling.length)) ? 0 : 1
        const end = bodyEnd(text, at + spelling.length + tail)
        const by = spelling === name ? '村名：名录' : '村名：别名'
        found.push({ span: [at, end], text: text.slice(at, end), village: name, confidence: 1, by })
      }
    }
  }
  return found
}

function bodyEnd(text: string, from: number): number {
  BODY_AT.lastIndex = from
  const match = BODY_AT.exec(text)
  if (!match) return from
  const end = from + match[0].length
  BODY_AT.lastIndex = end
  const more = BODY_AT.exec(text)
  return more ? end + more[0].length : end
}

const SHAPE = new RegExp(`(?:${AREA}|${BODY})`, 'g')
const NOT_AREA =
  /^(?:村(?:民|里|部|头|口|内|干部|书记|支书|级|庄|容|史|道|规|医|务|晚|情|居|集体|子|支部书记|BA|超)|市(?:场|民|容)|区(?:域|别|块|间)|县(?:里|级|城)|镇(?:里|上|区|办|政府)|乡(?:村|里|风|亲|贤|土|情|镇)|组(?:织|长|成|建|团|合)|庄(?:严|稼)|州|省(?:级|委|里|钱)|社区(?:干部|居民|工作))/

function byShape(text: string, known: Known[]): PlaceFound[] {
  const found: PlaceFound[] = []
  let from = 0
  for (const match of text.matchAll(SHAPE)) {
    if (match.index < from) continue
    const end = match.index + match[0].length
    const isArea = new RegExp(`^(?:${AREA})$`).test(match[0])
    const start = nameStart(text, match.index, from)
    if (isArea && (start === match.index || NOT_AREA.test(text.slice(match.index)))) continue
    const stop = isArea ? areaEnd(text, end) : bodyEnd(text, end)
    const name = text.slice(start, stop)
    if (/[的了着]|^[一二两三四五六七八九十]?个/.test(name) || name.length < 2) continue
    found.push({ span: [start, stop], text: name, ...homophone(name, known) })
    from = stop
  }
  return found
}

/** 青石镇红柳沟村党支部: further areas and the body belong to the name. */
function areaEnd(text: string, from: number): number {
  const more = new RegExp(`(?:[一-龥]{1,5}?(?:${AREA})(?!民|里|部|委|级|干))?`, 'y')
  more.lastIndex = from
  const next = more.exec(text)?.[0] ?? ''
  const inner = next && !STOP_ANY.test(next) ? from + next.length : from
  return bodyEnd(text, inner)
}

const STOP_ANY = /组织|为|在|到|赴|于|和|与|给|的|了|开|举|召|党员|群众|干部|书记|村民|全|各|个|学习/

const NAME_MAX = 8

function nameStart(text: string, end: number, floor: number): number {
  let start = end
  while (start > floor && end - start < NAME_MAX && /[一-龥]/.test(text.charAt(start - 1))) {
    if (STOP_END.test(text.slice(Math.max(floor, start - 3), start))) break
    start -= 1
  }
  return start
}

/** 红柳构村 sounds like 红柳沟村: taken, with less confidence. */
function homophone(name: string, known: Known[]): Pick<PlaceFound, 'village' | 'confidence' | 'by'> {
  for (const { name: real, aliases } of known) {
    for (const spelling of [real, ...aliases]) {
      if (spelling.length < 2 || name.length < spelling.length) continue
      if (soundOf(name.slice(0, spelling.length)) === soundOf(spelling)) {
        return { village: real, confidence: 0.8, by: '村名：音近' }
      }
    }
  }
  return { confidence: known.length ? 0.6 : 0.9, by: '名称：字形' }
}

const sounds = new Map<string, string>()

/** Toneless pinyin with the sounds that are commonly mixed up made one: zh/z, ch/c, sh/s, n/l, ang/an, eng/en, ing/in. */
function soundOf(name: string): string {
  const kept = sounds.get(name)
  if (kept !== undefined) return kept
  const sound = pinyin(name, { toneType: 'none', type: 'array' })
    .map((s) =>
      s
        .replace(/^([zcs])h/, '$1')
        .replace(/^l/, 'n')
        .replace(/ng$/, 'n'),
    )
    .join(' ')
  if (sounds.size > 5000) sounds.clear()
  sounds.set(name, sound)
  return sound
}
