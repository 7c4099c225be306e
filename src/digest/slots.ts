import { at, dayOf, type Instant, plusMinutes } from '../clock.ts'
import type { Planned } from '../schedule/slot.ts'
import { planLines, slotId } from '../schedule/timetable.ts'
import type { Town } from '../town.ts'

/** Minutes before its hour at which the digest is put before the office. */
const ASK_AHEAD = 30

/** The digest's slots in (from, to]. Policy: 补发 until noon, an afternoon's digest for two hours. */
export function digestSlots(town: Town, from: Instant, to: Instant): Planned[] {
  const groups = groupsFor(town, 'notices')
  return planLines({ kind: 'digest', lines: town.timetable, groups, until, own: town.officeDays }, from, to)
}

function until(due: Instant): Instant {
  const noon = at(dayOf(due), '12:00')
  const [, later = noon] = [noon, plusMinutes(due, 120)].sort()
  return later
}

/** The slots at which the office is asked; `ref` is the digest's own slot. */
export function askSlots(town: Town, from: Instant, to: Instant): Planned[] {
  if (!town.approveDigest) return []
  return digestSlots(town, plusMinutes(from, ASK_AHEAD), plusMinutes(to, ASK_AHEAD)).map((slot) => {
    const due = plusMinutes(slot.due, -ASK_AHEAD)
    const groups = groupsFor(town, 'office')
    return { id: slotId('digest-ask', due), kind: 'digest-ask', due, groups, until: slot.until, ref: slot.id }
  })
}

/** The digest's slot that an asking slot is about; undefined when the timetable has changed since. */
export function askedSlot(town: Town, ask: Planned): Planned | undefined {
  const day = ask.ref?.slice(0, 10)
  if (!day) return undefined
  return digestSlots(town, plusMinutes(at(day, '00:00'), -1), at(day, '23:59')).find(
    (one) => one.id === ask.ref,
  )
}

export function groupsFor(town: Town, purpose: 'notices' | 'office'): string[] {
  return town.groups.filter((one) => one.purposes.includes(purpose)).map((one) => one.name)
}
