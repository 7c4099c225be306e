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

export function fitOf({ reading, person }: Heard, row: Row, { town }: Pick<IntakeRoom, 'town'>): Fit {
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

/** The line tells of another activity than the row: enough to stand by itself, and something that contradicts. */
export function isAnother(heard: Heard, row: Row, room: Pick<IntakeRoom, 'town'>): boolean {
  const { told, against } = fitOf(heard, row, room)
  if (against.includes('village') || against.includes('organizer') || against.includes('date')) return true
  return told.length >= 2 && against.length > 0
}

function rowKeys(fields: Partial<RowFields>): (keyof RowFields)[] {
  const names: (keyof RowFields)[] = ['village', 'organizer', 'date', 'category', 'participants']
  return names.filter((name) => name in fields)
}
