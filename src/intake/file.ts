import type { RowFields } from '../ledger/entry.ts'
import type { Row } from '../ledger/row.ts'
import type { Reading } from '../reading/reading.ts'
import type { RequiredField } from '../town.ts'
import { fieldsRead, lacking } from './filing.ts'
import type { Heard, IntakeRoom } from './heard.ts'
import type { Questions } from './question.ts'
import { jointVillages, villagesIn } from './villages.ts'
import { type Whose, whoseIs } from './whose.ts'
import * as office from './wording-office.ts'
import { OWN_VILLAGE } from './worth.ts'

/** 入台账: the rows of a message, whose they are, and what the office is told of them. */
export function openFilings(room: IntakeRoom, questions: Questions) {
  const { ledger, town } = room

  /** Rows of one message, each filed once; what they lack is written with them. */
  async function file(heard: Heard, readings: Reading[], sources: string[]): Promise<Row[]> {
    const { message, person, now } = heard
    const rows: Row[] = []
    for (const [part, reading] of readings.entries()) {
      const whose = whoseOf(reading, heard, readings.length)
      const fields = fieldsRead(reading, whose)
      const row = await ledger.file({
        fields,
        source: { messages: [...sources, message.id] },
        by: person.name,
        at: now,
        asks: asksOf(fields, whose),
        ...(whose.together.length > 1 ? { note: office.jointNote(whose.together, whose.village) } : {}),
        once: `file/${message.id}/${part}`,
      })
      rows.push(row)
      await tellOffice(heard, row, whose)
    }
    const [first] = rows
    if (first && heard.whole?.rest)
      await tell(heard, 'conflict', first, office.besidesLine(first, heard.whole.rest, message.at))
    return rows
  }

  /** Of a message with several activities each names its own village; only a single one can be joint. */
  function whoseOf(reading: Reading, { plain, person }: Heard, parts: number): Whose {
    const whose = whoseIs(reading, person, town, parts === 1 ? jointVillages(plain, room) : [])
    if (whose.village !== null || parts > 1) return whose
    // 县医院到我们村义诊: somebody else's activity in the speaker's village. 我们红柳沟: one of the speaker's villages.
    const [only, second] = person.villages
    const [named, other] = villagesIn(plain, room).filter((one) => person.villages.includes(one))
    const own =
      OWN_VILLAGE.test(plain) && second === undefined ? only : other === undefined ? named : undefined
    return own === undefined ? whose : { ...whose, village: own, choices: [], elsewhere: false }
  }

  /** What the row lacks; also its village, where a name that nobody knows may be the speaker's own misspelt. */
  function asksOf(fields: Partial<RowFields>, { choices }: Whose): RequiredField[] {
    const lacks = lacking(fields, town.intake.required)
    const unsure =
      choices.length > 0 && town.intake.required.includes('village') && !lacks.includes('village')
    return unsure ? [...lacks, 'village'] : lacks
  }

  async function tellOffice(heard: Heard, row: Row, whose: Whose): Promise<void> {
    const { person, message } = heard
    if (whose.together.length > 1)
      await tell(heard, 'joint', row, office.jointLine(person.name, row, whose.together, message.at))
    else if (whose.elsewhere)
      await tell(heard, 'elsewhere', row, office.elsewhereLine(person.name, row, message.at))
  }

  /** Something for the officer to look at; nothing is said in the group. */
  async function tell(
    heard: Heard,
    kind: 'elsewhere' | 'joint' | 'conflict',
    row: Row,
    text: string,
  ): Promise<void> {
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

  return { file, whoseOf, tell }
}
