import type { Day, Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Cell } from '../ledger/sheet.ts'
import type { Field, Values } from './field.ts'
import { fieldOf, type RegisterName, registerOf } from './kinds.ts'
import { identityOf, type RegisterRecord, spellValue } from './record.ts'
import type { Registers } from './register.ts'
import { readValue } from './value.ts'

/** What an import would do, shown before it is done. */
export interface Preview {
  register: RegisterName
  columns: { header: string; field?: string; label?: string }[]
  lines: PreviewLine[]
  faults: CellFault[]
}

export interface PreviewLine {
  /** The line in the spreadsheet, from 1. */
  line: number
  values: Values
  does: 'enters' | 'changes' | 'same'
  record?: string
}

/** A fault and where it stands, `C5`. */
export interface CellFault {
  cell: string
  say: string
}

/**
 * Reads a spreadsheet against a register: the heading line is found under any title lines, headings
 * are recognised by their usual names, every fault is told by its cell. Nothing is written.
 */
export function previewSheet(register: RegisterName, cells: Cell[][], registers: Registers): Preview {
  const sheet = cells.map((line) => line.map((cell) => String(cell ?? '')))
  const head = headingLine(register, sheet)
  if (head < 0) {
    const wanted = registerOf(register)
      .fields.filter((field) => field.required)
      .map((field) => field.label)
    const say = `没有找到表头。“${registerOf(register).label}”的表头里至少要有：${wanted.join('、')}。`
    return { register, columns: [], lines: [], faults: [{ cell: 'A1', say }] }
  }
  const headers = (sheet[head] ?? []).map((header) => header.trim())
  const fields = headers.map((header) => fieldOf(register, header))
  const faults = headingFaults(register, fields, head)
  const lines = faults.length > 0 ? [] : linesOf(register, sheet, head, fields, registers, faults)
  return {
    register,
    columns: headers.map((header, n) => {
      const field = fields[n]
      return field ? { header, field: field.key, label: field.label } : { header }
    }),
    lines,
    faults,
  }
}

/** Writes what the preview showed, as one act. Fault `register/import` when the preview has faults. */
export async function importSheet(
  preview: Preview,
  registers: Registers,
  act: { sheet: string; on: Day; by: string; at: Instant },
): Promise<RegisterRecord[]> {
  if (preview.faults.length > 0) {
    const first = preview.faults.slice(0, 5).map(({ cell, say }) => `${cell}：${say}`)
    throw new Fault(
      'register/import',
      `表格里有 ${preview.faults.length} 处要改，一条也没有导入。\n${first.join('\n')}`,
    )
  }
  const wanted = preview.lines
    .filter((line) => line.does !== 'same')
    .map((line) => ({
      ...(line.record ? { record: line.record } : {}),
      on: act.on,
      values: line.values,
      source: { sheet: act.sheet, line: line.line },
    }))
  return registers.change(preview.register, wanted, { by: act.by, at: act.at })
}

/** The first of the first ten lines that has a heading for each part of the identity. */
function headingLine(register: RegisterName, sheet: string[][]): number {
  const { identity } = registerOf(register)
  return sheet.slice(0, 10).findIndex((row) => {
    const keys = row.map((header) => fieldOf(register, header)?.key)
    return keys.filter((key) => key && identity.includes(key)).length >= Math.min(2, identity.length)
  })
}

function headingFaults(register: RegisterName, fields: (Field | undefined)[], head: number): CellFault[] {
  const seen = fields.map((field) => field?.key)
  const missing = registerOf(register).fields.filter((field) => field.required && !seen.includes(field.key))
  const twice = fields.flatMap((field, n) =>
    field && seen.indexOf(field.key) < n
      ? [{ cell: cellName(n, head), say: `“${field.label}”这一栏出现了两次，请删去一栏。` }]
      : [],
  )
  return [
    ...missing.map((field) => ({ cell: cellName(0, head), say: `表头缺少“${field.label}”。` })),
    ...twice,
  ]
}

function linesOf(
  register: RegisterName,
  sheet: string[][],
  head: number,
  fields: (Field | undefined)[],
  registers: Registers,
  faults: CellFault[],
): PreviewLine[] {
  const standing = new Map(
    registers.records(register).map((record) => [identityOf(register, record.values), record]),
  )
  const met = new Map<string, number>()
  return sheet.slice(head + 1).flatMap((row, n): PreviewLine[] => {
    const at = head + 1 + n
    if (row.every((cell) => cell.trim() === '')) return []
    const values = valuesOf(row, at, fields, faults)
    const identity = identityOf(register, values)
    const earlier = met.get(identity)
    if (earlier !== undefined) {
      faults.push({ cell: cellName(0, at), say: `与第 ${earlier + 1} 行是同一条（${identity}）。` })
    }
    met.set(identity, at)
    const record = standing.get(identity)
    return [
      {
        line: at + 1,
        values,
        does: record ? (isSame(record, values) ? 'same' : 'changes') : 'enters',
        ...(record ? { record: record.id } : {}),
      },
    ]
  })
}

function valuesOf(row: string[], at: number, fields: (Field | undefined)[], faults: CellFault[]): Values {
  const values: Values = {}
  fields.forEach((field, column) => {
    if (!field) return
    const read = readValue(field, row[column] ?? '')
    if ('fault' in read) faults.push({ cell: cellName(column, at), say: read.fault })
    else values[field.key] = read.value
  })
  return values
}

function isSame(record: RegisterRecord, values: Values): boolean {
  return Object.entries(values).every(
    ([key, value]) => spellValue(record.values[key] ?? null) === spellValue(value),
  )
}

/** Column and line from 0 -> the name a spreadsheet shows, `AB12`. */
function cellName(column: number, line: number): string {
  const letters =
    column < 26
      ? String.fromCharCode(65 + column)
      : String.fromCharCode(64 + Math.floor(column / 26), 65 + (column % 26))
  return `${letters}${line + 1}`
}
