import type { Row } from '../ledger/row.ts'
import { changesSaid, fieldsNamed } from './changes.ts'
import type { Heard, IntakeRoom } from './heard.ts'
import type { Meant } from './meant.ts'
import type { Asking, Questions } from './question.ts'
import { mayAmend, officeNames } from './whose.ts'
import * as say from './wording.ts'

/** What a bare answer can put right. */
const ANSWERED = ['participants', 'date', 'village', 'category', 'location']

/** What a correction leaves open is kept, so that half a sentence is enough for an answer. */
export function openAskingBack(room: IntakeRoom, questions: Questions) {
  /** Which of several rows is meant is asked: what was to be done is kept for the answer. */
  async function askWhich(
    { message, person }: Heard,
    rows: Row[],
    what: Pick<Asking, 'standard' | 'withdraws'>,
  ): Promise<void> {
    const last = rows.slice(-4)
    const text = say.clarifyLine(last, message.at)
    await questions.ask({
      kind: 'which',
      to: 'person',
      person: person.name,
      ...(message.group === undefined ? {} : { group: message.group }),
      rows: last.map((one) => one.number),
      ...what,
      text,
      message: message.id,
      at: message.at,
    })
    await room.voice.reply(message, `receipt/${message.id}`, text)
  }

  /** A correction that may mean several rows: true when it was asked which. */
  async function remember(heard: Heard, meant: Meant): Promise<boolean> {
    const rows = meant.rows.filter((row) => mayAmend(heard.person, row))
    const [row, second] = rows
    const standard = row ? changesSaid(heard, room, row) : {}
    if (!second || Object.keys(standard).length === 0) return false
    await askWhich(heard, rows, { standard })
    return true
  }

  /** Said to be wrong, but not what is right: how to write it, and a bare “是22个” is understood for a while. */
  async function askAgain({ message, person, plain }: Heard, row: Row): Promise<void> {
    const line = say.unclearLine(row, officeNames(room.town), message.at)
    const named = fieldsNamed(plain).filter((field) => ANSWERED.includes(field))
    await questions.ask({
      kind: 'unclear',
      to: 'person',
      person: person.name,
      ...(message.group === undefined ? {} : { group: message.group }),
      rows: [row.number],
      fields: named.length > 0 ? named : ANSWERED,
      text: line,
      message: message.id,
      at: message.at,
    })
    await room.voice.reply(message, `receipt/${message.id}`, line)
  }

  return { askWhich, remember, askAgain }
}
