import { type Instant, plusMinutes } from '../clock.ts'
import type { RowFields } from '../ledger/entry.ts'
import { lacks, type Row } from '../ledger/row.ts'
import { afterQuiet, type RequiredField } from '../town.ts'
import type { Burst, Bursts } from './burst.ts'
import type { IntakeRoom } from './heard.ts'
import { attachPictures } from './pictures.ts'
import type { Questions } from './question.ts'
import * as say from './wording.ts'

interface FinishParts {
  room: IntakeRoom
  bursts: Bursts
  questions: Questions
  /** Looks whether the ledger has the event already; true when the row was joined to another. */
  same(row: Row, now: Instant): Promise<boolean>
  /** Looks at the pictures of a finished burst. */
  inspect(burst: Burst, now: Instant): Promise<void>
  /** The row that pictures sent without a report plainly belong to. */
  captioned(burst: Burst): Promise<Row | undefined>
}

export interface Finishing {
  /** After each line: a report that is plainly whole has its receipt at once; the burst stays open for photos. */
  settle(burst: Burst, now: Instant): Promise<void>
  /** The burst is over: its receipt, the one question, or “which activity are these pictures of”. */
  finish(burst: Burst, now: Instant): Promise<void>
  /** Bursts whose quiet time has passed, but those that wait for a model's answer. */
  finishDue(now: Instant, waiting: ReadonlySet<string>): Promise<void>
  /** Questions that waited for the end of the quiet hours. */
  sayWaiting(now: Instant): Promise<void>
  /** Receipts of hours that are over, one line per group. */
  sayHourly(now: Instant): Promise<void>
}

/** 一次上报的收尾: what is said about a burst, and when. */
export function openFinishing({ room, bursts, questions, same, inspect, captioned }: FinishParts): Finishing {
  const { ledger, town } = room
  const hourly = town.intake.receipts === 'hourly'

  const rowsOf = (burst: Burst) =>
    burst.rows.map((number) => ledger.row(number)).filter((row) => row.state !== 'withdrawn')

  /** The receipt is written before the burst says so: a burst that is finished again writes the same key. */
  async function acknowledge(burst: Burst, rows: Row[], now: Instant): Promise<Burst> {
    const fresh: Row[] = []
    for (const row of rows) if (!(await same(row, now))) fresh.push(ledger.row(row.number))
    // In hourly mode, and when the day's lines are used up, the receipt goes into the hour's one line.
    if (hourly || !(await room.voice.may(burst))) return { ...burst, receipt: 'due', dueAt: now }
    const [first] = rows
    const known = first && ledger.standing(first.number)
    if (fresh.length > 0)
      await room.voice.reply(burst, `receipt/${burst.id}`, say.receiptLine(fresh, burst.at))
    else if (known) await room.voice.reply(burst, `receipt/${burst.id}`, say.joinedLine(known, burst.at))
    return { ...burst, receipt: 'said' }
  }

  async function settle(burst: Burst, now: Instant): Promise<void> {
    const rows = rowsOf(burst)
    const whole = rows.length > 0 && rows.every((row) => lacks(row).length === 0)
    await bursts.put(whole && burst.receipt === 'none' ? await acknowledge(burst, rows, now) : burst)
  }

  async function finish(burst: Burst, now: Instant): Promise<void> {
    const rows = rowsOf(burst)
    const open = rows.filter((row) => lacks(row).length > 0)
    if (burst.rows.length === 0) await askAboutPictures(burst)
    for (const [n, group] of sameLacks(open).entries()) await askForMissing(burst, group, n === 0)
    await inspect(burst, now)
    const whole = burst.receipt === 'none' && rows.length > 0 && open.length === 0
    await bursts.put({ ...(whole ? await acknowledge(burst, rows, now) : burst), state: 'over' })
  }

  /** Said once per report: for the first row and those that lack the same; others stand at the desk. */
  async function askForMissing(burst: Burst, group: Row[], aloud: boolean): Promise<void> {
    const [row] = group
    if (!row) return
    const fields = lacks(row)
    // “对” accepts only what the line offers: a village is offered by itself, never along with other fields.
    const standard: Partial<RowFields> = Object.fromEntries(
      Object.entries(burst.standard).filter(([name]) =>
        fields.some(
          (field) => OF_FIELD[field].includes(name) && (field !== 'village' || fields.length === 1),
        ),
      ),
    )
    const own = town.people.find((one) => one.name === burst.person)?.villages ?? []
    const text =
      fields.length === 1 && standard.village !== undefined
        ? say.whichVillageLine(group, own, burst.at)
        : say.missingLine(group, fields, { standard, villages: own }, burst.at)
    await ask(burst, { kind: 'missing', rows: group.map((one) => one.number), fields, standard, text }, aloud)
  }

  /** Photos without a word: the person is asked once a day; further ones stand at the desk. */
  async function askAboutPictures(burst: Burst): Promise<void> {
    const own = await captioned(burst)
    if (own) return attachPictures(ledger, burst.pictures, own, burst.person, bursts.overAt(burst))
    const day = burst.at.slice(0, 10)
    const last = ledger.rows().findLast((row) => row.by === burst.person && row.at.startsWith(day))
    const asked = questions.wasAsked('pictures', burst.person, bursts.overAt(burst).slice(0, 10))
    const fromVillage = town.people.some((one) => one.name === burst.person && one.villages.length > 0)
    const text = say.whichPicturesLine(burst.pictures.length, last, burst.at)
    const rows = last ? [last.number] : []
    await ask(burst, { kind: 'pictures', rows, text, pictures: burst.pictures }, fromVillage && !asked)
  }

  async function ask(
    burst: Burst,
    what: Pick<
      Parameters<Questions['ask']>[0],
      'kind' | 'rows' | 'fields' | 'standard' | 'text' | 'pictures'
    >,
    aloud: boolean,
  ): Promise<void> {
    const at = bursts.overAt(burst)
    const sayAt = afterQuiet(at, town.quietHours)
    const spoken = aloud && (await room.voice.may({ ...burst, at }))
    // Whom it was put to the first time holds, when the program died in between.
    const question = await questions.ask({
      ...what,
      to: spoken ? 'person' : 'office',
      person: burst.person,
      ...(burst.group === undefined ? {} : { group: burst.group }),
      message: burst.id,
      at,
      ...(spoken && sayAt > at ? { sayAt } : {}),
    })
    if (question.to === 'person' && sayAt === at)
      await room.voice.reply({ ...burst, at }, `question/${burst.id}`, question.text)
  }

  /** Only what is still open by then; the person may have said it in the meantime. */
  async function sayWaiting(now: Instant): Promise<void> {
    for (const { id, kind, message, person, group, rows, text, sayAt = now } of questions.toSay(now)) {
      const open = rows.some((number) => lacks(ledger.standing(number)).length > 0)
      const place = { person, ...(group === undefined ? {} : { group }), at: sayAt }
      if (kind !== 'missing' || open) await room.voice.reply(place, `question/${message}`, text)
      await questions.spoken(id)
    }
  }

  /** All receipts of one place in one hour, when the hour is over. */
  async function sayHourly(now: Instant): Promise<void> {
    const hours = new Map<string, Burst[]>()
    for (const burst of bursts.awaitingReceipt()) {
      const hour = hourOf(burst.dueAt ?? burst.at)
      if (hour >= hourOf(now)) continue
      const key = `receipts/${burst.group ?? burst.person}/${hour}`
      hours.set(key, [...(hours.get(key) ?? []), burst])
    }
    for (const [key, list] of hours) {
      const [first] = list
      const rows = list.flatMap(rowsOf).filter((row) => row.state !== 'merged')
      const at = plusMinutes(`${key.slice(-13)}:00:00.000+08:00`, 60)
      const place = first?.group === undefined ? { person: first?.person ?? '' } : { group: first.group }
      if (rows.length > 0)
        await room.voice.digest({ ...place, at }, key, say.hourlyLine(rows, key.slice(-2), at))
      for (const burst of list) await bursts.put({ ...burst, receipt: 'said' })
    }
  }

  return {
    settle,
    finish,
    async finishDue(now, waiting) {
      for (const burst of bursts.due(now)) if (!waiting.has(burst.id)) await finish(burst, now)
    },
    sayWaiting,
    sayHourly,
  }
}

/** Rows of one report that lack the same and that one answer can serve: each has a headcount of its own. */
function sameLacks(rows: Row[]): Row[][] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const fields = lacks(row)
    const key = fields.includes('participants') ? row.number : fields.join()
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()]
}

/** `2025-03-05T15` */
function hourOf(instant: Instant): string {
  return instant.slice(0, 13)
}

/** What a default may fill for a field that is asked for: an activity has a village or, at the township, an organiser. */
const OF_FIELD: Record<RequiredField, string[]> = {
  date: ['date'],
  category: ['category'],
  participants: ['participants'],
  village: ['village', 'organizer'],
  location: ['location'],
}
