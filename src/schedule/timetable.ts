import { at, type Day, dayOf, type Instant, millisOf, plusDays, plusMinutes } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { TimetableLine, Town } from '../town.ts'
import { holidayName, isWorkday, type OfficeDays } from './calendar.ts'
import { cronDay, cronTimes, readCron } from './cron.ts'
import { type DayRule, readDays } from './days.ts'
import type { Planned } from './slot.ts'
import { badTime, readTimes } from './times.ts'

/** 时间表: a clerk's phrase, understood. */
export interface Times {
  text: string
  /** Times of day, `HH:mm`. */
  clock: string[]
  /** Whether it falls on the day, holidays and the office's own days considered. */
  fires(day: Day, own?: OfficeDays): boolean
}

const SUFFIX =
  /[,;.。(\s]*(?:如?遇)?(?:法定)?(?:节假日|假日|休息日|假期)(?:则|时)?(顺延|延后|提前|除外|不发|不推送|跳过|照发|照常)\)?$/

/**
 * `每个工作日 8:00`, `每周一 8:30，节假日顺延`, `每月最后一个工作日 上午9点`, or five fields of cron -> Times.
 * Throws Fault `schedule/bad-time` with a sentence that names what may be written.
 */
export function parseTimes(text: string): Times {
  const plain = text.normalize('NFKC').trim().replace(/\s+/g, ' ')
  const cron = readCron(plain)
  if (cron) return { text, clock: cronTimes(cron), fires: (day) => cronDay(cron, day) }
  const suffix = SUFFIX.exec(plain)
  const head = suffix ? plain.slice(0, suffix.index) : plain
  const days = readDays(head)
  const clock = days && readTimes(days.rest.replace(/^[ 的,]+/, '').replaceAll(' ', ''))
  if (!days || !clock) throw badTime(text)
  return { text, clock, fires: moved(days.rule, days.weekly, suffix?.[1]) }
}

/** The sentence about a phrase that cannot be understood; null when it can. For the check of the town file. */
export function checkTimes(text: string): string | null {
  try {
    parseTimes(text)
    return null
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown.say
    throw thrown
  }
}

/** The rule with its word about holidays. */
function moved(rule: DayRule, weekly: boolean, word: string | undefined): Times['fires'] {
  if (word === undefined || word.startsWith('照')) return (day, own = {}) => rule(day, own)
  if (/除外|不|跳过/.test(word))
    return (day, own = {}) => rule(day, own) && holidayName(day, own) === undefined
  const step = word === '提前' ? 1 : -1
  return (day, own = {}) => {
    // A weekly rule on a Sunday means Sundays: only a real holiday moves it. 每月5日 on a Sunday is moved.
    const rests = (one: Day) => (weekly ? holidayName(one, own) !== undefined : !isWorkday(one, own))
    if (rule(day, own) && !rests(day)) return true
    if (!isWorkday(day, own)) return false
    for (let one = plusDays(day, step); !isWorkday(one, own); one = plusDays(one, step)) {
      if (rule(one, own) && rests(one)) return true
    }
    return false
  }
}

/** The instants of the phrase in (from, to], in order. */
export function instantsOf(times: Times, from: Instant, to: Instant, own: OfficeDays = {}): Instant[] {
  const found: Instant[] = []
  for (let day = dayOf(from); day <= dayOf(to); day = plusDays(day, 1)) {
    if (times.fires(day, own)) found.push(...times.clock.map((time) => at(day, time)))
  }
  return found.filter((instant) => instant > from && instant <= to)
}

/**
 * The slots of one kind in (from, to], from the lines of the town's timetable. Two lines at the same minute are one slot.
 * `until`: how long the slot may still be said late, never less than ten minutes.
 */
export function planLines(
  what: {
    kind: string
    lines: TimetableLine[]
    groups: string[]
    until(due: Instant): Instant
    own?: OfficeDays
  },
  from: Instant,
  to: Instant,
): Planned[] {
  const slots = new Map<string, Planned>()
  for (const line of what.lines.filter(({ kind }) => kind === what.kind)) {
    for (const due of instantsOf(parseTimes(line.at), from, to, what.own)) {
      const id = slotId(what.kind, due)
      const groups = [...new Set([...(slots.get(id)?.groups ?? []), ...(line.groups ?? what.groups)])]
      slots.set(id, { id, kind: what.kind, due, groups, until: later(what.until(due), plusMinutes(due, 10)) })
    }
  }
  return [...slots.values()].sort((a, b) => millisOf(a.due) - millisOf(b.due))
}

/** The same for what is said to people in private: its slots have no groups. */
export function planPrivate(
  kind: string,
  town: Pick<Town, 'timetable' | 'officeDays'>,
  until: (due: Instant) => Instant,
): (from: Instant, to: Instant) => Planned[] {
  const what = { kind, lines: town.timetable, groups: [], until, own: town.officeDays }
  return (from, to) => planLines(what, from, to).map((slot) => ({ ...slot, groups: [] }))
}

function later(one: Instant, other: Instant): Instant {
  return one < other ? other : one
}

/** `2025-03-06/digest@08:00`, with what it is about where a kind has several at one minute: `…/study@08:00+s1`. */
export function slotId(kind: string, due: Instant, ref?: string): string {
  return `${dayOf(due)}/${kind}@${due.slice(11, 16)}${ref ? `+${ref}` : ''}`
}
