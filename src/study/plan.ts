import { z } from 'zod'
import type { Day, Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import { isCategory } from '../reading/category.ts'
import type { Shelf } from '../shelf.ts'
import type { StudySession } from '../town.ts'
import { startOf } from './session.ts'

const sessionSchema = z.object({
  id: z.string(),
  title: z.string(),
  day: z.string(),
  time: z.string(),
  place: z.string(),
  groups: z.array(z.string()),
  remindBefore: z.number(),
  category: z.string().refine(isCategory),
  link: z.string().exactOptional(),
  makeUpOf: z.string().exactOptional(),
})

/** A session that stands not in the town file: imported from a spreadsheet, or a make-up (补学) set at the desk. */
export const plannedSessionSchema = z.object({
  /** `2026/<session>`: a year is a file. */
  id: z.string(),
  session: sessionSchema,
  /** `学习计划.xlsx 第 3 行`, `审核台`. */
  from: z.string(),
  by: z.string(),
  at: z.string(),
  dropped: z.object({ by: z.string(), at: z.string() }).exactOptional(),
})

export type PlannedSession = z.infer<typeof plannedSessionSchema>

/** 学习计划: what the town file says, and what was added since. */
export interface Plan {
  /** By start. */
  sessions(): StudySession[]
  /** Fault `study/no-session`. */
  session(id: string): StudySession
  /** Adds a session once; false when one of that id stands already. */
  add(session: StudySession, what: { from: string; by: string; at: Instant }): Promise<boolean>
  /** A make-up of a session that is over. Faults `study/no-session`, `study/make-up`. */
  makeUp(
    of: string,
    when: { day: Day; time: string; place: string },
    by: string,
    at: Instant,
  ): Promise<StudySession>
  /** Takes an added session out again before it begins. Fault `study/drop`. */
  drop(id: string, by: string, at: Instant): Promise<void>
  /** Whether it was added and may be dropped. */
  droppable(id: string, now: Instant): boolean
}

/** `fixed`: the town file's own sessions; where an added one has the same id, the file's stands. */
export async function openPlan(fixed: StudySession[], shelf: Shelf<PlannedSession>): Promise<Plan> {
  const added = new Map<string, PlannedSession>()
  for (const one of await shelf.list()) added.set(one.id, one)
  let all = inOrder()

  function inOrder(): StudySession[] {
    const standing = [...added.values()].filter((one) => !one.dropped).map((one) => one.session)
    const known = new Set(fixed.map(({ id }) => id))
    const sessions = [...fixed, ...standing.filter(({ id }) => !known.has(id))]
    return sessions.sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
  }

  async function keep(one: PlannedSession): Promise<void> {
    await shelf.put(one)
    added.set(one.id, one)
    all = inOrder()
  }

  function session(id: string): StudySession {
    const found = all.find((one) => one.id === id)
    if (!found) throw new Fault('study/no-session', `学习计划里没有“${id}”这一次，请核对后再试。`)
    return found
  }

  async function add(one: StudySession, what: { from: string; by: string; at: Instant }): Promise<boolean> {
    if (all.some(({ id }) => id === one.id)) return false
    await keep({ id: idOf(one), session: one, ...what })
    return true
  }

  const droppable = (id: string, now: Instant) =>
    [...added.values()].some((one) => one.session.id === id && !one.dropped && startOf(one.session) > now)

  return {
    sessions: () => all,
    session,
    add,
    droppable,
    async makeUp(of, when, by, now) {
      const original = session(of)
      const makeUp = {
        ...original,
        ...when,
        id: `${of}-补学-${when.day}`,
        title: `${original.title}（补学）`,
        makeUpOf: of,
      }
      if (original.makeUpOf) throw new Fault('study/make-up', '这一次本身就是补学，请在原来那一次上安排。')
      if (startOf(original) > now)
        throw new Fault('study/make-up', '这一次还没有开始，等结束以后再安排补学。')
      if (startOf(makeUp) <= now) throw new Fault('study/make-up', '补学的时间已经过了，请选以后的时间。')
      const added = await add(makeUp, { from: '审核台', by, at: now })
      if (!added) throw new Fault('study/make-up', '这一天已经安排过补学，请换一天。')
      return makeUp
    },
    async drop(id, by, at) {
      const one = [...added.values()].find(({ session: own }) => own.id === id)
      if (!one || !droppable(id, at)) {
        throw new Fault('study/drop', '只有后来加进来、还没有开始的学习可以取消；写在本镇文件里的请改文件。')
      }
      await keep({ ...one, dropped: { by, at } })
    },
  }
}

function idOf({ id, day }: StudySession): string {
  return `${day.slice(0, 4)}/${id}`
}
