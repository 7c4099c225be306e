import type { Instant } from '../clock.ts'
import type { Row } from '../ledger/row.ts'
import { rowLine } from './wording.ts'

/** What the desk is told; none of it is said in a group. */

/** On the entry of a joint activity: how it counts. */
export function jointNote(villages: string[], counted: string | null): string {
  return `${villages.join('、')}联合开展，记一条，计在${counted ?? '主办'}名下`
}

/** For the desk: an activity of several villages. */
export function jointLine(person: string, row: Row, villages: string[], at: Instant): string {
  return `${person}上报的 ${row.number}（${rowLine(row, at)}）是${villages.join('、')}联合开展的，只记一条，计在${row.village ?? '主办'}名下；其他村另报时请并成一条`
}

/** For the desk: a report about a village that is not the reporter's. */
export function elsewhereLine(person: string, row: Row, at: Instant): string {
  return `${person}上报的 ${row.number}（${rowLine(row, at)}）不是本人所在村，请核对`
}

export function recallLine(person: string, rows: Row[], at: Instant): string {
  return `${person}在微信里撤回了上报消息，涉及 ${rows.map((row) => `${row.number}（${rowLine(row, at)}）`).join('、')}，是否从台账撤回？`
}

/** For the desk: two rows that may be one event. */
export function sameLine(row: Row, earlier: Row, at: Instant): string {
  return `${row.number}（${rowLine(row, at)}，${row.by}报）与 ${earlier.number}（${rowLine(earlier, at)}，${earlier.by}报）可能是同一次活动，是否合并？`
}

/** For the desk only: never held against anyone in the group. */
export function photoLine(number: string, earlier: Row, exact: boolean, at: Instant): string {
  return `${number} 的一张图片与 ${earlier.number}（${rowLine(earlier, at)}）的图片${exact ? '相同' : '很像'}，请看一眼`
}

export function orphanLine(row: Row, gone: Row, at: Instant): string {
  return `${gone.number} 已撤回，并入它的 ${row.number}（${rowLine(row, at)}，${row.by}报）是否恢复计数？`
}

export function conflictLine(row: Row, count: number, at: Instant): string {
  return `${row.number}（${rowLine(row, at)}）后面又发来“${count}人”，与已记人数不同，请核对`
}

/** A report that also spoke of another one; nothing of that was done. */
export function besidesLine(row: Row, rest: string, at: Instant): string {
  return `${row.by}上报 ${row.number}（${rowLine(row, at)}）的同一条消息里还说“${rest.slice(0, 60)}”，没有照办，请核对`
}
