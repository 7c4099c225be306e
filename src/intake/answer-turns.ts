import { type Instant, plusMinutes } from '../clock.ts'
import type { RowFields } from '../ledger/entry.ts'
import { lacks, type Row } from '../ledger/row.ts'
import { FRESH_MINUTES, YES } from './answered.ts'
import { keyOf } from './correct.ts'
import type { Heard, IntakeRoom } from './heard.ts'
import { numbersIn, withoutNumbers } from './number.ts'
import type { Question, Questions } from './question.ts'
import * as say from './wording.ts'

/** An answer as it would be written: to which question, for which row, in which words. */
export interface Fitting {
  question: Question
  row: Row
  fields: Partial<RowFields>
  heard: Heard
}

/** Answers that fill no field: which row is to go, which row pictures are of, a “对” to nothing that was offered. */
export function openTurns(
  room: IntakeRoom,
  questions: Questions,
  attach: (pictures: string[], row: Row, by: string, at: Instant) => Promise<void>,
) {
  const { ledger } = room

  /** “第二条” after it was asked which one is to be withdrawn. */
  async function withdrawMeant(fitting: Fitting[], { message, person, now }: Heard): Promise<boolean> {
    const [meant, second] = fitting
    if (!meant?.question.withdraws || second) return false
    await ledger.amend(meant.row.number, {
      kind: 'withdrawn',
      source: { messages: [meant.question.message, message.id] },
      by: person.name,
      at: now,
      once: `withdraw/${message.id}/${meant.row.number}`,
    })
    const line = say.withdrawnLine([ledger.row(meant.row.number)], message.at)
    await room.voice.reply(message, keyOf(message), line)
    await questions.settle(meant.question.id, { state: 'answered', by: person.name, at: now })
    return true
  }

  /** “对” to a question that has no default: what is wanted is said once more. */
  async function sayAgain({ message }: Heard, question: Question): Promise<boolean> {
    const row = ledger.find(question.rows[0] ?? '')
    const fields = row ? lacks(row) : []
    if (!row || fields.length === 0 || message.at > plusMinutes(question.at, FRESH_MINUTES)) return false
    await room.voice.reply(message, `question/again/${question.message}`, say.stillAskedLine(row, fields))
    return true
  }

  /** “对” or a number to “which activity are these pictures of”. */
  async function takePictures(heard: Heard, open: Question[]): Promise<boolean> {
    const [question] = open.filter((one) => one.kind === 'pictures')
    if (!question) return false
    const [number] = numbersIn(heard.plain)
    const fresh = heard.message.at <= plusMinutes(question.at, FRESH_MINUTES)
    const row = number
      ? ledger.find(number)
      : YES.test(heard.plain) && fresh
        ? ledger.find(question.rows[0] ?? '')
        : undefined
    if (!row || (number && withoutNumbers(heard.plain).trim().length > 6)) return false
    await attach(question.pictures ?? [], ledger.standing(row.number), heard.person.name, heard.now)
    await questions.settle(question.id, { state: 'answered', by: heard.person.name, at: heard.now })
    return true
  }

  return { withdrawMeant, sayAgain, takePictures }
}
