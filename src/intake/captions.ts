import type { Message } from '../chat/message.ts'
import { dayOf, plusDays, plusMinutes } from '../clock.ts'
import type { Row } from '../ledger/row.ts'
import type { Shelf } from '../shelf.ts'
import type { Burst } from './burst.ts'
import { wholeDate } from './filing.ts'
import { contextOf, type IntakeRoom } from './heard.ts'
import type { Questions } from './question.ts'

const PICTURES = /照片|图片|相片|截图|补图/
/** Days back in which a caption's activity is looked for. */
const DAYS = 14

/** Which row pictures without a report belong to, when that is plain: the one that is asked about, or the one their caption names. */
export function openCaptions(room: IntakeRoom, messages: Shelf<Message>, questions: Questions) {
  const { ledger, town } = room

  const standing = (numbers: string[]) =>
    [...new Set(numbers)]
      .map((number) => ledger.standing(number))
      .filter(({ state }) => state !== 'withdrawn')

  function asked({ person, group }: Burst): Row[] {
    const open = questions.openTo(person).filter((one) => one.kind === 'missing' && one.group === group)
    return standing(open.flatMap(({ rows }) => rows))
  }

  /** “昨天学雷锋活动的照片”, said by the same person just before or among the pictures. */
  async function captioned(burst: Burst): Promise<Row[]> {
    const from = plusMinutes(burst.at, -town.intake.quietMinutes)
    const to = plusMinutes(burst.lastAt, town.intake.quietMinutes)
    const said = (await messages.list(dayOf(burst.at))).filter(
      (one) => one.person === burst.person && one.group === burst.group && one.at >= from && one.at <= to,
    )
    const caption = said.findLast((one) => one.kind === 'text' && PICTURES.test(one.text))
    const person = town.people.find(({ name }) => name === burst.person)
    if (!caption || !person) return []
    const [reading] = room.read(caption.text, contextOf(room.places(), person, caption.at))
    const date = reading && wholeDate(reading)
    const category = reading?.category?.value
    if (!date && !category) return []
    const since = plusDays(dayOf(burst.at), -DAYS)
    return ledger
      .rows()
      .filter(
        (row) =>
          row.by === burst.person &&
          dayOf(row.at) >= since &&
          row.state !== 'withdrawn' &&
          (!date || row.date === date) &&
          (!category || row.category === category),
      )
  }

  return async (burst: Burst): Promise<Row | undefined> => {
    for (const rows of [asked(burst), await captioned(burst)]) if (rows.length === 1) return rows[0]
    return undefined
  }
}
