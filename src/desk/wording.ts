import { type Day, dayOf, type Instant, spokenDay, weekdayOf } from '../clock.ts'
import type { Role } from '../town.ts'

const ROLE_WORDS: Record<Role, string> = {
  liaison: '联络员',
  secretary: '村支书',
  editor: '初审',
  second: '复审',
  final: '终审',
  leader: '党委书记',
  admin: '办公室管理员',
}

export function spokenRoles(roles: Role[]): string {
  return roles.map((role) => ROLE_WORDS[role]).join('、')
}

export function spokenWeekday(day: Day): string {
  return `星期${'一二三四五六日'[weekdayOf(day) - 1] ?? ''}`
}

/** `3月5日 15:20`; the year leads when it is not the year of `now`. */
export function spokenMoment(moment: Instant, now?: Instant): string {
  const year = now && now.slice(0, 4) !== moment.slice(0, 4) ? `${moment.slice(0, 4)}年` : ''
  return `${year}${spokenDay(dayOf(moment))} ${moment.slice(11, 16)}`
}

/** `2025-03` -> `2025年3月` */
export function spokenMonth(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`
}

/** `张湾村、上滩村等39个`: a list of names that stays short. */
export function spokenNames(names: string[], most: number): string {
  const shown = names.slice(0, most).join('、')
  return names.length > most ? `${shown}等${names.length}个` : shown
}
