import type { Message } from '../chat/message.ts'
import { type Change, changesBetween, FIELDS, versionOf } from '../ledger/change.ts'
import type { Entry, RowFields } from '../ledger/entry.ts'
import type { Row } from '../ledger/row.ts'
import { CATEGORIES } from '../reading/category.ts'
import type { Shelf } from '../shelf.ts'
import { openAskingBack } from './ask-back.ts'
import { changesSaid, fieldsNamed, hasChanges } from './changes.ts'
import { lacking } from './filing.ts'
import type { Heard, IntakeRoom, Step } from './heard.ts'
import { type Meant, meansNothing, rowsMeant } from './meant.ts'
import type { Questions } from './question.ts'
import { EXPLICIT, isSame, openTelling } from './telling.ts'
import { mayAmend, officeNames, whomToAsk } from './whose.ts'
import * as say from './wording.ts'

/** 更正: a new entry that names the old value, the new one, who, and which message. */
export function openCorrections(
  room: IntakeRoom,
  messages: Shelf<Message>,
  questions: Questions,
  isInBurst: (heard: Heard) => boolean,
): Step {
  const { ledger } = room
  const { remember, askAgain } = openAskingBack(room, questions)
  const isCorrection = openTelling(room, messages, isInBurst)

  const changesIn = (heard: Heard) => Object.keys(changesSaid(heard, room, undefined))

  /** “你这个人数不对吧” on somebody else's report: says that something is wrong, not what is right. */
  function isRemark(heard: Heard, { rows, by }: Meant): boolean {
    const foreign = rows.length > 0 && rows.every((row) => !mayAmend(heard.person, row))
    return foreign && by !== 'number' && !EXPLICIT.test(heard.plain) && !hasChanges(heard, room)
  }

  /** One row and the right to change it; 'none' when the line is no correction after all; otherwise one line that says what to do, and undefined. */
  async function theRow(heard: Heard): Promise<Row | 'none' | undefined> {
    const named = fieldsNamed(heard.plain)
    // What is new does not tell which row is meant.
    const fresh = named.length === 0 ? changesIn(heard) : named
    const meant = await rowsMeant(heard, room, messages, fresh)
    if (isRemark(heard, meant) || meansNothing(meant, heard, room)) return 'none'
    if (await remember(heard, meant)) return undefined
    return theOneRow(heard, meant, room, '更正')
  }

  async function write(heard: Heard, row: Row, fields: Partial<RowFields>): Promise<void> {
    const { message, person } = heard
    await ledger.amend(row.number, {
      kind: 'corrected',
      fields: { ...fields, ...along(fields, row) },
      source: { messages: [message.id] },
      by: person.name,
      at: heard.now,
      asks: lacking({ ...row, ...fields }, room.town.intake.required),
      once: actOf(message),
    })
  }

  /** The receipt of the correction that a message made; the same again when the message is offered again. */
  async function answer(message: Message, entry: Entry, meant: string): Promise<void> {
    const row = ledger.row(entry.row)
    const serial = row.entries.findIndex((one) => one.id === entry.id)
    const after = versionOf(row, serial + 1) ?? row
    const changes = changesTold(versionOf(row, serial), after)
    const line = say.correctedLine(after, changes, message.at)
    await room.voice.reply(
      message,
      keyOf(message),
      meant === row.number ? line : line + say.redirectedLine(meant),
    )
  }

  return {
    async take(heard) {
      const done = ledger.byAct(actOf(heard.message))
      if (done) {
        await answer(heard.message, done, done.row)
        return true
      }
      if (heard.whole || !(await isCorrection(heard))) return false
      const meant = await theRow(heard)
      if (meant === 'none') return false
      if (!meant) return true
      const row = ledger.standing(meant.number)
      const fields = changesSaid(heard, room, row)
      if (Object.keys(fields).length === 0) {
        await askAgain(heard, row)
        return true
      }
      if (saysNothingNew(fields, row)) {
        await room.voice.reply(heard.message, keyOf(heard.message), say.unchangedLine(row, fields))
        return true
      }
      await write(heard, row, fields)
      const entry = ledger.byAct(actOf(heard.message))
      if (entry) await answer(heard.message, entry, meant.number)
      return true
    },
  }
}

/** What is said to be right stands there already. */
function saysNothingNew(fields: Partial<RowFields>, row: Row): boolean {
  return FIELDS.filter((field) => field in fields && field !== 'participantsApprox').every((field) =>
    isSame(fields[field], row[field]),
  )
}

/** A row whose organiser is its village, or whose topic is just its kind, keeps it so. */
function along({ village, category, topic }: Partial<RowFields>, row: Row): Partial<RowFields> {
  const kindIsTopic =
    category && topic === undefined && row.category && row.topic === CATEGORIES[row.category]
  return {
    ...(village && row.organizer === row.village ? { organizer: village } : {}),
    ...(kindIsTopic ? { topic: CATEGORIES[category] } : {}),
  }
}

/** What is told of a change: each thing once (约 stands with its figure, the organiser with its village, a topic with its kind). */
export function changesTold(before: Row | undefined, after: Row): Change[] {
  const changes = changesBetween(before, after).filter(
    (c) => c.field !== 'counts' && c.field !== 'participantsApprox',
  )
  const [village] = changes.filter((c) => c.field === 'village')
  const [kind] = changes.filter((c) => c.field === 'category')
  return changes.filter(
    (c) =>
      !(village && c.field === 'organizer' && c.now === village.now) &&
      !(kind && c.field === 'topic' && c.now === kind.now),
  )
}

/** Exactly one row that the speaker may change; else one line in the group. */
export async function theOneRow(
  { message, person }: Heard,
  meant: Meant,
  room: IntakeRoom,
  verb: '更正' | '撤回',
): Promise<Row | undefined> {
  const [row, second] = meant.rows
  const tell = (line: string) => room.voice.reply(message, keyOf(message), line)
  if (!row) {
    await tell(say.notFoundLine(verb, officeNames(room.town), meant.unknown))
    return undefined
  }
  if (second) {
    const allowed = meant.rows.filter((one) => mayAmend(person, one))
    const [only, another] = allowed.length > 0 ? allowed : meant.rows
    if (another) {
      await tell(say.clarifyLine((allowed.length > 0 ? allowed : meant.rows).slice(-4), message.at))
      return undefined
    }
    if (only && mayAmend(person, only)) return only
  }
  if (!mayAmend(person, row)) {
    await tell(say.notYoursLine(row, whomToAsk(room.town, row), verb))
    return undefined
  }
  if (row.state === 'withdrawn') {
    await tell(say.closedLine(row))
    return undefined
  }
  return row
}

function actOf(message: Message): string {
  return `correct/${message.id}`
}

export function keyOf(message: Message): string {
  return `receipt/${message.id}`
}
