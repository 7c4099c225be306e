import type { RowFields } from '../ledger/entry.ts'
import type { Row } from '../ledger/row.ts'
import { valuesRead } from './filing.ts'
import type { Heard, IntakeRoom } from './heard.ts'
import { whoseIs } from './whose.ts'

/** How a further line of a person stands to a row that was filed from an earlier one. */
export interface Fit {
  /** What identifies an activity and is said in the line: village or organiser, day, kind, headcount. */
  told: (keyof RowFields)[]
  /** Those of them that the row says otherwise. */
  against: (keyof RowFields)[]
}

function fitOf({ reading, person }: Heard, row: Row, { town }: Pick<IntakeRoom, 'town'>): Fit {
  const values = valuesRead(reading)
  const whose = whoseIs(reading, person, town)
  const named = reading.village || (reading.organizer && whose.village === null && whose.organizer !== null)
  const told: Partial<RowFields> = {
    ...(named && whose.village !== null ? { village: whose.village } : {}),
    ...(named && whose.village === null && whose.organizer !== null ? { organizer: whose.organizer } : {}),
    ...(values.date === undefined ? {} : { date: values.date }),
    ...(values.category === undefined || values.category === 'other' ? {} : { category: values.category }),
    ...(values.participants === undefined ? {} : { participants: values.participants }),
  }
  const fields = rowKeys(told)
  return {
    told: fields,
    against: fields.filter(
      (field) => row[field] !== null && row[field] !== undefined && row[field] !== told[field],
    ),
  }
}

/**
 * The line tells of another activity than the row: another village or day; or another kind or headcount in a line that
 * stands by itself. “参加人数：21人，地点：村部会议室” does not: a kind read from its words alone proves nothing.
 */
export function isAnother(heard: Heard, row: Row, room: Pick<IntakeRoom, 'town'>): boolean {
  const { told, against } = fitOf(heard, row, room)
  const anchors = told.filter((field) => field === 'village' || field === 'organizer' || field === 'date')
  if (anchors.some((field) => against.includes(field))) return true
  return against.length >= 2 || (against.length === 1 && anchors.length > 0 && told.length >= 2)
}

/** “15人，地点村部，3月11日” to a question about the 10th: the same activity, and its day put right along with the rest. */
export function isOtherDayOnly(heard: Heard, row: Row, room: Pick<IntakeRoom, 'town'>): boolean {
  const { told, against } = fitOf(heard, row, room)
  const named = told.some((field) => field === 'village' || field === 'organizer' || field === 'category')
  return !named && against.length === 1 && against[0] === 'date' && heard.reading.participants !== undefined
}

function rowKeys(fields: Partial<RowFields>): (keyof RowFields)[] {
  const names: (keyof RowFields)[] = ['village', 'organizer', 'date', 'category', 'participants']
  return names.filter((name) => name in fields)
}
