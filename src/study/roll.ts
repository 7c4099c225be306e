import type { Message } from '../chat/message.ts'
import { type Instant, millisOf } from '../clock.ts'
import type { Shelf } from '../shelf.ts'
import type { StudySession, Town } from '../town.ts'
import type { CheckIn } from './check-in.ts'
import type { Plan } from './plan.ts'

/** Who checked in where. */
export interface Roll {
  /** A person at a session, once. */
  checkIn(to: StudySession, message: Message, makeUp: boolean): Promise<void>
  /** Keeps a photo with the same person's check-in of the last minutes; false when there is none. */
  addPhoto(message: Message, minutes: number): Promise<boolean>
  /** 撤回 of a check-in; false when it was none. */
  takeBack(message: Message): Promise<boolean>
  has(session: StudySession, person: string): boolean
  /** Everyone who has it behind them, also at a make-up session. */
  attended(session: StudySession): CheckIn[]
  /** Those who checked in while it was on, also those who took it back since. */
  inRoom(session: StudySession): CheckIn[]
}

/** Over its shelf; `plan` tells which sessions make up for which. */
export async function openRoll(
  shelf: Shelf<CheckIn>,
  town: Pick<Town, 'people'>,
  plan: Pick<Plan, 'sessions'>,
): Promise<Roll> {
  const known = new Map((await shelf.list()).map((one) => [one.id, one]))
  const standing = () => [...known.values()].filter((one) => !one.withdrawn)

  async function put(checkIn: CheckIn): Promise<void> {
    await shelf.put(checkIn)
    known.set(checkIn.id, checkIn)
  }

  return {
    async checkIn(to, message, makeUp) {
      const person = message.person ?? ''
      const id = `${to.id}/${person}`
      const before = known.get(id)
      if (before && !before.withdrawn) return
      const branch = town.people.find(({ name }) => name === person)?.villages[0] ?? null
      const photos = message.kind === 'picture' ? [message.id] : []
      const { group = '', at } = message
      await put({ id, session: to.id, person, branch, group, at, message: message.id, photos, makeUp })
    },
    async addPhoto(message, minutes) {
      const last = standing().find(
        (one) =>
          one.person === message.person &&
          one.group === message.group &&
          minutesApart(one.at, message.at) <= minutes,
      )
      if (!last) return false
      if (!last.photos.includes(message.id)) await put({ ...last, photos: [...last.photos, message.id] })
      return true
    },
    async takeBack(message) {
      const taken = [...known.values()].find(
        (one) => one.person === message.person && one.message.endsWith(`/${message.recalls}`),
      )
      if (!taken) return false
      await put({ ...taken, withdrawn: message.id })
      return true
    },
    has: (session, person) => standing().some((one) => one.session === session.id && one.person === person),
    attended(session) {
      const own = standing().filter((one) => one.session === session.id)
      const makeUps = new Set(plan.sessions().flatMap((one) => (one.makeUpOf === session.id ? one.id : [])))
      const later = standing()
        .filter((one) => makeUps.has(one.session))
        .map((one) => ({ ...one, makeUp: true }))
      return [...new Map([...later, ...own].map((one) => [one.person, one])).values()]
    },
    inRoom: (session) => [...known.values()].filter((one) => one.session === session.id && !one.makeUp),
  }
}

function minutesApart(one: Instant, other: Instant): number {
  return Math.abs(millisOf(one) - millisOf(other)) / 60_000
}
