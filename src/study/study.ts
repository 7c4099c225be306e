import type { Message } from '../chat/message.ts'
import type { Outbox } from '../chat/outbox.ts'
import type { Instant } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Job, Notice, Planned } from '../schedule/slot.ts'
import type { Shelf } from '../shelf.ts'
import type { StudySession, Town } from '../town.ts'
import { type Attendance, attendanceOf, type Expected } from './attendance.ts'
import type { CheckIn } from './check-in.ts'
import { fileSession } from './file.ts'
import { openListening } from './listen.ts'
import { openPlan, type Plan, type PlannedSession } from './plan.ts'
import { openRoll } from './roll.ts'
import { COUNT, closeOf, slotsOf, spokenStart } from './session.ts'
import { fill, readStudyWords } from './words.ts'

/** 学习: the plan's reminders, check-ins and what becomes of a finished session. */
export interface Study {
  job: Job
  /** Takes 打卡, 补学 and their photos; true when the line was for it. Safe to be offered a line twice. */
  listen(message: Message, now: Instant): Promise<boolean>
  /** Files what has ended since: a session with check-ins becomes one ledger row. */
  tick(now: Instant): Promise<void>
  /** The plan, by start. */
  sessions(): StudySession[]
  /** What was added to the town file's plan. */
  plan: Plan
  /** Who was there and who was not, by branch; for the desk only. Fault `study/no-session`. */
  attendance(id: string): Attendance
}

/** Opens the study room. Everyone of the town file with a village should attend a session. */
export async function openStudy(parts: {
  town: Town
  checkIns: Shelf<CheckIn>
  planned: Shelf<PlannedSession>
  ledger: Ledger
  outbox: Outbox
  /** prompts/study.md. */
  template: string
}): Promise<Study> {
  const { town, ledger, outbox } = parts
  const words = readStudyWords(parts.template)
  const plan = await openPlan(town.study, parts.planned)
  const roll = await openRoll(parts.checkIns, town, plan)

  async function notices(slot: Planned, now: Instant): Promise<Notice[]> {
    const isCount = slot.ref?.endsWith(COUNT) ?? false
    const about = plan.session(isCount ? (slot.ref ?? '').slice(0, -COUNT.length) : (slot.ref ?? ''))
    if (isCount) return countOf(about)
    if (about.makeUpOf) return inPrivate(about, plan.session(about.makeUpOf), now)
    const text = fill(words.提醒, about, { 时间: spokenStart(about, now) })
    return about.groups.map((group) => ({ item: 'reminder', to: { group }, text }))
  }

  function countOf(about: StudySession): Notice[] {
    const count = roll.inRoom(about).filter((one) => !one.withdrawn).length
    if (count === 0) return []
    const text = fill(words.收尾, about, { 人数: String(count) })
    return about.groups.map((group) => ({ item: 'count', to: { group }, text }))
  }

  /** Who has not is told so alone, never before others. */
  function inPrivate(makeUp: StudySession, original: StudySession, now: Instant): Notice[] {
    return absentFrom(original).flatMap(({ name }) => {
      if (!town.people.some((one) => one.name === name)) return []
      const more = { 姓名: name, 时间: spokenStart(makeUp, now), 地点: makeUp.place }
      const text = fill(words.补学提醒, original, more)
      return [{ item: `make-up-${name}`, to: { person: name }, text }]
    })
  }

  function absentFrom(original: StudySession): Expected[] {
    const came = new Set(roll.attended(original).map(({ person }) => person))
    return expectedOf(original).filter(({ name }) => !came.has(name))
  }

  function expectedOf(one: StudySession): Expected[] {
    if (one.makeUpOf) {
      const original = plan.session(one.makeUpOf)
      return expectedOf(original).filter(({ name }) => !roll.has(original, name))
    }
    return town.people.flatMap(({ name, villages }) => (villages[0] ? [{ name, branch: villages[0] }] : []))
  }

  return {
    job: {
      kind: 'study',
      title: '学习提醒',
      plan: (from, to) =>
        plan
          .sessions()
          .flatMap((one) => slotsOf(one, town.quietHours))
          .filter(({ due }) => due > from && due <= to),
      notices,
      preview: notices,
    },
    listen: openListening({ town, plan, roll, outbox, words }),
    async tick(now) {
      for (const one of plan.sessions()) {
        if (closeOf(one) < now)
          await fileSession({ session: one, checkIns: roll.inRoom(one), ledger, by: town.bot, now })
      }
    },
    sessions: plan.sessions,
    plan,
    attendance(id) {
      const one = plan.session(id)
      return attendanceOf(one, roll.attended(one), expectedOf(one))
    },
  }
}
