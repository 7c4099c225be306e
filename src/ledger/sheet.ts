import { CATEGORIES } from '../reading/category.ts'
import { spokenDate } from './change.ts'
import { type Row, STATE_WORDS } from './row.ts'

/** A sheet as plain data; outside/sheet.ts makes an Excel or CSV file of it. */
export interface Sheet {
  name: string
  columns: { title: string; width: number }[]
  rows: Cell[][]
}

export type Cell = string | number | null

const COLUMNS: [title: string, width: number, cell: (row: Row, facts: RowFacts) => Cell][] = [
  ['编号', 11, (row) => row.number],
  ['状态', 9, (row) => STATE_WORDS[row.state]],
  ['日期', 13, (row) => row.date],
  ['村', 12, (row) => row.village],
  ['主办', 18, (row) => row.organizer],
  ['类别', 12, (row) => (row.category ? CATEGORIES[row.category] : null)],
  ['内容', 30, (row) => row.topic],
  ['地点', 16, (row) => row.location],
  ['人数', 8, (row) => row.participants],
  ['约数', 6, (row) => (row.participantsApprox ? '约' : null)],
  ['人次', 8, (row) => row.personTimes],
  ['场次', 8, (row) => row.sessions],
  [
    '其他数量',
    24,
    (row) =>
      row.quantities.map((q) => `${q.what}${q.approx ? '约' : ''}${q.value}${q.unit}`).join('、') || null,
  ],
  ['上报人', 10, (row) => row.by],
  ['上报时间', 18, (row) => `${row.at.slice(0, 10)} ${row.at.slice(11, 16)}`],
  [
    '更正次数',
    9,
    (row) =>
      row.entries.filter((one) => one.kind === 'corrected' && Object.keys(one.fields).length > 0).length,
  ],
  ['并入', 11, (row) => row.into ?? null],
  ['原消息', 60, (_, facts) => facts.text],
  ['链接', 40, (_, facts) => facts.link],
]

/** What a sheet says of a row besides the row: the words it was read from, and where its page is. */
export interface RowFacts {
  text: string
  link: string
}

/** The rows as the office's Excel sheet; each with its message's words and a link to its page. */
export function ledgerSheet(rows: Row[], factsOf: (row: Row) => RowFacts): Sheet {
  return {
    name: '台账',
    columns: COLUMNS.map(([title, width]) => ({ title, width })),
    rows: rows.map((row) => {
      const facts = factsOf(row)
      return COLUMNS.map(([, , cell]) => cell(row, facts))
    }),
  }
}

/** `台账 2025-03-01至2025-03-31.xlsx` and the like. */
export function sheetName(rows: Row[], ending: 'xlsx' | 'csv'): string {
  const days = rows.flatMap((row) => (row.date ? [row.date.slice(0, 10)] : [])).sort()
  const [first, last] = [days[0], days.at(-1)]
  const span = first === undefined || last === undefined ? '' : ` ${spokenDate(`${first}/${last}`)}`
  return `台账${span}.${ending}`
}
