import { findCategory } from './categories.ts'
import { findCounts } from './counts.ts'
import { findDates } from './dates.ts'
import { findIntent, withoutOrders } from './intent.ts'
import { findLocation } from './location.ts'
import { normalize } from './normal.ts'
import { findOrganizer } from './organizer.ts'
import type { Field, Reading, ReadingContext } from './reading.ts'
import { findTopic } from './topic.ts'

/** Nothing that is reported in a chat is longer; the rest is kept by the message, not read. */
const LONGEST = 20_000

/** Reads a message: one reading per activity, never empty. Offsets are UTF-16, into the text as given. */
export function readAll(text: string, context: ReadingContext = {}): Reading[] {
  const clean = normalize(text.slice(0, LONGEST))
  return [readOne(clean, text, context)]
}

/** The first activity of the message. */
export function read(text: string, context: ReadingContext = {}): Reading {
  const [first] = readAll(text, context)
  return first ?? { intent: 'chatter', quantities: [], people: [], refused: [] }
}

function readOne(clean: string, _text: string, context: ReadingContext): Reading {
  const { text, orders } = withoutOrders(clean)
  const dates = findDates(text, context.sentAt)
  const rough = findCategory(text)
  const category = findCategory(text, rough && findTopic(text, dates.taken, rough)?.span)
  const counts = findCounts(text, dates.taken, category?.value)
  const organizer = findOrganizer(text, dates.taken, context)
  const location = findLocation(text, [...dates.taken, ...counts.spans])
  const holes = [...dates.taken, ...counts.spans, ...(organizer ? [organizer.field.span] : [])]
  const event = dates.events[0]
  const future = isAhead(event?.value, context.sentAt)
  const intent = findIntent(text, {
    date: event !== undefined,
    future,
    category: category !== undefined,
    organizer: organizer !== undefined,
    headcount: counts.participants !== undefined || counts.personTimes !== undefined,
    quantities: counts.quantities.length,
  })
  const refused = [...dates.refused, ...counts.refused]
  for (const span of orders)
    refused.push({ text: clean.slice(...span), span, why: '写给程序的指令，不当作上报' })
  const reading: Reading = { intent, quantities: [], people: [], refused }
  if (event) reading.date = field(event.value, event.span, event.by)
  if (future) reading.future = true
  if (organizer) {
    reading.organizer = organizer.field
    if (organizer.village) reading.village = organizer.village
  }
  if (location) reading.location = location
  if (category) {
    reading.category = {
      ...field(category.value, category.span, '类别词', category.confidence),
      ...(category.runnerUp ? { runnerUp: category.runnerUp } : {}),
    }
  }
  const topic = intent === 'chatter' ? undefined : findTopic(text, holes, category)
  if (topic) reading.topic = topic
  if (counts.participants) reading.participants = counts.participants
  if (counts.personTimes) reading.personTimes = counts.personTimes
  if (counts.sessions) reading.sessions = counts.sessions
  reading.quantities = counts.quantities
  if (/累计|以来|截至|总共|一共开展/.test(text)) reading.cumulative = true
  return reading
}

function isAhead(date: string | undefined, sentAt: string | undefined): boolean {
  return (
    date !== undefined &&
    sentAt !== undefined &&
    /^\d{4}-\d{2}-\d{2}/.test(date) &&
    date.slice(0, 10) > sentAt.slice(0, 10)
  )
}

function field<T>(value: T, span: [number, number], by: string, confidence = 1): Field<T> {
  return { value, span, by, confidence }
}
