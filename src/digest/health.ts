import { z } from 'zod'
import { dayOf, daysBetween, type Instant, spokenDay } from '../clock.ts'

/** How a source has been doing, renewed at each reading. */
export const sourceHealthSchema = z.object({
  /** The source's name. */
  id: z.string(),
  url: z.string(),
  section: z.string(),
  checkedAt: z.string(),
  /** The last reading that went well. */
  okAt: z.string().exactOptional(),
  /** When an item came that had not been met before. */
  newAt: z.string().exactOptional(),
  /** The latest date among its items. */
  newest: z.string().nullable(),
  items: z.number(),
  charset: z.string().exactOptional(),
  /** Readings that failed since the last good one. */
  failures: z.number(),
  fault: z.object({ code: z.string(), say: z.string() }).exactOptional(),
  /** What was odd about its dates. */
  note: z.string().exactOptional(),
})

export type SourceHealth = z.infer<typeof sourceHealthSchema>

/** alive 正常 · quiet 多日无新 · frozen 停更 · broken 读不到 */
export type SourceState = 'alive' | 'quiet' | 'frozen' | 'broken'

export const SOURCE_WORDS: Record<SourceState, string> = {
  alive: '正常',
  quiet: '多日无新',
  frozen: '已停更',
  broken: '读不到',
}

const QUIET_DAYS = 7
const FROZEN_DAYS = 30

/** The state of a source and the sentence for the desk. */
export function sourceState(health: SourceHealth, now: Instant): { state: SourceState; say: string } {
  if (health.fault) {
    const times = health.failures > 1 ? `已连续 ${health.failures} 次读不到。` : ''
    return { state: 'broken', say: times + health.fault.say }
  }
  if (health.newest && daysSince(health.newest, now) > FROZEN_DAYS) {
    const say = `最新一条还是 ${health.newest.slice(0, 4)}年${spokenDay(dayOf(health.newest))}的，这个订阅地址多半已停更，请换一个。`
    return { state: 'frozen', say }
  }
  if (health.newAt && daysSince(health.newAt, now) > QUIET_DAYS) {
    return { state: 'quiet', say: `已 ${daysSince(health.newAt, now)} 天没有新消息，能正常读取。` }
  }
  if (health.items === 0) return { state: 'quiet', say: '能读取，但里面一条消息也没有。' }
  return { state: 'alive', say: health.note ?? '能正常读取，有新消息。' }
}

function daysSince(instant: Instant, now: Instant): number {
  return daysBetween(dayOf(instant), dayOf(now))
}

/** Whether the foot of the digest counts it among those that work. */
export function works(state: SourceState): boolean {
  return state === 'alive' || state === 'quiet'
}
