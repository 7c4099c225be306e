import { plusMinutes } from '../clock.ts'
import type { RowFields } from '../ledger/entry.ts'
import { lacks, type Row } from '../ledger/row.ts'
import { categoryIn } from './changes.ts'
import { headcount, lacking, valuesRead, wholeDate } from './filing.ts'
import { isAnother, isOtherDayOnly } from './fit.ts'
import type { Heard, IntakeRoom } from './heard.ts'
import { bareCount, numbersIn, totalSaid, withoutNumbers } from './number.ts'
import type { Question } from './question.ts'
import { jointVillages, mentions, villageIn } from './villages.ts'

export const YES = /^(嗯|都?对+|都?是的?|对的|是+|是的|没错|就是|好|好的|可以|行|OK|ok)+[,，。.!！~\s]*$/
/** Minutes after a question in which a bare “对” is an answer to it and not to somebody else. */
export const FRESH_MINUTES = 30
/** Longer is not a bare answer. */
const BARE = 15

/** What a line says to a question about one of its rows; undefined when it is no answer to it. */
export function answerTo(
  question: Question,
  row: Row,
  heard: Heard,
  room: IntakeRoom,
  pointed: boolean,
): Partial<RowFields> | undefined {
  if (row.state === 'withdrawn') return undefined
  if (question.kind === 'unclear') return putRight(question, row, heard, room)
  if (question.kind === 'which') return pointsAt(question, row, heard, room) ? question.standard : undefined
  if (question.kind !== 'missing') return undefined
  const standard = onlyEmpty(question.standard, row)
  if (YES.test(heard.plain)) {
    const fresh = heard.message.at <= plusMinutes(question.at, FRESH_MINUTES)
    return (pointed || fresh) && Object.keys(standard).length > 0 ? standard : undefined
  }
  const otherDay = isOtherDayOnly(heard, row, room)
  if (isAnother(heard, row, room) && !otherDay) return undefined
  // What an earlier answer said stands: only what the row still lacks is waited for.
  const open = lacks(row).filter((field) => question.fields.includes(field))
  const alone = pointed || question.fields.length === 1
  const asked: Partial<RowFields> = Object.assign(
    {},
    ...open.map((field) => valueFor(field, row, heard, room, alone)),
  )
  if (open.includes('village') && isTownship(heard.plain) && question.standard.organizer)
    asked.organizer = question.standard.organizer
  const date = otherDay ? dateSaid(heard, heard.plain, room) : {}
  return Object.keys(asked).length > 0
    ? { ...standard, ...filling(heard, row), ...date, ...asked }
    : undefined
}

/** “人数不对” and then “是22个”: a short line soon after, about a field that was named and has not been put right since. */
function putRight(
  question: Question,
  row: Row,
  heard: Heard,
  room: IntakeRoom,
): Partial<RowFields> | undefined {
  const settled = (row.entries.at(-1)?.at ?? '') > question.at
  const fresh = heard.message.at <= plusMinutes(question.at, FRESH_MINUTES)
  const plain = heard.plain.replace(/^(哦|噢|嗯|应该|改成|改为|就|是|为|[,，\s])+/, '')
  const again = /漏|错|应|不是|不对|改|撤|作废/.test(plain) || heard.reading.intent === 'query'
  if (settled || !fresh || again || plain.length > BARE) return undefined
  const words = { ...heard, plain }
  const told: Partial<RowFields> = Object.assign(
    {},
    ...question.fields
      .filter((field) => field !== 'date' || ONLY_A_DAY.test(plain))
      .map((field) => valueFor(field, row, words, room, false)),
  )
  return Object.keys(told).length > 0 ? told : undefined
}

/** “今天风大” names a day and puts none right. */
const ONLY_A_DAY =
  /^(?:在)?[\d零一二三四五六七八九十廿年月日号./\-今昨前天上下个周星期礼拜午晚早儿至到、\s]+(?:的|那天|才对|办的|开的)?[。！]?$/

/** “2025-0002”, “第二条”, “上滩村的” after it was asked which row is meant. */
function pointsAt(
  { rows, at }: Question,
  row: Row,
  { plain, message, reading }: Heard,
  room: IntakeRoom,
): boolean {
  if (message.at > plusMinutes(at, FRESH_MINUTES) || plain.length > BARE || reading.intent === 'query')
    return false
  const numbers = numbersIn(plain)
  if (numbers.length > 0)
    return numbers.includes(row.number) && /^[是的那条这，,。\s]*$/.test(withoutNumbers(plain))
  const nth = /^(?:是)?第([一二三四1-4])[条个]?(?:的)?$/.exec(plain)?.[1]
  if (nth !== undefined)
    return rows[(/[1-4]/.test(nth) ? Number(nth) : '一二三四'.indexOf(nth) + 1) - 1] === row.number
  const village = villageIn(plain, room)
  const alike = rows.filter((number) => room.ledger.find(number)?.village === village)
  return village !== undefined && row.village === village && alike.length === 1 && /^[^\d]{2,8}$/.test(plain)
}

/** The value of one field in the answer. `alone`: the whole of a short line may be it. */
function valueFor(
  field: string,
  row: Row,
  heard: Heard,
  room: IntakeRoom,
  alone: boolean,
): Partial<RowFields> {
  const plain = withoutNumbers(heard.plain).trim()
  const { reading } = heard
  if (field === 'participants') return countSaid(heard, plain, row)
  if (field === 'date') return dateSaid(heard, plain, room)
  if (field === 'village') {
    return plain.length <= 20 ? villageSaid(heard, plain, row, room) : {}
  }
  if (field === 'category')
    return plain.length <= 30 ? only('category', categoryIn(plain) ?? reading.category?.value) : {}
  if (field !== 'location') return {}
  const whole = alone && plain.length <= BARE && reading.intent !== 'query'
  return only('location', reading.location?.value ?? (whole ? plain : undefined))
}

/** A village; “是红柳沟和上滩两个村一起的” names all that the activity belongs to, and it stands with the speaker's. */
function villageSaid({ person }: Heard, plain: string, row: Row, room: IntakeRoom): Partial<RowFields> {
  const joint = jointVillages(plain, room)
  const village = joint.find((one) => person.villages.includes(one)) ?? villageIn(plain, room)
  if (!village) return {}
  if (joint.length > 1) return { village, organizer: joint.join('、') }
  return row.organizer === null ? { village, organizer: village } : { village }
}

function isTownship(plain: string): boolean {
  return plain.length <= 8 && /^镇|^乡|我们镇|全镇/.test(plain)
}

/** “都是20人” */
const ALL = /^(都|均|两[条个次场]都)(是|有)?/

/** “都是20人” and parts that each name their village answer every question they fit. */
export function saysSeveral(heard: Heard, room: IntakeRoom): boolean {
  return ALL.test(heard.plain) || partsByVillage(heard, room).length > 1
}

/** The parts of a line that each begin with another village. */
export function partsByVillage(heard: Heard, room: IntakeRoom): { village: string; words: Heard }[] {
  const named = mentions(heard.plain, room)
  if (new Set(named.map((one) => one.name)).size !== named.length) return []
  return named.map(({ name, end }, n) => {
    const plain = heard.plain.slice(end, named[n + 1]?.at).replace(/^[村是：:，,\s]+|[，,、；;。\s]+$/g, '')
    const { intent, people, refused } = heard.reading
    return { village: name, words: { ...heard, plain, reading: { intent, people, refused, quantities: [] } } }
  })
}

/** “我去，2个人”, “2人请假”: who goes somewhere or stays away, not who came. */
const NO_ANSWER = /^我们?(去|来|报名|参加|算一个)[,，]|请假$|^(等|稍等|马上)/

/** A headcount; of help given (慰问, 为民办事) also how many households or things. */
function countSaid({ reading }: Heard, plain: string, row: Row): Partial<RowFields> {
  if (NO_ANSWER.test(plain)) return {}
  const total = totalSaid(plain)
  if (total) return { participants: total.value, participantsApprox: total.approx }
  const bare = bareCount(plain.replace(ALL, ''))
  if (bare) return { participants: bare.value, participantsApprox: bare.approx }
  if (reading.intent === 'query') return {}
  if (reading.participants) return headcount(reading.participants)
  const { quantities } = valuesRead(reading)
  if (!quantities || plain.length > BARE || !lacks(row).includes('participants')) return {}
  const told = [...row.quantities, ...quantities]
  return lacking({ ...row, quantities: told }, ['participants']).length === 0 ? { quantities: told } : {}
}

const ALONGSIDE = ['topic', 'location', 'date', 'category', 'participants', 'personTimes', 'sessions']

/** What else the answer says, where the row has nothing yet. */
function filling({ reading }: Heard, row: Row): Partial<RowFields> {
  const values = valuesRead(reading)
  return Object.fromEntries(
    Object.entries(onlyEmpty(values, row)).filter(([field]) => ALONGSIDE.includes(field)),
  )
}

function onlyEmpty(fields: Partial<RowFields>, row: Row): Partial<RowFields> {
  const empty = Object.entries(row).flatMap(([name, value]) => (value === null ? [name] : []))
  return Object.fromEntries(Object.entries(fields).filter(([field]) => empty.includes(field)))
}

function only<F extends keyof RowFields>(field: F, value: RowFields[F] | undefined): Partial<RowFields> {
  return value === undefined || value === null ? {} : Object.fromEntries([[field, value]])
}

/** “不是今天，是11号”: the day that is denied is none. */
const DENIED_DAY = /^不是[^,，]{1,8}[,，]\s*(?:而?是)?/

function dateSaid({ reading, message }: Heard, said: string, { read }: IntakeRoom): Partial<RowFields> {
  const plain = said.replace(DENIED_DAY, '')
  const direct = plain === said ? wholeDate(reading) : undefined
  if (direct !== undefined) return { date: direct }
  if (plain.length > 12) return {}
  const [again] = read(`${plain}开展活动`, { sentAt: message.at.slice(0, 16) })
  return again ? only('date', wholeDate(again)) : {}
}

/** A village that was asked for because nobody knew its name: the organiser's name was the misspelt one. */
export function properlySpelt({ village }: Partial<RowFields>, row: Row): Partial<RowFields> {
  const misspelt = village && row.village === null && /^[一-龥]{1,4}(村|社区)$/.test(row.organizer ?? '')
  return misspelt ? { organizer: village } : {}
}
