import { activitiesOf, only } from './activities.ts'
import { backgroundIn } from './background.ts'
import { type CategoryFound, findCategory } from './categories.ts'
import { type Counts, findCounts } from './counts.ts'
import type { DateWords } from './dates.ts'
import { findIntent } from './intent.ts'
import { findLocation } from './location.ts'
import { HEAD, type Look, look } from './look.ts'
import { anotherFrom } from './mends.ts'
import { normalize } from './normal.ts'
import { withoutOrders } from './orders.ts'
import { findOrganizer, hostOf, type OrganizerFound } from './organizer.ts'
import { findPeople } from './people.ts'
import type { Field, Intent, Reading, ReadingContext, Refusal, Span } from './reading.ts'
import { speechIn } from './speech.ts'
import { findTopic, titleSpan } from './topic.ts'
import { spanOf } from './words.ts'

/** Nothing that is reported in a chat is longer; the rest is kept by the message, not read. */
const LONGEST = 20_000

/** Reads a message: one reading per activity, never empty. Offsets are UTF-16, into the text as given. */
export function readAll(text: string, context: ReadingContext = {}): Reading[] {
  const clean = normalize(text.slice(0, LONGEST))
  const { text: told, orders } = withoutOrders(clean)
  const refused: Refusal[] = orders.map((span) => ({
    text: text.slice(...span),
    span,
    why: '写给程序的指令，不当作上报',
  }))
  if (text.length > LONGEST)
    refused.push({ text: '…', span: [LONGEST, text.length], why: '消息太长，后面的没有读' })
  const whole = look(told, context)
  const spans = activitiesOf(told, whole.dates.events, whole.places, whole.seen)
  if (spans.length === 1) return [asOne(whole, refused, context)]
  const readings = spans.map((span) => readOne(look(only(told, span), context), refused, context))
  const [first] = readings
  // Two activities are two reports, or the message is something else and is read as one.
  if (!first || readings.some((r) => r.intent !== 'report')) return [asOne(whole, refused, context)]
  return readings.map((reading) => inherit(reading, first))
}

function asOne(whole: Look, refused: Refusal[], context: ReadingContext): Reading {
  const reading = readOne(whole, refused, context)
  const mends = reading.intent === 'correction' || reading.intent === 'withdrawal'
  return (mends && firstOfTwo(whole.text, refused, context)) || reading
}

/** The first activity of the message. */
export function read(text: string, context: ReadingContext = {}): Reading {
  const [first] = readAll(text, context)
  return first ?? { intent: 'chatter', quantities: [], people: [], refused: [] }
}

/** A later activity without a name or day of its own has that of the first. */
function inherit(reading: Reading, first: Reading): Reading {
  const out = { ...reading }
  if (!out.organizer && first.organizer) {
    out.organizer = { ...first.organizer, by: '同一条消息的前一项', confidence: 0.7 }
    if (first.village) out.village = { ...first.village, by: '同一条消息的前一项', confidence: 0.7 }
  }
  if (!out.date && first.date) out.date = { ...first.date, by: '同一条消息的前一项', confidence: 0.6 }
  return out
}

/** What the rules find, each by itself, before it is known what the message is for. */
interface Facts {
  category: CategoryFound | undefined
  counts: Counts
  organizer: OrganizerFound | undefined
  village: Field<string> | undefined
  event: DateWords | undefined
  future: boolean
}

function readOne(seen: Look, orders: Refusal[], context: ReadingContext): Reading {
  const facts = factsIn(seen, context)
  const intent = intentOf(seen.text, facts)
  const reading: Reading = {
    intent,
    quantities: facts.counts.quantities,
    people: findPeople(seen.text),
    refused: [...seen.dates.refused, ...facts.counts.refused, ...orders],
  }
  tellWhenAndWho(reading, facts)
  tellWhat(reading, seen, facts)
  const { participants, personTimes, sessions } = facts.counts
  if (participants) reading.participants = participants
  if (personTimes) reading.personTimes = personTimes
  if (sessions) reading.sessions = sessions
  const row = /(?<!\d)20\d{2}-\d{4}(?!\d)/.exec(seen.text)
  if (row) reading.row = field(row[0], spanOf(row), '台账编号')
  if (/累计|以来|截至/.test(seen.text)) reading.cumulative = true
  return reading
}

function factsIn({ text, head, dates, places, seen }: Look, context: ReadingContext): Facts {
  const rough = findCategory(seen)
  // What nothing comes near is the category, whatever the activity is called.
  const category = rough?.contested ? findCategory(seen, titleSpan(text, dates.taken, rough)) : rough
  const organizer = findOrganizer(head, places, dates.taken, context)
  const event = dates.events[0]
  return {
    category,
    counts: findCounts(text, dates.taken, category?.value),
    organizer,
    village: organizer?.village ?? hostOf(head, places, organizer?.field, category?.value, context),
    event,
    future: isAhead(event?.value, context.sentAt),
  }
}

function intentOf(text: string, { category, counts, organizer, event, future }: Facts): Intent {
  return findIntent(text, {
    date: event !== undefined,
    future,
    category: category?.plain ?? false,
    deed: category !== undefined,
    organizer: organizer !== undefined,
    headcount: counts.participants !== undefined || counts.personTimes !== undefined,
    quantities: counts.quantities.length + (counts.sessions ? 1 : 0),
  })
}

function tellWhenAndWho(reading: Reading, { organizer, village, event, future }: Facts): void {
  if (event) reading.date = field(event.value, event.span, event.by)
  if (future) reading.future = true
  if (organizer) reading.organizer = organizer.field
  if (village) reading.village = village
}

/** The place, the kind and the name of what was done. */
function tellWhat(
  reading: Reading,
  { text, dates }: Look,
  { category, counts, organizer, event }: Facts,
): void {
  const aside = [...speechIn(text.slice(0, HEAD)), ...backgroundIn(text.slice(0, HEAD))]
  const holes = [...aside, ...dates.taken, ...counts.spans]
  const location = findLocation(text, holes)
  if (location && !isOrganizer(location, organizer?.field)) reading.location = location
  if (category) reading.category = categoryField(category)
  // Nobody asks how a joke was called.
  if (reading.intent === 'chatter' && text.length < 60) return
  const named = organizer ? [...holes, organizer.field.span] : holes
  const topic = findTopic(text, named, category, organizer !== undefined && event !== undefined)
  if (topic) reading.topic = topic
  if (!category && topic && reading.intent === 'report' && (event || organizer))
    reading.category = { ...topic, value: 'other', by: '没有类别词', confidence: 0.3 }
}

function categoryField({
  value,
  span,
  confidence,
  runnerUp,
}: CategoryFound): NonNullable<Reading['category']> {
  const found: NonNullable<Reading['category']> = field(value, span, '类别词', confidence)
  if (runnerUp) found.runnerUp = runnerUp
  return found
}

/** 退役军人服务站组织…: a body that acts is no place for standing at the head. */
function isOrganizer(location: Field<string>, organizer: Field<string> | undefined): boolean {
  if (!organizer || !/开头|单独/.test(location.by)) return false
  if (
    !/(?:服务站|实践[站所]|卫生[院室]|文化[馆站]|图书馆|学校|小学|中学|合作社|党校|医院|企业|村委会|幼儿园|政府|公司|车站|银行)(?:党支部)?$/.test(
      organizer.value,
    )
  )
    return false
  return (
    location.span[0] < organizer.span[1] &&
    organizer.span[0] < location.span[1] &&
    location.span[1] <= organizer.span[1]
  )
}

/** 理论学习20人，张湾村的2025-0001写错了: a whole report is filed; what is said of another one after it is not obeyed. */
function firstOfTwo(text: string, refused: Refusal[], context: ReadingContext): Reading | undefined {
  const at = anotherFrom(text)
  if (at <= 0) return undefined
  const rest: Refusal = { text: text.slice(at), span: [at, text.length], why: '说的是另一条，请另发一句更正' }
  const reading = readOne(look(only(text, [0, at]), context), [...refused, rest], context)
  const whole = reading.date && reading.organizer && reading.category && reading.participants
  return reading.intent === 'report' && whole ? reading : undefined
}

function isAhead(date: string | undefined, sentAt: string | undefined): boolean {
  if (date === undefined || sentAt === undefined) return false
  return /^\d{4}-\d{2}-\d{2}/.test(date) && date.slice(0, 10) > sentAt.slice(0, 10)
}

function field<T>(value: T, span: Span, by: string, confidence = 1): Field<T> {
  return { value, span, by, confidence }
}
