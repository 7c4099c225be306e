import { backgroundIn } from './background.ts'
import type { Category } from './category.ts'
import type { Count } from './count.ts'
import { nounOf } from './headside.ts'
import { masked } from './masked.ts'
import { saidOutright } from './outright.ts'
import { ENROLLED } from './rolelead.ts'
import { served } from './roles.ts'
import { TAUGHT } from './rolesayings.ts'
import { WHOLE } from './rolewholes.ts'

const EXACT =
  /(?:全体(?:党员|干部|成员|代表|人员|村民)?|实到|实来|到会|人数|参加人员|参会|参训|参演|听众|在场)[^，。]{0,4}$|(?<!还)(?:来了|到了|到场)$/
const ON_STAGE = /上台|登台|同台|亮相|参赛|比拼|决赛|角逐|竞技|选手|打擂|^[^，。]{0,10}书记/

/** 来看的有一千五百多人, 台下看的群众一千一百多人 */
const WATCHED = /[看观][一-龥]{0,2}的[一-龥]{0,6}?(?:少说|我?估摸着|来了|得有|有|共|约|大概|差不多|起码|得)*$/
/** The audience is told by itself: nobody else is added to it. */
export function looksOn(count: Count): boolean {
  return (
    nounOf(count) === 'crowd' ||
    WATCHED.test(count.before) ||
    /^[^，。；]{0,16}(?:驻足|围观|围着看|观看|观礼)/.test(count.after)
  )
}

/** Even where prizes are given it is shown to people. */
const SHOWN = /歌|舞(?!弊)|戏|锣鼓|秧歌|腰鼓|朗诵|诵读|龙舟|龙船|村晚|演出/

const ALL_TOLD = /(?:拢共|拢总|统共|总共|一共|共计|合计|加起来|算上)(?:有|来了|到了|去了|是)?$/

/** The count of those who came: said with a label, on stage in a contest, a total, those who listened, those who came. */
export function bestOf(
  text: string,
  persons: Count[],
  category: Category | undefined,
  hasTimes: boolean,
): Count | undefined {
  const attend = persons.filter((c) => c.role === 'attend')
  // Where a show is given those who watched came; in a match those who played.
  const watched =
    category === 'culture' || (category === 'contest' && SHOWN.test(text))
      ? persons.find((c) => c.role !== 'other' && looksOn(c))
      : undefined
  if (watched) return watched
  const said =
    (category === 'contest'
      ? persons.find(
          (c) =>
            (ON_STAGE.test(c.after) || /选手$/.test(c.before)) &&
            c.because !== WHOLE &&
            !/^获/.test(c.because ?? ''),
        )
      : undefined) ??
    attend.find((c) => /实到/.test(c.before)) ??
    attend.find((c) => c.because === '正好是各部分之和') ??
    attend.find((c) => ALL_TOLD.test(c.before) && attend.every((d) => d.value <= c.value)) ??
    persons.find((c) => EXACT.test(c.before) && c.role !== 'other') ??
    attend.find((c) => c.because === TAUGHT) ??
    attend.find((c) => isWhole(text, c, attend)) ??
    attend.find((c) => /(?:共有?|共计|总共|一共|合计|总计)[^，。]{0,6}$/.test(c.before)) ??
    attend.find(
      (c) => /^[^，。；]{0,8}(?:听得|聆听|听课|观看)/.test(c.after) || /听课[一-龥]{1,4}$/.test(c.before),
    ) ??
    attend.find(saidOutright) ??
    attend[0]
  if (said) return said
  // 36907个志愿者，31万人次受益: with 人次 said, a bare number of persons is a stock.
  if (hasTimes || /截至|到现在|目前|现有/.test(masked(text, backgroundIn(text)))) return undefined
  return unsaid(text, persons, category)
}

/** 5名新党员宣誓，全村38名党员参加: all who were there. */
function isWhole(text: string, count: Count, attend: Count[]): boolean {
  return (
    /全[村体镇支]部?$/.test(text.slice(Math.max(0, count.span[0] - 3), count.span[0])) &&
    /^[^，。；]{0,6}(?:参加|到场|到会)/.test(count.after) &&
    attend.every((one) => one.value <= count.value)
  )
}

/** Where people are called together, those named came. */
const GATHERING = /宣誓|仪式|座谈|典礼|动员会|培训班|开的班|开班|大会|述职|见面会|结业|联谊|茶话会|恳谈/

function ofSense(counts: Count[], senses: RegExp): Count | undefined {
  return counts.find((c) => senses.test(nounOf(c)))
}

/** Nothing says of them that they came, nor that they did not: their noun and place decide. */
function unsaid(text: string, persons: Count[], category: Category | undefined): Count | undefined {
  const all = persons.filter((c) => c.role === 'perhaps')
  const perhaps = [...all.filter((c) => c.because !== ENROLLED), ...all.filter((c) => c.because === ENROLLED)]
  const noun = new Map(perhaps.map((c) => [c, nounOf(c)]))
  const alone = perhaps.length === 1 ? perhaps[0] : undefined
  const only = persons.length === 1 ? alone : undefined
  if (!served(category))
    return (
      perhaps.find((c) => noun.get(c) === '' && closes(text, c)) ??
      ofSense(perhaps, /^(?:doer|guest|team|crowd)$/) ??
      ofSense(perhaps, /^$/) ??
      ofSense(perhaps, /^host$/) ??
      perhaps[0]
    )
  const isolated =
    alone && alone.before === '' && alone.after === '' && noun.get(alone) === '' ? alone : undefined
  if (!category || !/^(?:service|customs|inspection)$/.test(category))
    return (
      isolated ??
      (GATHERING.test(text)
        ? (perhaps.find((c) => closes(text, c)) ?? ofSense(perhaps, /^(?:doer|guest|team|crowd)$/))
        : undefined)
    )
  return (
    perhaps.find((c) => helps(text, c)) ??
    perhaps.find(
      (c) => /^(?:doer|team|host|crowd)$/.test(noun.get(c) ?? '') && !NEEDY.test(c.before + c.after),
    ) ??
    (only && /宣传|普法/.test(text) && AUDIENCE.test(only.before) ? only : undefined) ??
    (only && closes(text, only) ? only : undefined) ??
    isolated ??
    perhaps.find((c) => noun.get(c) === 'guest' && c.before === '')
  )
}

/** 禁毒宣传 学生320人: those who were told. */
const AUDIENCE = /(?:学生|师生|群众|村民|居民|家长|商户|听众)(?:大概|约|共)?$/
const NEEDY = /困难|生活|老党员|老干部|退役|残疾|患病|离任|受灾|特困|在册/
/** 帮王大爷盖羊圈 党员6个, 村两委6人走访: those who help, check or persuade. */
const HELPERS =
  /(?:党员|志愿者|队员|干部|网格员|工作人员|两委|成员|班子|医护|医生|民兵|技术员|理事|[比查导察小]组|工作队|突击队|先锋队|来宾|嘉宾|宾客|观众|听众)(?:大概|大约|约|一共|总共|共)?$|^(?:党员|干部|志愿者|民兵|队员)[^，。\d]{0,6}$/
/** 18名党员结对联系老人, 3名干部入户 */
const AT_WORK =
  /^(?:党员|志愿者|队员|干部|村干部|网格员|工作人员|民警|青年|医生|医护)[^，。；]{0,6}(?:联系|走访|慰问|看望|帮扶|上门|入户|打扫|送|修|认领|帮|分头|忙)/

function helps(text: string, count: Count): boolean {
  if (/由$/.test(count.before)) return true
  const lead = text.slice(Math.max(0, count.span[0] - 20), count.span[0])
  // 分4组12人
  if (/分[^，。；]{1,4}组[，共一]{0,3}$/.test(lead.slice(-9))) return true
  if (HELPERS.test(count.before) || AT_WORK.test(count.after)) return !NEEDY.test(count.before + count.after)
  if (count.before !== '') return false
  // 宣传森林防火 26名党员
  if (/^(?:党员|志愿者|队员|干部|网格员|民警|青年|医生)$/.test(count.after)) return true
  // 帮李大爷家抢收玉米 12个人
  return (
    ends(text, count) &&
    /[帮给为替][^，。]{2,16} ?$|(?:党员|干部|志愿者|民兵|队员)[^，。\d]{0,8} $/.test(lead)
  )
}

function ends(text: string, count: Count): boolean {
  return /^(?:[，。；！\n )男女]|$)/.test(text.slice(count.span[1], count.span[1] + 1))
}

/** 移风易俗宣传50人: a bare number at the end of what was done counts those who did it. */
function closes(text: string, count: Count): boolean {
  if (!ends(text, count)) return false
  return (
    /(?:宣传|宣讲|学习|活动|会|班|仪式|演出|整治|劳动|清理|评议|婚礼|劝导|打扫|巡查)$|(?:宣传|宣讲|劝导|打扫|清理|清扫|整治|抢修|抢收|巡)[^，。]{1,10}$/.test(
      count.before,
    ) || /桌(?:大概|大约|约|共|一共|总共)?$/.test(text.slice(Math.max(0, count.span[0] - 4), count.span[0]))
  )
}
