import type { Instant } from '../clock.ts'
import type { RowFields } from '../ledger/entry.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { counts, type Row } from '../ledger/row.ts'
import type { StudySession } from '../town.ts'
import type { CheckIn } from './check-in.ts'

/**
 * A finished session becomes one ledger row: its headcount are the check-ins, its source their messages. Looks before it files,
 * so that a crash or a second look adds nothing. What arrives afterwards (a machine that slept, a check-in taken back) corrects
 * the row, unless an officer has changed the figure or closed the row: then their word stands. Nobody checked in: no row,
 * for it would have no source.
 */
export async function fileSession(what: {
  session: StudySession
  /** All that were made while it was on, withdrawn ones too. */
  checkIns: CheckIn[]
  ledger: Ledger
  by: string
  now: Instant
}): Promise<void> {
  const { session, checkIns, ledger, by, now } = what
  const valid = checkIns.filter(({ withdrawn }) => !withdrawn)
  const row = rowOf(session, checkIns, ledger)
  if (!row && valid.length > 0) {
    const source = { messages: valid.map(({ message }) => message) }
    await ledger.file({ fields: fieldsOf(session, valid.length), source, by, at: now })
  }
  if (!row || !counts(row) || row.participants === valid.length) return
  const ours = row.entries.filter((entry) => entry.by === by && 'participants' in entry.fields).at(-1)
  if (ours?.fields.participants !== row.participants) return
  const messages = checkIns.map(({ message, withdrawn }) => withdrawn ?? message)
  const fresh = messages.filter((message) => !row.messages.includes(message))
  const note = '结束后又有打卡补到或撤回，人数随之更正。'
  const fields = { participants: valid.length }
  await ledger.amend(row.number, {
    kind: 'corrected',
    fields,
    source: { messages: fresh },
    by,
    at: now,
    note,
  })
}

/** Whose session it is, in the ledger and in the annual report. */
const ORGANIZER = '镇党委'

function fieldsOf(session: StudySession, participants: number): Partial<RowFields> {
  return {
    organizer: ORGANIZER,
    date: session.day,
    category: session.category,
    topic: session.title,
    location: session.place || null,
    participants,
    sessions: 1,
  }
}

/** The row that was filed for the session, whatever an officer has made of it since. */
function rowOf(session: StudySession, checkIns: CheckIn[], ledger: Ledger): Row | undefined {
  return checkIns
    .flatMap(({ message }) => ledger.fromMessage(message))
    .find(
      ({ entries }) => entries[0]?.fields.topic === session.title && entries[0].fields.date === session.day,
    )
}
