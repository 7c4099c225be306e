import { z } from 'zod'
import type { Listener } from '../chat/hear.ts'
import type { Outbox } from '../chat/outbox.ts'
import { type Day, dayOf, daysBetween, type Instant, plusDays, plusMinutes, weekdayOf } from '../clock.ts'
import type { Shelf } from '../shelf.ts'
import { isQuiet, type Person, type Town } from '../town.ts'
import { plainOf } from './heard.ts'
import { speakerOf } from './whose.ts'
import * as say from './wording.ts'

/** An activity that a village is expected to have reported and has not. Made anew from the ledger at each look: a report ends it. */
export interface Owed {
  /** The same for the same thing: `2025-03/主题党日/张湾村`. */
  id: string
  /** `3月主题党日` */
  title: string
  village: string
  /** The first day on which its people may be reminded. */
  from: Day
}

/** 催报记录: a private line that was written to a person, or the person's wish to have none. */
export const nudgeSchema = z.object({
  /** `2025-03/<day>/<person>`: at most one a day. */
  id: z.string(),
  kind: z.enum(['said', 'off', 'on']),
  person: z.string(),
  at: z.string(),
  owed: z.array(z.string()),
})
export type Nudge = z.infer<typeof nudgeSchema>

/** 谁还没报: for the desk; and, where the town file says so, a private line to the village's own people. Nobody is ranked or named in a group. */
export interface Chase {
  /** What is owed on this day, in the order of the town file's villages. */
  owed(now: Instant): Owed[]
  /** Writes the private lines of the day, if it is a day and an hour for them. */
  tick(now: Instant): Promise<void>
  /** “不用提醒” and “恢复提醒” in a private chat. */
  listen: Listener
  /** How many private lines were written in the week (Monday to Sunday) of this day. */
  ofWeek(day: Day): number
  /** Who wants no reminders. */
  silent(): string[]
}

interface ChaseParts {
  town: Town
  outbox: Outbox
  nudges: Shelf<Nudge>
  /** What is owed on a day, looked up in the ledger. */
  owed(day: Day): Owed[]
  isWorkday(day: Day): boolean
  /** Whether the village secretaries have or will have a list of the same things in private between these instants. */
  listed?(from: Instant, to: Instant): boolean
}

/** Office hours in which a reminder may come; and how often. */
const HOURS = { from: '09:30', to: '17:00' }
const A_WEEK = 2
/** Reminders of one and the same thing, to one person, and the days between them. */
const OF_ONE = 2
const APART_DAYS = 3
const OFF = /^(不用|不要|别|不必|请勿|停止)(再)?(提醒|催)(我)?(了|报)?[。.!！~]*$|^退订(提醒|催报)?$/
const ON = /^恢复提醒[。.!！~]*$/

export async function openChase({
  town,
  outbox,
  nudges,
  owed,
  isWorkday,
  listed,
}: ChaseParts): Promise<Chase> {
  const kept = await nudges.list()

  async function keep(nudge: Nudge): Promise<void> {
    if (await nudges.add(nudge)) kept.push(nudge)
  }

  const isOff = (person: string) =>
    kept.findLast((one) => one.person === person && one.kind !== 'said')?.kind === 'off'
  const saidTo = (person: string) => kept.filter((one) => one.kind === 'said' && one.person === person)

  /** What a person is reminded of now, within all caps. */
  function dueFor(person: Person, all: Owed[], day: Day): Owed[] {
    const before = saidTo(person.name)
    const monday = mondayOf(day)
    if (isOff(person.name) || before.some((one) => dayOf(one.at) === day)) return []
    if (before.filter((one) => dayOf(one.at) >= monday).length >= A_WEEK) return []
    return all.filter(
      (one) =>
        person.villages.includes(one.village) &&
        one.from <= day &&
        isDueAgain(
          before.filter((nudge) => nudge.owed.includes(one.id)),
          day,
        ),
    )
  }

  function inHours(now: Instant): boolean {
    const time = now.slice(11, 16)
    return isWorkday(dayOf(now)) && time >= HOURS.from && time <= HOURS.to && !isQuiet(now, town.quietHours)
  }

  function owedInOrder(day: Day): Owed[] {
    const place = new Map(town.villages.map(({ name }, i) => [name, i]))
    return [...owed(day)].sort((a, b) => (place.get(a.village) ?? 0) - (place.get(b.village) ?? 0))
  }

  return {
    owed: (now) => owedInOrder(dayOf(now)),
    async tick(now) {
      if (!town.intake.chasing || !inHours(now)) return
      const day = dayOf(now)
      const all = owedInOrder(day)
      const minutes = APART_DAYS * 1440
      const inList = listed?.(plusMinutes(now, -minutes), plusMinutes(now, minutes)) ?? false
      for (const person of town.people) {
        if (inList && person.roles.includes('secretary')) continue
        const due = dueFor(person, all, day)
        if (due.length === 0) continue
        const to = { person: person.name }
        await outbox.write({
          key: `chase/${day}/${person.name}`,
          to,
          text: say.chaseLine(person.name, due),
          at: now,
        })
        await keep({
          id: `${day.slice(0, 7)}/${day}/${person.name}`,
          kind: 'said',
          person: person.name,
          at: now,
          owed: due.map((one) => one.id),
        })
      }
    },
    async listen(message, now) {
      const person = speakerOf(town, message)
      const plain = plainOf(message.text, town.bot)
      const kind = OFF.test(plain) ? 'off' : ON.test(plain) ? 'on' : undefined
      if (!person || kind === undefined || message.group !== undefined) return false
      await keep({
        id: `${message.at.slice(0, 7)}/${message.id}`,
        kind,
        person: person.name,
        at: now,
        owed: [],
      })
      const to = { person: person.name }
      await outbox.write({ key: `receipt/${message.id}`, to, text: say.remindersLine(kind), at: message.at })
      return true
    },
    ofWeek(day) {
      const monday = mondayOf(day)
      const next = plusDays(monday, 7)
      return kept.filter((one) => one.kind === 'said' && dayOf(one.at) >= monday && dayOf(one.at) < next)
        .length
    },
    silent: () => town.people.map((one) => one.name).filter(isOff),
  }
}

/** Said less than twice, and not within the last days. */
function isDueAgain(said: Nudge[], day: Day): boolean {
  const last = said.at(-1)
  return said.length < OF_ONE && (!last || daysBetween(dayOf(last.at), day) >= APART_DAYS)
}

function mondayOf(day: Day): Day {
  return plusDays(day, 1 - weekdayOf(day))
}
