import type { Message } from '../chat/message.ts'
import { dayOf } from '../clock.ts'
import type { Row } from '../ledger/row.ts'
import type { Shelf } from '../shelf.ts'
import { openAskingBack } from './ask-back.ts'
import { keyOf, theOneRow } from './correct.ts'
import type { Heard, IntakeRoom, Step } from './heard.ts'
import { isOtherTalk, type Meant, meansNothing, rowsMeant } from './meant.ts'
import type { Questions } from './question.ts'
import { mayAmend, officeNames } from './whose.ts'
import * as say from './wording.ts'

const EXPLICIT =
  /^(请?(帮忙|把)?)?(撤回|撤销|作废|删除|取消)|^([那这上]一?[个条次]|算了)?[,，]?(就?不报了|先不报)|(那?一?条|这条|上条|的)(作废|撤回|撤销)/
/** “两条都撤回”: the speaker's last ones, when there are just so many. */
const SEVERAL = /^(?:这|那|上面)?([两二三23])条(?:都|全)?[^\d]{0,3}(?:撤|作废|删)/
/** An order to the program, not one row. */
const WHOLESALE = /台账[^\d]{0,4}(删|清|撤)|(都|全部|所有)[^\d]{0,8}(删|撤|作废|清)/
/** Said of whatever the speaker said last. */
const SLIP = /^(不好意思|抱歉)?[,，\s]*发错(了|群了|地方了)?[。.!！~\s]*$/
/** “那个不报了” */
const NOT_REPORTED = /不报了|先不报/
const TWICE = /重复|报重|报了两[次遍]|多报了一[次条遍]/

/** 撤回: the row stays in the books and leaves every total. */
export function openWithdrawals(room: IntakeRoom, messages: Shelf<Message>, questions: Questions): Step {
  const { ledger } = room
  const { askWhich } = openAskingBack(room, questions)

  async function withdraw({ message, person, now }: Heard, row: Row): Promise<void> {
    await ledger.amend(row.number, {
      kind: 'withdrawn',
      source: { messages: [message.id] },
      by: person.name,
      at: now,
      once: actOf(message, row),
    })
  }

  /** The speaker's line before this one was a report. */
  async function isAboutReport({ message, person }: Heard): Promise<boolean> {
    const day = await messages.list(dayOf(message.at))
    const here = day.findIndex((one) => one.id === message.id)
    const last = day
      .slice(0, Math.max(here, 0))
      .findLast((one) => one.person === person.name && one.topic === message.topic)
    return last !== undefined && ledger.fromMessage(last.id).length > 0
  }

  /** “重复报了，留一个就行”: the later ones are joined to the first; a single one stays. */
  async function keepOne(heard: Heard, rows: Row[]): Promise<void> {
    const { message, person, now } = heard
    const [first, ...others] = rows.filter((row) => mayAmend(person, row) && row.state !== 'merged')
    if (!first || others.length === 0) {
      await room.voice.reply(
        message,
        keyOf(message),
        first ? say.onlyOneLine(first, message.at) : say.notFoundLine('撤回', officeNames(room.town)),
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

  async function lastOnes(heard: Heard, several: string): Promise<boolean> {
    const meant = await rowsMeant(heard, room, messages, [])
    const count = /[三3]/.test(several) ? 3 : 2
    if (meant.by === 'last' && meant.rows.length === count) await all(heard, meant)
    else
      await room.voice.reply(
        heard.message,
        keyOf(heard.message),
        say.notFoundLine('撤回', officeNames(room.town)),
      )
    return true
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
      if (heard.whole) return false
      const several = SEVERAL.exec(plain)?.[1]
      const twice = TWICE.test(plain) && /撤|删|留|去掉/.test(plain)
      if (reading.intent !== 'withdrawal' && !EXPLICIT.test(plain) && !twice && !SEVERAL.test(plain))
        return false
      if (several !== undefined) return lastOnes(heard, several)
      if (
        isOtherTalk(heard) ||
        (WHOLESALE.test(plain) && !message.quote) ||
        (SLIP.test(plain) && !(await isAboutReport(heard)))
      )
        return false
      const meant = await rowsMeant(heard, room, messages, [])
      if (meansNothing(meant, heard, room)) return false
      const given = reading.intent === 'withdrawal' || twice || NOT_REPORTED.test(plain)
      if (!given && meant.by !== 'number' && meant.by !== 'quote') return false
      if (TWICE.test(plain) && meant.by !== 'number') {
        await keepOne(heard, meant.rows)
        return true
      }
      const wantsAll = meant.by === 'number' || (meant.by === 'quote' && /^(两条|这?几条)?[都全]/.test(plain))
      const allTheirs = meant.rows.every((row) => mayAmend(heard.person, row) && row.state !== 'withdrawn')
      if (wantsAll && meant.rows.length > 1 && allTheirs) {
        await all(heard, meant)
        return true
      }
      const standing = meant.rows.filter((row) => mayAmend(heard.person, row) && row.state !== 'withdrawn')
      if (standing.length > 1) {
        await askWhich(heard, standing, { withdraws: true })
        return true
      }
      const left = { ...meant, rows: standing.length > 0 ? standing : meant.rows.slice(0, 1) }
      const row = await theOneRow(heard, left, room, '撤回')
      if (row) await all(heard, { ...meant, rows: [row] })
      return true
    },
  }
}

function actOf(message: Message, row: Row): string {
  return `withdraw/${message.id}/${row.number}`
}
