import type { Message } from '../chat/message.ts'
import type { Instant } from '../clock.ts'
import { versionOf } from '../ledger/change.ts'
import type { RowFields } from '../ledger/entry.ts'
import { lacks, type Row } from '../ledger/row.ts'
import type { Shelf } from '../shelf.ts'
import { type Fitting, openTurns } from './answer-turns.ts'
import { answerTo, partsByVillage, properlySpelt, saysSeveral, YES } from './answered.ts'
import { openAskingBack } from './ask-back.ts'
import { changesTold, keyOf } from './correct.ts'
import { lacking, wholeDate } from './filing.ts'
import type { Heard, IntakeRoom, Step } from './heard.ts'
import { rowsQuoted } from './meant.ts'
import { numbersIn } from './number.ts'
import type { Question, Questions } from './question.ts'
import * as say from './wording.ts'

const ANSWERABLE: Question['kind'][] = ['missing', 'unclear', 'which']
const UNKNOWN = /^(不知道|不清楚|没统计|没数|记不清|没有?人数)/

/** 追问的回答: told from a new report by quotation, by number, by time, and by what it says. */
export function openAnswers(
  room: IntakeRoom,
  messages: Shelf<Message>,
  questions: Questions,
  attach: (pictures: string[], row: Row, by: string, at: Instant) => Promise<void>,
): Step {
  const { ledger } = room
  const { askWhich } = openAskingBack(room, questions)
  const { withdrawMeant, sayAgain, takePictures } = openTurns(room, questions, attach)

  /** The questions a line may answer: those it points at, else all that wait for the speaker in this place. */
  async function pointedAt(heard: Heard): Promise<{ open: Question[]; pointed: boolean }> {
    const { message, person, plain } = heard
    const isHere = (one: Question) => one.group === message.group
    const waiting = questions.openTo(person.name).filter(isHere)
    const open = waiting.length > 0 ? waiting : questions.laidAside(person.name, message.at).filter(isHere)
    const quoted = (await rowsQuoted(message, room, messages)).map((row) => row.number)
    const numbers = [...numbersIn(plain), ...quoted]
    if (numbers.length > 0)
      return { open: open.filter((q) => q.rows.some((n) => numbers.includes(n))), pointed: true }
    if (message.quote)
      return { open: open.filter((q) => sameLine(message.quote?.text ?? '', q.text)), pointed: true }
    return { open, pointed: false }
  }

  async function write(
    heard: Heard,
    question: Question,
    row: Row,
    fields: Partial<RowFields>,
  ): Promise<void> {
    const { message, person, now } = heard
    const byDefault = Object.keys(question.standard).filter((field) => field in fields && !said(heard, field))
    await ledger.amend(row.number, {
      kind: 'corrected',
      fields: { ...fields, ...properlySpelt(fields, row) },
      source: { messages: [question.message, message.id] },
      by: person.name,
      at: now,
      asks: lacking({ ...row, ...fields }, room.town.intake.required),
      note:
        question.kind === 'unclear' || (question.kind === 'which' && lacks(row).length === 0)
          ? '更正的后半句'
          : byDefault.length > 0
            ? `回答追问；按追问中的默认值：${say.askedWords(byDefault)}`
            : '回答追问',
      once: `${actOf(message)}/${row.number}`,
    })
  }

  /** The receipt, and last the question: until it is settled the same answer finds it again. */
  async function finish(message: Message, numbers: string[], now: Instant): Promise<void> {
    const rows = [...new Set(numbers)].sort().map((number) => ledger.row(number))
    const lacking = rows.filter((row) => lacks(row).length > 0)
    const [open] = lacking
    const line =
      open && rows.length === 1
        ? say.stillLacks(open, lacks(open), message.at)
        : (changedLine(message, rows) ?? say.receiptLine(rows, message.at))
    await room.voice.reply(message, keyOf(message), line)
    for (const question of questions.unsettled()) {
      const met = question.rows.every(
        (number) => !ledger.find(number) || lacks(ledger.row(number)).length === 0,
      )
      const answered = met && question.rows.some((number) => numbers.includes(number))
      const told = question.kind === 'which' && question.rows.some((number) => numbers.includes(number))
      if (told || (ANSWERABLE.includes(question.kind) && answered && question.to === 'person')) {
        await questions.settle(question.id, { state: 'answered', by: message.person ?? '', at: now })
      }
    }
  }

  /** The answer put a value in the place of another. */
  function changedLine(message: Message, rows: Row[]): string | undefined {
    const [row, second] = rows
    const n = row?.entries.findIndex((entry) => entry.once?.startsWith(actOf(message))) ?? -1
    const after = row && n > 0 ? versionOf(row, n + 1) : undefined
    if (!row || second || !after) return undefined
    const changes = changesTold(versionOf(row, n), after)
    return changes.some(({ was }) => was !== '（无）')
      ? say.correctedLine(after, changes, message.at)
      : undefined
  }

  function answersOf(open: Question[], heard: Heard, pointed: boolean): Fitting[] {
    const fitting = open.flatMap((question) =>
      question.rows.flatMap((number) => {
        const row = ledger.find(number)
        const fields = row && answerTo(question, row, heard, room, pointed)
        return fields ? [{ question, row, fields, heard }] : []
      }),
    )
    return fitting.filter(({ row }, n) => fitting.findIndex((other) => other.row.number === row.number) === n)
  }

  /** “上滩21，红柳沟25” answers two questions, each village its own; anything else is one answer. */
  function answersApart(open: Question[], heard: Heard, pointed: boolean): Fitting[] {
    const parts = partsByVillage(heard, room)
    if (parts.length < 2 || open.length < 2) return answersOf(open, heard, pointed)
    const fitting = parts.flatMap(({ village, words }) => {
      const own = open.filter(
        (one) => one.kind !== 'which' && ledger.find(one.rows[0] ?? '')?.village === village,
      )
      return own.length === 1 ? answersOf(own, words, true) : []
    })
    return fitting.length === parts.length ? fitting : []
  }

  /** Rows that this line answered before a crash, and the questions it can still be an answer to. */
  async function waitingFor(heard: Heard) {
    const done = ledger
      .entriesOf(heard.message.id)
      .filter((entry) => entry.once?.startsWith(actOf(heard.message)))
      .map((entry) => entry.row)
    const { open, pointed } = await pointedAt(heard)
    const asked = open.filter((question) => question.at <= heard.message.at)
    const rest =
      done.length > 0 && !saysSeveral(heard, room)
        ? asked.filter((question) => question.rows.some((number) => done.includes(number)))
        : asked
    return { done, open: rest, pointed }
  }

  return {
    async take(heard) {
      const { message, person, plain } = heard
      if (heard.whole || /^(更正|撤回|作废)/.test(plain) || heard.reading.intent === 'withdrawal')
        return false
      const { done, open, pointed } = await waitingFor(heard)
      const fitting = answersApart(open, heard, pointed)
      const questionsMet = new Set(fitting.map((one) => one.question.id))
      if (questionsMet.size > 1 && !saysSeveral(heard, room)) {
        const standard = common(fitting.map((each) => each.fields))
        await askWhich(
          heard,
          fitting.map((each) => each.row),
          { standard },
        )
        return true
      }
      if (await withdrawMeant(fitting, heard)) return true
      for (const each of fitting) await write(each.heard, each.question, each.row, each.fields)
      const answered = [...done, ...fitting.map((each) => each.row.number)]
      if (answered.length > 0) {
        await finish(message, answered, heard.now)
        return true
      }
      const [only] = open
      if (UNKNOWN.test(plain) && open.length === 1 && only?.kind === 'missing') {
        await questions.layAside(only.id)
        return true
      }
      if (YES.test(plain) && open.length === 1 && only?.kind === 'missing') return sayAgain(heard, only)
      const all = questions.openTo(person.name).filter((one) => one.group === message.group)
      return takePictures(heard, all)
    },
  }
}

/** What all of them say alike. */
function common([first = {}, ...others]: Partial<RowFields>[]): Partial<RowFields> {
  const alike = (name: string, value: unknown) =>
    others.every((one) => Object.entries(one).some(([field, other]) => field === name && other === value))
  return Object.fromEntries(Object.entries(first).filter(([name, value]) => alike(name, value)))
}

function said(heard: Heard, field: string): boolean {
  return field === 'date'
    ? wholeDate(heard.reading) !== undefined
    : field === 'village' && heard.reading.village !== undefined
}

function sameLine(quoted: string, text: string): boolean {
  const words = quoted.replace(/^@\S+\s*/, '').replace(/\s+|…$|\.{3}$/g, '')
  return words.length >= 6 && text.replace(/\s+/g, '').includes(words)
}

function actOf(message: Message): string {
  return `answer/${message.id}`
}
