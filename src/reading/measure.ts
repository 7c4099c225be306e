import { type Count, round } from './count.ts'
import { nounAtEnd, peopleAllTold, startsWithNoun, withoutFilling } from './headnouns.ts'
import { type Numeral, parseNumeral } from './numerals.ts'
import type { Refusal } from './reading.ts'
import { type Unit, unitAt } from './units.ts'
import { sinceAny, untilAny } from './words.ts'

const STOPS = '，。；！？\n、():'

/** A number -> a count, a refusal with its reason, or null where it counts nothing at all. */
export function measure(
  text: string,
  number: Numeral,
  from: number,
  next: number,
  afterCount = false,
): Count | Refusal | null {
  const start = Math.max(from, number.start - 24)
  const lead = text.slice(start, number.start)
  if (/[小老]$/.test(lead) && text.startsWith('口', number.end)) return null
  const refuse = refusalOf(text, number)
  if (number.kind === 'ordinal') return refuse('名次或编号，不是数量')
  if (number.kind !== 'cardinal') return refuse('比率，不是数量')
  if (number.value < 0) return refuse('负数，不是数量')
  const unit = unitAt(text, number.end, lead) ?? bareUnit(text, number, lead, next)
  if (!unit) return null
  if (unit.kind === 'refused') return refuse(unit.why ?? '不是数量', unit.end)
  // 一组4人 二组5人: the name of the group.
  if (unit.unit === '组' && unit.end === next && number.value < 10) return null
  const before = part(lead, 'last', afterCount && start === from)
  const after = part(text.slice(unit.end, Math.min(next, unit.end + 24)).replace('(社区)', '社区'), 'first')
  if (LIMIT.test(before) || /^(?:以内|以下|为限|封顶)/.test(after))
    return refuse('限额，不是实际数', unit.end)
  if (/(?:满|党龄|近|过去|年龄)$/.test(before) && unit.unit === '年')
    return refuse('年数，不是数量', unit.end)
  const more = moreOf(text, unit)
  unit.end = more.end
  const count: Count = {
    number,
    unit,
    value: number.value * unit.factor + more.value,
    span: [number.start, unit.end],
    before,
    after,
    approx: false,
    role: 'other',
  }
  count.approx = isApprox(text, count)
  return inYuan(count)
}

function refusalOf(text: string, { start, end }: Numeral): (why: string, end?: number) => Refusal {
  return (why, to = end) => ({ text: text.slice(start, to), span: [start, to], why })
}

const HALVED = /^(?:亩|斤|公斤|吨|米|公里|里地|桶|袋|车)$/
/** 1286块5, said without 毛. */
const LAST_DIGIT =
  /^(?<jiao>[\d一二两三四五六七八九])(?![\d.十百千万多余个名人位户家条份块元毛角袋箱件张天次月日号点])/
const CHANGE = /^(?<jiao>[\d一二两三四五六七八九])[毛角](?:(?<fen>[\d一二三四五六七八九])分)?钱?/

/** What goes on after the unit: 三亩半, 十块三毛, 135块六角七分钱. */
function moreOf(text: string, unit: Unit): { end: number; value: number } {
  if (text.charAt(unit.end) === '半' && HALVED.test(unit.unit))
    return { end: unit.end + 1, value: 0.5 * unit.factor }
  // 一亩二, 三斤六
  const tenth =
    /^[亩斤]$/.test(unit.unit) &&
    /^[一二三四五六七八九](?=[，。；、 \n还给又就呢吧]|$)/.exec(text.slice(unit.end, unit.end + 2))?.[0]
  if (tenth) return { end: unit.end + 1, value: ((parseNumeral(tenth) ?? 0) / 10) * unit.factor }
  const next = text.slice(unit.end, unit.end + 5)
  const spoken = text.charAt(unit.end - 1) === '块' ? LAST_DIGIT.exec(next) : null
  const change = unit.kind === 'money' ? (CHANGE.exec(next) ?? spoken) : null
  const tenths = parseNumeral(change?.groups?.jiao ?? '') ?? 0
  const cents = parseNumeral(change?.groups?.fen ?? '') ?? 0
  return { end: unit.end + (change?.[0].length ?? 0), value: tenths / 10 + cents / 100 }
}

function isApprox(text: string, count: Count): boolean {
  if (count.number.approx) return true
  if (/(?:约|近|将近|大概|差不多|接近|超过?|逾|上|至少|多达|达|不到|不足|有个)$/.test(count.before))
    return true
  if (/^ ?(?:多|余|来)/.test(text.slice(count.number.end, count.number.end + 2))) return true
  return /^ ?(?:左右|上下|以上|之多|开外|多(?![名个]))/.test(count.after)
}

/** 50余万元, 4.74万元: all money is kept in 元, so that sums of it mean something. */
function inYuan(count: Count): Count {
  const { unit } = count
  const factor = unit.kind === 'money' ? ({ 万元: 1e4, 亿元: 1e8 }[unit.unit] ?? 1) : 1
  count.value = round(count.value * factor)
  if (unit.kind === 'money') unit.unit = '元'
  return count
}

const LIMIT =
  /(?:(?:不|没|未|没有)超过?|不过|不得超过|不得高于|不高于|至多|最多|最高(?:可|处|罚)[处罚]?款?|限(?!期)|上限|控制在|不多于|少于)[^，。]{0,3}$/

function part(text: string, side: 'first' | 'last', afterCount = false): string {
  if (side === 'first') return untilAny(text, `${STOPS} `)
  // 参加人数:22: the colon of a label is no stop.
  const one = sinceAny(text.replace(/: ?$/, ''), STOPS).trimStart()
  // A blank before the number parts it from a long phrase, not from its label: 参加人数 32.
  const tail = sinceAny(one, ' ')
  // 31个到了 6个在外: the word right behind a count is said of that one.
  if (afterCount && tail === '' && SAID_OF_THAT.test(text)) return ''
  const label = sinceAny(one.slice(0, Math.max(0, one.length - tail.length - 1)), ' ')
  return tail !== '' ? tail : label.length <= 6 ? label : (LABEL.exec(label)?.[0] ?? '')
}

const SAID_OF_THAT = /^(?:到了|来了|参加|到场|到会|出席|请假|在外|缺席|没来) $/
const LABEL = /(?:参加|参与|到会|到场|出席|参会|参训|听课|实到|应到|请假|人数|观众|听众|党员|群众)$/

/** 看的人有二百多, 党员到了三十七: only at the end of what is said. */
const SAID_LAST =
  /(?:[到来去][了咗](?:快|约|将近|近|差不多|大概|小)?|(?:来[一-龥]{1,2}|[听看学]|排队|等着)的(?:将近|近|约|有|大概|差不多)?|[坐站][着了](?:的?还有|的有)?|到齐|出动了?) ?$|(?:的人|人员|观众|听众|党员|群众|村民|乡亲|妇女|学生|老人|学员)(?:有|共有?|一共|总共|大概|差不多)+$/

/** 算下来省了4万5, 一共3万2千4: spoken with 万 or 千, at the end of what is said. */
const LARGE_SUM =
  /(?:保费|学费|水费|电费|费用|药费|工钱|的钱(?:说|估摸|大概|约)?有?|牵扯|涉及|省下来的?|集资|筹资|众筹|捐款|出资|投资|筹了?|凑了?|补助|拨款|贷款|增收|一共|总共|总计|送了|送出|发了|掏了|拿了|省了?|省下(?:来的钱)?(?:说)?有?|分了|节省|节约|资助|奖励|补贴|投入|募集|筹集|金额|营业额|销售额|成交额?|产值|省钱|零钞|零钱|现金|残币)[:为是]?(?:约|近|大概)? ?$/

/** 退役军人座谈 17: at the end of what is said. */
const AFTER_NAME = /(?:座谈会?|党课|党日|学习会?|培训班?|讲座|大扫除|植树|劳动|义诊|党员会|支部会) $/

/** 参加农户 86, 红旗户 20: on a line of their own. */
const HOUSES = /(?:农户|户数|(?:困难|脱贫|[红黄蓝]旗|示范|文明|最美)户)[:：]? $/

const BARE: [RegExp, Unit['kind'], string][] = [
  [
    /(?:应到|实到|请假|缺席|缺勤|人数|到会|到场|男|女|男的|女的|参加人员|党员|群众|代表|志愿者|村民|干部|评委|参加|实来|出席|参会|参训|列席|积极分子|来宾|嘉宾|观众|听众|学员|游客|来客|宾客|运动员|师生|队员|选手)(?:[:为是约]| ?)$/,
    'person',
    '人',
  ],
  [SAID_LAST, 'person', '人'],
  [/(?:^|[，；、 ])(?:人|到)$|报名$/, 'person', '人'],
  [HOUSES, 'thing', '户'],
  [AFTER_NAME, 'person', '人'],
  [/(?:[一二三]等奖|优秀奖|特等奖|优胜奖)(?:[:为]| )?$/, 'person', '名'],
  [/人次(?:算下来)?[:为是有] ?$/, 'times', '人次'],
  [/(?:赞成|同意|反对|弃权)[:为]? ?$/, 'thing', '票'],
  [/(?:^|[，、 ])(?:收回|有效|无效|废票|作废)[:为]? ?$/, 'thing', '张'],
  [LARGE_SUM, 'money', '元'],
  [/(?:[每一][人户家名位])(?:还|再)?(?:给|发|送|慰问)?了?(?:红包)?$/, 'money', '元'],
  [
    /(?:(?:奖金|慰问金)(?:拢共|一共|总共)?|收了?|花了?|捐了?|筹了?|共计|金额|缴费|卖了?|挣了?|交了?|收入|花费|分红[^，。]{0,8}(?:一共|总共|合计)?)(?:[:为]| )?$/,
    'money',
    '元',
  ],
]

/** 党员35/38到会: those who came of those who should have. */
function ofThoseDue(text: string, number: Numeral, lead: string): boolean {
  if (lead === '/' && /\d/.test(text.charAt(number.start - 2))) return true
  const due = /^\/(\d{1,4})(?=人|名|位|到|参|出|[，。； ]|$)/.exec(text.slice(number.end, number.end + 8))
  if (!due || Number(due[1]) < number.value) return false
  return (
    /到|参|出席/.test(text.slice(number.end + due[0].length, number.end + due[0].length + 4)) ||
    SHARE.test(lead)
  )
}

const SHARE = /(?:党员|代表|成员|委员|干部|到会|实到|参会|参加|出席|到场|到课|人数)[:为]? ?$/

/** 网格长6 网格员14, 点名39: a noun or label of people, and nothing after the number. */
function isBarePeople(text: string, number: Numeral, lead: string, rest: string): boolean {
  if (/(?:应来|实来|实到|应到|实际)$/.test(lead) && /^[实请缺应]/.test(rest)) return true
  // 学生210老师12, 学生1340老师96全撤到操场
  const row =
    /^[一-龥]{1,5}\d/.test(text.slice(number.end, number.end + 6)) &&
    startsWithNoun(text.slice(number.end, number.end + 6))
  if (!row && !/^(?:多|余|来|左右|上下)?(?:[，。；！、 )\n加和]|就在|全[撤到来部]|$)/.test(rest)) return false
  if (number.value < 5000 && peopleAllTold(text, number.start, lead)) return true
  const noun = nounAtEnd(lead)
  return (
    (noun !== undefined && /doer|guest|host|crowd/.test(noun.sense)) ||
    TOLD_OFF.test(lead) ||
    TOLD_OFF.test(withoutFilling(lead))
  )
}

const TOLD_OFF =
  /(?:(?:[听看][一-龥]{0,2}|来|学|到)的人|看[一-龥]{1,2}的|考过的|实际|应来|应参加|没来|没到|缺|[没未不][一-龥]{1,3}的|点名|参加人员|到场人员|出席人员|[ \n]人员|上场|出工|投工|实来|到位|在场|到课|应来|未到|因[公病事](?:请假)?|病假|事假|在外|(?:听讲|听课|(?:听|看|来|学|到)的人|来听|参加|来学|来看|观看|受训|参训|干活|上工)的|[老中青][的]|小媳妇|[数点]了(?:一下|[一数点]?[数点]|下)(?:有|是)?[ ，]?)$/

/** 应到28实到23, 男12女5, 一等奖1, 人数：32, 收了7万9千2: the unit is left to the reader. */
function bareUnit(text: string, number: Numeral, lead: string, next: number): Unit | null {
  const after = text.slice(number.end, Math.min(next, number.end + 1))
  const rest = text.slice(number.end, number.end + 3)
  if (!Number.isInteger(number.value) || text.startsWith('等奖', number.end)) return null
  if (ofThoseDue(text, number, lead)) return { kind: 'person', unit: '人', end: number.end, factor: 1 }
  if (/[a-zA-Z.%/:~-]/.test(after)) return null
  if (isBarePeople(text, number, lead, rest))
    return { kind: 'person', unit: '人', end: number.end, factor: 1 }
  for (const [pattern, kind, unit] of BARE) {
    if (!pattern.test(lead)) continue
    if (
      (pattern === SAID_LAST || pattern === AFTER_NAME || pattern === HOUSES) &&
      !/^(?:多|余|来|左右|上下)*(?:[，。；！ )\n]|$)/.test(rest)
    )
      continue
    if (kind === 'money' && number.value < (pattern === LARGE_SUM ? 1000 : 10)) return null
    if (
      pattern === LARGE_SUM &&
      (!/[万千]/.test(text.slice(number.start, number.end)) || !/^(?:多|余)?(?:[，。；！ )\n]|$)/.test(rest))
    )
      return null
    if (/^[\d一二三]/.test(text.charAt(number.start)) && /参加$/.test(lead) && /^[一-龥]/.test(after))
      return null
    return { kind, unit, end: number.end, factor: 1 }
  }
  return spokenMoney(text, number, lead, rest)
}

/** 添戏金2万8, 进账12万6: a number broken off after 万 at the end of what is said is money, unless people are told. */
function spokenMoney(text: string, number: Numeral, lead: string, rest: string): Unit | null {
  const said = text.slice(number.start, number.end)
  if (!/[万千][\d一二三四五六七八九](?:千[\d一二三四五六七八九]?)?$/.test(said)) return null
  if (!/^(?:[，。；！ )\n]|$)/.test(rest) || !/[一-龥] ?$/.test(lead)) return null
  if (/(?:人|众|的|[到来去听看]了|观众|游客|株|斤|亩|本|份)[有共约]?$/.test(lead)) return null
  return { kind: 'money', unit: '元', end: number.end, factor: 1 }
}
