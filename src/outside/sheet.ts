import { Fault } from '../fault.ts'
import type { Cell, Sheet } from '../ledger/sheet.ts'

/** Excel and its relatives run what begins with these, also in full width; a quote before it makes it words again. */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠|%]/
const MOST_BYTES = 20 * 1024 * 1024
const MOST_LINES = 20_000

/** A real .xlsx file: bold heading that stays in view, texts as texts, figures as figures. */
export async function writeXlsx(sheet: Sheet): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const heading = sheet.columns.map(({ title }) => ({ value: title, fontWeight: 'bold' as const }))
  const lines = sheet.rows.map((line) => line.map(cellOf))
  const buffer = await writeExcelFile([heading, ...lines], {
    sheet: sheet.name,
    columns: sheet.columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer()
  return new Uint8Array(buffer)
}

function cellOf(cell: Cell) {
  if (cell === null) return null
  return typeof cell === 'number' ? { type: Number, value: cell } : { type: String, value: guarded(cell) }
}

/** CSV with a BOM, so that Excel reads it as UTF-8. */
export function writeCsv(sheet: Sheet): Uint8Array {
  const lines = [sheet.columns.map(({ title }) => title), ...sheet.rows].map((line) =>
    line.map(quoted).join(','),
  )
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`)
}

function quoted(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = guarded(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Words that a spreadsheet would take for a formula are kept as words; control characters, which XML cannot hold, go. */
function guarded(text: string): string {
  const clean = [...text].filter((sign) => sign >= ' ' || sign === '\n' || sign === '\t').join('')
  return FORMULA.test(clean) || clean.startsWith('\t') ? `'${clean}` : clean
}

/**
 * The cells of a spreadsheet that a person hands in (.xlsx, or CSV in UTF-8 or GB18030); dates become `YYYY-MM-DD`, with an hour
 * `YYYY-MM-DD HH:mm`, an hour alone `HH:mm`.
 * Throws Fault `sheet/too-large`, `sheet/old-format` (.xls), `sheet/unreadable`.
 */
export async function readSheet(bytes: Uint8Array): Promise<Cell[][]> {
  if (bytes.byteLength > MOST_BYTES) throw new Fault('sheet/too-large', '表格超过 20 MB，请拆成几个再导入。')
  const cells = startsWith(bytes, [0x50, 0x4b]) ? await readXlsx(bytes) : readCsv(bytes)
  if (cells.length > MOST_LINES) throw new Fault('sheet/too-large', '表格超过 2 万行，请拆成几个再导入。')
  return cells
}

async function readXlsx(bytes: Uint8Array): Promise<Cell[][]> {
  const { readSheet: read } = await import('read-excel-file/node')
  try {
    const lines = await read(Buffer.from(bytes))
    return lines.map((line) => line.map((cell) => plain(cell)))
  } catch (cause) {
    throw new Fault('sheet/unreadable', '这个 Excel 文件打不开，可能已损坏，请另存为新的 .xlsx 再试。', {
      cause,
    })
  }
}

/** Excel's moments have no zone; the package gives them in UTC, an hour without a day on the day before 1900. */
function plain(cell: unknown): Cell {
  if (cell instanceof Date) {
    // Excel keeps an hour as a part of a day: 13:59:59.999 is 14:00.
    const nearest = new Date(Math.round(cell.getTime() / 60_000) * 60_000)
    const [day, time] = nearest.toISOString().slice(0, 16).split('T')
    if (cell.getUTCFullYear() < 1900) return time ?? null
    return time === '00:00' ? (day ?? null) : `${day} ${time}`
  }
  if (typeof cell === 'number' || typeof cell === 'string') return cell
  return cell === null || cell === undefined ? null : String(cell)
}

function readCsv(bytes: Uint8Array): Cell[][] {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new Fault('sheet/old-format', '这是旧版 .xls 文件，请在 Excel 或 WPS 里另存为 .xlsx 再导入。')
  }
  return splitCsv(decode(bytes))
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Excel in China saves CSV in GBK; what is not valid UTF-8 is read as that.
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function splitCsv(text: string): Cell[][] {
  const lines: string[][] = [[]]
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|\r|$)/y
  while (field.lastIndex < text.length) {
    const found = field.exec(text)
    if (!found) throw new Fault('sheet/unreadable', `CSV 第 ${lines.length} 行的引号没有成对，请检查。`)
    const [, raw = '', end = ''] = found
    lines.at(-1)?.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (end !== ',' && end !== '') lines.push([])
  }
  return lines.filter((line) => line.length > 0)
}

function startsWith(bytes: Uint8Array, signs: number[]): boolean {
  return signs.every((sign, i) => bytes[i] === sign)
}
