import type { Message } from '../chat/message.ts'
import { type Instant, plusMinutes } from '../clock.ts'
import type { RowFields } from '../ledger/entry.ts'
import type { Row } from '../ledger/row.ts'
import type { Reading } from '../reading/reading.ts'
import type { Shelf } from '../shelf.ts'
import type { Burst, Bursts } from './burst.ts'
import { openFilings } from './file.ts'
import { lacking, standardDate, valuesRead } from './filing.ts'
import type { Finishing } from './finish.ts'
import { isAnother } from './fit.ts'
import { openFragments, type Told } from './fragment.ts'
import type { Heard, IntakeRoom, Step } from './heard.ts'
import { rowsQuoted } from './meant.ts'
import { attachPictures } from './pictures.ts'
import type { Questions } from './question.ts'
import { isOffice } from './whose.ts'
import * as office from './wording-office.ts'

export interface Reports extends Step {
  /** A picture: joins the open burst of its sender or begins one. */
  picture(message: Message, person: string, now: Instant): Promise<void>
  /** Lays pictures to a row. */
  attach(pictures: string[], row: Row, by: string, now: Instant): Promise<void>
}

interface ReportParts {
  room: IntakeRoom
  bursts: Bursts
  questions: Questions
  finishing: Finishing
  messages: Shelf<Message>
}

/** Minutes in which pictures sent without a word may still find their report. */
const PICTURES_WAIT = 60

/** 上报: filed at once (remember first), acknowledged when it is plainly whole or when the person has finished. */
export function openReports({ room, bursts, questions, finishing, messages }: ReportParts): Reports {
  const { ledger, town } = room
  const whole = openFragments(room, messages)
  const { file, whoseOf, tell } = openFilings(room, questions)

  /** A new burst with its rows; the lines and pictures that the person sent just before come along. */
  async function begin(heard: Heard, { reports, earlier }: Told, before: Burst | undefined): Promise<Burst> {
    const { message, person } = heard
    const waiting = questions
      .openTo(person.name)
      .filter(
        (one) =>
          one.kind === 'pictures' &&
          one.group === message.group &&
          message.at <= plusMinutes(one.at, PICTURES_WAIT),
      )
    const pictures = [...waiting.flatMap((one) => one.pictures ?? []), ...(before?.pictures ?? [])]
    const sources = [...pictures, ...earlier.map((one) => one.id)]
    const rows = await file(heard, reports, sources)
    for (const one of waiting)
      await questions.settle(one.id, { state: 'answered', by: person.name, at: heard.now })
    if (before) await bursts.put({ ...before, state: 'over' })
    const [reading] = reports
    return bursts.begin({
      ...emptyBurst(message, person.name),
      messages: [...sources, message.id],
      pictures,
      rows: rows.map((row) => row.number),
      standard: reading ? standardsFor(reading, heard, reports.length) : {},
    })
  }

  function standardsFor(reading: Reading, heard: Heard, parts: number): Partial<RowFields> {
    const { person, message, plain } = heard
    const [village] = whoseOf(reading, heard, parts).choices
    const office = person.villages.length === 0 && isOffice(person)
    return {
      ...standardDate(reading, plain, message.at),
      ...(village === undefined ? {} : { village }),
      ...(office ? { organizer: town.name } : {}),
    }
  }

  /** A further line of an open burst fills what the row does not have yet. */
  async function join(heard: Heard, burst: Burst, row: Row): Promise<void> {
    const { message, person, now } = heard
    const values = valuesRead(heard.reading)
    const fields = added(values, row)
    await ledger.amend(row.number, {
      kind: 'corrected',
      fields,
      source: { messages: [message.id] },
      by: person.name,
      at: now,
      asks: lacking({ ...row, ...fields }, town.intake.required),
      note: '同一次上报的后续消息',
      once: `join/${message.id}/${row.number}`,
    })
    const count = values.participants
    if (typeof count === 'number' && row.participants !== null && count !== row.participants) {
      await tell(heard, 'conflict', row, office.conflictLine(row, count, message.at))
    }
    await finishing.settle({ ...burst, messages: [...burst.messages, message.id], lastAt: message.at }, now)
  }

  const attach = (pictures: string[], row: Row, by: string, at: Instant) =>
    attachPictures(ledger, pictures, row, by, at)

  /** A word on a quoted report that tells of the same activity (“张湾村这次来了12人，不错”) is no report of its own. */
  async function isRemark(heard: Heard): Promise<boolean> {
    const quoted = await rowsQuoted(heard.message, room, messages)
    return quoted.some((row) => !isAnother(heard, row, room))
  }

  /** The message was laid to a row before and is offered again. */
  function wasJoined(id: string): boolean {
    return ledger.entriesOf(id).some((entry) => entry.once?.startsWith(`join/${id}/`))
  }

  /** The one row of an open burst that a further line may belong to. */
  function rowOf(burst: Burst | undefined): Row | undefined {
    const [number, second] = burst?.rows ?? []
    const row = number === undefined || second !== undefined ? undefined : ledger.standing(number)
    return row?.state === 'withdrawn' ? undefined : row
  }

  return {
    async take(heard) {
      const { message, person, now } = heard
      const open = bursts.open(person.name, message.group, message.at)
      if (open?.messages.includes(message.id)) {
        await finishing.settle(open, now)
        return true
      }
      const row = rowOf(open)
      if (open && row && joins(heard, row, room)) {
        await join(heard, open, row)
        return true
      }
      if (wasJoined(message.id)) return true
      const told = await whole(heard)
      if (told.reports.length === 0 || (await isRemark(heard))) return false
      if (open && open.rows.length > 0) await finishing.finish(open, now)
      const burst = await begin(heard, told, open?.rows.length === 0 ? open : undefined)
      if (burst.state === 'open') await finishing.settle(burst, now)
      return true
    },
    async picture(message, person, now) {
      const burst = bursts.open(person, message.group, message.at) ?? emptyBurst(message, person)
      if (burst.messages.includes(message.id) || (!burst.rows.length && wasJoined(message.id))) return
      for (const number of burst.rows) {
        const row = ledger.standing(number)
        if (row.state !== 'withdrawn') await attach([message.id], row, person, now)
      }
      const messages = [...burst.messages, message.id]
      await bursts.put({ ...burst, messages, pictures: [...burst.pictures, message.id], lastAt: message.at })
    },
    attach,
  }
}

function emptyBurst(message: Message, person: string): Burst {
  return {
    id: message.id,
    person,
    ...(message.group === undefined ? {} : { group: message.group }),
    messages: [],
    pictures: [],
    rows: [],
    at: message.at,
    lastAt: message.at,
    standard: {},
    state: 'open',
    receipt: 'none',
  }
}

const PLACE = /^(活动)?(地点|地方)|^[就都]?在/

/** A further line belongs to the row unless it tells of another activity; chatter only with a headcount or the place in it. */
function joins(heard: Heard, row: Row, room: IntakeRoom): boolean {
  const { reading, readings } = heard
  if (readings.length > 1 || reading.future || isAnother(heard, row, room)) return false
  if (reading.intent === 'report') return true
  if (reading.intent !== 'chatter') return false
  if (reading.location !== undefined && PLACE.test(heard.plain)) return true
  // “1”, “+1” in a conversation is no second headcount.
  if (row.participants !== null && !/[人名位个]/.test(heard.plain)) return false
  return reading.participants !== undefined || reading.personTimes !== undefined
}

/** Values for what the row has not; figures besides the headcount are added. */
function added(values: Partial<RowFields>, row: Row): Partial<RowFields> {
  const { quantities, participants, participantsApprox, ...single } = values
  const isNew = (name: string) =>
    Object.entries(row).some(([field, value]) => field === name && value === null)
  return {
    ...Object.fromEntries(Object.entries(single).filter(([name]) => isNew(name))),
    ...(participants !== undefined && row.participants === null
      ? { participants, participantsApprox: participantsApprox ?? false }
      : {}),
    ...(quantities ? { quantities: [...row.quantities, ...quantities] } : {}),
  }
}
