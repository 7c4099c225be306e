import type { Instant } from '../clock.ts'
import { FIELDS, said, spokenDate } from '../ledger/change.ts'
import type { RowFields } from '../ledger/entry.ts'
import { type Row, villagesOf } from '../ledger/row.ts'
import { CATEGORIES } from '../reading/category.ts'
import type { RequiredField } from '../town.ts'

/** Every line that intake says, in one place: plain, courteous, short. `at` is when it is said: another year is spelt out. */

/** `张湾村，3月5日，学雷锋志愿服务，12人`: what was understood of a row, the activity in the person's own words. */
export function rowLine(row: RowFields, at: Instant): string {
  const head = [villagesOf(row).join('、') || (row.organizer ?? ''), dateWords(row.date, at), kindWords(row)]
  return [...head, ...figuresOf(row)].filter((part) => part !== '').join('，')
}

function figuresOf(row: RowFields): string[] {
  return [
    said(row, 'participants'),
    said(row, 'personTimes'),
    said(row, 'sessions'),
    said(row, 'quantities'),
    row.location ?? '',
    row.cumulative ? '累计数，不计入合计' : '',
  ].filter((part) => part !== '')
}

/** Words short enough to be a name: “乒乓球比赛”; longer ones are told by their kind. */
const NAME = /^(?!给|讲|吧|本月)(?!.*(来了|一共|坐了|了个|还看望|参加$))[一-龥“”]{2,14}$/

export function kindWords({ topic, category }: RowFields): string {
  if (topic !== null && NAME.test(topic)) return topic
  return category && category !== 'other' ? CATEGORIES[category] : (topic ?? '活动')
}

/** A date as an office writes it; with its year when that is not the year of speaking. */
export function dateWords(date: string | null, at: Instant): string {
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

/** How to put a row right, with an example that can be copied. */
function howToMend(number: string): string {
  return `有误请回，如“更正 ${number} 人数15”`
}

export function receiptLine(rows: Row[], at: Instant): string {
  const list = rows.map((row) => `${row.number}：${rowLine(row, at)}`).join('；')
  return `已入台账 ${list}。${howToMend(rows[0]?.number ?? '')}`
}

/** The row stands, but something is still open after the one question. */
export function stillLacks(row: Row, fields: readonly string[], at: Instant): string {
  return `已入台账 ${row.number}：${rowLine(row, at)}。还差${askedWords(fields)}，方便时回一句就行`
}

export function joinedLine(kept: Row, at: Instant): string {
  return `这次活动台账里已有，编号 ${kept.number}（${rowLine(kept, at)}），不重复计数`
}

/** `已记下张湾村3月7日主题党日（2025-0001）。` */
function noted(rows: Row[], at: Instant): string {
  const list = rows.map((row) => {
    const named = `${villagesOf(row).join('、') || (row.organizer ?? '')}${dateWords(row.date, at)}`
    const kind = kindWords(row)
    const head = `${named}${kind === '活动' && named ? '的活动' : kind}`
    return `${[head, ...figuresOf(row)].join('，')}（${row.number}）`
  })
  return `已记下${list.join('、')}。`
}

const QUESTIONS: Record<RequiredField, string> = {
  date: '是哪一天？回日期就行，如“6月5日”',
  category: '搞的是什么活动？如“主题党日”“志愿服务”',
  participants: '来了多少人？回数字就行，如“12人”',
  location: '在哪里搞的？回地点就行',
  village: '是哪个村的？回村名就行',
}
const SHORT_QUESTIONS: Record<string, string> = {
  date: '哪一天',
  category: '搞的什么活动',
  participants: '来了多少人',
  location: '在哪里',
  village: '哪个村的',
}

/** The one question: what the row cannot do without, with an example that can be copied. */
export function missingLine(
  rows: Row[],
  fields: readonly RequiredField[],
  { standard, villages }: { standard: Partial<RowFields>; villages: string[] },
  at: Instant,
): string {
  const said = noted(rows, at)
  const [only, second] = fields
  const today = standard.date ? spokenDate(standard.date) : ''
  if (only && !second) {
    if (only === 'date' && today) return `${said}是今天（${today}）的吗？回“对”或写日期`
    if (only === 'village' && standard.organizer) return `${said}是镇上的活动吗？回“对”，或回村名`
    return said + QUESTIONS[only]
  }
  const asked = fields
    .filter((field) => field !== 'date' || !today)
    .map((field) =>
      field === 'village' && villages.length > 1 ? `是${villages.join('还是')}` : SHORT_QUESTIONS[field],
    )
  const note = today && fields.includes('date') ? `（日期先记今天${today}，不对就带上日期）` : ''
  return `${said}${asked.join('、')}？一句话回就行${note}`
}

/** “对” to a question that has no default. */
export function stillAskedLine(row: Row, fields: readonly RequiredField[]): string {
  const [only, second] = fields
  const asked =
    only && !second ? QUESTIONS[only] : `${fields.map((field) => SHORT_QUESTIONS[field]).join('、')}？`
  return `${row.number} 还差${askedWords(fields)}：${asked}`
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
    ? `收到${count}张图片，是 ${row.number}（${rowLine(row, at)}）的吗？回“对”，或回编号；不是上报就不用理会`
    : `收到${count}张图片，是哪次活动的？请补一句，如“3月5日主题党日20人”；不是上报就不用理会`
}

export function clarifyLine(rows: Row[], at: Instant): string {
  const list = rows.map((row) => `${row.number}（${rowLine(row, at)}）`).join('、')
  return `您说的是哪一条？${list}。回编号、村名或“第一条”都行`
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

/** A correction that says what stands there already. */
export function unchangedLine(row: Row, fields: Partial<RowFields>): string {
  const values = FIELDS.filter((field) => field in fields).map((field) => said(row, field))
  return `${row.number} 本来就是${values.filter(Boolean).join('，')}，没有改动`
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

export function notFoundLine(verb: '更正' | '撤回', office: string[], number?: string): string {
  if (number) return `台账里没有 ${number}，请看看编号对不对${orAsk(office)}`
  const example = `${verb} 2025-0001${verb === '更正' ? ' 人数15' : ''}`
  return `没找到您说的是哪一条，请带上编号，如“${example}”${orAsk(office)}`
}

export function unclearLine(row: Row, office: string[], at: Instant): string {
  return `没看懂要把 ${row.number}（${rowLine(row, at)}）改成什么。请写成“更正 ${row.number} 人数15”或“更正 ${row.number} 日期3月6日”${orAsk(office)}`
}

/** Whom a person can turn to. */
export function orAsk(office: string[]): string {
  return office.length > 0 ? `；不清楚的问${office.join('或')}就行` : ''
}

export function keptOneLine(kept: Row, others: Row[], at: Instant): string {
  return `已保留 ${kept.number}（${rowLine(kept, at)}），重复的 ${others.map((row) => row.number).join('、')} 不再计数`
}

export function hourlyLine(rows: Row[], hour: string, at: Instant): string {
  const list = rows.map((row) => `${row.number} ${rowLine(row, at)}（${row.by}）`).join('；')
  return `${hour}时入台账${rows.length}条：${list}。${howToMend(rows[0]?.number ?? '')}`
}

/** In private, to the village's own people. */
export function chaseLine(person: string, owed: { title: string; village: string }[]): string {
  const list = owed.map((one) => `${one.village}${one.title}`).join('、')
  return `${person}您好，台账里还没有看到：${list}。开展了的话，方便时在群里发一句就行；还没开展或不用报，不必回复。不想收到提醒，请回“不用提醒”`
}

export function remindersLine(kind: 'off' | 'on'): string {
  return kind === 'off' ? '好的，以后不再私下提醒您。需要时回“恢复提醒”' : '好的，已恢复提醒'
}
