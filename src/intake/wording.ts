import type { Instant } from '../clock.ts'
import { said, spokenDate } from '../ledger/change.ts'
import type { RowFields } from '../ledger/entry.ts'
import { type Row, villagesOf } from '../ledger/row.ts'
import { CATEGORIES } from '../reading/category.ts'
import type { RequiredField } from '../town.ts'

/** Every line that intake says, in one place: plain, courteous, short. `at` is when it is said: another year is spelt out. */

/** `张湾村，3月5日，志愿服务，12人`: what was understood of a row. */
export function rowLine(row: RowFields, at: Instant): string {
  const kind = row.category && row.category !== 'other' ? CATEGORIES[row.category] : (row.topic ?? '活动')
  const parts = [
    villagesOf(row).join('、') || (row.organizer ?? ''),
    dateWords(row.date, at),
    kind,
    said(row, 'participants'),
    said(row, 'personTimes'),
    said(row, 'sessions'),
    said(row, 'quantities'),
    row.location ?? '',
    row.cumulative ? '累计数，不计入合计' : '',
  ]
  return parts.filter((part) => part !== '').join('，')
}

/** A date as an office writes it; with its year when that is not the year of speaking. */
function dateWords(date: string | null, at: Instant): string {
  if (date === null) return ''
  return date.startsWith(at.slice(0, 4)) ? spokenDate(date) : `${date.slice(0, 4)}年${spokenDate(date)}`
}

const ASKED_WORDS: Record<RequiredField, string> = {
  date: '日期',
  category: '活动类别',
  participants: '人数',
  village: '村名',
  location: '地点',
}

export function askedWords(fields: readonly string[]): string {
  const words: Record<string, string> = ASKED_WORDS
  return fields.map((field) => words[field] ?? field).join('、')
}

export function receiptLine(rows: Row[], at: Instant): string {
  const [first] = rows
  if (first && rows.length === 1) {
    return `已入台账 ${first.number}：${rowLine(first, at)}。如需修改请回“更正 ${first.number} …”`
  }
  const list = rows.map((row) => `${row.number}：${rowLine(row, at)}`).join('；')
  return `已入台账 ${list}。如需修改请回“更正 编号 …”`
}

/** The row stands, but something is still open after the one question. */
export function stillLacks(row: Row, fields: readonly string[], at: Instant): string {
  return `已入台账 ${row.number}：${rowLine(row, at)}。还缺${askedWords(fields)}，方便时请回“更正 ${row.number} …”补上`
}

export function joinedLine(kept: Row, at: Instant): string {
  return `这次活动台账里已有，编号 ${kept.number}（${rowLine(kept, at)}），不重复计数`
}

function noted(rows: Row[], at: Instant): string {
  return `${rows.map((row) => `${row.number} ${rowLine(row, at)}`).join('；')}已记下。`
}

/** The one question: what the row cannot do without, with an example that can be copied. */
export function missingLine(
  rows: Row[],
  fields: readonly string[],
  { standard, villages }: { standard: Partial<RowFields>; villages: string[] },
  at: Instant,
): string {
  const said = noted(rows, at)
  const [only] = fields
  const byDefault = standard.date ? spokenDate(standard.date) : ''
  if (fields.length === 1 && only === 'date') {
    return byDefault
      ? `${said}是今天（${byDefault}）的吗？回“对”或写日期`
      : `${said}请问是哪一天？回日期即可，如“6月5日”`
  }
  if (fields.length === 1 && only === 'participants') return `${said}请问多少人参加？回人数即可，如“12人”`
  if (fields.length === 1 && only === 'category') return `${said}请问是哪类活动？如“主题党日”“志愿服务”`
  if (fields.length === 1 && only === 'location') return `${said}请问在哪里开展的？回地点即可`
  if (fields.length === 1) {
    return standard.organizer
      ? `${said}是镇上的活动吗？回“对”，或回村名`
      : `${said}请问是哪个村的？回村名即可`
  }
  const others = fields.filter((field) => field !== 'date' || !byDefault)
  const note = byDefault && fields.includes('date') ? `日期先按今天（${byDefault}）记，不对请一并写明` : ''
  const which = villages.length > 1 && fields.includes('village') ? `（${villages.join('还是')}）` : ''
  return `${said}还请补充${askedWords(others)}${which}，一句话回复即可${note ? `；${note}` : ''}`
}

export function whichVillageLine(rows: Row[], villages: string[], at: Instant): string {
  const [first = ''] = villages
  const which =
    villages.length > 1
      ? `是${villages.join('还是')}的？回村名；回“对”按${first}记`
      : `是${first}的吗？回“对”，或回村名`
  return `${noted(rows, at)}${which}`
}

export function whichPicturesLine(count: number, row: Row | undefined, at: Instant): string {
  return row
    ? `收到图片${count}张，是 ${row.number}（${rowLine(row, at)}）的吗？回“对”，或回编号；不是上报不用理会`
    : `收到图片${count}张，是哪次活动的？请补一句时间、内容和人数；不是上报不用理会`
}

export function clarifyLine(rows: Row[], at: Instant): string {
  const list = rows.map((row) => `${row.number}（${rowLine(row, at)}）`).join('、')
  return `您说的是哪一条？${list}。请带上编号再回一次`
}

export function correctedLine(
  row: Row,
  changes: { word: string; was: string; now: string }[],
  at: Instant,
): string {
  const list = changes.map((c) =>
    c.was === '（无）' ? `补上${c.word}${c.now}` : `${c.word}由${c.was}改为${c.now}`,
  )
  return `已更正 ${row.number}：${list.join('，')}。现为${rowLine(row, at)}`
}

export function redirectedLine(from: string): string {
  return `（${from} 已并入此条）`
}

export function withdrawnLine(rows: Row[], at: Instant): string {
  return `已撤回 ${rows.map((row) => `${row.number}（${rowLine(row, at)}）`).join('、')}`
}

export function onlyOneLine(row: Row, at: Instant): string {
  return `台账里只有 ${row.number}（${rowLine(row, at)}）一条，没有重复，不用撤`
}

export function notYoursLine(row: Row, whom: string[], verb: '更正' | '撤回'): string {
  const village = row.village ?? row.organizer
  return `${row.number} 是${village ? `${village}的` : `${row.by}上报的`}条目，请联系${whom.join('或')}${verb}`
}

export function closedLine(row: Row): string {
  return `${row.number} 已撤回，不能再改。如需恢复，请重新上报`
}

export function notFoundLine(verb: '更正' | '撤回', number?: string): string {
  return number
    ? `台账里没有 ${number}，请核对编号`
    : `没找到要${verb}的条目，请带上编号，如“${verb} 2025-0001${verb === '更正' ? ' 人数15' : ''}”`
}

export function unclearLine(row: Row, at: Instant): string {
  return `没看明白要把 ${row.number}（现为${rowLine(row, at)}）改成什么，请写成“更正 ${row.number} 人数15”或“更正 ${row.number} 日期3月6日”`
}

export function keptOneLine(kept: Row, others: Row[], at: Instant): string {
  return `已保留 ${kept.number}（${rowLine(kept, at)}），重复的 ${others.map((row) => row.number).join('、')} 不再计数`
}

export function hourlyLine(rows: Row[], hour: string, at: Instant): string {
  const list = rows.map((row) => `${row.number} ${rowLine(row, at)}（${row.by}）`).join('；')
  return `${hour}时入台账${rows.length}条：${list}。如需修改请回“更正 编号 …”`
}

export function shownLine(row: Row, state: string, at: Instant): string {
  const into = row.into ? `，并入 ${row.into}` : ''
  return `${row.number}：${rowLine(row, at)}（${state}${into}，${row.by}${spokenDate(row.at.slice(0, 10))}报）`
}

/** “我报的收到没有” when there is nothing. */
export function nothingOfYoursLine(): string {
  return '台账里还没有您近三天上报的活动。请把时间、村、内容和人数发一句，如“3月5日张湾村主题党日20人”'
}

export function ownVillageOnlyLine(): string {
  return '群里只能查本村的台账，全镇情况请到审核台查看'
}

/** `张湾村今年主题党日3次：2025-0001（3月5日，12人）…` */
export function countedLine(
  village: string,
  kind: string,
  period: string,
  rows: Row[],
  listed: number,
  summed: 'participants' | 'personTimes' | undefined,
  at: Instant,
): string {
  if (rows.length === 0) return `${village}${period}还没有${kind}的台账记录`
  const total = sums(rows, summed)
  const list = rows.slice(-listed).map((row) => {
    const count = said(row, 'participants')
    return `${row.number}（${[dateWords(row.date, at), count].filter(Boolean).join('，')}）`
  })
  const more = rows.length > listed ? `，最近${listed}次为` : '：'
  return `${village}${period}${kind}${rows.length}次${total}${more}${list.join('、')}`
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

/** In private, to the village's own people. */
export function chaseLine(person: string, owed: { title: string; village: string }[]): string {
  const list = owed.map((one) => `${one.village}${one.title}`).join('、')
  return `${person}您好，台账里还没有看到：${list}。开展了的话，方便时在群里发一句就行；还没开展或不用报，不必回复。不想收到提醒，请回“不用提醒”`
}

export function remindersLine(kind: 'off' | 'on'): string {
  return kind === 'off' ? '好的，以后不再私下提醒您。需要时回“恢复提醒”' : '好的，已恢复提醒'
}
