import type { Category } from './category.ts'
import { type Count, countedAs } from './count.ts'
import { groupsOf, repeated, sharing, sum } from './headsum.ts'
import type { Counted } from './reading.ts'
import { isHead, served } from './roles.ts'
import { saidOutright } from './rolesayings.ts'

interface Heads {
  participants?: Counted
  personTimes?: Counted
  used: Count[]
}

export function chooseHeads(text: string, counts: Count[], category: Category | undefined): Heads {
  const out: Heads = { used: [] }
  const persons = counts.filter((c) => c.unit.kind === 'person')
  const times = counts.filter((c) => c.unit.kind === 'times')
  const time = times.find((c) => c.role === 'attend') ?? times.find((c) => c.role === 'perhaps')
  const one = bestOf(text, persons, category, time !== undefined)
  const rounds = one && !time ? repeated(text, counts, one) : []
  if (rounds.length > 1) return timesOf(rounds)
  const groups = one && groupsOf(text, counts, one)
  if (one && groups) {
    out.participants = groups
    out.used.push(...counts.filter((c) => c.span[0] >= groups.span[0] && c.span[1] <= groups.span[1]))
  } else if (one) {
    const group = sharing(text, counts, one)
    out.participants = sum(group, one)
    out.used.push(...group)
  }
  if (!one && !time) treated(counts, out)
  if (time) {
    out.personTimes = countedAs(time, '人次', 1)
    out.used.push(time)
  }
  return out
}

function timesOf(rounds: Count[]): Heads {
  const [first] = rounds
  if (!first) return { used: [] }
  const personTimes = { ...sum(rounds, first), by: '人次：几场相加' }
  return { personTimes, used: rounds }
}

const HEALERS = /医|专家|志愿者|护士|大夫|工作人员|技术员|队员/
const TREATED =
  /(?:接诊|诊疗|问诊|就诊|看病|看诊|受诊|检了|检查了|筛查了?|体检了?|看了|量血压|测血压|测血糖|受益|惠及|受惠)[^，。]{0,6}$/
const THEN_TREATED = /^[^，。；]{0,6}(?:接受了?(?:免费)?(?:体检|义诊|诊疗|检查|服务)|受益|看病|就诊)/

/** 现场接诊210余人次: those who came to be served are who came, where nobody else is named. */
function treated(counts: Count[], out: Heads): void {
  const heads = counts.filter(isHead)
  const one = heads.find((c) => TREATED.test(c.before) || THEN_TREATED.test(c.after))
  const others = heads.filter((c) => c !== one && !HEALERS.test(c.before + c.after))
  if (!one || others.length > 0) return
  if (one.unit.kind === 'times') out.personTimes = countedAs(one, '人次：接诊、受益', 0.8)
  else out.participants = countedAs(one, '人数：接诊、受益', 0.8)
  out.used.push(one)
}

function bestOf(
  text: string,
  persons: Count[],
  category: Category | undefined,
  hasTimes: boolean,
): Count | undefined {
  const exact = persons.find(
    (c) =>
      /(?:全体(?:党员|干部|成员|代表|人员|村民)?|实到|到会|人数|参加人员|参会|参训|参演|听众)[^，。]{0,4}$|(?<!还)(?:来了|到了|到场)$/.test(
        c.before,
      ) && c.role !== 'other',
  )
  const onStage =
    category === 'contest'
      ? persons.find(
          (c) =>
            /上台|登台|同台|亮相|参赛|比拼|决赛|角逐|竞技|选手|打擂|^[^，。]{0,10}书记/.test(c.after) ||
            /选手$/.test(c.before),
        )
      : undefined
  const heard = persons.find(
    (c) => c.role === 'attend' && /^[^，。；]{0,8}(?:听得|聆听|听课|观看)/.test(c.after),
  )
  const attend = onStage ?? exact ?? total(persons) ?? heard ?? attending(persons)
  if (attend) return attend
  // 36907个志愿者，31万人次受益: with 人次 said, a bare number of persons is a stock.
  if (hasTimes || /截至|到现在|目前|现有/.test(text)) return undefined
  const perhaps = persons.filter((c) => c.role === 'perhaps')
  if (!served(category)) return perhaps[0]
  if (!category || !/^(?:service|customs|inspection)$/.test(category)) return undefined
  return (
    perhaps.find((c) => helps(text, c)) ??
    (persons.length === 1 && /宣传|普法/.test(text)
      ? perhaps.find((c) => AUDIENCE.test(c.before))
      : undefined) ??
    (persons.length === 1 ? perhaps.find((c) => closes(text, c)) : undefined)
  )
}

/** Those of whom it is said outright, before those who only seem to have come. */
function attending(persons: Count[]): Count | undefined {
  const attend = persons.filter((c) => c.role === 'attend')
  return attend.find(saidOutright) ?? attend[0]
}

/** 禁毒宣传 学生320人: those who were told. */
const AUDIENCE = /(?:学生|师生|群众|村民|居民|家长|商户|听众)(?:大概|约|共)?$/

function helps(text: string, count: Count): boolean {
  if (/由$/.test(count.before)) return true
  // 分4组12人
  if (/分[^，。；]{1,3}组[，共]?$/.test(text.slice(Math.max(0, count.span[0] - 6), count.span[0])))
    return true
  if (HELPERS.test(count.before) || AT_WORK.test(count.after)) return !NEEDY.test(count.before + count.after)
  // 宣传森林防火 26名党员
  if (count.before === '' && /^(?:党员|志愿者|队员|干部|网格员|民警|青年|医生)$/.test(count.after))
    return true
  // 帮李大爷家抢收玉米 12个人
  return (
    count.before === '' &&
    ends(text, count) &&
    /[帮给为替][^，。]{2,16} ?$|(?:党员|干部|志愿者|民兵|队员)[^，。\d]{0,8} $/.test(
      text.slice(Math.max(0, count.span[0] - 20), count.span[0]),
    )
  )
}

/** 帮王大爷盖羊圈 党员6个, 村两委6人走访: those who help, check or persuade. */
const HELPERS =
  /(?:党员|志愿者|队员|干部|网格员|工作人员|两委|成员|班子|医护|医生|民兵|技术员|理事|[比查导察小]组|工作队|突击队|先锋队|来宾|嘉宾|宾客|观众|听众)(?:大概|大约|约|一共|总共|共)?$|^(?:党员|干部|志愿者|民兵|队员)[^，。\d]{0,6}$/
/** 18名党员结对联系老人, 3名干部入户 */
const AT_WORK =
  /^(?:党员|志愿者|队员|干部|村干部|网格员|工作人员|民警|青年|医生|医护)[^，。；]{0,6}(?:联系|走访|慰问|看望|帮扶|上门|入户|打扫|送|修|认领|帮|分头|忙)/
const NEEDY = /困难|生活|老党员|老干部|退役|残疾|患病|离任|受灾|特困|在册/

function ends(text: string, count: Count): boolean {
  return /^(?:[，。；！\n )]|$)/.test(text.slice(count.span[1], count.span[1] + 1))
}

/** 移风易俗宣传50人: a bare number at the end of what was done counts those who did it. */
function closes(text: string, count: Count): boolean {
  if (!ends(text, count)) return false
  return (
    /(?:宣传|宣讲|学习|活动|会|仪式|演出|整治|劳动|清理|评议|婚礼|劝导|打扫|巡查)$|(?:宣传|宣讲|劝导|打扫|清理|清扫|整治|抢修|抢收|巡)[^，。]{1,10}$/.test(
      count.before,
    ) || /桌(?:大概|大约|约|共|一共|总共)?$/.test(text.slice(Math.max(0, count.span[0] - 4), count.span[0]))
  )
}

/** 共50人参加，其中党员20人: the one that gathers the others. */
function total(persons: Count[]): Count | undefined {
  return persons.find(
    (c) => c.role === 'attend' && /(?:共有?|共计|总共|一共|合计|总计)[^，。]{0,6}$/.test(c.before),
  )
}
