import type { Sheet } from '../annual/paper.ts'

/** An .xlsx file of several sheets; every text is a text cell, so that nothing in it is taken for a formula. */
export async function writeWorkbook(sheets: Sheet[]): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const buffer = await writeExcelFile(
    sheets.map(({ name, header, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: header.map((title, n) => ({ width: widthOf([title, ...rows.map((row) => row[n] ?? '')]) })),
      data: [
        header.map((title) => ({ value: title, fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map(cellOf)),
      ],
    })),
  ).toBuffer()
  return new Uint8Array(buffer)
}

function cellOf(cell: string | number) {
  return typeof cell === 'number' ? { type: Number, value: cell } : { type: String, value: plain(cell) }
}

/** Control characters, which XML cannot hold, go. */
function plain(text: string): string {
  return [...text].filter((sign) => sign >= ' ' || sign === '\n' || sign === '\t').join('')
}

/** Wide enough for the longest cell (a Chinese character is two wide), within what a screen can show. */
function widthOf(cells: (string | number)[]): number {
  const longest = Math.max(...cells.map((cell) => [...String(cell)].length))
  return Math.min(60, Math.max(8, longest * 2))
}
