import type { Message } from '../chat/message.ts'
import type { Row } from '../ledger/row.ts'
import type { Shelf } from '../shelf.ts'
import { keyOf, theOneRow } from './correct.ts'
import type { Heard, IntakeRoom, Step } from './heard.ts'
import { type Meant, rowsMeant } from './meant.ts'
import { mayAmend } from './whose.ts'
import * as say from './wording.ts'

const EXPLICIT = /^(请?(帮忙|把)?)?(撤回|撤销|作废|删除|取消)|(那?一?条|这条|上条|的)(作废|撤回|撤销)/
const TWICE = /重复|报重|报了两[次遍]|多报了一[次条遍]/

/** 撤回: the row stays in the books and leaves every total. */
export function openWithdrawals(room: IntakeRoom, messages: Shelf<Message>): Step {
  const { ledger } = room

  async function withdraw({ message, person, now }: Heard, row: Row): Promise<void> {
    await ledger.amend(row.number, {
      kind: 'withdrawn',
      source: { messages: [message.id] },
      by: person.name,
      at: now,
      once: actOf(message, row),
    })
  }

  /** “重复报了，留一个就行”: the later ones are joined to the first; a single one stays. */
  async function keepOne(heard: Heard, rows: Row[]): Promise<void> {
    const { message, person, now } = heard
    const [first, ...others] = rows.filter((row) => mayAmend(person, row) && row.state !== 'merged')
    if (!first || others.length === 0) {
      await room.voice.reply(
        message,
        keyOf(message),
        first ? say.onlyOneLine(first, message.at) : say.notFoundLine('撤回'),
      )
      return
    }
    for (const row of others) {
      await ledger.amend(row.number, {
        kind: 'merged',
        into: first.number,
        source: { messages: [message.id] },
        by: person.name,
        at: now,
        note: '上报人说明重复',
        once: actOf(message, row),
      })
    }
    await room.voice.reply(message, keyOf(message), say.keptOneLine(first, others, message.at))
  }

  async function all(heard: Heard, meant: Meant): Promise<void> {
    const rows = meant.rows.filter((row) => mayAmend(heard.person, row))
    for (const row of rows) await withdraw(heard, row)
    const done = rows.map((row) => ledger.row(row.number))
    await room.voice.reply(heard.message, keyOf(heard.message), say.withdrawnLine(done, heard.message.at))
  }

  return {
    async take(heard) {
      const { message, plain, reading } = heard
      const before = ledger.entriesOf(message.id).filter((entry) => entry.once?.startsWith('withdraw/'))
      if (before.length > 0) {
        const rows = before.map((entry) => ledger.row(entry.row))
        await room.voice.reply(message, keyOf(message), say.withdrawnLine(rows, message.at))
        return true
      }
      if (reading.intent !== 'withdrawal' && !EXPLICIT.test(plain)) return false
      const meant = await rowsMeant(heard, room, messages, [])
      if (reading.intent !== 'withdrawal' && meant.by !== 'number' && meant.by !== 'quote') return false
      if (TWICE.test(plain) && meant.by !== 'number') {
        await keepOne(heard, meant.rows)
        return true
      }
      const allTheirs = meant.rows.every((row) => mayAmend(heard.person, row) && row.state !== 'withdrawn')
      if (meant.by === 'number' && meant.rows.length > 1 && allTheirs) {
        await all(heard, meant)
        return true
      }
      const row = await theOneRow(heard, meant, room, '撤回')
      if (row) await all(heard, { ...meant, rows: [row] })
      return true
    },
  }
}

function actOf(message: Message, row: Row): string {
  return `withdraw/${message.id}/${row.number}`
}
