import type { Message } from '../chat/message.ts'
import { plusDays, plusMinutes } from '../clock.ts'
import type { Row } from '../ledger/row.ts'
import type { Shelf } from '../shelf.ts'
import { wholeDate } from './filing.ts'
import type { Heard, IntakeRoom } from './heard.ts'
import { numbersIn } from './number.ts'
import { isOffice } from './whose.ts'

/** Which rows a correction or a withdrawal is about, and by what they were told. */
export interface Meant {
  rows: Row[]
  by: 'number' | 'quote' | 'words' | 'last'
  /** A number that is not in the ledger. */
  unknown?: string
}

/** Days back in which rows are told by words, and minutes within which “that one” is the last one. */
const WORDS_DAYS = 60
const LAST_MINUTES = 48 * 60
const JUST_NOW_MINUTES = 30
/** Rows of the last days whose messages a quotation is compared with. */
const QUOTE_ROWS = 300
const LAST = /刚才|刚刚|刚发|上一?条|上条|上面那?条|最后|前面那?条/

/** Words of what is no row: a meeting to come, a telephone, a form; said along with a headcount they are one. */
const NO_ROW =
  /电话|手机|微信号|昵称|群名|头像|视频|密码|通知|票据|填错|会议|开会|的会|文件|链接|明天|后天|下周/

/** Talk about something else that is wrong, changed or called off, by somebody who does not say that a row is meant. */
export function isOtherTalk({ plain, message }: Heard): boolean {
  if (message.quote || numbersIn(plain).length > 0 || /^更正/.test(plain)) return false
  return NO_ROW.test(plain) && !/人数|\d\s*[人名]/.test(plain)
}

/** Nothing is pointed at, and the speaker has reported nothing of late that could be meant. */
export function meansNothing(
  { rows, by, unknown }: Meant,
  { person, message, plain }: Heard,
  room: IntakeRoom,
): boolean {
  if (rows.length > 0 || by !== 'last' || unknown !== undefined || /^更正/.test(plain)) return false
  const since = plusMinutes(message.at, -LAST_MINUTES)
  return !room.ledger.rows().some((row) => row.by === person.name && row.at >= since)
}

/** By number, by quotation, by what it says of the row, else the speaker's last. `changes` are fields whose value is new. */
export async function rowsMeant(
  heard: Heard,
  room: IntakeRoom,
  messages: Shelf<Message>,
  changes: string[],
): Promise<Meant> {
  const numbers = numbersIn(heard.plain)
  if (numbers.length > 0) {
    const rows = numbers.flatMap((number) => room.ledger.find(number) ?? [])
    const unknown = numbers.find((number) => !room.ledger.find(number))
    return { rows, by: 'number', ...(unknown ? { unknown } : {}) }
  }
  const quoted = await rowsQuoted(heard.message, room, messages)
  if (quoted.length > 0) return { rows: narrowed(quoted, heard, changes), by: 'quote' }
  return (
    byPerson(heard, room, changes) ??
    byWords(heard, room, changes) ?? { rows: lastOf(heard, room), by: 'last' }
  )
}

/** The rows that a quoted line speaks of: by a number in it, or because the line is the message they were read from. */
export async function rowsQuoted(
  { quote, at }: Message,
  { ledger }: IntakeRoom,
  messages: Shelf<Message>,
): Promise<Row[]> {
  if (!quote) return []
  const numbered = numbersIn(quote.text).flatMap((number) => ledger.find(number) ?? [])
  if (numbered.length > 0) return numbered
  const words = bare(quote.text)
  if (words.length < 4) return []
  const since = plusDays(at.slice(0, 10), -WORDS_DAYS)
  for (const row of ledger.rows().slice(-QUOTE_ROWS).reverse()) {
    if (row.at < since) break
    for (const id of row.messages) {
      const message = await messages.get(id)
      if (message && bare(message.text).startsWith(words)) return ledger.fromMessage(id)
    }
  }
  return []
}

/** A channel may cut a quotation short and set dots behind it. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/(…|\.{3})+$/, '')
}

/** “王芳那条应该是25人”: what another person reported, the last when nothing else is said of it. */
function byPerson(heard: Heard, { ledger, town }: IntakeRoom, changes: string[]): Meant | undefined {
  const { plain, person, message } = heard
  const other = town.people.find(({ name }) => name !== person.name && plain.includes(name))
  if (!other) return undefined
  const since = plusMinutes(message.at, -LAST_MINUTES)
  const theirs = ledger
    .rows()
    .filter((row) => row.by === other.name && row.at >= since && row.state !== 'withdrawn')
  if (theirs.length === 0) return undefined
  const rows = narrowed(theirs, heard, changes)
  return { rows: rows.length === theirs.length ? rows.slice(-1) : rows, by: 'words' }
}

function byWords(heard: Heard, room: IntakeRoom, changes: string[]): Meant | undefined {
  const { ledger } = room
  const { reading, person, message, plain } = heard
  const names = (field: string) => !changes.includes(field)
  const told =
    (reading.village && names('village')) ||
    (reading.category && names('category')) ||
    (wholeDate(reading) && names('date'))
  if (!told) return undefined
  const since = plusDays(message.at.slice(0, 10), -WORDS_DAYS)
  const village = names('village') ? reading.village?.value : undefined
  const recent = ledger.rows().filter((row) => row.at >= since && row.state !== 'withdrawn')
  const own = recent.filter(
    (row) =>
      isOffice(person) ||
      row.by === person.name ||
      (row.village !== null && person.villages.includes(row.village)),
  )
  const rows = narrowed(village === undefined ? own : recent, heard, changes)
  if (LAST.test(plain)) return { rows: rows.slice(-1), by: 'words' }
  return { rows, by: 'words' }
}

/** Those that agree with the village, kind and day that the words name; a kind that fits none is not held against them. */
function narrowed(rows: Row[], { reading }: Heard, changes: string[]): Row[] {
  const date = changes.includes('date') ? undefined : wholeDate(reading)
  const category = changes.includes('category') ? undefined : reading.category?.value
  const village = changes.includes('village') ? undefined : reading.village?.value
  const here = village === undefined ? rows : rows.filter((row) => row.village === village)
  const ofKind = category === undefined ? here : here.filter((row) => row.category === category)
  const kindOrAny = ofKind.length > 0 ? ofKind : here
  if (date === undefined) return kindOrAny
  const held = kindOrAny.filter((row) => row.date?.includes(date))
  // “昨天红柳沟的撤回” may mean what was reported yesterday.
  return held.length > 0 ? held : kindOrAny.filter((row) => row.at.startsWith(date))
}

/** The speaker's last row; several when it is not plain which of them (no “刚才”, reported close together). */
function lastOf({ person, message, plain }: Heard, { ledger }: IntakeRoom): Row[] {
  const since = plusMinutes(message.at, -LAST_MINUTES)
  const own = ledger
    .rows()
    .filter((row) => row.by === person.name && row.at >= since && row.state !== 'withdrawn')
  const last = own.at(-1)
  if (!last || LAST.test(plain)) return own.slice(-1)
  const justNow = plusMinutes(last.at, -JUST_NOW_MINUTES)
  return own.filter((row) => row.at >= justNow)
}
