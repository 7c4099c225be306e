import type { Category } from './category.ts'
import type { Count } from './count.ts'
import { parseNumeral } from './numerals.ts'
import { isHead } from './roles.ts'
import { sinceAny } from './words.ts'

/** 在两个村各1场, 3月18日、25日各开一次: as many as there are villages or days. */
export function eachTimes(text: string, session: Count): number {
  const lead = text.slice(Math.max(0, session.span[0] - 40), session.span[0])
  // 上午一堂下午一堂
  if (
    /[上下]午$/.test(lead) &&
    /^[，、 ]?(?:下午|晚上)一[场堂]/.test(text.slice(session.span[1], session.span[1] + 8))
  )
    return 2
  // 三天 每天两场
  if (/每[天晚日]$/.test(lead)) return daysIn(text) ?? 1
  const end = /各(?:自|开|办|讲|演|放|搞|举办|开展|进行)?了?$/.exec(lead)
  if (!end) return 1
  const list = sinceAny(lead.slice(0, end.index), '。；！？\n')
  const groups =
    /(?<n>\d{1,2}|[一二两三四五六七八九十]{1,2})个?(?:村|组|点|班|社区|片区|支部|学校|院子|天|地方)[一-龥]{0,4}[ ，]?$/.exec(
      list,
    )
  const said = groups?.groups?.n ? parseNumeral(groups.groups.n) : null
  if (said !== null) return said
  const days = list.match(/\d{1,2}[日号]|\d{1,2}\.\d{1,2}/g)?.length ?? 0
  const places =
    /[一-龥]{2,6}(?:、[一-龥]{2,6}){1,5}(?:和[一-龥]{2,6})?$/.exec(list)?.[0].split(/[、和]/).length ?? 0
  return Math.max(1, days, days > 0 ? 0 : places)
}

function daysIn(text: string): number | null {
  const said = /(?<n>\d{1,2}|[一二两三四五六七八九十]{1,2})天/.exec(text)?.groups?.n
  return said === undefined ? null : parseNumeral(said)
}

/** The count of sessions (场次) among the counts of a message. */
export function sessionOf(text: string, counts: Count[], category: Category | undefined): Count | undefined {
  const sessions = counts.filter(
    (c) =>
      !c.soFar &&
      isSession(text, c) &&
      !(
        /^[堂节]$/.test(c.unit.unit) &&
        text.startsWith('一', c.span[0]) &&
        !/[各午]/.test(text.slice(Math.max(0, c.span[0] - 3), c.span[0]))
      ),
  )
  // 随着最后一场结束 … 举办12期: one of them is not all of them.
  return (
    sessions.find((c) => c.value > 1 && /(?:一共|总共|拢共|共)(?:有|是)?$/.test(c.before)) ??
    sessions.find((c) => c.value > 1) ??
    sessions[0] ??
    counts.find((c) => isRound(text, c, category))
  )
}

/** 宣讲3场, 培训2期, 一场宣讲; not 下了一场雨. */
function isSession(text: string, count: Count): boolean {
  if (count.unit.kind === 'session')
    return (
      !/分$|[婚红白喜丧]事$/.test(count.before) &&
      !/^(?:婚事|红事|白事|雨|雪|火|病|霜|风|误会|车祸|大病)/.test(count.after)
    )
  if (count.unit.kind === 'occasion' && count.unit.unit === '期')
    return (
      /培训|班|宣讲|讲堂|课|议事|(?:一共|总共|共|累计|办了|开了|搞了|办|到现在是?)$/.test(
        count.before + count.after,
      ) ||
      (/分成?$/.test(count.before) &&
        (/^(?:办|开|举办|进行|轮训|培训)/.test(count.after) || /培训|轮训/.test(text))) ||
      /(?:一共|总共|共|累计|办了|开了|搞了|办|已?达|办到)$/.test(count.before)
    )
  // 三天六节课
  if (count.unit.unit === '节') return /^课(?!堂|程|题|桌|本)/.test(count.after)
  return (
    count.unit.unit === '堂' &&
    (/课|讲座|讲堂|培训/.test(text.slice(count.span[1], count.span[1] + 30)) ||
      /(?:课|讲堂)(?:共|有)?$/.test(count.before) ||
      (/[上下]午$/.test(count.before) && /课/.test(text))) &&
    !isHead(count)
  )
}

/** 举办技术培训20余次, 组织了一次义务植树, 讲了三次 每次30人: times that are sessions of the activity itself. */
const ROUNDS: Partial<Record<Category, RegExp>> = {
  training: /(?:培训|培训班|讲座|授课|指导|实训)(?:班|会|活动)?(?:共|约|近|达)?$/,
  lecture:
    /(?:赶场|(?:已|共|一共|先后)讲了?|讲了|普法|宣传|下乡|进村|宣讲|党课|讲座|院坝会|讲堂|宣讲会)(?:活动)?(?:共|约|近|达)?$/,
  culture: /(?:演出|彩排|放映|电影|比赛)(?:活动)?(?:共|约|近|达)?$/,
  party_day: /(?:主题党日|党日)(?:活动)?(?:搞了?|开展了?|组织了?)?(?:共|约|近|达)?$/,
  service: /(?:流动服务|巡回服务|集中办|义诊)(?:活动)?$/,
  customs: /(?:议事会|院坝会|恳谈会|宣讲)$|(?:已|共|先后)讲了?$/,
  volunteer:
    /[扫清捡巡][一-龥]{0,7}$|(?:巡河|保洁|巡护|清扫|劳动)$|巡护?了$|(?:志愿服务|志愿|义诊)(?:活动)?(?:共|约|近|达)?$/,
  mentor: /(?:教学|指导|帮带|授课|见面|走访)(?:活动)?(?:共|约|近|达)?$/,
  inspection: /(?:检查|督查|抽查|巡查|督导|暗访)(?:活动)?(?:共|约|近|达)?$/,
  study: /(?:学习|夜校|学习会)(?:活动)?(?:共|约|近|达)?$/,
}

const NAMED_AFTER = /^[^，。；]{0,8}(?:活动|培训|宣讲|讲座|演出|义诊|志愿服务|义务劳动|学习)/

function isRound(text: string, count: Count, category: Category | undefined): boolean {
  if (count.unit.kind !== 'occasion' || !/^[次期回]$/.test(count.unit.unit)) return false
  const after = text.slice(count.span[1], count.span[1] + 20)
  if (count.value === 1)
    return /(?:组织|开展|举行|举办|召开|搞|办)了?$/.test(count.before) && /^[^，。]{2,12}/.test(after)
  // 共开展143次志愿服务活动
  if (/(?:开展|组织|举办|举行)了?(?:约|近|共)?$/.test(count.before) && NAMED_AFTER.test(after)) return true
  if (/^课/.test(after) && /上了?$/.test(count.before)) return true
  if (/^都(?:是|有|来|到)/.test(after) && count.value > 1 && !/每$/.test(count.before)) return true
  if (count.unit.unit === '回') return false
  if (/每次/.test(after) && !/每$/.test(count.before)) return true
  return category !== undefined && (ROUNDS[category]?.test(count.before) ?? false)
}
