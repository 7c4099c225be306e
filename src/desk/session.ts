import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { type Clock, dayOf, type Instant, millisOf, plusMinutes } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Shelf } from '../shelf.ts'
import type { Person, Town } from '../town.ts'

/** One sign-in of one person. The shelf holds a hash of the token, never the token. */
export const sessionSchema = z.object({
  /** `2025-03-05/<hash of the token>` */
  id: z.string(),
  name: z.string(),
  startedAt: z.string(),
  seenAt: z.string(),
  endedAt: z.string().exactOptional(),
})
export type Session = z.infer<typeof sessionSchema>

const IDLE_MINUTES = 8 * 60
const LONGEST_MINUTES = 7 * 24 * 60
/** How often `seenAt` is written: a click must not cost a write. */
const SEEN_MINUTES = 5
const WRONG_PER_HOUR = 10
const WRONG_PER_ADDRESS = 60

export interface Sessions {
  /**
   * Name and password -> a new token. Faults `desk/wrong-password` (also for a name that is not there)
   * and `desk/too-many-tries` (then even the right password is refused for a while).
   */
  begin(name: string, password: string, address: string): Promise<string>
  /** The person behind a token; undefined when it ended, idled for 8 h, or the person left the town file. */
  person(token: string): Promise<Person | undefined>
  end(token: string): Promise<void>
}

/** `clock` is the host's: the town's clock in the demo jumps by days, and nobody should be signed out by that. */
export function openSessions({
  town,
  shelf,
  clock,
}: {
  town: Town
  shelf: Shelf<Session>
  clock: Clock
}): Sessions {
  const tries = openTries(clock)

  async function live(token: string): Promise<Session | undefined> {
    const session = await shelf.get(idOf(token))
    if (!session || session.endedAt) return undefined
    const now = clock.now()
    const idle = now > plusMinutes(session.seenAt, IDLE_MINUTES)
    const old = now > plusMinutes(session.startedAt, LONGEST_MINUTES)
    return idle || old ? undefined : session
  }

  return {
    async begin(name, password, address) {
      tries.refuse(name, address)
      const person = town.people.find((one) => one.name === name)
      if (!passwordFits(password, person?.password) || !person) {
        tries.note(name, address)
        throw new Fault('desk/wrong-password', '姓名或口令不对，请核对后再试。忘记口令请找办公室管理员。')
      }
      const now = clock.now()
      const token = `${dayOf(now)}.${randomBytes(32).toString('base64url')}`
      await shelf.put({ id: idOf(token), name: person.name, startedAt: now, seenAt: now })
      return token
    },
    async person(token) {
      const session = await live(token)
      if (!session) return undefined
      const now = clock.now()
      if (now > plusMinutes(session.seenAt, SEEN_MINUTES)) await shelf.put({ ...session, seenAt: now })
      return town.people.find((one) => one.name === session.name && one.password !== undefined)
    },
    async end(token) {
      const session = await live(token)
      if (session) await shelf.put({ ...session, endedAt: clock.now() })
    },
  }
}

function idOf(token: string): string {
  return `${token.slice(0, 10)}/${createHash('sha256').update(token).digest('hex')}`
}

/**
 * The town file holds either plain words (demo) or `scrypt$<salt>$<hash>` in base64url. Every try costs one scrypt,
 * whoever is named, so that names cannot be found by the clock.
 */
function passwordFits(given: string, kept: string | undefined): boolean {
  const [scheme, salt = '', hash = ''] = (kept ?? 'scrypt$bm8$bm8').split('$')
  const got = scryptSync(given.slice(0, 200), Buffer.from(salt, 'base64url'), 32)
  if (scheme !== 'scrypt') return timingSafeEqual(digest(given), digest(kept ?? ''))
  const wanted = Buffer.from(hash, 'base64url')
  return wanted.length === got.length && timingSafeEqual(wanted, got)
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Wrong tries of the last hour, by name and address, so that one guesser cannot lock a person out everywhere. */
function openTries(clock: Clock) {
  const wrong = new Map<string, Instant[]>()
  const recent = (key: string) => {
    const since = plusMinutes(clock.now(), -60)
    const times = (wrong.get(key) ?? []).filter((time) => time > since)
    if (times.length > 0) wrong.set(key, times)
    else wrong.delete(key)
    return times
  }
  return {
    refuse(name: string, address: string): void {
      const own = recent(keyOf(name, address))
      const all = recent(address)
      if (own.length < WRONG_PER_HOUR && all.length < WRONG_PER_ADDRESS) return
      const first = (own.length < WRONG_PER_HOUR ? all : own)[0] ?? clock.now()
      const wait = Math.max(1, Math.ceil((millisOf(plusMinutes(first, 60)) - millisOf(clock.now())) / 60_000))
      throw new Fault('desk/too-many-tries', `试错次数太多，请约 ${wait} 分钟后再试，或找办公室管理员。`)
    },
    note(name: string, address: string): void {
      for (const key of [keyOf(name, address), address]) {
        wrong.set(key, [...recent(key), clock.now()].slice(-WRONG_PER_ADDRESS))
      }
      // Forget the oldest, so that made-up names cannot fill the memory.
      for (const key of wrong.keys()) {
        if (wrong.size <= 10_000) break
        wrong.delete(key)
      }
    },
  }
}

function keyOf(name: string, address: string): string {
  return `${address} ${name.slice(0, 100)}`
}
