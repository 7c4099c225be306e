import { dayInCell } from '../cell.ts'
import type { Instant } from '../clock.ts'
import { categoryOf } from './browse.ts'
import { FIELD_WORDS } from './change.ts'
import type { RowFields } from './entry.ts'
import type { Ledger } from './ledger.ts'
import { counts, type Row } from './row.ts'
import type { Cell } from './sheet.ts'

/** One line of a spreadsheet as it would be filed. */
export interface Proposal {
  /** The line in the spreadsheet, as a person counts. */
  line: number
  fields: Partial<RowFields>
  /** Why it will not be filed, in sentences; empty: it will. */
  faults: string[]
  /** What the officer may want to look at; it is filed all the same. */
  notes: string[]
  /** A row of the ledger that says the same: the line is left out. */
  twin?: string
}

export interface Preview {
  proposals: Proposal[]
  /** Columns that were not understood. */
  unknown: string[]
  /** What is wrong with the sheet as a whole, in a sentence. */
  fault?: string
}

const HEADINGS: [field: keyof RowFields, words: RegExp][] = [
  ['date', /^(活动)?(日期|时间)|^开展(日期|时间)/],
  ['village', /^(所属)?(村|村名|村居|单位|村（社区）|行政村)$/],
  ['organizer', /^(主办|组织单位|主办单位|党组织|支部)/],
  ['category', /^(活动)?(类别|类型|分类)/],
  ['topic', /^(活动)?(内容|主题|名称|简介)/],
  ['location', /^(活动)?(地点|场所)/],
  ['personTimes', /人次/],
  ['participants', /^(参加|参与|到会)?(人数)/],
  ['sessions', /^(场次|场数|次数)/],
]

/**
 * What an existing spreadsheet would become, line by line; nothing is filed by this. The first of the first ten lines that
 * names a day and a village, kind or topic is the heading.
 */
export function previewImport(
  cells: Cell[][],
  ledger: Ledger,
  places: { name: string; aliases: string[] }[],
): Preview {
  const at = cells
    .slice(0, 10)
    .findIndex((line) => headingsOf(line).size >= 2 && headingsOf(line).has('date'))
  const heading = cells[at]
  if (!heading) {
    return {
      proposals: [],
      unknown: [],
      fault: '没有找到表头：需要有“日期”列，以及“村”“类别”“内容”等至少一列。',
    }
  }
  const columns = headingsOf(heading)
  const known = new Set(columns.values())
  const unknown = heading.flatMap((cell, i) =>
    known.has(i) || cell === null || cell === '' ? [] : [String(cell)],
  )
  const proposals = cells.slice(at + 1).flatMap((line, i) => {
    if (line.every((cell) => cell === null || String(cell).trim() === '')) return []
    return [propose(line, at + i + 2, columns, ledger, places)]
  })
  markRepeats(proposals)
  return { proposals, unknown }
}

function headingsOf(line: Cell[]): Map<keyof RowFields, number> {
  const found = new Map<keyof RowFields, number>()
  for (const [i, cell] of line.entries()) {
    const word = String(cell ?? '').replace(/\s/g, '')
    const field = HEADINGS.find(([name, words]) => words.test(word) && !found.has(name))?.[0]
    if (field) found.set(field, i)
  }
  return found
}

function propose(
  line: Cell[],
  at: number,
  columns: Map<keyof RowFields, number>,
  ledger: Ledger,
  places: { name: string; aliases: string[] }[],
): Proposal {
  const proposal: Proposal = { line: at, fields: {}, faults: [], notes: [] }
  for (const [field, column] of columns) {
    const text = String(line[column] ?? '')
      .normalize('NFKC')
      .trim()
    if (text !== '') take(proposal, field, text, places)
  }
  const { fields, faults } = proposal
  if (fields.date === undefined && faults.length === 0) faults.push('没有日期')
  if (fields.village === undefined && fields.organizer === undefined && faults.length === 0) {
    faults.push('没有村名或主办单位')
  }
  if (fields.category === undefined && fields.topic === undefined) faults.push('没有类别或内容')
  const twin = ledger.rows().find((row) => counts(row) && saysSame(row, fields))
  if (twin) proposal.twin = twin.number
  return proposal
}

/** One cell into its field, or a sentence why not. */
function take(
  { fields, faults, notes }: Proposal,
  field: keyof RowFields,
  text: string,
  places: { name: string; aliases: string[] }[],
): void {
  if (field === 'date') {
    const date = dayInCell(text)
    if (date === undefined) faults.push(`日期“${text}”看不懂，请写成 2025-03-05`)
    else fields.date = date
  } else if (field === 'village') {
    const place = places.find((one) => one.name === text || one.aliases.includes(text))
    if (place) fields.village = place.name
    else faults.push(`村名“${text}”不在本镇名录`)
  } else if (field === 'category') {
    fields.category = categoryOf(text) ?? 'other'
    if (categoryOf(text) === undefined) notes.push(`类别“${text}”不是现有类别，记为“其他”`)
  } else if (field === 'participants' || field === 'personTimes' || field === 'sessions') {
    const count = /^(约|大约)?\s*(\d{1,7})\s*(余|多|左右)?\s*(人次|人|名|场|次)?(左右)?$/.exec(text)
    if (!count) faults.push(`${FIELD_WORDS[field]}“${text}”不是数字`)
    else {
      fields[field] = Number(count[2])
      if (field === 'participants') fields.participantsApprox = Boolean(count[1] ?? count[3] ?? count[5])
    }
  } else if (field === 'topic' || field === 'location' || field === 'organizer') fields[field] = text
}

function saysSame(row: Row, fields: Partial<RowFields>): boolean {
  return (
    row.date === fields.date &&
    row.village === (fields.village ?? null) &&
    (fields.category === undefined || row.category === fields.category) &&
    row.participants === (fields.participants ?? null)
  )
}

/** A line that stands twice in the sheet is filed once. */
function markRepeats(proposals: Proposal[]): void {
  const seen = new Map<string, number>()
  for (const one of proposals) {
    const key = JSON.stringify(Object.entries(one.fields).sort())
    const before = seen.get(key)
    if (before !== undefined) one.faults.push(`与第 ${before} 行相同`)
    else seen.set(key, one.line)
  }
}

/**
 * Files the lines of a preview that have no fault and no twin. `name` names the sheet (a hash of its bytes):
 * the same sheet imported again files nothing again. Returns the rows.
 */
export async function fileImport(
  preview: Preview,
  ledger: Ledger,
  { name, by, at }: { name: string; by: string; at: Instant },
): Promise<Row[]> {
  const rows: Row[] = []
  for (const { line, fields, faults, twin } of preview.proposals) {
    if (faults.length > 0 || twin !== undefined) continue
    const source = { desk: `导入表格第 ${line} 行` }
    rows.push(await ledger.file({ fields, source, by, at, once: `import/${name}/${line}` }))
  }
  return rows
}
