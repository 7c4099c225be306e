import type { Books } from './books.ts'
import { errorOf } from './errors.ts'

/** Calls for a token: how often a day, and for the stable one how often a minute (公众平台接口文档 stable_token). */
export const TOKEN_QUOTAS: Record<string, { day: number; minute: number }> = {
  '/cgi-bin/stable_token': { day: 500_000, minute: 10_000 },
  '/cgi-bin/token': { day: 2000, minute: 2000 },
}

/** clear_quota may be called so often a month. */
const CLEARINGS = 10

export interface Quotas {
  /** Counts a call; true when it is one too many. Counters start anew at midnight in Beijing. */
  over(path: string, most: number, day: string): boolean
  /** Counts a call of this minute; true when it is one too many. */
  tooFast(path: string, most: number, now: number): boolean
  /** clear_quota: all counters of the day go back to nothing. */
  clear(appId: unknown, own: string, day: string): object
}

/** Counts of the day, kept in the books. */
export function openQuotas(books: Books): Quotas {
  const minutes = new Map<string, { minute: number; times: number }>()

  return {
    over(path, most, day) {
      const { quota } = books.state
      if (quota.day !== day) {
        quota.day = day
        quota.used = {}
      }
      quota.used[path] = (quota.used[path] ?? 0) + 1
      return (quota.used[path] ?? 0) > most
    },
    tooFast(path, most, now) {
      const minute = Math.floor(now / 60)
      const before = minutes.get(path)
      const times = before?.minute === minute ? before.times + 1 : 1
      minutes.set(path, { minute, times })
      return times > most
    },
    clear(appId, own, day) {
      if (appId !== own) return errorOf(40013, 'invalid appid')
      const month = day.slice(0, 7)
      const { cleared, quota } = books.state
      if (cleared.month !== month) books.state.cleared = { month, times: 0 }
      if (books.state.cleared.times >= CLEARINGS)
        return errorOf(48006, 'forbid to clear quota because of reaching the limit')
      books.state.cleared.times += 1
      quota.used = {}
      books.save()
      return errorOf(0, 'ok')
    },
  }
}
