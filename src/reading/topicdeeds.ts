import { BREAK, type Candidate, plain } from './topicforms.ts'
import { LOOSE_VERB, VERB } from './topicwords.ts'
import { matchesOf, spanOf } from './words.ts'

/** Something was done to something: 慰问困难群众, 栽植行道树. Verb and object, the object as far as the next stop. */
const NO_OBJECT =
  '(?!在|于|到|了|过(?!生日|节)|第|这[个月次周]|今|昨|一[上下半整]|两个?[天小]|几[天个]|正|开讲|搞|办|开(?!水)|活动|委员|会|团|队|员|室|站|所|中心|小组|小分队|班|结束|完|工作|了[，。；]|那天|这天|当天|出的|现场|中[，。]|时|后(?!备)|前|组(?!织|长)|走了|走|下来|出来|起来|得|才|就|[好通成]了(?=$|[，。；！ ])|来得)'
const ACTS = new RegExp(
  `(?:(?:义务|免费|上门|集中|自发|主动|连夜|冒雨)(?:给|帮|为)?)?(?:${VERB})(?:了)?(?:\\|{1,12}(?:周?岁)?(?:以上)?的?(?=[一-龥]{2}))?${NO_OBJECT}[^，。；！？\\n|:() 的]{1,16}(?:的(?!人|爹|婆|老[人乡]|党员|群众|志愿|干部|妇女|学生|孩子|同志|队员|村民|师傅)[一-龥]{2,8}(?=[，。；！？|\\s]|$))?`,
  'g',
)
/** 帮助缺劳力农户17户抢种玉米: those helped, how many, and what was done for them. */
const FOR_WHOM = new RegExp(
  `(?:帮(?!带|扶)助?|为|给|替)(?!了|进一步)[^，。；|: ]{0,10}\\|+[^，。；| ]{0,10}?(?:${VERB}|[办发领买换修装建盖配接看]|过(?=生日|节))(?:了)?(?:“[^”]{2,20}”)?[^，。；！？\\n|:() ]{1,12}`,
  'g',
)

/** 慰问了困难党员 -> 慰问困难党员 */
export const PAST = /^([一-龥]{1,4}?)了(?=[一-龥]{2})/

/** 给考上大学的娃娃发了助学金 -> 发助学金 */
function forWhom(words: string): string {
  const needy = COMFORTED.exec(words)?.groups?.who
  if (needy) return `慰问${needy}`
  const given = words.length > 10 ? GIVEN.exec(words)?.[0] : undefined
  return given?.replace(PAST, '$1') ?? words
}

/** 为重度残疾人家庭每户送去慰问金 */
const COMFORTED =
  /^(?:为|给|替)(?<who>[^，。]{2,12}?)(?:每[户人位名]|各)?(?:送去?上?了?|发放?了?)(?:慰问[金品]|大?米|面粉?|油|棉被|月饼|粽子)/

const GIVEN = /(?<=[一-龥]{4})[办发领买换修装建盖配接送](?:了|放|去)?[^办发领买换修装建盖配接送、]{2,12}$/

/** 帮光有老人的人家掰棒子, 给没得劳力的户砍柴 */
const FOR_THOSE = new RegExp(
  `(?:帮|给|替)[^，。；！？\\n|:() ]{2,12}的(?:人家|老人|农户|乡亲|群众|户|\\|+)?(?:${VERB}|[割掰收砍挑拉运背扛抬挖种栽插修补洗扫搬])[^，。；！？\\n|:() ]{1,6}?(?=来着|去了|[，。；！ |]|$)`,
  'g',
)

/** 为立功受奖军人家庭送去喜报和慰问金 */
const GIVEN_TO =
  /(?<lead>[为给](?!了|进一步)[^，。；！？\n|:() 送]{3,12}?)送(?:去|上|来)了?(?<what>[^，。；！？\n|:() 、和各]{1,8})/g

/** 请70岁以上的老人吃长桌宴 */
const TREATED = /请[^，。；！？\n]{0,16}吃了?(?:一?顿)?[^，。；！？\n|:() ]{1,8}/g

export function acted(text: string): Candidate[] {
  const out: Candidate[] = []
  for (const match of text.includes('的') ? matchesOf(text, FOR_THOSE) : [])
    out.push({ span: spanOf(match), by: '做了什么', points: 6.2, value: plain(match[0]) })
  for (const match of text.includes('送') ? matchesOf(text, GIVEN_TO) : [])
    out.push({
      span: spanOf(match),
      by: '做了什么',
      points: 5.4,
      value: forWhom(plain(`${match.groups?.lead ?? ''}送${match.groups?.what ?? ''}`)),
    })
  for (const match of text.includes('请') ? matchesOf(text, TREATED) : [])
    out.push({ span: spanOf(match), by: '做了什么', points: 6.5, value: treat(plain(match[0])) })
  for (const match of matchesOf(text, FOR_WHOM))
    out.push({ span: spanOf(match), by: '做了什么', points: 6, value: forWhom(plain(match[0])) })
  for (const match of matchesOf(text, ACTS)) {
    const lead = text.charAt(match.index - 1)
    const first = out.length === 0 ? 1 : 0
    const extra = /^(?:送去|送上|送出|送来|并|发放|签)/.test(match[0]) ? -1 : 0
    const points = (lead === '' || BREAK.test(lead) || lead === ' ' ? 5.5 : 4.8) + first + extra
    out.push({ span: spanOf(match), by: '做了什么', points, value: deedOf(match[0]) })
  }
  return out
}

/** 请岁以上的老人吃了顿长桌宴 -> 请老人吃长桌宴 */
function treat(words: string): string {
  return words.replace(/(?:周?岁)?以上的?/, '').replace(/吃了?(?:一?顿)?/, '吃')
}

/** 到木叶溪村检查党建工作 */
const CHECKED_THERE =
  /(?:到|赴|深入|走进|前往|对)[^，。；|]{2,20}?(?<what>(?:实地|专项|现场)?(?:检查|督查|督导|视察|暗访|抽查)(?!组|站|了|中|时)[^，。；|、]{2,12})(?=[，。；| ]|$)/

const CHECK =
  '(?:全面|专项|实地|随机|集中|联合|现场)?(?:督查|督导检查|督导|检查|考核|巡检|巡查|抽查|暗访|核查|评估|验收|调研)'
const CHECKED = new RegExp(
  `(?:对|就|\\|)(?<what>[^，。；|]{2,24}?)(?:情况|工作)?(?:进行|开展)(?:了)?(?<how>${CHECK})`,
)

/** 对12个村党务公开情况进行了督查: what was checked, and the check. */
export function checked(text: string): Candidate[] {
  const there = /查|督导|视察|暗访/.test(text) ? CHECKED_THERE.exec(text) : null
  if (there?.groups?.what)
    return [{ span: spanOf(there), by: '督查什么', points: 10, value: there.groups.what }]
  if (!text.includes('进行') && !text.includes('开展')) return []
  const match = CHECKED.exec(text)
  const { what, how } = match?.groups ?? {}
  if (!match || !what || !how) return []
  const matter = what.replace(/^(?:对|各|全镇|全县|辖区|个?村(?:的)?|个)+/, '')
  const value = /(?:村|社区|镇|乡|企业|单位)$/.test(matter) || matter === '' ? how : matter + how
  return [{ span: spanOf(match), by: '督查什么', points: 10, value }]
}

/** 打井打到84米 -> 打井; 选拔后备力量工作圆满结束 -> 选拔后备力量 */
function deedOf(words: string): string {
  return plain(words)
    .replace(TWICE, '$1')
    .replace(/工?作?(?:圆满|顺利|全面|正式|全部)+(?:结束|完成|收官|落幕)了?$/, '')
    .replace(PAST, '$1')
}

const TWICE = /^(?:上门|义务|免费)?((.{1,2})[一-龥]{1,6}?)\2(?:$|(?:了|到|得|出|过|起|完|好|掉).*$)/

/** 把宣传栏擦洗了一遍, 把蒜苔卖给了超市: the thing stands before what was done to it. */
const DONE_TO =
  /(?<![一两几握门拖])把(?![关手握柄])\|*(?:[^，。；|:() ]{1,8}?的)?(?<thing>[^，。；|:() 的]{1,8}?)(?:全部?|都|又|统统|已经)?(?<deed>[擦清扫推捡卖送运搬拆修补换装挖填铺刷洗晒收割摘种栽发查看过讲教唱演写印贴挂缝钉改建盖围堵疏接领办晾打定压降减调][一-龥]{0,2}?)(?:了|完|好|干|到|给|成|进|上|出|下)/g

export function doneTo(text: string): Candidate[] {
  return matchesOf(text, DONE_TO).map((match) => {
    const { thing = '', deed = '' } = match.groups ?? {}
    return { span: spanOf(match), by: '做了什么', points: 6, value: deed + thing }
  })
}

/** 给养羊户放贷: for whom and what, up to the stop. */
const FOR_SOMEBODY =
  /(?:给|帮|替|为(?![了深进切推加全确保]))[^，。；！？\n|:() 的]{4,14}(?=[，。；！？\n| ]|$)/g

export function forSomebody(text: string): Candidate[] {
  return matchesOf(text.slice(0, 300), FOR_SOMEBODY).map((match) => ({
    span: spanOf(match),
    by: '说了什么',
    points: 3.8,
  }))
}

/** 果园公开招租: the first words that tell anything. */
export function firstWords(text: string): Candidate | undefined {
  for (const match of matchesOf(text.slice(0, 160), WORDS)) {
    const words = match[0].replace(/^.*(?:的|我们|咱们?|村里|镇里|今天|昨天)/, '').replace(/了$/, '')
    if (words.length < 3 || IDLE.test(words)) continue
    const end = match.index + match[0].length
    return { span: [end - words.length, end], by: '首句', points: 3, value: words }
  }
  return undefined
}

const WORDS = /[一-龥“”《》]{3,18}/g
const IDLE =
  /^(?:各位|领导|大家|报告|上报|时间|地点|单位|参加|来了|去了|共|一共|近日|日前|上午|下午|昨晚|今晚|截至|听说|据)|(?:书记|主任|同志|老师|领导|群众|党员|时节|时间|季节)$/

/** Who and when, before what was done. */
const BEFORE =
  '(?:[跟和同与][一-龥]{2,6}?(?:一起|一块|联合))?(?:联合|今天|今日|今早|今晚|昨天|昨日|昨晚|前天|上午|下午|晚上|傍晚|夜里|早上|一早|连夜|连续|继续|主任|书记|我们?|咱们?|大家|村里|镇里|社区|组织|发动|党员|干部|群众|村民|社员|志愿者|网格员|妇女|青年|学生|工人|师傅|带|又|也|都|还|就|已经|已|一起|统一|集中|免费|义务)*'
const TOLD = new RegExp(
  `${BEFORE}(?:[一-龥]{0,6}?(?<=在|[员部众民人来去里上家们队社所站局联会院校头边下口场坪棚夜早午晚天手工师兵长办组者]))?(?<deed>(?:[给帮为替][^，。；|:]{1,8}?)?${LOOSE_VERB}(?:了|过|好|完|掉)?(?![了过好完掉]|一[上下半整])(?:\\|{1,12})?[一-龥《“][^，。；！？\\n|:() ]{1,10})`,
  'y',
)

const isStop = (letter: string): boolean => '，。；！？\n |:'.includes(letter)

/** The deed at the head of each clause. */
function atClauses(line: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  let end = 0
  for (let at = 0; at < line.length; at += 1) {
    if (at < end || isStop(line.charAt(at)) || (at > 0 && !isStop(line.charAt(at - 1)))) continue
    TOLD.lastIndex = at
    const match = TOLD.exec(line)
    if (!match) continue
    found.push(match)
    end = at + match[0].length
  }
  return found
}

/** 捞河面水葫芦, 发辅具: a deed told by a verb that is not in the list, at the head of a clause. */
export function told(text: string): Candidate[] {
  return atClauses(text.slice(0, 300)).map((match) => {
    const deed = match.groups?.deed ?? ''
    const end = match.index + match[0].length
    return {
      span: [end - deed.length, end],
      by: '说了什么',
      points: match.index > 0 && text.charAt(match.index - 1) === '|' ? 5.9 : 3.4,
      value: deedOf(deed).replace(/^(.)(?:了|过|好|完|掉)/, '$1'),
    }
  })
}
