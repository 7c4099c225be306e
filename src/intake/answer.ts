import type { Message } from '../chat/message.ts'
import { type Instant, plusMinutes } from '../clock.ts'
import { versionOf } from '../ledger/change.ts'
import type { RowFields } from '../ledger/entry.ts'
import { lacks, type Row } from '../ledger/row.ts'
import type { Shelf } from '../shelf.ts'
import { categoryIn } from './changes.ts'
import { changesTold, keyOf } from './correct.ts'
import { headcount, lacking, valuesRead, wholeDate } from './filing.ts'
import { isAnother } from './fit.ts'
import type { Heard, IntakeRoom, Step } from './heard.ts'
import { rowsQuoted } from './meant.ts'
import { bareCount, numbersIn, withoutNumbers } from './number.ts'
import type { Question, Questions } from './question.ts'
import { mentions, villageIn } from './villages.ts'
import * as say from './wording.ts'

const YES = /^(嗯+|对+|对的|是+|是的|没错|就是|好|好的|可以|行|OK|ok)+[,，。.!！~\s]*$/
const ANSWERABLE: Question['kind'][] = ['missing', 'unclear']
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

  function answersTo(question: Question, heard: Heard, pointed: boolean): Partial<RowFields> | undefined {
    const row = ledger.find(question.rows[0] ?? '')
    if (!row || row.state === 'withdrawn') return undefined
    if (question.kind === 'unclear') return putRight(question, heard, pointed)
    if (question.kind !== 'missing') return undefined
    if (YES.test(heard.plain)) {
      const fresh = heard.message.at <= plusMinutes(question.at, FRESH_MINUTES)
      return (pointed || fresh) && Object.keys(question.standard).length > 0 ? question.standard : undefined
    }
    if (isAnother(heard, row, room)) return undefined
    // What an earlier answer said stands: only what the row still lacks is waited for.
    const lacking: string[] = lacks(row)
    const asked: Partial<RowFields> = Object.assign(
      {},
      ...question.fields
        .filter((field) => lacking.includes(field))
        .map((field) => valueFor(field, heard, question, pointed)),
    )
    const standard = Object.fromEntries(
      Object.entries(question.standard).filter(([field]) => isEmpty(row, field)),
    )
    return Object.keys(asked).length > 0 ? { ...standard, ...filling(heard, row), ...asked } : undefined
  }

  /** “人数不对” and then “是22个”: a short line soon after, about a field that was named. */
  function putRight(question: Question, heard: Heard, pointed: boolean): Partial<RowFields> | undefined {
    const fresh = heard.message.at <= plusMinutes(question.at, FRESH_MINUTES)
    const plain = heard.plain.replace(/^(哦|噢|嗯|不是|应该|改成|改为|就|是|为|[,，\s])+/, '')
    if (!fresh || plain.length > 15 || heard.reading.intent === 'query') return undefined
    const words = { ...heard, plain }
    const fields = question.fields.map((field) =>
      valueFor(field, words, { ...question, fields: [] }, pointed),
    )
    const told: Partial<RowFields> = Object.assign({}, ...fields.slice(0, 5))
    return Object.keys(told).length > 0 ? told : undefined
  }

  function valueFor(field: string, heard: Heard, question: Question, pointed: boolean): Partial<RowFields> {
    const plain = withoutNumbers(heard.plain).trim()
    const { reading } = heard
    if (field === 'participants') return countSaid(heard, plain, ledger.find(question.rows[0] ?? ''))
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
      fields: { ...fields, ...properlySpelt(fields, row) },
      source: { messages: [question.message, message.id] },
      by: person.name,
      at: now,
      asks: lacking({ ...row, ...fields }, room.town.intake.required),
      note:
        question.kind === 'unclear'
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
      const answered = question.rows.some((number) =>
        rows.some((row) => row.number === number && !lacking.includes(row)),
      )
      if (ANSWERABLE.includes(question.kind) && answered && question.to === 'person') {
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

  function answersOf(open: Question[], heard: Heard, pointed: boolean): Fitting[] {
    return open.flatMap((question) => {
      const fields = answersTo(question, heard, pointed)
      const row = ledger.find(question.rows[0] ?? '')
      return fields && row ? [{ question, row, fields, heard }] : []
    })
  }

  /** “上滩21，红柳沟25” answers two questions, each village its own; anything else is one answer. */
  function answersApart(open: Question[], heard: Heard, pointed: boolean): Fitting[] {
    const parts = partsByVillage(heard, room)
    if (parts.length < 2) return answersOf(open, heard, pointed)
    const fitting = parts.flatMap(({ village, words }) => {
      const own = open.filter((question) => ledger.find(question.rows[0] ?? '')?.village === village)
      return own.length === 1 ? answersOf(own, words, true) : []
    })
    return fitting.length === parts.length ? fitting : []
  }

  return {
    async take(heard) {
      const { message, person, plain } = heard
      const done = ledger.entriesOf(message.id).filter((entry) => entry.once?.startsWith(actOf(message)))
      const numbers = done.map((entry) => entry.row)
      // An answer to several questions may have been cut off between two of them.
      if (done.length > 0 && !saysSeveral(heard, room)) {
        await finish(message, numbers, heard.now)
        return true
      }
      if (/^(更正|撤回|作废)/.test(plain) || heard.reading.intent === 'withdrawal') return false
      const { open, pointed } = await pointedAt(heard)
      const fitting = open.length > 1 ? answersApart(open, heard, pointed) : answersOf(open, heard, pointed)
      const [one, second] = fitting
      if (one && second && !saysSeveral(heard, room)) {
        const rows = fitting.map((each) => each.row)
        await room.voice.reply(message, keyOf(message), say.clarifyLine(rows, message.at))
        return true
      }
      if (one) {
        for (const each of fitting) await write(each.heard, each.question, each.row, each.fields)
        await finish(message, [...numbers, ...fitting.map((each) => each.row.number)], heard.now)
        return true
      }
      if (done.length > 0) {
        await finish(message, numbers, heard.now)
        return true
      }
      if (UNKNOWN.test(plain) && open.length === 1 && open[0]?.kind === 'missing') {
        await questions.layAside(open[0].id)
        return true
      }
      const all = questions.openTo(person.name).filter((one) => one.group === message.group)
      return takePictures(heard, all)
    },
  }
}

/** A village that was asked for because nobody knew its name: the organiser's name was the misspelt one. */
function properlySpelt({ village }: Partial<RowFields>, row: Row): Partial<RowFields> {
  const misspelt = village && row.village === null && /^[一-龥]{1,4}(村|社区)$/.test(row.organizer ?? '')
  return misspelt ? { organizer: village } : {}
}

interface Fitting {
  question: Question
  row: Row
  fields: Partial<RowFields>
  heard: Heard
}

const ALL = /^(都|均|两[条个次场]都)(是|有)?/

/** “都是20人” and parts that each name their village answer every question they fit. */
function saysSeveral(heard: Heard, room: IntakeRoom): boolean {
  return ALL.test(heard.plain) || partsByVillage(heard, room).length > 1
}

/** The parts of a line that each begin with another village. */
function partsByVillage(heard: Heard, room: IntakeRoom): { village: string; words: Heard }[] {
  const named = mentions(heard.plain, room)
  if (new Set(named.map((one) => one.name)).size !== named.length) return []
  return named.map(({ name, end }, n) => {
    const plain = heard.plain.slice(end, named[n + 1]?.at).replace(/^[村是：:，,\s]+|[，,、；;。\s]+$/g, '')
    const { date: _, village: __, organizer: ___, ...reading } = heard.reading
    const { participants: ____, ...rest } = reading
    return { village: name, words: { ...heard, plain, reading: { ...rest, quantities: [] } } }
  })
}

/** A headcount; of help given (慰问, 为民办事) also how many households or things. */
function countSaid({ reading }: Heard, plain: string, row: Row | undefined): Partial<RowFields> {
  const bare = bareCount(plain.replace(ALL, ''))
  if (bare) return { participants: bare.value, participantsApprox: bare.approx }
  if (reading.intent === 'query') return {}
  if (reading.participants) return headcount(reading.participants)
  const { quantities } = valuesRead(reading)
  if (!quantities || !row || plain.length > 15) return {}
  const told = [...row.quantities, ...quantities]
  return lacking({ ...row, quantities: told }, ['participants']).length === 0 ? { quantities: told } : {}
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
