import type { Message } from '../chat/message.ts'
import { plusMinutes } from '../clock.ts'
import { type Change, changesBetween, FIELDS, versionOf } from '../ledger/change.ts'
import type { Entry, RowFields } from '../ledger/entry.ts'
import type { Row } from '../ledger/row.ts'
import { CATEGORIES } from '../reading/category.ts'
import type { Shelf } from '../shelf.ts'
import { openAskingBack } from './ask-back.ts'
import { changesSaid, fieldsNamed, hasChanges } from './changes.ts'
import { lacking } from './filing.ts'
import type { Heard, IntakeRoom, Step } from './heard.ts'
import { isOtherTalk, type Meant, meansNothing, rowsMeant, rowsQuoted } from './meant.ts'
import { bareCount, byHowMuch, numbersIn, withoutNumbers } from './number.ts'
import type { Questions } from './question.ts'
import { mayAmend, officeNames, whomToAsk } from './whose.ts'
import * as say from './wording.ts'

const EXPLICIT = /^(更正|改正|修改|订正|勘误|补充|再补充)/
/** Short words that put something right without saying 更正: “把人数改成25”, “说错了 26个”. */
const IMPLICIT =
  /[报写算][多少]|[多少][报写算]|实际是?\d|\d\s*改\s*\d|改成|改为|改一下|写错|报错|说错|打错|弄错|应该是|应为/
/** “把上滩村演出的人数改成85”; of all rows at once it would be an order to the program. */
export const REQUEST = /^(请|麻烦|帮忙?|帮我)*[把将](?!.*(都|全部|所有|清零|清空)).{2,24}改[成为]/
/** Photos that are still to come. */
const PHOTOS = /[补发传再].{0,3}张|照片|图片/
/** “不是，是8号”: denies what was just understood and says what is right. */
const DENIAL = /^(不是|不对|错了|不,|不，|搞错了|弄错了|说错了)/
/** Begins a line that goes on with the last report, some time after it. */
const FOLLOWS = /^(还有|另外还?有?|对了|再?补充|参加的|来的|一?共来?了?)/
/** 补报: a report that comes late, with its own day or village. */
export const LATE_REPORT = /^补报/
/** “日期错了，是3月3日”, “走访的户数错了” */
const WRONG =
  /(日期|时间|地点|人数|人次|户数|数量|村名|类别|类型|内容|名称|主题)[^,，。]{0,4}(错|不对|有误|不准|弄反)/
/** Thinking aloud: “不是5个就是6个”. */
const UNSURE = /不是.{1,5}就是/
/** “地点在村文化广场”, some minutes after. */
const PLACE_ADDED = /^(活动)?地[点方][是在:]?/
const SHORT = 30
const FOLLOW_MINUTES = 60
const DENIAL_MINUTES = 30

/** 更正: a new entry that names the old value, the new one, who, and which message. */
export function openCorrections(
  room: IntakeRoom,
  messages: Shelf<Message>,
  questions: Questions,
  isInBurst: (heard: Heard) => boolean,
): Step {
  const { ledger } = room
  const { remember, askAgain } = openAskingBack(room, questions)

  async function isCorrection(heard: Heard): Promise<boolean> {
    const { plain, reading, message, person } = heard
    if (LATE_REPORT.test(plain) || (PHOTOS.test(plain) && !/人|名|\d{4}-\d/.test(plain))) return false
    if (isOtherTalk(heard) || UNSURE.test(plain)) return false
    if (WRONG.test(plain) && hasLast(heard, 48 * 60)) return true
    if (REQUEST.test(plain) && hasChanges(heard, room)) return true
    if (numbersIn(plain).length === 1 && bareCount(withoutNumbers(plain).trim())) return true
    if (EXPLICIT.test(plain) || reading.intent === 'correction') return true
    if (reading.intent === 'withdrawal' || reading.intent === 'query' || !hasChanges(heard, room))
      return false
    if (message.quote) {
      const rows = await rowsQuoted(message, room, messages)
      // A remark on somebody's report (“这次来了12人，不错”) is no correction, nor is one that says what stands there.
      return rows.some((row) => (mayAmend(person, row) || IMPLICIT.test(plain)) && saysElse(heard, row))
    }
    if (plain.length > SHORT) return false
    if (DENIAL.test(plain)) return hasLast(heard, DENIAL_MINUTES)
    if (isFigurePut(heard)) return true
    if (byHowMuch(plain) !== undefined) return hasLast(heard, FOLLOW_MINUTES)
    if (PLACE_ADDED.test(plain)) return !isInBurst(heard) && hasLast(heard, FOLLOW_MINUTES)
    if (isAnchored(heard)) return false
    if (IMPLICIT.test(plain)) return hasLast(heard, 48 * 60)
    // Within a burst a further line is simply part of the report.
    return FOLLOWS.test(plain) && !isInBurst(heard) && hasLast(heard, FOLLOW_MINUTES)
  }

  function saysElse(heard: Heard, row: Row): boolean {
    const changes = Object.entries(changesSaid(heard, room, row))
    return changes.some(([field, value]) =>
      Object.entries(row).some(([name, old]) => name === field && !isSame(old, value)),
    )
  }

  /** “树是250棵”: a thing of the speaker's last report, with another figure. */
  function isFigurePut({ plain, person, message, reading }: Heard): boolean {
    const since = plusMinutes(message.at, -FOLLOW_MINUTES)
    const last = ledger.rows().findLast((row) => row.by === person.name && row.at >= since)
    return (
      /^\D{1,6}(应该)?[是为]\D{0,2}\d/.test(plain) &&
      reading.quantities.some((q) =>
        last?.quantities.some(
          (old) =>
            old.unit === q.unit &&
            old.value !== q.value &&
            plain
              .split(/[是为]/)[0]
              ?.split('')
              .some((sign) => old.what.includes(sign)),
        ),
      )
    )
  }

  /** The speaker has reported something lately that the words can be about. */
  function hasLast({ person, message }: Heard, minutes: number): boolean {
    const since = plusMinutes(message.at, -minutes)
    return ledger.rows().some((row) => row.by === person.name && row.at >= since && row.state !== 'withdrawn')
  }

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

/** The line names its own village, body or day. */
function isAnchored({ reading }: Heard): boolean {
  return reading.village !== undefined || reading.date !== undefined
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
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
