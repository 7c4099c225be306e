import { at, type Instant, millisOf, plusDays, plusMinutes, spokenDay, weekdayOf } from '../clock.ts'
import type { Slot } from '../schedule/slot.ts'
import { slotId } from '../schedule/timetable.ts'
import { afterQuiet, type StudySession, type Town } from '../town.ts'

type Planned = Pick<Slot, 'id' | 'kind' | 'due' | 'groups' | 'until'> & { ref: string }

/** Minutes before the start from which a check-in counts, and minutes after the start until which it does. */
const OPENS = 60
const CLOSES = 120
/** The hour of the reminder on the day before. */
const DAY_BEFORE = '16:00'
/** Hours the closing count may come late. */
const COUNT_HOURS = 12

/** When it begins, Beijing time. */
export function startOf(session: StudySession): Instant {
  return at(session.day, session.time)
}

/** A check-in of this minute belongs to the session. */
export function isOpen(session: StudySession, now: Instant): boolean {
  return now >= plusMinutes(startOf(session), -OPENS) && now <= closeOf(session)
}

/** The last instant at which a check-in counts. */
export function closeOf(session: StudySession): Instant {
  return plusMinutes(startOf(session), CLOSES)
}

/**
 * The slots of a session: the day before, `remindBefore` minutes before (both until it starts), and the count at its close.
 * What would fall into the quiet hours waits for their end; a reminder that would then be too late is left out.
 */
export function slotsOf(session: StudySession, quiet: Town['quietHours']): Planned[] {
  const start = startOf(session)
  const dues = [at(plusDays(session.day, -1), DAY_BEFORE), plusMinutes(start, -session.remindBefore)]
  const reminders = dues
    .map((due) => afterQuiet(due, quiet))
    .filter((due) => due < start)
    .map((due) => ({ ...slot(session, due, start, session.id), ...(session.makeUpOf ? { groups: [] } : {}) }))
  const close = afterQuiet(plusMinutes(closeOf(session), 1), quiet)
  const count = slot(session, close, plusMinutes(close, COUNT_HOURS * 60), `${session.id}${COUNT}`)
  // With remindBefore at a day both reminders are one.
  return [...new Map([...reminders, count].map((one) => [one.id, one])).values()]
}

/** Marks the slot that says the count at the close. */
export const COUNT = '-count'

function slot(session: StudySession, due: Instant, until: Instant, ref: string): Planned {
  return { id: slotId('study', due, ref), kind: 'study', due, until, groups: session.groups, ref }
}

/** `3月6日（周四）15:00`, with 今天 or 明天 before it when that is so. */
export function spokenStart(session: StudySession, now: Instant): string {
  const weekday = '一二三四五六日'[weekdayOf(session.day) - 1]
  const today = now.slice(0, 10)
  const near = session.day === today ? '今天' : session.day === plusDays(today, 1) ? '明天' : ''
  return `${near}${spokenDay(session.day)}（周${weekday}）${session.time}`
}

/** Minutes between an instant and the session's start, whichever is first. */
export function distance(session: StudySession, now: Instant): number {
  return Math.abs(millisOf(startOf(session)) - millisOf(now)) / 60_000
}
