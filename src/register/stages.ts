import { type Day, plusDays } from '../clock.ts'
import { type RegisterRecord, textIn } from './record.ts'

/**
 * 发展党员: the stages in their order, each with its field and the least time after the one before it. Rules of the trade
 * (《中国共产党发展党员工作细则》): 积极分子 a year before 发展对象; 预备期 a year from the branch meeting.
 */
export const STAGES = [
  { key: 'applied', label: '申请人', said: '递交入党申请' },
  { key: 'active', label: '积极分子', said: '确定为积极分子' },
  { key: 'candidate', label: '发展对象', said: '确定为发展对象', years: 1 },
  { key: 'probationary', label: '预备党员', said: '接收为预备党员' },
  { key: 'full', label: '正式党员', said: '转正', years: 1 },
] as const

export type Stage = (typeof STAGES)[number]

/** The last stage a person has reached. */
export function stageOf(record: RegisterRecord): Stage | undefined {
  return STAGES.findLast((stage) => textIn(record, stage.key) !== '')
}

/** What is wrong with a person's dates, in sentences; a missing early date of somebody far on is not held against them. */
export function stageFaults(record: RegisterRecord): string[] {
  return STAGES.flatMap((stage, n) => {
    const day = textIn(record, stage.key)
    const before = STAGES.slice(0, n).findLast((one) => textIn(record, one.key) !== '')
    const since = before ? textIn(record, before.key) : ''
    if (!day || !before) return []
    const who = textIn(record, 'name')
    if (day < since) return [`${who}${stage.said}的日期（${day}）早于${before.said}（${since}），请核对。`]
    const least = 'years' in stage && before === STAGES[n - 1] ? afterYears(since, stage.years) : since
    return day < least ? [`${who}${before.said}不满一年（${since}）就${stage.said}（${day}），请核对。`] : []
  })
}

/** Who has served the least time and may be considered for the next stage on the day, or within `ahead` days of it. */
export function dueFor(
  records: RegisterRecord[],
  day: Day,
  ahead = 0,
): { record: RegisterRecord; next: Stage; from: Day }[] {
  return records.flatMap((record) => {
    const now = stageOf(record)
    const next = now && STAGES[STAGES.indexOf(now) + 1]
    if (!now || !next || !('years' in next)) return []
    const from = afterYears(textIn(record, now.key), next.years)
    return from <= plusDays(day, ahead) ? [{ record, next, from }] : []
  })
}

/** The same date so many years later; February 29 becomes March 1, the first day that is not too early. */
export function afterYears(day: Day, years: number): Day {
  const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
  const real = new Date(`${later}T00:00:00Z`)
  return Number.isNaN(real.getTime()) ? later : real.toISOString().slice(0, 10)
}
