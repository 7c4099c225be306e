import type { Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Amendment, Ledger } from '../ledger/ledger.ts'
import { lacks, type Row } from '../ledger/row.ts'
import type { Question, Questions } from './question.ts'
import { saysMore } from './same.ts'
import * as office from './wording-office.ts'

export interface Decision {
  yes: boolean
  by: string
  at: Instant
}

/** What the officer does with a question at the desk, and questions that settle or arise by themselves. */
export function openDecisions(ledger: Ledger, questions: Questions) {
  const orphansSeen = new Set<string>()

  function amend(
    number: string,
    question: Question,
    what: Pick<Amendment, 'kind' | 'into'>,
    { by, at }: Decision,
  ) {
    const row = ledger.find(number)
    if (!row || row.state === 'withdrawn') return Promise.resolve()
    const source = { desk: '处理待办' }
    const once = `decide/${question.id}/${number}`
    return ledger.amend(number, { ...what, source, by, at, note: question.text, once })
  }

  /** The thinner of two rows of one event goes into the fuller; of equals, the later into the earlier. */
  async function joinRows(question: Question, decision: Decision): Promise<void> {
    const [later, earlier] = question.rows.map((number) => ledger.standing(number))
    if (!later || !earlier || later.number === earlier.number) return
    const fuller = saysMore(later, earlier) && !saysMore(earlier, later)
    const [thin, kept] = fuller ? [earlier, later] : [later, earlier]
    await amend(thin.number, question, { kind: 'merged', into: kept.number }, decision)
  }

  /** Throws Fault `intake/no-question`; ledger Faults come through. */
  async function decide(id: string, decision: Decision): Promise<void> {
    const question = questions.unsettled().find((one) => one.id === id)
    if (!question) throw new Fault('intake/no-question', '这个问题已经处理过，或不存在，请刷新页面。')
    if (decision.yes && question.kind === 'recall') {
      for (const number of question.rows) await amend(number, question, { kind: 'withdrawn' }, decision)
    }
    if (decision.yes && question.kind === 'same') await joinRows(question, decision)
    if (decision.yes && question.kind === 'orphan') {
      for (const number of question.rows.slice(0, 1))
        await amend(number, question, { kind: 'unmerged' }, decision)
    }
    await questions.settle(id, { state: 'closed', by: decision.by, at: decision.at })
  }

  /** Questions about rows that are complete or gone need nobody any more. */
  async function sweep(now: Instant): Promise<void> {
    for (const question of questions.unsettled()) {
      const rows = question.rows.flatMap((number) => ledger.find(number) ?? [])
      const gone = rows.length > 0 && rows.every(isGone)
      const complete =
        question.kind === 'missing' && rows.every((row) => isGone(row) || lacks(row).length === 0)
      const later = rows.some((row) => (row.entries.at(-1)?.at ?? '') >= question.at)
      const putRight = (question.kind === 'unclear' || question.kind === 'which') && later
      const moot = question.kind === 'same' && rows.some(isGone)
      // Whether two villages' reports are one says all that there is to say of a joint activity.
      const asked =
        question.kind === 'joint' &&
        questions
          .unsettled()
          .some(({ kind, rows }) => kind === 'same' && rows.includes(question.rows[0] ?? ''))
      if (complete || moot || asked || putRight || (gone && question.kind !== 'orphan')) {
        await questions.settle(question.id, { state: 'closed', by: '系统', at: now })
      }
    }
  }

  /** The row that another was merged into was withdrawn: does the other count again? */
  async function askOrphans(now: Instant): Promise<void> {
    for (const row of ledger.rows()) {
      if (row.state !== 'merged' || !row.into || orphansSeen.has(row.number)) continue
      const kept = ledger.standing(row.number)
      if (kept.state !== 'withdrawn') continue
      orphansSeen.add(row.number)
      const text = office.orphanLine(row, kept, now)
      const message = `${row.number}-${row.version}`
      const at = kept.entries.at(-1)?.at ?? now
      await questions.ask({
        kind: 'orphan',
        to: 'office',
        person: row.by,
        rows: [row.number],
        text,
        message,
        at,
      })
    }
  }

  return { decide, sweep, askOrphans }
}

function isGone(row: Row): boolean {
  return row.state === 'withdrawn' || row.state === 'merged'
}
