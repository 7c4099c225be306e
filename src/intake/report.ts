import type { Message } from '../chat/message.ts'
import { type Instant, plusMinutes } from '../clock.ts'
import type { RowFields } from '../ledger/entry.ts'
import type { Row } from '../ledger/row.ts'
import type { Reading } from '../reading/reading.ts'
import type { Shelf } from '../shelf.ts'
import type { Burst, Bursts } from './burst.ts'
import { LATE_REPORT } from './correct.ts'
import { fieldsRead, lacking, standardDate, valuesRead } from './filing.ts'
import type { Finishing } from './finish.ts'
import { isAnother } from './fit.ts'
import type { Heard, IntakeRoom, Step } from './heard.ts'
import { rowsQuoted } from './meant.ts'
import type { Questions } from './question.ts'
import { isOffice, whoseIs } from './whose.ts'
import * as say from './wording.ts'

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

  /** Rows of one message, each filed once; what they lack is written with them. */
  async function file(heard: Heard, readings: Reading[], pictures: string[]): Promise<Row[]> {
    const { message, person, now } = heard
    const rows: Row[] = []
    for (const [part, reading] of readings.entries()) {
      const whose = whoseIs(reading, person, town)
      const fields = fieldsRead(reading, whose)
      const row = await ledger.file({
        fields,
        source: { messages: [...pictures, message.id] },
        by: person.name,
        at: now,
        asks: lacking(fields, town.intake.required),
        once: `file/${message.id}/${part}`,
      })
      rows.push(row)
      if (whose.elsewhere)
        await tell(heard, 'elsewhere', row, say.elsewhereLine(person.name, row, message.at))
    }
    return rows
  }

  /** Something for the officer to look at; nothing is said in the group. */
  async function tell(heard: Heard, kind: 'elsewhere' | 'conflict', row: Row, text: string): Promise<void> {
    const { message, person } = heard
    await questions.ask({
      kind,
      to: 'office',
      person: person.name,
      rows: [row.number],
      text,
      message: message.id,
      at: message.at,
    })
  }

  /** A new burst with its rows; pictures that the person sent just before, without a word, come along. */
  async function begin(heard: Heard, readings: Reading[], before: Burst | undefined): Promise<Burst> {
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
    const rows = await file(heard, readings, pictures)
    for (const one of waiting)
      await questions.settle(one.id, { state: 'answered', by: person.name, at: heard.now })
    if (before) await bursts.put({ ...before, state: 'over' })
    const [reading] = readings
    return bursts.begin({
      ...emptyBurst(message, person.name),
      messages: [...pictures, message.id],
      pictures,
      rows: rows.map((row) => row.number),
      standard: reading ? standardsFor(reading, heard) : {},
    })
  }

  function standardsFor(reading: Reading, { person, message }: Heard): Partial<RowFields> {
    const [village] = whoseIs(reading, person, town).choices
    const office = person.villages.length === 0 && isOffice(person)
    return {
      ...standardDate(reading, message.at),
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
      await tell(heard, 'conflict', row, say.conflictLine(row, count, message.at))
    }
    await finishing.settle({ ...burst, messages: [...burst.messages, message.id], lastAt: message.at }, now)
  }

  async function attach(pictures: string[], row: Row, by: string, at: Instant): Promise<void> {
    for (const id of pictures) {
      const once = `join/${id}/${row.number}`
      await ledger.amend(row.number, {
        kind: 'corrected',
        source: { messages: [id] },
        by,
        at,
        note: '图片',
        once,
      })
    }
  }

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
      const reports = heard.readings.filter((one) => isReport(one, heard.plain) && !one.future)
      if (reports.length === 0 || (await isRemark(heard))) return false
      if (open && open.rows.length > 0) await finishing.finish(open, now)
      const burst = await begin(heard, reports, open?.rows.length === 0 ? open : undefined)
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

/** What the reader takes for a report; and a late one (补报) that it takes for a supplement. */
function isReport({ intent, category }: Reading, plain: string): boolean {
  return intent === 'report' || (intent === 'correction' && category !== undefined && LATE_REPORT.test(plain))
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

/** A further line belongs to the row unless it tells of another activity; chatter only with a headcount in it. */
function joins(heard: Heard, row: Row, room: IntakeRoom): boolean {
  const { reading, readings } = heard
  if (readings.length > 1 || reading.future || isAnother(heard, row, room)) return false
  if (reading.intent === 'report') return true
  if (reading.intent !== 'chatter') return false
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
