import { distance } from 'fastest-levenshtein'
import type { Span } from '../reading/reading.ts'
import type { Mention } from './names.ts'

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
/** Surnames that are mostly something else: 于当天, 向群众, 任组长. */
const OTHER_WORDS = '于向任方万程范金石江何许付白田叶林高钱'
const TITLE =
  '困难群众|低保户|脱贫户|特困户|残疾人|孤儿|留守儿童|学生|小朋友|患者|五保户|党支部书记|支部书记|村支书|书记|主任|镇长|副镇长|乡长|委员|联络员|党员|村民|群众|居民|志愿者|老人|教师|医生|同志|队员|代表|户主|组长|网格员|供稿|通讯员|摄影|撰稿|编辑|审核|初审|复审|终审|人'
const SAYS =
  '书记|主任|镇长|同志|老师|医生|委员|介绍|表示|说|告诉|带领|主持|作|讲|为|向|领学|宣讲|激动|高兴|代表|带头|组织|（|参加|出席|陪同|到会|出任|担任|授课|到|赴|在|率|深入|走进|前往|一行|等'
/** After these a name follows whatever the next word is. */
const POST =
  /(?:书记|主任|镇长|乡长|委员|支书|站长|所长|院长|校长|队长|组长|部长|局长|会长|经理|讲师|教授|通讯员|记者|摄影|撰稿|供稿|低保户|脱贫户|特困户|困难户|残疾人|孤儿|留守儿童|学生|小朋友|五保户)[：: ]{0,2}$|(?:慰问|看望|资助|救助)了?(?:[一-龥]{2,3}[、和])*$/
const BEFORE_NAME = new RegExp(`(?:(?:${TITLE})[：:]?|[，。、；：“（\\s]|^)$`)
const AFTER_NAME = new RegExp(`^(?:${SAYS})`)
const LABEL_BEFORE = new RegExp(`(?:${TITLE})[：: ]{0,2}$`)
const END_AFTER = /^(?:[，。、；！？）”\s]|$)/
/** 王大爷, 李某: who is meant stays unsaid. */
const ADDRESS =
  /^.(?:大爷|大妈|大娘|大叔|大婶|大姐|大哥|奶奶|爷爷|阿姨|叔叔?|婶|嫂|某某?|老汉|老伯|女士|先生|同学)/
/** A given name has none of these at its end. */
const FUNCTION_WORD = /[在到与和对为以用就说讲作主带从把将同给的率也都正还又再一参出先后介表告领组结围紧送等]/

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Names of people by their shape: a title on one side, a verb, a title or a stop on the other. */
export function peopleIn(text: string, known: string[]): Mention[] {
  const found: Mention[] = []
  for (const name of known) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      found.push({ name, span: [at, at + name.length] })
    }
  }
  const words = [...segmenter.segment(text)]
  for (const [at, { segment, index }] of words.entries()) {
    if (segment.length !== 1 || !SURNAMES.includes(segment)) continue
    if (found.some((one) => one.span[0] <= index && index < one.span[1])) continue
    const span = nameAt(text, index, known) ?? afterPost(text, index, words[at + 1]?.segment ?? '')
    if (span) found.push({ name: text.slice(...span), span })
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

function nameAt(text: string, start: number, known: string[]): Span | undefined {
  const before = text.slice(Math.max(0, start - 6), start)
  for (const length of [3, 2]) {
    const name = text.slice(start, start + length)
    const after = text.slice(start + length)
    if (!/^[一-龥]{2,3}$/.test(name) || ADDRESS.test(name)) continue
    const likeKnown = known.some((one) => one.length === length && distance(one, name) === 1 && length > 2)
    const framed =
      (LABEL_BEFORE.test(before) && (END_AFTER.test(after) || AFTER_NAME.test(after))) ||
      (BEFORE_NAME.test(before) && /^(?:书记|主任|镇长|同志|介绍说|表示|说[，：“]|激动|告诉)/.test(after))
    if (framed || likeKnown) return [start, start + length]
  }
  return undefined
}

/** 书记马刚以…: after a post a surname begins a name, unless it begins another word. */
function afterPost(text: string, start: number, next: string): Span | undefined {
  if (!POST.test(text.slice(Math.max(0, start - 16), start)) || OTHER_WORDS.includes(text[start] ?? ''))
    return undefined
  if (ADDRESS.test(text.slice(start, start + 3))) return undefined
  if (!/^[一-龥]{1,2}$/.test(next) || FUNCTION_WORD.test(next[0] ?? '')) return undefined
  const third = text[start + 2] ?? ''
  const long = next.length === 2 || (/[一-龥]/.test(third) && !FUNCTION_WORD.test(third))
  return [start, start + (long ? 3 : 2)]
}
