import type { Message } from '../chat/message.ts'
import { plusMinutes } from '../clock.ts'
import type { Row } from '../ledger/row.ts'
import type { Shelf } from '../shelf.ts'
import { changesSaid, hasChanges } from './changes.ts'
import type { Heard, IntakeRoom } from './heard.ts'
import { isOtherTalk, rowsQuoted } from './meant.ts'
import { bareCount, byHowMuch, numbersIn, withoutNumbers } from './number.ts'
import { mayAmend } from './whose.ts'

export const EXPLICIT = /^(更正|改正|修改|订正|勘误|补充|再补充)/
/** Short words that put something right without saying 更正: “把人数改成25”, “说错了 26个”. */
const IMPLICIT =
  /[报写算][多少]|[多少][报写算]|实际是?\d|\d\s*改\s*\d|改成|改为|改一下|写错|报错|说错|打错|弄错|应该是|应为/
/** “把上滩村演出的人数改成85”; of all rows at once it would be an order to the program. */
export const REQUEST = /^(请|麻烦|帮忙?|帮我)*[把将](?!.*(都|全部|所有|清零|清空)).{2,24}改[成为]/
/** Photos that are still to come. */
const PHOTOS = /[补发传再].{0,3}张|照片|图片/
/** “不是，是8号”: denies what was just understood and says what is right. */
const DENIAL = /^(不是|不对|错了|不,|不，|搞错了|弄错了|说错了)/
/** Begins a line that goes on with the last report, some time after it. */
const FOLLOWS = /^(还有|另外还?有?|对了|再?补充|参加的|来的|一?共来?了?)/
/** 补报: a report that comes late, with its own day or village. */
export const LATE_REPORT = /^补报/
/** “日期错了，是3月3日”, “走访的户数错了” */
const WRONG =
  /(日期|时间|地点|人数|人次|户数|数量|村名|类别|类型|内容|名称|主题)[^,，。]{0,4}(错|不对|有误|不准|弄反)/
/** Thinking aloud: “不是5个就是6个”. */
const UNSURE = /不是.{1,5}就是/
/** “地点在村文化广场”, some minutes after. */
const PLACE_ADDED = /^(活动)?地[点方][是在:]?/
const SHORT = 30
const FOLLOW_MINUTES = 60
const DENIAL_MINUTES = 30

/** Whether a line puts something right that was reported before. */
export function openTelling(
  room: IntakeRoom,
  messages: Shelf<Message>,
  isInBurst: (heard: Heard) => boolean,
) {
  const { ledger } = room

  async function isCorrection(heard: Heard): Promise<boolean> {
    const { plain, reading, message, person } = heard
    if (LATE_REPORT.test(plain) || (PHOTOS.test(plain) && !/人|名|\d{4}-\d/.test(plain))) return false
    if (isOtherTalk(heard) || UNSURE.test(plain)) return false
    if (
      WRONG.test(plain) &&
      !/[?？吗吧]/.test(plain) &&
      hasLast(heard, hasChanges(heard, room) ? 48 * 60 : DENIAL_MINUTES)
    )
      return true
    if (REQUEST.test(plain) && hasChanges(heard, room)) return true
    if (numbersIn(plain).length === 1 && bareCount(withoutNumbers(plain).trim())) return true
    if (EXPLICIT.test(plain) || reading.intent === 'correction') return true
    if (reading.intent === 'withdrawal' || reading.intent === 'query' || !hasChanges(heard, room))
      return false
    if (message.quote) {
      const rows = await rowsQuoted(message, room, messages)
      // A remark on somebody's report (“这次来了12人，不错”) is no correction, nor is one that says what stands there.
      return rows.some((row) => (mayAmend(person, row) || IMPLICIT.test(plain)) && saysElse(heard, row))
    }
    if (plain.length > SHORT) return false
    if (DENIAL.test(plain)) return hasLast(heard, DENIAL_MINUTES)
    if (isFigurePut(heard)) return true
    if (byHowMuch(plain) !== undefined) return hasLast(heard, FOLLOW_MINUTES)
    if (PLACE_ADDED.test(plain)) return !isInBurst(heard) && hasLast(heard, FOLLOW_MINUTES)
    if (isAnchored(heard)) return false
    if (IMPLICIT.test(plain)) return hasLast(heard, 48 * 60)
    // Within a burst a further line is simply part of the report.
    return FOLLOWS.test(plain) && !isInBurst(heard) && hasLast(heard, FOLLOW_MINUTES)
  }

  function saysElse(heard: Heard, row: Row): boolean {
    const changes = Object.entries(changesSaid(heard, room, row))
    return changes.some(([field, value]) =>
      Object.entries(row).some(([name, old]) => name === field && !isSame(old, value)),
    )
  }

  /** “树是250棵”: a thing of the speaker's last report, with another figure. */
  function isFigurePut({ plain, person, message, reading }: Heard): boolean {
    const since = plusMinutes(message.at, -FOLLOW_MINUTES)
    const last = ledger.rows().findLast((row) => row.by === person.name && row.at >= since)
    return (
      /^\D{1,6}(应该)?[是为]\D{0,2}\d/.test(plain) &&
      reading.quantities.some((q) =>
        last?.quantities.some(
          (old) =>
            old.unit === q.unit &&
            old.value !== q.value &&
            plain
              .split(/[是为]/)[0]
              ?.split('')
              .some((sign) => old.what.includes(sign)),
        ),
      )
    )
  }

  /** The speaker has reported something lately that the words can be about. */
  function hasLast({ person, message }: Heard, minutes: number): boolean {
    const since = plusMinutes(message.at, -minutes)
    return ledger.rows().some((row) => row.by === person.name && row.at >= since && row.state !== 'withdrawn')
  }

  return isCorrection
}

/** The line names its own village, body or day. */
function isAnchored({ reading }: Heard): boolean {
  return reading.village !== undefined || reading.date !== undefined
}

export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
