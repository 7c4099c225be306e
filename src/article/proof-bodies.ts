import { type Bench, found, type Unplaced } from './bench.ts'
import type { Scoped } from './scope.ts'
import type { Source } from './source.ts'

/** Bodies that a village, a town or a county has one of: the name says which, the level stands before it. */
const BODY =
  /党总支|党支部|团支部|党小组|党委会|党委|党组|纪委|团委|政府|人大(?=代表|主席|常委)|政协|武装部|妇联|妇女联合会|残联|工会|村民委员会|村委会|居委会|监委会|派出所|司法所|卫生院|卫生室|医院|敬老院|养老院|幼儿园|小学(?!生)|中学(?![习生])|学校|党校|供电所|税务所|财政所|综治中心|应急办|党政办|宣传办|组织办|宣传部|组织部|农业农村局|乡村振兴局|民政局|教育局|医保局|公安局/g
/** Every village has these; which of them acted is not always said. */
const GENERIC = /^(?:党支部|村委会|村民委员会|居委会)$/
const PARTY = /^(?:党总支|党支部|党委|党委会|党小组|党组)$/
const ADMIN = /^(?:村委会|村民委员会|居委会|监委会)$/
const LEVEL = /[村镇乡县市区省州]$/
/** 贯彻县委部署: whose word is followed, not who acted. */
const FOLLOWED = /贯彻|落实|按照|根据|响应|传达|围绕|遵照|领导下|指导下|支持下|关心下/
const ORDERED =
  /^[、和一-龥]{0,8}?(?:部署|要求|精神|号召|决策|安排|有关|全会|统一|一号|号文件|领导下|指导下|支持下|关心下|政策|文件)/

/** 村党总支 where the row has 村党支部; 镇政府 that no row names. */
export function wrongBodies({ sentence, mentions, village }: Scoped, { sources, town }: Bench): Unplaced[] {
  const { text } = sentence
  return [...text.matchAll(BODY)].flatMap((match): Unplaced[] => {
    const [body, at] = [match[0], match.index]
    const end = at + body.length
    const inside = mentions.some(({ span }) => span[0] <= at && end <= span[1])
    if (inside || townsOwn(text.slice(0, end), town.bodies)) return []
    const named = mentions.find(
      ({ span }) => span[1] === at || (span[1] < at && text.slice(span[1], at) === '村'),
    )
    const level = named ? '村' : (LEVEL.exec(text.slice(0, at))?.[0] ?? '')
    const pool = level === '村' && village.length > 0 ? village : sources
    if (stands(body, level, pool) || isFollowed(text, at, end)) return []
    if (level === '' && !PARTY.test(body)) return []
    if (level !== '村' && level !== '' && sources.length === 0) return []
    if ((level === '村' || level === '') && GENERIC.test(body) && !conflicts(body, pool)) return []
    if (level === '' && !conflicts(body, pool)) return []
    const words = `${named ? text.slice(...named.span) : level}${body}`
    const start = named ? named.span[0] : at - level.length
    const say = `“${words}”在所依据的台账和群消息里都没有${instead(body, pool)}，请核对单位名称。`
    return [found('organisation', sentence, [start, end], pool[0], say)]
  })
}

function townsOwn(before: string, bodies: { name: string; aliases: string[] }[]): boolean {
  return bodies.some(({ name, aliases }) => [name, ...aliases].some((one) => before.endsWith(one)))
}

function stands(body: string, level: string, pool: Source[]): boolean {
  const whole = level === '' || level === '村' ? body : level + body
  return pool.some(({ text }) => text.includes(whole))
}

function isFollowed(text: string, at: number, end: number): boolean {
  return FOLLOWED.test(text.slice(Math.max(0, at - 14), at)) || ORDERED.test(text.slice(end, end + 14))
}

/** The rows name another body of the same sort. */
function conflicts(body: string, pool: Source[]): boolean {
  return othersOf(body, pool).length > 0
}

function othersOf(body: string, pool: Source[]): string[] {
  const sort = PARTY.test(body) ? PARTY : ADMIN.test(body) ? ADMIN : undefined
  return pool.flatMap(({ row }) =>
    [...(row.organizer ?? '').matchAll(BODY)]
      .map((one) => one[0])
      .filter((one) => sort?.test(one) && one !== body),
  )
}

function instead(body: string, pool: Source[]): string {
  const [other] = othersOf(body, pool)
  return other ? `，台账里是“${other}”` : ''
}
