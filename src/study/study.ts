import type { Message } from '../chat/message.ts'
import type { Outbox } from '../chat/outbox.ts'
import { dayOf, type Instant, millisOf, plusDays } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Job, Notice, Planned } from '../schedule/slot.ts'
import type { Shelf } from '../shelf.ts'
import type { StudySession, Town } from '../town.ts'
import { type Attendance, attendanceOf, type Expected } from './attendance.ts'
import { type CheckIn, readCheckIn } from './check-in.ts'
import { fileSession } from './file.ts'
import { COUNT, closeOf, distance, isOpen, slotsOf, spokenStart, startOf } from './session.ts'
import { fill, PLAIN_WORDS, readStudyWords } from './words.ts'

/** 学习: the plan's reminders, check-ins and what becomes of a finished session. */
export interface Study {
  job: Job
  /** Takes 打卡, 补学 and their photos; true when the line was for it. Safe to be offered a line twice. */
  listen(message: Message, now: Instant): Promise<boolean>
  /** Files what has ended since: a session with check-ins becomes one ledger row. */
  tick(now: Instant): Promise<void>
  /** The plan, by start. */
  sessions(): StudySession[]
  /** Who was there and who was not, by branch; for the desk only. Fault `study/no-session`. */
  attendance(id: string): Attendance
}

/** Days after a session during which a make-up (补学) is taken. */
const MAKE_UP_DAYS = 30
/** Minutes after a check-in in which the same person's photo belongs to it. */
const PHOTO_MINUTES = 5

/** Opens the study room. `expected`: who should attend a session; without it everyone of the town file with a village. */
export async function openStudy(parts: {
  town: Town
  checkIns: Shelf<CheckIn>
  ledger: Ledger
  outbox: Outbox
  expected?: (session: StudySession) => Expected[]
  /** prompts/study.md. */
  template?: string
}): Promise<Study> {
  const { town, ledger, outbox } = parts
  const words = parts.template === undefined ? PLAIN_WORDS : readStudyWords(parts.template)
  const plan = [...town.study].sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
  const known = new Map((await parts.checkIns.list()).map((one) => [one.id, one]))

  async function put(checkIn: CheckIn): Promise<void> {
    await parts.checkIns.put(checkIn)
    known.set(checkIn.id, checkIn)
  }

  function attended(session: StudySession): CheckIn[] {
    return [...known.values()].filter((one) => one.session === session.id && !one.withdrawn)
  }

  /** Those who checked in while it was on, also those who took it back since. */
  function allInRoom(session: StudySession): CheckIn[] {
    return [...known.values()].filter((one) => one.session === session.id && !one.makeUp)
  }

  function session(id: string): StudySession {
    const found = plan.find((one) => one.id === id)
    if (!found) throw new Fault('study/no-session', `学习计划里没有“${id}”这一次，请核对后再试。`)
    return found
  }

  /** A line from one of our groups that has a plan. */
  async function listen(message: Message, now: Instant): Promise<boolean> {
    const { group, person } = message
    if (message.ours || !group || !person) return false
    const here = plan.filter((one) => one.groups.includes(group))
    if (here.length === 0) return false
    if (message.kind === 'recall') return takeBack(message)
    const said = readCheckIn(message.text, here, namesOf(town, person))
    if (!said) return message.kind === 'picture' ? addPhoto(message) : false
    const wanted = said.title ? here.filter(({ title }) => title === said.title) : here
    const open = nearest(
      wanted.filter((one) => isOpen(one, message.at)),
      message.at,
    )
    if (open && !said.makeUp) await checkIn(open, message, false)
    else await answerOutside(wanted, message, said.makeUp || said.title !== '', now)
    return true
  }

  async function checkIn(to: StudySession, message: Message, makeUp: boolean): Promise<void> {
    const person = message.person ?? ''
    const id = `${to.id}/${person}`
    const before = known.get(id)
    if (before && !before.withdrawn) return
    const branch = town.people.find(({ name }) => name === person)?.villages[0] ?? null
    const photos = message.kind === 'picture' ? [message.id] : []
    const { group = '', at } = message
    await put({ id, session: to.id, person, branch, group, at, message: message.id, photos, makeUp })
  }

  /** Nothing is open: a make-up is noted, anything else gets one line a day. */
  async function answerOutside(
    wanted: StudySession[],
    message: Message,
    makeUp: boolean,
    now: Instant,
  ): Promise<void> {
    const { group = '', person = '', at } = message
    const recent = wanted.filter((one) => closeOf(one) < at && one.day >= plusDays(dayOf(at), -MAKE_UP_DAYS))
    const owed = recent.filter((one) => !attended(one).some((other) => other.person === person))
    const last = owed.at(-1)
    if (makeUp && last) {
      await checkIn(last, message, true)
      const text = fill(words.补学, last, { 姓名: person })
      await outbox.write({ key: `study-makeup/${message.id}`, to: { group }, text, at })
    } else if (last && dayOf(now) === dayOf(at)) {
      const text = fill(words.场外, last)
      await outbox.write({ key: `study-outside/${dayOf(at)}/${person}`, to: { group }, text, at })
    }
  }

  /** A photo right after one's own check-in is kept with it. */
  async function addPhoto(message: Message): Promise<boolean> {
    const own = [...known.values()].filter((one) => one.person === message.person && !one.withdrawn)
    const last = own.find(
      (one) => one.group === message.group && minutesApart(one.at, message.at) <= PHOTO_MINUTES,
    )
    if (!last) return false
    if (!last.photos.includes(message.id)) await put({ ...last, photos: [...last.photos, message.id] })
    return true
  }

  async function takeBack(message: Message): Promise<boolean> {
    const taken = [...known.values()].find(
      (one) => one.person === message.person && one.message.endsWith(`/${message.recalls}`),
    )
    if (!taken) return false
    await put({ ...taken, withdrawn: message.id })
    return true
  }

  async function notices(slot: Planned, now: Instant): Promise<Notice[]> {
    const isCount = slot.ref?.endsWith(COUNT) ?? false
    const about = session(isCount ? (slot.ref ?? '').slice(0, -COUNT.length) : (slot.ref ?? ''))
    const count = allInRoom(about).filter((one) => !one.withdrawn).length
    if (isCount && count === 0) return []
    const text = isCount
      ? fill(words.收尾, about, { 人数: String(count) })
      : fill(words.提醒, about, { 时间: spokenStart(about, now) })
    return slot.groups.map((group) => ({ item: isCount ? 'count' : 'reminder', to: { group }, text }))
  }

  return {
    job: {
      kind: 'study',
      title: '学习提醒',
      plan: (from, to) =>
        plan.flatMap((one) => slotsOf(one, town.quietHours)).filter(({ due }) => due > from && due <= to),
      notices,
      preview: notices,
    },
    listen,
    async tick(now) {
      for (const one of plan) {
        if (closeOf(one) < now)
          await fileSession({ session: one, checkIns: allInRoom(one), ledger, by: town.bot, now })
      }
    },
    sessions: () => plan,
    attendance: (id) => attendanceOf(session(id), attended(session(id)), expectedOf(session(id))),
  }

  function expectedOf(one: StudySession): Expected[] {
    if (parts.expected) return parts.expected(one)
    return town.people.flatMap(({ name, villages }) => (villages[0] ? [{ name, branch: villages[0] }] : []))
  }
}

function nearest(sessions: StudySession[], now: Instant): StudySession | undefined {
  return [...sessions].sort((a, b) => distance(a, now) - distance(b, now))[0]
}

/** The speaker's own name and villages, which people like to put beside the word. */
function namesOf(town: Town, person: string): string[] {
  const villages = town.people.find(({ name }) => name === person)?.villages ?? []
  const aliases = town.villages.filter(({ name }) => villages.includes(name)).flatMap((one) => one.aliases)
  return [person, ...villages, ...aliases]
}

function minutesApart(one: Instant, other: Instant): number {
  return Math.abs(millisOf(one) - millisOf(other)) / 60_000
}
