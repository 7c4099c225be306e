import type { Reading } from '../reading/reading.ts'

/** What a line says that is a report and holds words of correction or withdrawal besides. */
export interface Whole {
  readings: Reading[]
  /** The report's own words. */
  text: string
  /** What it says of other reports: not carried out, shown to the office. */
  rest?: string
}

/** Words by which people put right or take back; within a report they tell of something else. */
const TOUCHES =
  /更正|订正|改正|修改|改[成为过]|[写报打说记弄搞算]错|撤[回销掉]|作废|删[除掉]|取消|忽略|应[为该]|20\d\d\s?[-—–]\s?\d{3,6}/
const CLAUSE = /(?<=[，,。；;！!\n（(])/
/** Said of the report itself: “…12人，写错了，应该是15人”. */
const OF_ITSELF =
  /^[\s不好意思哦噢]*(写错|报错|说错|打错|记错|弄错|搞错|错了|更正(?!了)|应该?[是为]|不对|不是|改[成为]|撤[回掉]|作废|删掉|人数|日期|时间|地点|这条|以上)/
/** Of other reports, or an order to the program. */
const OF_OTHERS = /20\d\d\s?[-—–]\s?\d{3,6}|指令|系统|规则|台账|管理员|[那这上]一?[条个次]|[请把将].{0,6}人数/
/** 更正了选举办法, 撤销了1名党员处分: what was done at the activity. */
const A_DEED = /(更正|订正|修改|撤销|删除|取消|改正)了(?=[一-龥\d])/g

/**
 * A line that begins as a report (whose, which day, which activity, how many) is a report, whatever it says after that;
 * undefined for every other line. Nothing in it touches another row.
 */
export function wholeReport(
  text: string,
  readings: Reading[],
  read: (text: string) => Reading[],
): Whole | undefined {
  if (!TOUCHES.test(text) || /^\s*(@\S+\s*)?(更正|撤回|补充|作废|删除|修改)/.test(text)) return undefined
  const clauses = text.split(CLAUSE)
  const first = clauses.findIndex((clause) => TOUCHES.test(clause.replace(A_DEED, '')))
  if (first < 0) return isToldWhole(readings) ? { readings: asReports(readings), text } : undefined
  const tail = clauses.slice(first).join('')
  const head = text.slice(0, text.length - tail.length)
  const own = head === '' ? [] : read(head)
  if (!isToldWhole(own) || OF_ITSELF.test(tail)) return undefined
  if (OF_OTHERS.test(tail)) return { readings: asReports(own), text: head, rest: tail }
  return { readings: asReports(isSame(own, readings) ? readings : own), text }
}

function isToldWhole(readings: Reading[]): boolean {
  return readings.length > 0 && readings.every(isTold)
}

function isTold({ date, village, organizer, category, participants, quantities, future }: Reading): boolean {
  return Boolean(!future && date && (village ?? organizer) && category && (participants ?? quantities[0]))
}

function asReports(readings: Reading[]): Reading[] {
  return readings.map((one) => ({ ...one, intent: 'report' }))
}

/** The words that follow change nothing of what was read before them. */
function isSame(a: Reading[], b: Reading[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, n) => {
      const other = b[n]
      return (
        other?.participants?.value === one.participants?.value &&
        other?.village?.value === one.village?.value &&
        other?.date?.value === one.date?.value &&
        other?.category?.value === one.category?.value
      )
    })
  )
}
