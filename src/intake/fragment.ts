import type { Message } from '../chat/message.ts'
import { dayOf, plusMinutes } from '../clock.ts'
import type { Reading } from '../reading/reading.ts'
import type { Shelf } from '../shelf.ts'
import { contextOf, type Heard, type IntakeRoom, plainOf } from './heard.ts'
import { IDLE, reportsIn } from './worth.ts'

/** What a report says together with the lines before it, and which those are. */
export interface Told {
  reports: Reading[]
  /** Lines of the same burst that only make sense together with this one, oldest first. */
  earlier: Message[]
}

const LONGEST = 60
/** More than so many lines is a conversation. */
const MOST = 6
const BEGINS = /组织|开展|召开|举办|党员|群众|志愿者|我们?村|咱们?村|村里|支部|活动/
const NO_PART = /[?？]|吗|哈哈|收到|谢谢|好的|辛苦|@/

const ESSENTIAL = ['date', 'village', 'category', 'location', 'participants', 'personTimes'] as const

/** Says by itself what an activity is known by. */
function isWhole({ date, village, organizer, category, participants, quantities }: Reading): boolean {
  return Boolean(date && (village ?? organizer) && category && (participants ?? quantities[0]))
}

/** “我们村昨天下午”“组织党员”“到敬老院慰问老人”: a report in several lines, none of which is one by itself. */
export function openFragments(room: IntakeRoom, messages: Shelf<Message>) {
  const { ledger, town } = room

  /** The speaker's lines before this one in the same place, each within twice the quiet time of the next, that became nothing. */
  async function before({ message, person }: Heard): Promise<Message[]> {
    const day = await messages.list(dayOf(message.at))
    const here = day.findIndex((one) => one.id === message.id)
    const own = day
      .slice(0, Math.max(here, 0))
      .filter((one) => one.person === person.name && one.group === message.group && one.kind === 'text')
      .filter((one) => one.topic === message.topic)
    const found: Message[] = []
    let next = message
    for (const one of own.reverse()) {
      const close = plusMinutes(one.at, 2 * town.intake.quietMinutes) > next.at
      if (!close || found.length === MOST || !isPart(one) || ledger.entriesOf(one.id).length > 0) break
      found.unshift(one)
      next = one
    }
    return found
  }

  function isPart({ text, quote, longText }: Message): boolean {
    const plain = plainOf(text, town.bot)
    if (quote || longText !== undefined || plain.length > LONGEST || NO_PART.test(plain) || IDLE.test(plain))
      return false
    const [reading] = room.read(text, { places: room.places() })
    if (reading?.intent !== 'chatter' || reading.future) return false
    return (
      reading.date !== undefined ||
      reading.village !== undefined ||
      reading.category !== undefined ||
      BEGINS.test(plain)
    )
  }

  /** The line's own reports; with lines before it, what those say and it does not. */
  return async (heard: Heard): Promise<Told> => {
    const own = reportsIn(heard)
    const [reading] = heard.readings
    const told = reading?.participants !== undefined || reading?.category !== undefined
    const evident = own.length > 0 || (told && !IDLE.test(heard.plain))
    if (own.length > 1 || heard.readings.length > 1 || heard.message.quote || !evident)
      return { reports: own, earlier: [] }
    if (reading?.intent !== 'report' && reading?.intent !== 'chatter') return { reports: own, earlier: [] }
    if (own[0] && isWhole(own[0])) return { reports: own, earlier: [] }
    const earlier = await before(heard)
    if (earlier.length === 0) return { reports: own, earlier }
    const text = [...earlier, heard.message].map((one) => one.text.trim().replace(/[，,。]$/, '')).join('，')
    const readings = room.read(text, contextOf(room.places(), heard.person, heard.message.at))
    const whole = {
      ...heard,
      plain: plainOf(text, town.bot),
      readings,
      reading: readings[0] ?? heard.reading,
    }
    const [joined, second] = reportsIn(whole)
    if (!joined || second) return { reports: own, earlier: [] }
    const [first] = own
    if (!first) {
      const enough = joined.category && (joined.participants || joined.quantities.length > 0)
      return enough ? { reports: [joined], earlier } : { reports: own, earlier: [] }
    }
    if (ESSENTIAL.every((field) => field in first === field in joined)) return { reports: own, earlier: [] }
    const quantities =
      joined.quantities.length > first.quantities.length ? joined.quantities : first.quantities
    const topic = joined.topic ? { topic: joined.topic } : {}
    return { reports: [{ ...joined, ...first, ...topic, quantities }], earlier }
  }
}
