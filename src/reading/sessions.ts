import type { Category } from './category.ts'
import type { Count } from './count.ts'
import { isHead } from './roles.ts'

/** The count of sessions (场次) among the counts of a message. */
export function sessionOf(text: string, counts: Count[], category: Category | undefined): Count | undefined {
  return counts.find((c) => isSession(text, c)) ?? counts.find((c) => isRound(text, c, category))
}

/** 宣讲3场, 培训2期, 一场宣讲; not 下了一场雨. */
function isSession(text: string, count: Count): boolean {
  if (count.unit.kind === 'session')
    return (
      !/分$/.test(count.before) && !/^(?:婚事|红事|白事|雨|雪|火|病|霜|风|误会|车祸|大病)/.test(count.after)
    )
  if (count.unit.kind === 'occasion' && count.unit.unit === '期')
    return /培训|班|宣讲|讲堂|课/.test(count.before + count.after)
  return (
    count.unit.unit === '堂' &&
    /课|讲座|讲堂|培训/.test(text.slice(count.span[1], count.span[1] + 30)) &&
    !isHead(count)
  )
}

/** 举办技术培训20余次, 组织了一次义务植树, 讲了三次 每次30人: times that are sessions of the activity itself. */
const ROUNDS: Partial<Record<Category, RegExp>> = {
  training: /(?:培训|培训班|讲座|授课|指导|实训)(?:班|会|活动)?(?:共|约|近|达)?$/,
  lecture: /(?:宣讲|党课|讲座|院坝会|讲堂|宣讲会)(?:活动)?(?:共|约|近|达)?$/,
  culture: /(?:演出|彩排|放映|电影|比赛)(?:活动)?(?:共|约|近|达)?$/,
  volunteer: /(?:志愿服务|义诊)(?:活动)?(?:共|约|近|达)?$/,
  study: /(?:学习|夜校|学习会)(?:活动)?(?:共|约|近|达)?$/,
}

function isRound(text: string, count: Count, category: Category | undefined): boolean {
  if (count.unit.kind !== 'occasion' || !/^[次期]$/.test(count.unit.unit)) return false
  const after = text.slice(count.span[1], count.span[1] + 20)
  if (count.value === 1)
    return /(?:组织|开展|举行|举办|召开|搞|办)了?$/.test(count.before) && /^[^，。]{2,12}/.test(after)
  if (/每次/.test(after) && !/每$/.test(count.before)) return true
  return category !== undefined && (ROUNDS[category]?.test(count.before) ?? false)
}
