import type { Message } from '../chat/message.ts'
import type { Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import { FIELDS } from '../ledger/change.ts'
import type { Entry, RowFields } from '../ledger/entry.ts'
import type { Row } from '../ledger/row.ts'
import { completeReading, type Model } from '../reading/model.ts'
import type { Field, Reading } from '../reading/reading.ts'
import type { Shelf } from '../shelf.ts'
import type { Burst } from './burst.ts'
import { lacking, valuesRead } from './filing.ts'
import { contextOf, type IntakeRoom, plainOf } from './heard.ts'
import { villageIn } from './villages.ts'

/** The model that fills what the rules left open. */
export interface Reader {
  model: Model
  /** prompts/reading.md */
  system: string
  /** What it may take for one report, in milliseconds; what it has not answered by then stays open. */
  patience: number
}

/** What a model read in a burst: fields for its row, each with its words in the message. */
export interface Found {
  row: string
  fields: Partial<RowFields>
  words: NonNullable<Entry['model']>
}

/**
 * Asks the model about a burst that is over, for what its row does not have. It works on one activity only: of two in one
 * message it could not be told which of them its words are about. Slow, down or lying, it costs the open fields and nothing else.
 */
export function openCompleting(room: IntakeRoom, messages: Shelf<Message>, reader: Reader) {
  const { ledger, town } = room

  async function textOf(row: Row): Promise<string> {
    const said = await Promise.all(row.messages.map((id) => messages.get(id)))
    return said.flatMap((one) => (one?.kind === 'text' ? one.text : [])).join('\n')
  }

  async function ask(burst: Burst, now: Instant): Promise<Found | undefined> {
    const [number, second] = burst.rows
    const row = number === undefined ? undefined : ledger.find(number)
    const person = town.people.find((one) => one.name === burst.person)
    if (!row || second !== undefined || !person || row.state === 'withdrawn') return undefined
    if (ledger.byAct(actOf(burst, row))) return undefined
    const text = await textOf(row)
    const context = contextOf(room.places(), person, burst.at)
    const [first] = room.read(text, context)
    if (!first) return undefined
    const { reading } = await completeReading(
      text,
      asked(first, row),
      context,
      hurried(reader),
      reader.system,
    )
    return foundIn(text, reading, row, now)
  }

  /** Only what came from the model, and only where the row has nothing. */
  function foundIn(text: string, reading: Reading, row: Row, now: Instant): Found | undefined {
    const own = onlyModel(reading)
    const fields: Partial<RowFields> = {}
    const words: Found['words'] = []
    const values = { ...valuesRead(own), ...organiser(own, text) }
    const isAhead = values.date != null && values.date.slice(0, 10) > now.slice(0, 10)
    for (const field of FIELDS) {
      const from = wordsOf(own, field)
      if (!(field in values) || !from || !isEmpty(row, field) || (field === 'date' && isAhead)) continue
      Object.assign(fields, { [field]: values[field] })
      if (field !== 'participantsApprox') words.push({ field, words: text.slice(...from.span) })
    }
    return words.length > 0 ? { row: row.number, fields, words } : undefined
  }

  /** A village of the town where the row has none; else the organiser's words. */
  function organiser({ organizer }: Reading, text: string): Partial<RowFields> {
    if (!organizer) return {}
    const village = villageIn(plainOf(text.slice(...organizer.span), town.bot), room)
    return village ? { village, organizer: organizer.value } : { organizer: organizer.value }
  }

  async function write(burst: Burst, { row: number, fields, words }: Found, now: Instant): Promise<void> {
    const row = ledger.row(number)
    if (row.state === 'withdrawn' || row.state === 'merged') return
    const open = Object.fromEntries(
      Object.entries(fields).filter(([field]) => field === 'participantsApprox' || isEmpty(row, field)),
    )
    if (Object.keys(open).length === 0) return
    await ledger.amend(number, {
      kind: 'corrected',
      fields: open,
      source: { messages: row.messages },
      by: town.bot,
      at: now,
      asks: lacking({ ...row, ...open }, town.intake.required),
      note: `AI（${reader.model.name}）补读`,
      model: words.filter(({ field }) => field in open),
      once: actOf(burst, row),
    })
  }

  return { ask, write }
}

/** The model with its time limit, also for one that takes no notice of the signal. */
function hurried({ model, patience }: Reader): Model {
  return {
    name: model.name,
    complete(ask) {
      const signal = AbortSignal.timeout(patience)
      const late = new Promise<never>((_, reject) => {
        const refuse = () => reject(new Fault('model/slow', '模型在限定时间内没有回答，已按规则处理。'))
        signal.addEventListener('abort', refuse, { once: true })
      })
      return Promise.race([model.complete({ ...ask, signal }), late])
    },
  }
}

/** The reading with what the row has already: the model is not asked for it again. */
function asked(reading: Reading, row: Row): Reading {
  const known = <T>(value: T): Field<T> => ({ value, span: [0, 0], by: '台账', confidence: 1 })
  const out: Reading = { ...reading, intent: 'report' }
  if (!out.date && row.date !== null) out.date = known(row.date)
  if (!out.organizer && (row.organizer ?? row.village) !== null) out.organizer = known(row.organizer ?? '')
  if (!out.location && row.location !== null) out.location = known(row.location)
  if (!out.topic && row.topic !== null) out.topic = known(row.topic)
  if (!out.category && row.category !== null) out.category = known(row.category)
  if (!out.participants && row.participants !== null) out.participants = known(row.participants)
  return out
}

function onlyModel({ date, organizer, location, topic, category, participants }: Reading): Reading {
  const its = <T extends { by: string }>(field: T | undefined) => (field?.by === 'model' ? field : undefined)
  const [day, who, where, what] = [its(date), its(organizer), its(location), its(topic)]
  const [kind, count] = [its(category), its(participants)]
  return {
    intent: 'report',
    ...(day ? { date: day } : {}),
    ...(who ? { organizer: who } : {}),
    ...(where ? { location: where } : {}),
    ...(what ? { topic: what } : {}),
    ...(kind ? { category: kind } : {}),
    ...(count ? { participants: count } : {}),
    quantities: [],
    people: [],
    refused: [],
  }
}

function wordsOf(reading: Reading, field: keyof RowFields): Field<unknown> | undefined {
  const { organizer, participants, date, category, topic, location } = reading
  if (field === 'village' || field === 'organizer') return organizer
  if (field === 'participants' || field === 'participantsApprox') return participants
  return [
    ['date', date] as const,
    ['category', category] as const,
    ['topic', topic] as const,
    ['location', location] as const,
  ].find(([name]) => name === field)?.[1]
}

function isEmpty(row: Row, field: string): boolean {
  if (field === 'participantsApprox') return row.participants === null
  return Object.entries(row).some(([name, value]) => name === field && value === null)
}

function actOf(burst: Burst, row: Row): string {
  return `model/${burst.id}/${row.number}`
}
