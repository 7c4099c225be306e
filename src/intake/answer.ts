import type { Message } from '../chat/message.ts'
import { type Instant, plusMinutes } from '../clock.ts'
import type { RowFields } from '../ledger/entry.ts'
import { lacks, type Row } from '../ledger/row.ts'
import type { Shelf } from '../shelf.ts'
import { categoryIn, villageIn } from './changes.ts'
import { keyOf } from './correct.ts'
import { headcount, lacking, valuesRead, wholeDate } from './filing.ts'
import { isAnother } from './fit.ts'
import type { Heard, IntakeRoom, Step } from './heard.ts'
import { rowsQuoted } from './meant.ts'
import { bareCount, numbersIn, withoutNumbers } from './number.ts'
import type { Question, Questions } from './question.ts'
import * as say from './wording.ts'

const YES = /^(嗯+|对+|对的|是+|是的|没错|就是|好|好的|可以|行|OK|ok)+[,，。.!！~\s]*$/
const UNKNOWN = /^(不知道|不清楚|没统计|没数|记不清|没有?人数)/
/** Minutes after a question in which a bare “对” is an answer to it and not to somebody else. */
const FRESH_MINUTES = 30

/** 追问的回答: told from a new report by quotation, by number, by time, and by what it says. */
export function openAnswers(
  room: IntakeRoom,
  messages: Shelf<Message>,
  questions: Questions,
  attach: (pictures: string[], row: Row, by: string, at: Instant) => Promise<void>,
): Step {
  const { ledger } = room

  /** The questions a line may answer: those it points at, else all that wait for the speaker in this place. */
  async function pointedAt(heard: Heard): Promise<{ open: Question[]; pointed: boolean }> {
    const { message, person, plain } = heard
    const open = questions.openTo(person.name).filter((one) => one.group === message.group)
    const quoted = (await rowsQuoted(message, room, messages)).map((row) => row.number)
    const numbers = [...numbersIn(plain), ...quoted]
    if (numbers.length > 0)
      return { open: open.filter((q) => q.rows.some((n) => numbers.includes(n))), pointed: true }
    if (message.quote)
      return { open: open.filter((q) => sameLine(message.quote?.text ?? '', q.text)), pointed: true }
    return { open, pointed: false }
  }

  function answersTo(question: Question, heard: Heard, pointed: boolean): Partial<RowFields> | undefined {
    const row = ledger.find(question.rows[0] ?? '')
    if (question.kind !== 'missing' || !row || row.state === 'withdrawn') return undefined
    if (YES.test(heard.plain)) {
      const fresh = heard.message.at <= plusMinutes(question.at, FRESH_MINUTES)
      return (pointed || fresh) && Object.keys(question.standard).length > 0 ? question.standard : undefined
    }
    if (isAnother(heard, row, room)) return undefined
    const asked: Partial<RowFields> = Object.assign(
      {},
      ...question.fields.map((field) => valueFor(field, heard, question, pointed)),
    )
    return Object.keys(asked).length > 0
      ? { ...question.standard, ...filling(heard, row), ...asked }
      : undefined
  }

  function valueFor(field: string, heard: Heard, question: Question, pointed: boolean): Partial<RowFields> {
    const plain = withoutNumbers(heard.plain).trim()
    const { reading } = heard
    if (field === 'participants') {
      const bare = bareCount(plain)
      if (bare) return { participants: bare.value, participantsApprox: bare.approx }
      return reading.participants && reading.intent !== 'query' ? headcount(reading.participants) : {}
    }
    if (field === 'date') return dateSaid(heard, plain, room)
    if (field === 'village') {
      const village = plain.length <= 20 ? villageIn(plain, room) : undefined
      const township = plain.length <= 8 && /^镇|^乡|我们镇|全镇/.test(plain) && question.standard.organizer
      return village ? { village } : township ? { organizer: township } : {}
    }
    if (field === 'category') {
      return plain.length <= 30 ? { ...only('category', categoryIn(plain) ?? reading.category?.value) } : {}
    }
    if (field !== 'location') return {}
    const whole =
      pointed || (question.fields.length === 1 && plain.length <= 15 && reading.intent !== 'query')
    return only('location', reading.location?.value ?? (whole ? plain : undefined))
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
      fields,
      source: { messages: [question.message, message.id] },
      by: person.name,
      at: now,
      asks: lacking({ ...row, ...fields }, room.town.intake.required),
      note: byDefault.length > 0 ? `回答追问；按追问中的默认值：${say.askedWords(byDefault)}` : '回答追问',
      once: actOf(message),
    })
    await finish(message, row.number, now)
  }

  /** The receipt, and last the question: until it is settled the same answer finds it again. */
  async function finish(message: Message, number: string, now: Instant): Promise<void> {
    const row = ledger.row(number)
    const open = lacks(row)
    const line = open.length > 0 ? say.stillLacks(row, open, message.at) : say.receiptLine([row], message.at)
    await room.voice.reply(message, keyOf(message), line)
    for (const question of questions.unsettled()) {
      if (question.kind === 'missing' && question.rows.includes(number) && question.to === 'person') {
        await questions.settle(question.id, { state: 'answered', by: message.person ?? '', at: now })
      }
    }
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

  return {
    async take(heard) {
      const { message, person, plain } = heard
      const done = ledger.byAct(actOf(message))
      if (done) {
        await finish(message, done.row, heard.now)
        return true
      }
      if (/^(更正|撤回|作废)/.test(plain) || heard.reading.intent === 'withdrawal') return false
      const { open, pointed } = await pointedAt(heard)
      const fitting = open.flatMap((question) => {
        const fields = answersTo(question, heard, pointed)
        const row = ledger.find(question.rows[0] ?? '')
        return fields && row ? [{ question, row, fields }] : []
      })
      const [fit, second] = fitting
      if (fit && second) {
        await room.voice.reply(
          message,
          keyOf(message),
          say.clarifyLine(
            fitting.map((one) => one.row),
            message.at,
          ),
        )
        return true
      }
      if (fit) {
        await write(heard, fit.question, fit.row, fit.fields)
        return true
      }
      if (UNKNOWN.test(plain) && open.length === 1 && open[0]?.kind === 'missing') {
        await questions.settle(open[0].id, { state: 'closed', by: person.name, at: heard.now })
        return true
      }
      const all = questions.openTo(person.name).filter((one) => one.group === message.group)
      return takePictures(heard, all)
    },
  }
}

/** What else the answer says, where the row has nothing yet. */
function filling({ reading }: Heard, row: Row): Partial<RowFields> {
  const values = valuesRead(reading)
  return Object.fromEntries(
    Object.entries(values).filter(
      ([field]) =>
        ['topic', 'location', 'date', 'category', 'participants', 'personTimes', 'sessions'].includes(
          field,
        ) && isEmpty(row, field),
    ),
  )
}

function isEmpty(row: Row, field: string): boolean {
  return Object.entries(row).some(([name, value]) => name === field && value === null)
}

function only<F extends keyof RowFields>(field: F, value: RowFields[F] | undefined): Partial<RowFields> {
  return value === undefined || value === null ? {} : Object.fromEntries([[field, value]])
}

function said(heard: Heard, field: string): boolean {
  return field === 'date'
    ? wholeDate(heard.reading) !== undefined
    : field === 'village' && heard.reading.village !== undefined
}

function dateSaid({ reading, message }: Heard, plain: string, { read }: IntakeRoom): Partial<RowFields> {
  const direct = wholeDate(reading)
  if (direct !== undefined) return { date: direct }
  if (plain.length > 12) return {}
  const [again] = read(`${plain}开展活动`, { sentAt: message.at.slice(0, 16) })
  return again ? only('date', wholeDate(again)) : {}
}

function sameLine(quoted: string, text: string): boolean {
  const words = quoted.replace(/^@\S+\s*/, '').replace(/\s+|…$|\.{3}$/g, '')
  return words.length >= 6 && text.replace(/\s+/g, '').includes(words)
}

function actOf(message: Message): string {
  return `answer/${message.id}`
}
