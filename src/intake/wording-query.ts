import type { Instant } from '../clock.ts'
import { said, spokenDate } from '../ledger/change.ts'
import { type Row, villagesOf } from '../ledger/row.ts'
import { dateWords, kindWords, orAsk, rowLine } from './wording.ts'

/** What is answered to questions to the ledger and to the bot. */

export function shownLine(row: Row, state: string, at: Instant): string {
  const into = row.into ? `，并入 ${row.into}` : ''
  return `${row.number}：${rowLine(row, at)}（${state}${into}，${row.by}${spokenDate(row.at.slice(0, 10))}报）`
}

/** “我报的收到没有” when there is nothing. */
export function nothingOfYoursLine(): string {
  return '台账里还没有您近三天上报的活动。请把时间、村、内容和人数发一句，如“3月5日张湾村主题党日20人”'
}

export function ownVillageOnlyLine(office: string[]): string {
  const whom = office.join('或') || '镇上的办公室'
  return `群里只能查自己村的台账，别的村和全镇的请问${whom}`
}

/** “@小助手 在吗”, “怎么上报” */
export function guideLine(village: string | undefined, office: string[]): string {
  return `在的。上报发一句就行，如“3月5日${village ?? '某某村'}主题党日20人”，照片接着发${orAsk(office)}`
}

/** Asked of the bot by name, and not understood. */
export function notUnderstoodLine(office: string[]): string {
  return `没看懂您要查什么，可以这样问：“我们村今年主题党日几次”${orAsk(office)}`
}

interface Asked {
  village: string
  kind: string
  period: string
  summed: 'participants' | 'personTimes' | undefined
}

/** `张湾村今年主题党日3次：2025-0001（3月5日，与上滩村合办，12人）…` */
export function countedLine(
  { village, kind, period, summed }: Asked,
  rows: Row[],
  listed: number,
  at: Instant,
): string {
  if (rows.length === 0) return `${village}${period}还没有${kind}的台账记录`
  const list = rows.slice(-listed).map((row) => {
    const others = villagesOf(row).filter((one) => one !== village)
    const partner =
      others.length < villagesOf(row).length && others.length > 0 ? `与${others.join('、')}合办` : ''
    const words = [
      dateWords(row.date, at),
      kind === '活动' ? kindWords(row) : '',
      partner,
      said(row, 'participants'),
    ]
    return `${row.number}（${words.filter(Boolean).join('，')}）`
  })
  const more = rows.length > listed ? `，最近${listed}次为` : '：'
  return `${village}${period}${kind}${rows.length}次${sums(rows, summed)}${more}${list.join('、')}`
}

/** 人数 and 人次 are never added to each other: what only one of them says is left out and said so. */
function sums(rows: Row[], what: 'participants' | 'personTimes' | undefined): string {
  if (what === undefined) return ''
  const told = rows.flatMap((row) => row[what] ?? [])
  const total = told.reduce((sum, one) => sum + one, 0)
  const word = what === 'participants' ? '人数' : '人次'
  const rest = rows.length - told.length
  if (told.length === 0) return `，都没有报${word}`
  return `，${word}合计${total}${rest > 0 ? `（另有${rest}次没有报${word}）` : ''}`
}
