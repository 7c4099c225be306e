import type { Listener } from '../chat/hear.ts'
import type { Blobs, Message } from '../chat/message.ts'
import type { Outbox } from '../chat/outbox.ts'
import { type Instant, plusDays } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Case } from '../reading/cases.ts'
import type { Known } from '../reading/places.ts'
import type { Reading } from '../reading/reading.ts'
import type { Shelf } from '../shelf.ts'
import type { Person, Town } from '../town.ts'
import { openAnswers } from './answer.ts'
import { apartByVillage } from './apart.ts'
import { type Burst, openBursts } from './burst.ts'
import { openCaptions } from './captions.ts'
import { openCompleting, type Reader } from './complete.ts'
import { openCorrections } from './correct.ts'
import { type Decision, openDecisions } from './decide.ts'
import { openFinishing } from './finish.ts'
import { openGuide } from './guide.ts'
import { contextOf, type Heard, type IntakeRoom, plainOf, type Read, type Step } from './heard.ts'
import { openLearning } from './learn.ts'
import { bareCount, type SaidCount, withWholeNumber } from './number.ts'
import { openPictures, type PictureEye, type SeenPicture } from './pictures.ts'
import { openQueries } from './query.ts'
import { openQuestions, type Question } from './question.ts'
import { openReports } from './report.ts'
import { openSame } from './same.ts'
import { REQUEST } from './telling.ts'
import { villageIn } from './villages.ts'
import { openVoice } from './voice.ts'
import { wholeReport } from './whole.ts'
import { speakerOf } from './whose.ts'
import { openWithdrawals } from './withdraw.ts'
import * as office from './wording-office.ts'

/** 收报: the conversation in the groups, from a chat line to a ledger entry and its receipt. */
export interface Intake {
  listen: Listener
  /** Ends bursts whose quiet time has passed (receipt or question), lets questions expire. To be called every minute or so. */
  tick(now: Instant): Promise<void>
  /** Open or expired and not settled: what needs a hand, oldest first. */
  questions(): Question[]
  /**
   * The officer answers a question that stands at the desk: recall (yes: withdraw), same (yes: join), orphan (yes: count
   * again); the others are only closed. Throws Fault `intake/no-question`; ledger Faults come through.
   */
  decide(id: string, decision: Decision): Promise<void>
  /** The town's villages and bodies with the spellings that corrections taught: what lines are read with. */
  places(): Known[]
}

interface IntakeParts {
  town: Town
  ledger: Ledger
  outbox: Outbox
  messages: Shelf<Message>
  bursts: Shelf<Burst>
  questions: Shelf<Question>
  /** `readAll` of the reading room. */
  read: Read
  /** What people put right, for the reader. */
  cases: Shelf<Case>
  /** Fills what the rules left open; absent: it stays open. */
  reader?: Reader
  /** With these pictures are looked at: thumbnails, and pictures that were in an earlier report. */
  pictures?: { seen: Shelf<SeenPicture>; blobs: Blobs; eye: PictureEye }
}

/** Words of the conversation that the reader may take for the name of a body. */
const NO_BODY = /^(地点|时间|日期|人数|应该|更正|撤回|删)/
const ONLY_PICTURES = /^(\[图片\]\s*)+$/

export async function openIntake(parts: IntakeParts): Promise<Intake> {
  const { town, ledger, outbox, messages, read } = parts
  const learning = await openLearning({ town, ledger, messages, cases: parts.cases })
  const { places } = learning
  const readApart: Read = (text, context) => apartByVillage(read(text, context), text, { town, places })
  const room: IntakeRoom = { town, ledger, read: readApart, places, voice: openVoice(outbox, town) }
  const questions = await openQuestions(parts.questions, town.intake.questionHours)
  const bursts = await openBursts(parts.bursts, town.intake.quietMinutes)
  const pictures = parts.pictures && (await openPictures({ ledger, messages, questions, ...parts.pictures }))
  const finishing = openFinishing({
    room,
    bursts,
    questions,
    same: openSame({ ledger, messages, questions }),
    inspect: async (burst, now) => pictures?.inspect(burst, now),
    captioned: openCaptions(room, messages, questions),
  })
  const reports = openReports({ room, bursts, questions, finishing, messages })
  const decisions = openDecisions(ledger, questions)
  const completing = parts.reader && openCompleting(room, messages, parts.reader)
  /** Bursts that the model is being asked about. */
  const waiting = new Set<string>()
  // The order is the order of certainty: an answer to us first, an open report last.
  const steps: Step[] = [
    openAnswers(room, messages, questions, reports.attach),
    openWithdrawals(room, messages, questions),
    openCorrections(room, messages, questions, isPartOfReport),
    openQueries(room),
    reports,
    openGuide(room),
  ]
  /** Said while the burst is open, or laid to a row before and offered again. */
  function isPartOfReport({ message, person }: Heard): boolean {
    const joined = ledger.entriesOf(message.id).some((entry) => entry.once?.startsWith('join/'))
    return joined || bursts.open(person.name, message.group, message.at) !== undefined
  }

  let turn: Promise<unknown> = Promise.resolve()

  /** A line and the beat never work on the same burst at once. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work)
    turn = result.catch(() => undefined)
    return result
  }

  function heardOf(message: Message, person: Person, now: Instant): Heard | undefined {
    const isRow = (number: string) => ledger.find(number) !== undefined
    const plain = withWholeNumber(plainOf(message.text, town.bot), message.at.slice(0, 4), isRow)
    const count = bareCount(plain)
    const readLine = (text: string) => room.read(text, contextOf(room.places(), person, message.at))
    const told = count ? [countOnly(count, message.text)] : readLine(message.text)
    const whole = count ? undefined : wholeReport(message.text, told, readLine)
    const words = whole ? plainOf(whole.text, town.bot) : plain
    const readings = whole?.readings ?? (count ? told : told.map((one) => withVillage(one, plain)))
    const [reading] = readings
    return reading && { message, person, plain: words, readings, reading, now, ...(whole ? { whole } : {}) }
  }

  /** “撤回张湾村那条”: in a short line about a row a village's name is its village; “地点村部” names no organiser. */
  function withVillage(whole: Reading, plain: string): Reading {
    const { organizer, ...rest } = whole
    const reading = organizer && !NO_BODY.test(organizer.value) ? whole : rest
    const village = villageIn(plain, room)
    const isChange = ['correction', 'withdrawal'].includes(reading.intent) || REQUEST.test(plain)
    if (reading.village || !village || !isChange) return reading
    return { ...reading, village: { value: village, span: [0, plain.length], by: '村名', confidence: 0.8 } }
  }

  /** The model is asked outside the turn: meanwhile other people are heard and answered. */
  async function askModel(now: Instant): Promise<void> {
    if (!completing) return
    const due = await inTurn(async () => bursts.due(now).filter(({ id }) => !waiting.has(id)))
    for (const { id } of due) waiting.add(id)
    try {
      const found = await Promise.all(due.map((burst) => completing.ask(burst, now)))
      await inTurn(async () => {
        for (const [n, burst] of due.entries()) {
          const one = found[n]
          if (one) await completing.write(burst, one, now)
        }
      })
    } finally {
      for (const { id } of due) waiting.delete(id)
    }
  }

  /** A message taken back in WeChat: the officer decides; nothing is deleted. */
  async function recall(message: Message, person: Person): Promise<boolean> {
    const days = [0, -1].map((back) => plusDays(message.at.slice(0, 10), back))
    const rows = days.flatMap((day) => ledger.fromMessage(`${day}/${message.recalls ?? ''}`))
    if (rows.length === 0) return false
    await questions.ask({
      kind: 'recall',
      to: 'office',
      person: person.name,
      rows: rows.map((row) => row.number),
      text: office.recallLine(person.name, rows, message.at),
      message: message.id,
      at: message.at,
    })
    return true
  }

  async function take(message: Message, now: Instant): Promise<boolean> {
    const person = speakerOf(town, message)
    if (!person) return false
    if (message.kind === 'recall') return recall(message, person)
    if (message.kind === 'picture' || ONLY_PICTURES.test(message.text)) {
      await reports.picture(message, person.name, now)
      return true
    }
    const heard = message.kind === 'text' ? heardOf(message, person, now) : undefined
    if (!heard) return false
    for (const step of steps) if (await step.take(heard)) return true
    return false
  }

  return {
    // Bursts that ended before this line are ended first, even when the beat was late (a report read after the program was down).
    listen: (message, now) =>
      inTurn(async () => {
        await learning.look()
        await finishing.finishDue(message.at, waiting)
        return take(message, now)
      }),
    async tick(now) {
      await askModel(now)
      await inTurn(async () => {
        await learning.look()
        await finishing.finishDue(now, waiting)
        await finishing.sayWaiting(now)
        await finishing.sayHourly(now)
        await questions.expire(now)
        await decisions.sweep(now)
        await decisions.askOrphans(now)
      })
    },
    questions: () => questions.unsettled(),
    decide: (id, decision) => inTurn(() => decisions.decide(id, decision)),
    places: learning.places,
  }
}

/** A headcount and nothing else is an answer or a further line, never a report. */
function countOnly({ value, approx }: SaidCount, text: string): Reading {
  const participants = {
    value,
    span: span(text),
    by: '单独的人数',
    confidence: 1,
    ...(approx ? { approx: true as const } : {}),
  }
  return { intent: 'chatter', participants, quantities: [], people: [], refused: [] }
}

function span(text: string): [number, number] {
  return [0, text.length]
}
