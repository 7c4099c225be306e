import { z } from 'zod'
import { type Day, dayOf, type Instant, plusMinutes } from '../clock.ts'
import { entrySchema } from '../ledger/entry.ts'
import type { Shelf } from '../shelf.ts'

/**
 * 追问: something that is open about a message or a row. A question to a person is said once in the group; one to the
 * office stands at the desk. What nobody answers expires quietly and stays at the desk until somebody settles it.
 */
export const questionSchema = z.object({
  /** `2025-03-05/<kind>/<message id>`: once per message and kind. */
  id: z.string(),
  /**
   * missing: fields the row cannot do without · unclear: a correction that does not say what is right ·
   * which: a correction, a withdrawal or an answer that may mean several rows ·
   * pictures: which activity ·
   * recall: a message was taken back in WeChat · same: one event twice? · elsewhere: reported for another village ·
   * joint: an activity of several villages · orphan: the row that this one was merged into is gone · photo: a picture seen before · conflict: two figures in one report
   */
  kind: z.enum([
    'missing',
    'unclear',
    'which',
    'pictures',
    'recall',
    'same',
    'elsewhere',
    'joint',
    'orphan',
    'photo',
    'conflict',
  ]),
  to: z.enum(['person', 'office']),
  /** Who is asked, or whose message it is about. */
  person: z.string(),
  group: z.string().exactOptional(),
  rows: z.array(z.string()),
  /** missing: the fields asked for. */
  fields: z.array(z.string()),
  /** which: the row that is meant is to be withdrawn. */
  withdraws: z.literal(true).exactOptional(),
  /** What “对” accepts; which: what is to be written to the row that is meant. */
  standard: entrySchema.shape.fields,
  text: z.string(),
  message: z.string(),
  /** pictures: the messages that hold them. */
  pictures: z.array(z.string()).exactOptional(),
  at: z.string(),
  /** Put to the person only then: the quiet hours lie between. */
  sayAt: z.string().exactOptional(),
  expires: z.string(),
  state: z.enum(['open', 'expired', 'answered', 'closed']),
  settledBy: z.string().exactOptional(),
  settledAt: z.string().exactOptional(),
})
export type Question = z.infer<typeof questionSchema>

export type Asking = Pick<Question, 'kind' | 'to' | 'person' | 'rows' | 'text' | 'message' | 'at'> &
  Partial<Pick<Question, 'group' | 'fields' | 'standard' | 'pictures' | 'sayAt' | 'withdraws'>>

export interface Questions {
  /** Asks once per kind and message (and first row): the question as it stands, from now or from before. */
  ask(asking: Asking): Promise<Question>
  settle(id: string, how: { state: 'answered' | 'closed'; by: string; at: Instant }): Promise<void>
  /** The person cannot say now: waits at the desk, and for an answer within its time when nothing else is open. */
  layAside(id: string): Promise<void>
  laidAside(person: string, at: Instant): Question[]
  /** Those that waited for the end of the quiet hours and are to be said now. */
  toSay(now: Instant): Question[]
  /** It has been said, at its time. */
  spoken(id: string): Promise<void>
  /** Questions past their time stop waiting for the person; the desk still has them. */
  expire(now: Instant): Promise<void>
  /** Whether this person was asked such a thing on that day (`YYYY-MM-DD`). */
  wasAsked(kind: Question['kind'], person: string, day: Day): boolean
  /** Waiting for this person's answer, oldest first. */
  openTo(person: string): Question[]
  /** Not settled: open or expired, oldest first. */
  unsettled(): Question[]
}

export async function openQuestions(shelf: Shelf<Question>, hours: number): Promise<Questions> {
  const standing = new Map<string, Question>()
  const asked = new Set<string>()
  for (const one of await shelf.list()) remember(one)

  function remember(question: Question): void {
    if (question.to === 'person') asked.add(`${question.kind}/${question.person}/${dayOf(question.at)}`)
    if (isUnsettled(question)) standing.set(question.id, question)
    else standing.delete(question.id)
  }

  async function put(question: Question): Promise<void> {
    await shelf.put(question)
    remember(question)
  }

  return {
    async ask(asking) {
      const row = asking.rows[0]
      const question: Question = {
        fields: [],
        standard: {},
        ...asking,
        id: `${dayOf(asking.at)}/${asking.kind}/${asking.message}${row ? `/${row}` : ''}`,
        expires: plusMinutes(asking.at, hours * 60),
        state: 'open',
      }
      if (!(await shelf.add(question))) return (await shelf.get(question.id)) ?? question
      remember(question)
      return question
    },
    async settle(id, { state, by, at }) {
      const question = standing.get(id)
      if (question) await put({ ...question, state, settledBy: by, settledAt: at })
    },
    async layAside(id) {
      const question = standing.get(id)
      if (question) await put({ ...question, state: 'expired' })
    },
    laidAside: (person, at) =>
      [...standing.values()].filter(
        (one) => one.state === 'expired' && one.to === 'person' && one.person === person && at < one.expires,
      ),
    toSay: (now) =>
      [...standing.values()].filter(
        (one) => one.state === 'open' && one.sayAt !== undefined && one.sayAt <= now,
      ),
    async spoken(id) {
      const question = standing.get(id)
      if (!question?.sayAt) return
      const { sayAt, ...rest } = question
      await put({ ...rest, at: sayAt })
    },
    async expire(now) {
      for (const one of standing.values()) {
        if (one.state === 'open' && one.to === 'person' && one.expires <= now)
          await put({ ...one, state: 'expired' })
      }
    },
    wasAsked: (kind, person, day) => asked.has(`${kind}/${person}/${day}`),
    openTo: (person) =>
      [...standing.values()].filter(
        (one) => one.state === 'open' && one.to === 'person' && one.person === person,
      ),
    unsettled: () => [...standing.values()].sort((a, b) => (a.at < b.at ? -1 : 1)),
  }
}

function isUnsettled(question: Question): boolean {
  return question.state === 'open' || question.state === 'expired'
}
