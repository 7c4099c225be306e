import type { Message } from '../chat/message.ts'
import type { Outbox } from '../chat/outbox.ts'
import { dayOf, type Instant, plusDays } from '../clock.ts'
import type { StudySession, Town } from '../town.ts'
import { readCheckIn } from './check-in.ts'
import type { Plan } from './plan.ts'
import type { Roll } from './roll.ts'
import { closeOf, distance, isOpen } from './session.ts'
import { fill, type StudyWords } from './words.ts'

/** Days after a session during which a make-up (补学) is taken. */
const MAKE_UP_DAYS = 30
/** Minutes after a check-in in which the same person's photo belongs to it. */
const PHOTO_MINUTES = 5

/** Takes 打卡, 补学 and their photos from the groups that have a plan; safe to be offered a line twice. */
export function openListening(parts: {
  town: Town
  plan: Plan
  roll: Roll
  outbox: Outbox
  words: StudyWords
}) {
  const { town, plan, roll, outbox, words } = parts

  async function listen(message: Message, now: Instant): Promise<boolean> {
    const { group, person } = message
    if (message.ours || !group || !person) return false
    const here = plan.sessions().filter((one) => one.groups.includes(group))
    if (here.length === 0) return false
    if (message.kind === 'recall') return roll.takeBack(message)
    const said = readCheckIn(message.text, here, namesOf(town, person))
    if (!said) return message.kind === 'picture' && message.text === '' ? byPhoto(message, here) : false
    const wanted = said.title ? here.filter((one) => isOf(one, said.title, here)) : here
    const open = openIn(wanted, message.at)
    if (open && (!said.makeUp || open.makeUpOf)) {
      await roll.checkIn(open, message, false)
      return true
    }
    // Said loosely (学完了, +1) while nothing is on, it is talk.
    if (said.loose) return false
    await answerOutside(wanted, message, said.makeUp || said.title !== '', now)
    return true
  }

  /** A photo right after one's own check-in belongs to it; one from whoever has not checked in is a check-in, where photos report nothing else. */
  async function byPhoto(message: Message, here: StudySession[]): Promise<boolean> {
    if (await roll.addPhoto(message, PHOTO_MINUTES)) return true
    const reports = town.groups.some((one) => one.name === message.group && one.purposes.includes('reports'))
    const open = openIn(here, message.at)
    if (!open || reports || roll.has(open, message.person ?? '')) return false
    await roll.checkIn(open, message, false)
    return true
  }

  /** Nothing is open: a make-up is noted, anything else gets one line a day. */
  async function answerOutside(
    wanted: StudySession[],
    message: Message,
    makeUp: boolean,
    now: Instant,
  ): Promise<void> {
    const { group = '', person = '', at } = message
    const recent = wanted.filter(
      (one) => !one.makeUpOf && closeOf(one) < at && one.day >= plusDays(dayOf(at), -MAKE_UP_DAYS),
    )
    const owed = recent.filter((one) => !roll.attended(one).some((other) => other.person === person))
    const last = owed.at(-1)
    if (makeUp && last) {
      await roll.checkIn(last, message, true)
      const text = fill(words.补学, last, { 姓名: person })
      await outbox.write({ key: `study-makeup/${message.id}`, to: { group }, text, at })
    } else if (last && dayOf(now) === dayOf(at)) {
      const text = fill(words.场外, last)
      await outbox.write({ key: `study-outside/${dayOf(at)}/${person}`, to: { group }, text, at })
    }
  }

  return listen
}

function openIn(sessions: StudySession[], now: Instant): StudySession | undefined {
  const open = sessions.filter((one) => isOpen(one, now))
  return open.sort((a, b) => distance(a, now) - distance(b, now))[0]
}

/** The session of that title, or a make-up of it. */
function isOf(one: StudySession, title: string, all: StudySession[]): boolean {
  return one.title === title || all.some((other) => other.id === one.makeUpOf && other.title === title)
}

/** The speaker's own name and villages, which people like to put beside the word. */
function namesOf(town: Town, person: string): string[] {
  const villages = town.people.find(({ name }) => name === person)?.villages ?? []
  const aliases = town.villages.filter(({ name }) => villages.includes(name)).flatMap((one) => one.aliases)
  return [person, ...villages, ...aliases]
}
