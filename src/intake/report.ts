import type { Message } from '../chat/message.ts'
import type { Instant } from '../clock.ts'
import type { RowFields } from '../ledger/entry.ts'
import { lacks, type Row } from '../ledger/row.ts'
import type { Reading } from '../reading/reading.ts'
import type { Burst, Bursts } from './burst.ts'
import { fieldsRead, lacking, standardDate, valuesRead } from './filing.ts'
import { isAnother } from './fit.ts'
import type { Heard, IntakeRoom, Step } from './heard.ts'
import type { Questions } from './question.ts'
import { whoseIs } from './whose.ts'
import * as say from './wording.ts'

export interface Reports extends Step {
  /** A picture: joins the open burst of its sender or begins one. */
  picture(message: Message, person: string, now: Instant): Promise<void>
  attach(pictures: string[], row: Row, by: string, now: Instant): Promise<void>
  /** Bursts whose quiet time has passed: the receipt, or the one question. */
  finishDue(now: Instant): Promise<void>
}

interface ReportParts {
  room: IntakeRoom
  bursts: Bursts
  questions: Questions
  /** Looks whether the ledger has the event already; true when it was joined to another row. */
  same(row: Row, now: Instant): Promise<boolean>
  /** Hands a receipt over for the hour's digest; absent: each report has its own. */
  hourly: boolean
}

/** 上报: filed at once (remember first), acknowledged when it is plainly whole or when the person has finished. */
export function openReports({ room, bursts, questions, same, hourly }: ReportParts): Reports {
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
      if (whose.elsewhere) await tellElsewhere(heard, row)
    }
    return rows
  }

  async function tellElsewhere({ message, person }: Heard, row: Row): Promise<void> {
    const text = say.elsewhereLine(person.name, row, message.at)
    const about = {
      kind: 'elsewhere',
      to: 'office',
      person: person.name,
      message: message.id,
      at: message.at,
    } as const
    await questions.ask({ ...about, rows: [row.number], text })
  }

  async function begin(heard: Heard, readings: Reading[], before: Burst | undefined): Promise<Burst> {
    const { message, person } = heard
    const pictures = before?.pictures ?? []
    const rows = await file(heard, readings, pictures)
    const [reading] = readings
    const burst: Burst = {
      id: message.id,
      person: person.name,
      ...(message.group === undefined ? {} : { group: message.group }),
      messages: [...pictures, message.id],
      pictures,
      rows: rows.map((row) => row.number),
      at: message.at,
      lastAt: message.at,
      standard: reading ? standardsFor(reading, heard) : {},
      state: 'open',
      receipt: 'none',
    }
    if (before) await bursts.put({ ...before, state: 'over' })
    return bursts.begin(burst)
  }

  function standardsFor(reading: Reading, { person, message }: Heard): Partial<RowFields> {
    const [village] = whoseIs(reading, person, town).choices
    return { ...standardDate(reading, message.at), ...(village === undefined ? {} : { village }) }
  }

  /** A further line of an open burst fills what the row does not have yet. */
  async function join(heard: Heard, burst: Burst, row: Row): Promise<void> {
    const { message, person, now } = heard
    const fields = added(valuesRead(heard.reading), row)
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
    await settle({ ...burst, messages: [...burst.messages, message.id], lastAt: message.at }, now)
  }

  async function attach(pictures: string[], row: Row, by: string, now: Instant): Promise<void> {
    for (const id of pictures) {
      const once = `join/${id}/${row.number}`
      await ledger.amend(row.number, {
        kind: 'corrected',
        source: { messages: [id] },
        by,
        at: now,
        note: '图片',
        once,
      })
    }
  }

  /** At once when plainly whole; the burst stays open for photos. */
  async function settle(burst: Burst, now: Instant): Promise<void> {
    const rows = burst.rows.map((number) => ledger.row(number))
    const whole = rows.length > 0 && rows.every((row) => lacks(row).length === 0)
    if (!whole || burst.receipt !== 'none') return bursts.put(burst)
    const dueAt = bursts.overAt(burst)
    await acknowledge(burst, rows, now)
    await bursts.put({ ...burst, receipt: hourly ? 'due' : 'said', dueAt })
  }

  async function acknowledge(burst: Burst, rows: Row[], now: Instant): Promise<void> {
    const fresh: Row[] = []
    for (const row of rows) if (!(await same(row, now))) fresh.push(ledger.row(row.number))
    if (hourly) return
    const [first] = rows
    const line =
      fresh.length > 0 || !first
        ? say.receiptLine(fresh, burst.at)
        : say.joinedLine(ledger.standing(first.number), burst.at)
    await room.reply(burst, `receipt/${burst.id}`, line)
  }

  /** The burst is over: a receipt, the one question, or “which activity are these pictures of”. */
  async function finish(burst: Burst, now: Instant): Promise<void> {
    const rows = burst.rows.map((number) => ledger.row(number)).filter((row) => row.state !== 'withdrawn')
    const open = rows.filter((row) => lacks(row).length > 0)
    if (burst.rows.length === 0) await askAboutPictures(burst)
    if (burst.receipt === 'none' && rows.length > 0 && open.length === 0) {
      await acknowledge(burst, rows, now)
      await bursts.put({
        ...burst,
        state: 'over',
        receipt: hourly ? 'due' : 'said',
        dueAt: bursts.overAt(burst),
      })
      return
    }
    for (const [n, row] of open.entries()) await askForMissing(burst, row, n === 0)
    await bursts.put({ ...burst, state: 'over' })
  }

  /** Said for the first row only: one question per report; the others stand at the desk. */
  async function askForMissing(burst: Burst, row: Row, aloud: boolean): Promise<void> {
    const fields = lacks(row)
    const standard: Partial<RowFields> = Object.fromEntries(
      Object.entries(burst.standard).filter(([name]) => fields.some((f) => f === name)),
    )
    const villages = town.people.find((one) => one.name === burst.person)?.villages ?? []
    const text =
      fields.length === 1 && standard.village !== undefined
        ? say.whichVillageLine(row, villages, burst.at)
        : say.missingLine(row, fields, standard, burst.at)
    const at = bursts.overAt(burst)
    await questions.ask({
      kind: 'missing',
      to: aloud ? 'person' : 'office',
      person: burst.person,
      ...(burst.group === undefined ? {} : { group: burst.group }),
      rows: [row.number],
      fields,
      standard,
      text,
      message: burst.id,
      at,
    })
    if (aloud) await room.reply({ ...burst, at }, `question/${burst.id}`, text)
  }

  async function askAboutPictures(burst: Burst): Promise<void> {
    const at = bursts.overAt(burst)
    const last = ledger
      .rows()
      .findLast((row) => row.by === burst.person && row.at.slice(0, 10) === burst.at.slice(0, 10))
    const text = say.whichPicturesLine(burst.pictures.length, last, burst.at)
    const asked = questions
      .unsettled()
      .some(
        (q) => q.kind === 'pictures' && q.person === burst.person && q.at.slice(0, 10) === at.slice(0, 10),
      )
    const village = town.people.some((one) => one.name === burst.person && one.villages.length > 0)
    const aloud = village && !asked
    await questions.ask({
      kind: 'pictures',
      to: aloud ? 'person' : 'office',
      person: burst.person,
      ...(burst.group === undefined ? {} : { group: burst.group }),
      rows: last ? [last.number] : [],
      text,
      message: burst.id,
      pictures: burst.pictures,
      at,
    })
    if (aloud) await room.reply({ ...burst, at }, `question/${burst.id}`, text)
  }

  return {
    async take(heard) {
      const { message, person, now } = heard
      const open = bursts.open(person.name, message.group, message.at)
      if (open?.messages.includes(message.id)) {
        await settle(open, now)
        return true
      }
      const [number, second] = open?.rows ?? []
      const row = number === undefined || second !== undefined ? undefined : ledger.standing(number)
      if (open && row && row.state !== 'withdrawn' && joins(heard, row, room)) {
        await join(heard, open, row)
        return true
      }
      const reports = heard.readings.filter((one) => one.intent === 'report' && !one.future)
      if (reports.length === 0) return false
      if (open && open.rows.length > 0) await finish(open, now)
      const burst = await begin(heard, reports, open?.rows.length === 0 ? open : undefined)
      if (burst.state === 'open') await settle(burst, now)
      return true
    },
    async picture(message, person, now) {
      const open = bursts.open(person, message.group, message.at)
      if (open?.messages.includes(message.id)) return
      const burst: Burst = open ?? {
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
      for (const number of burst.rows) await attach([message.id], ledger.standing(number), person, now)
      const more = {
        messages: [...burst.messages, message.id],
        pictures: [...burst.pictures, message.id],
        lastAt: message.at,
      }
      await bursts.put({ ...burst, ...more })
    },
    attach,
    async finishDue(now) {
      for (const burst of bursts.due(now)) await finish(burst, now)
    },
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
