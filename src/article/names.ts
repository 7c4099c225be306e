import { distance } from 'fastest-levenshtein'
import type { Span } from '../reading/reading.ts'
import type { Town } from '../town.ts'
import type { Source } from './source.ts'

/** Villages and bodies that can be told apart by name: those of the town and those of the rows. */
export interface Gazetteer {
  /** Longest spelling first. */
  spellings: { spelling: string; name: string }[]
}

export interface Mention {
  name: string
  span: Span
}

export type ProofTown = Pick<Town, 'name' | 'villages' | 'bodies' | 'people'>

export function gazetteerOf(town: ProofTown, sources: Source[]): Gazetteer {
  const spellings = new Map<string, string>()
  const add = (spelling: string, name: string) => {
    if (spelling.length > 1 && !spellings.has(spelling)) spellings.set(spelling, name)
  }
  for (const { row } of sources) if (row.village) add(row.village, row.village)
  for (const { name, aliases } of [...town.villages, ...town.bodies]) {
    for (const spelling of [name, ...aliases]) add(spelling, name)
  }
  for (const { row } of sources) if (row.organizer) add(row.organizer, row.village ?? row.organizer)
  return {
    spellings: [...spellings]
      .map(([spelling, name]) => ({ spelling, name }))
      .sort((a, b) => b.spelling.length - a.spelling.length),
  }
}

/** Where known villages and bodies are named, left to right. */
export function mentionsIn(text: string, gazetteer: Gazetteer): Mention[] {
  const found: Mention[] = []
  for (const { spelling, name } of gazetteer.spellings) {
    for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
      const span: Span = [at, at + spelling.length]
      if (!found.some((one) => span[0] < one.span[1] && span[1] > one.span[0])) found.push({ name, span })
    }
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

const TOGETHER = /^(?:党支部|村委会|“?两委”?)?(?:[、，和与及同跟]|以及|联合|携手|会同)$/
const JOINS = /(?:联合|携手|会同|邀请|[与和同])$/

/** 张湾村、红柳沟村联合开展: whom the message names together with the row's own village. */
export function partnersOf({ row }: Source, gazetteer: Gazetteer): Set<string> {
  const own = [row.village, row.organizer]
  const found = new Set<string>()
  for (const words of row.words) {
    const mentions = mentionsIn(words, gazetteer)
    for (const [index, after] of mentions.entries()) {
      const before = mentions[index - 1]
      if (!before) continue
      const gap = words.slice(before.span[1], after.span[0])
      const joined =
        TOGETHER.test(gap) || (JOINS.test(gap) && !/[。；\n]/.test(gap) && /联合|携手|会同/.test(words))
      if (!joined || !(own.includes(before.name) || own.includes(after.name) || found.has(before.name)))
        continue
      found.add(before.name).add(after.name)
    }
  }
  return found
}

/** Does a row belong to the named village or body? */
export function belongs({ row, partners }: Source, name: string, gazetteer: Gazetteer): boolean {
  if (row.village === name || row.organizer === name || partners.has(name)) return true
  return mentionsIn(row.organizer ?? '', gazetteer).some((one) => one.name === name)
}

const SUFFIX =
  /^(?:村|社区|镇|乡|屯|庄|嘎查|党支部|党总支|党委|村委会|居委会|合作社|公司|小学|中学|学校|幼儿园|卫生院|卫生室|派出所|医院|协会|商会|银行|法庭)$/
/** Words that stand before such a suffix without being a name. */
const PLAIN =
  /^(?:本村|我村|各村|全村|该村|镇村|两村|走进|来到|深入|前往|组织|参加|开展|召开|举办|联合|邀请|带领|各|全|本|我|该|每|几|多|两|三|四|五|六|七|八|九|十|进|入|驻|出|到|在|由|和|与|及|等|为|是|的|了|下|上|对|从|向|所|其他|先后|分别|所在|行政|自然|示范|美丽|文明|重点|帮扶|试点|基层|全体|农村|乡村|部分|相关|有关|附近|周边|兄弟|优秀|先进|党员|群众|村民|中心|乡镇|镇|乡|村|县|市|区|省|个|名|社区|村级|机关|农民|专业|股份|经济|有限|责任|民营|国有|非公|企业|基层|志愿|示范|一些|这个|那个|强|富|兴|爱|建|护|治|美|串|游|访|住|回|离|老|新)$/
const NOT_A_VILLAGE =
  /^(?:道|路|巷|街|园|校|办|组|屋|宅|头|口|域|落|风|企|集体|账|规|史|超|容|貌|民|里|部|口|头|内|规|情|风|医|组|级|庄|史|两|干|书|支|务|歌|晚|超|B)/

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Places and bodies that no list and no row knows, by the shape of their names. */
export function strangersIn(text: string, mentions: Mention[], town: ProofTown): Mention[] {
  let masked = text
  for (const { span } of mentions) masked = blank(masked, span)
  if (town.name !== '') masked = masked.replaceAll(town.name, '□'.repeat(town.name.length))
  const words = joinedSuffixes([...segmenter.segment(masked)])
  return words.flatMap((word, index): Mention[] => {
    const end = word.index + word.segment.length
    if (!SUFFIX.test(word.segment) || NOT_A_VILLAGE.test(masked.slice(end))) return []
    const start = headStart(words, index)
    return start === word.index ? [] : [{ name: text.slice(start, end), span: [start, end] }]
  })
}

/** 合作 and 社 are one suffix. */
function joinedSuffixes(words: Intl.SegmentData[]): Intl.SegmentData[] {
  const joined: Intl.SegmentData[] = []
  for (const word of words) {
    const last = joined.at(-1)
    if (last && last.segment.length > 1 && SUFFIX.test(last.segment + word.segment)) {
      joined[joined.length - 1] = { ...last, segment: last.segment + word.segment }
    } else joined.push(word)
  }
  return joined
}

/** Walks left over single characters, or one word, that may be a name. */
function headStart(words: Intl.SegmentData[], index: number): number {
  let start = words[index]?.index ?? 0
  for (let at = index - 1; at >= 0 && at > index - 5; at -= 1) {
    const word = words[at]
    if (!word || !/^[一-龥]+$/.test(word.segment) || PLAIN.test(word.segment)) break
    if (word.segment.length > 1 && (at < index - 1 || !opensName(words[at - 1]) || VERB.test(word.segment)))
      break
    start = word.index
    if (word.segment.length > 1) break
  }
  return start
}

/** A word may be a name (红旗村) only where a name can begin. */
function opensName(before: Intl.SegmentData | undefined): boolean {
  return !before || !/[一-龥]/.test(before.segment) || /[在到赴由和与及从向为对是]$/.test(before.segment)
}

const VERB =
  /^(?:清理|清扫|整治|走访|慰问|宣传|打造|建设|提升|改善|服务|帮助|支持|推进|推动|加强|覆盖|惠及|巡查|检查|督查|指导|调研|参观|学习|培训|动员|发动|号召|引导|鼓励|完善|健全|规范|落实|成立|创建|争创|评选|表彰|美化|绿化|亮化|硬化|修缮|维修|新建|改造|关爱|关心|帮扶|扶持|发展|壮大|激活|擦亮|守护|保护|爱护|热爱|共建|共治|共享|依托|围绕|结合|按照|根据|通过|利用|安排|召集|协助|配合|具体|主要|重要|基本|广大|所有|每个|各个|整个|不少|许多|多个)$/

function blank(text: string, [start, end]: Span): string {
  return `${text.slice(0, start)}${'□'.repeat(end - start)}${text.slice(end)}`
}

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
const TITLE =
  '困难群众|低保户|脱贫户|特困户|残疾人|孤儿|留守儿童|学生|小朋友|患者|五保户|党支部书记|支部书记|村支书|书记|主任|镇长|副镇长|乡长|委员|联络员|党员|村民|群众|居民|志愿者|老人|教师|医生|同志|队员|代表|户主|组长|网格员|供稿|通讯员|摄影|撰稿|编辑|审核|初审|复审|终审|人'
const SAYS =
  '书记|主任|镇长|同志|老师|医生|委员|介绍|表示|说|告诉|带领|主持|作|讲|为|向|领学|宣讲|激动|高兴|代表|带头|组织|（|参加|出席|陪同|到会|出任|担任|授课|到|赴|在|率|深入|走进|前往|一行|等'
const BEFORE_NAME = new RegExp(`(?:(?:${TITLE})[：:]?|[，。、；：“（\\s]|^)$`)
const AFTER_NAME = new RegExp(`^(?:${SAYS})`)
const LABEL_BEFORE = new RegExp(`(?:${TITLE})[：:]?$`)
const END_AFTER = /^(?:[，。、；！？）”\s]|$)/

/** Names of people by their shape: a title on one side, a verb, a title or a stop on the other. */
export function peopleIn(text: string, known: string[]): Mention[] {
  const found: Mention[] = []
  for (const name of known) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      found.push({ name, span: [at, at + name.length] })
    }
  }
  const words = [...segmenter.segment(text)]
  for (const { segment, index } of words) {
    if (segment.length !== 1 || !SURNAMES.includes(segment)) continue
    if (found.some((one) => one.span[0] <= index && index < one.span[1])) continue
    const span = nameAt(text, index, known)
    if (span) found.push({ name: text.slice(...span), span })
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

function nameAt(text: string, start: number, known: string[]): Span | undefined {
  const before = text.slice(Math.max(0, start - 6), start)
  for (const length of [3, 2]) {
    const name = text.slice(start, start + length)
    const after = text.slice(start + length)
    if (!/^[一-龥]{2,3}$/.test(name)) continue
    const likeKnown = known.some((one) => one.length === length && distance(one, name) === 1 && length > 2)
    const framed =
      (LABEL_BEFORE.test(before) && (END_AFTER.test(after) || AFTER_NAME.test(after))) ||
      (BEFORE_NAME.test(before) && /^(?:书记|主任|镇长|同志|介绍说|表示|说[，：“]|激动|告诉)/.test(after))
    if (framed || likeKnown) return [start, start + length]
  }
  return undefined
}
