import type { Target } from '../chat/chat.ts'
import type { Outbox } from '../chat/outbox.ts'
import { type Day, dayOf, type Instant } from '../clock.ts'
import type { Town } from '../town.ts'

/** Where and to whom: a group (the person is addressed by @) or a private chat; `at` gives the line its day. */
export interface Place {
  group?: string
  person?: string
  at: Instant
}

/** What intake says, once per key and within the town's caps a day for one person and one group (发言上限). */
export interface Voice {
  /** Says it, unless the day's cap for the place or the person is reached. */
  reply(to: Place, key: string, text: string): Promise<void>
  /** Whether there is room for a further line. */
  may(to: Place): Promise<boolean>
  /** One line that stands for many: said beyond the caps. */
  digest(to: Place, key: string, text: string): Promise<void>
}

export function openVoice(outbox: Outbox, town: Town): Voice {
  /** Lines of a day, by group and by person; read from the outbox once a day, then kept. */
  const spoken = new Map<Day, Promise<Map<string, number>>>()

  function countsOf(day: Day): Promise<Map<string, number>> {
    const known = spoken.get(day)
    if (known) return known
    const counting = outbox.list(day).then((lines) => {
      const counts = new Map<string, number>()
      for (const { id, to, text } of lines) if (OURS.test(id)) count(counts, to, /^@(\S+)/.exec(text)?.[1])
      return counts
    })
    spoken.set(day, counting)
    return counting
  }

  async function may({ group, person, at }: Place): Promise<boolean> {
    const counts = await countsOf(dayOf(at))
    const toPerson = counts.get(`person ${person ?? ''}`) ?? 0
    const inGroup = group === undefined ? 0 : (counts.get(`group ${group}`) ?? 0)
    return toPerson < town.caps.person && inGroup < town.caps.group
  }

  async function digest({ group, person, at }: Place, key: string, text: string): Promise<void> {
    const to: Target = group === undefined ? { person: person ?? '' } : { group }
    const counts = await countsOf(dayOf(at))
    const line = group === undefined || person === undefined ? text : `@${person} ${text}`
    // The message's own day is the key's day: an answer written again tomorrow is the same answer.
    if (await outbox.write({ key, to, text: line, at })) count(counts, to, person)
  }

  return {
    may,
    digest,
    async reply(to, key, text) {
      if (await may(to)) await digest(to, key, text)
    },
  }
}

/** Answers, questions and reminders count; digests and notices of the timetable do not. */
const OURS = /^\d{4}-\d\d-\d\d\/(receipt|question|chase)\//

function count(counts: Map<string, number>, to: Target, person: string | undefined): void {
  const names =
    'group' in to ? [`group ${to.group}`, ...(person ? [`person ${person}`] : [])] : [`person ${to.person}`]
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
}
