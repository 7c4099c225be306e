import type { Listener } from '../chat/hear.ts'
import type { Message } from '../chat/message.ts'
import type { Outbox } from '../chat/outbox.ts'
import { type Instant, plusDays } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Shelf } from '../shelf.ts'
import type { Person, Town } from '../town.ts'
import { openAnswers } from './answer.ts'
import { type Burst, openBursts } from './burst.ts'
import { openCorrections } from './correct.ts'
import {
  contextOf,
  type Heard,
  type IntakeRoom,
  plainOf,
  type Read,
  replyThrough,
  type Step,
} from './heard.ts'
import { openQuestions, type Question } from './question.ts'
import { openReports } from './report.ts'
import { speakerOf } from './whose.ts'
import { openWithdrawals } from './withdraw.ts'
import * as say from './wording.ts'

/** 收报: the conversation in the groups, from a chat line to a ledger entry and its receipt. */
export interface Intake {
  listen: Listener
  /** Ends bursts whose quiet time has passed (receipt or question), lets questions expire. To be called every minute or so. */
  tick(now: Instant): Promise<void>
  /** Open or expired and not settled: what needs a hand, oldest first. */
  questions(): Question[]
  /** The officer answers a question that stands at the desk. Throws Fault `intake/no-question`. */
  decide(id: string, how: { yes: boolean; by: string; at: Instant }): Promise<void>
}

interface IntakeParts {
  town: Town
  ledger: Ledger
  outbox: Outbox
  messages: Shelf<Message>
  bursts: Shelf<Burst>
  questions: Shelf<Question>
  /** `readAll` of the reading room. */
  read: Read
}

const ONLY_PICTURES = /^(\[图片\]\s*)+$/

export async function openIntake(parts: IntakeParts): Promise<Intake> {
  const { town, ledger, outbox, messages, read } = parts
  const room: IntakeRoom = { town, ledger, read, reply: replyThrough(outbox) }
  const questions = await openQuestions(parts.questions, town.intake.questionHours)
  const bursts = await openBursts(parts.bursts, town.intake.quietMinutes)
  const reports = openReports({ room, bursts, questions, same: async () => false, hourly: false })
  // The order is the order of certainty: an answer to us first, an open report last.
  const steps: Step[] = [
    openAnswers(room, messages, questions, reports.attach),
    openWithdrawals(room, messages),
    openCorrections(room, messages),
    reports,
  ]
  let turn: Promise<unknown> = Promise.resolve()

  /** A line and the beat never work on the same burst at once. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work)
    turn = result.catch(() => undefined)
    return result
  }

  function heardOf(message: Message, person: Person, now: Instant): Heard | undefined {
    const readings = read(message.text, contextOf(town, person, message.at))
    const [reading] = readings
    return reading && { message, person, plain: plainOf(message.text, town.bot), readings, reading, now }
  }

  /** A message taken back in WeChat: the officer decides; nothing is deleted. */
  async function recall(message: Message, person: Person): Promise<boolean> {
    const days = [0, -1].map((back) => plusDays(message.at.slice(0, 10), back))
    const rows = days.flatMap((day) => ledger.fromMessage(`${day}/${message.recalls ?? ''}`))
    if (rows.length === 0) return false
    await questions.ask({
      kind: 'recall',
      to: 'office',
      person: person.name,
      rows: rows.map((row) => row.number),
      text: say.recallLine(person.name, rows, message.at),
      message: message.id,
      at: message.at,
    })
    return true
  }

  async function take(message: Message, now: Instant): Promise<boolean> {
    const person = speakerOf(town, message)
    if (!person) return false
    if (message.kind === 'recall') return recall(message, person)
    if (message.kind === 'picture' || ONLY_PICTURES.test(message.text)) {
      await reports.picture(message, person.name, now)
      return true
    }
    const heard = message.kind === 'text' ? heardOf(message, person, now) : undefined
    if (!heard) return false
    for (const step of steps) if (await step.take(heard)) return true
    return false
  }

  return {
    // Bursts that ended before this line are ended first, even when the beat was late (a report read after the program was down).
    listen: (message, now) =>
      inTurn(async () => {
        await reports.finishDue(message.at)
        return take(message, now)
      }),
    tick: (now) =>
      inTurn(async () => {
        await reports.finishDue(now)
        await questions.expire(now)
      }),
    questions: () => questions.unsettled(),
    decide: (id, how) => inTurn(() => decide(id, how)),
  }

  async function decide(
    id: string,
    { yes, by, at }: { yes: boolean; by: string; at: Instant },
  ): Promise<void> {
    const question = questions.unsettled().find((one) => one.id === id)
    if (!question) throw new Fault('intake/no-question', '这个问题已经处理过，或不存在，请刷新页面。')
    if (yes && question.kind === 'recall') {
      for (const number of question.rows) {
        const once = `decide/${id}/${number}`
        await ledger.amend(number, {
          kind: 'withdrawn',
          source: { desk: '同意撤回' },
          by,
          at,
          note: question.text,
          once,
        })
      }
    }
    await questions.settle(id, { state: 'closed', by, at })
  }
}
