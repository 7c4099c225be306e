import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { dayOf, systemClock } from '../src/clock.ts'
import { Fault } from '../src/fault.ts'
import { entrySchema } from '../src/ledger/entry.ts'
import { fileImport, type Preview, previewImport } from '../src/ledger/import.ts'
import { openLedger } from '../src/ledger/ledger.ts'
import type { Cell } from '../src/ledger/sheet.ts'
import { openStore, type Store } from '../src/outside/lowdb.ts'
import { readSheet } from '../src/outside/sheet.ts'
import { batchSchema } from '../src/register/change.ts'
import { registerNamed } from '../src/register/kinds.ts'
import { identityOf } from '../src/register/record.ts'
import { openRegisters } from '../src/register/register.ts'
import { importSheet, previewSheet } from '../src/register/sheet.ts'
import { placesOf } from './places.ts'

interface ImportOptions {
  data: string
  town: string
  /** A 名册 by its name; absent: the ledger. */
  register?: string
  yes?: boolean
  print?: (line: string) => void
}

const ONLY_LOOKED = '以上只是预览，还没有写入。核对无误后，加 --yes 再运行一次。'

/** `zhenxun import 表格`: shows what would be filed; files it with --yes. The same sheet twice files nothing twice. */
export async function importCommand(file: string, options: ImportOptions): Promise<void> {
  const bytes = await bytesOf(file)
  const sheet = { file, bytes, cells: await readSheet(bytes) }
  const store = await openStore(options.data)
  try {
    await (options.register ? importRegister : importLedger)(sheet, store, options)
  } finally {
    await store.close()
  }
}

interface SheetFile {
  file: string
  bytes: Uint8Array
  cells: Cell[][]
}

async function importLedger(
  { bytes, cells }: SheetFile,
  store: Store,
  options: ImportOptions,
): Promise<void> {
  const { print = console.log } = options
  const ledger = await openLedger(store.shelf('ledger', entrySchema))
  const preview = previewImport(cells, ledger, await placesOf(options.town))
  for (const line of previewLines(preview)) print(line)
  if (preview.fault) throw new Fault('import/no-heading', preview.fault)
  if (!options.yes) return print(ONLY_LOOKED)
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  const rows = await fileImport(preview, ledger, { name, by: '导入', at: systemClock.now() })
  print(`已写入 ${rows.length} 条。`)
}

async function importRegister(
  { file, cells }: SheetFile,
  store: Store,
  options: ImportOptions,
): Promise<void> {
  const { print = console.log } = options
  const name = registerNamed(options.register ?? '')
  const registers = await openRegisters(store.shelf('registers', batchSchema))
  const preview = previewSheet(name, cells, registers)
  const does = { enters: '将登记', changes: '将更新', same: '没有变化' }
  for (const line of preview.lines)
    print(`第 ${line.line} 行 ${identityOf(name, line.values)}：${does[line.does]}`)
  for (const fault of preview.faults) print(`${fault.cell}：${fault.say}`)
  if (preview.faults.length === 0 && !options.yes) return print(ONLY_LOOKED)
  const now = systemClock.now()
  const act = { sheet: basename(file), on: dayOf(now), by: '导入', at: now }
  const written = await importSheet(preview, registers, act)
  print(`已写入 ${written.length} 条。`)
}

function previewLines({ proposals, unknown }: Preview): string[] {
  const told = proposals.map(({ line, fields, faults, notes, twin }) => {
    const what = [fields.village, fields.date, fields.topic].filter(Boolean).join(' ')
    if (twin) return `第 ${line} 行 ${what}：台账里已有 ${twin}，不再导入`
    if (faults.length > 0) return `第 ${line} 行 ${what}：不导入。${faults.join('；')}`
    return `第 ${line} 行 ${what}：将导入${notes.length > 0 ? `（${notes.join('；')}）` : ''}`
  })
  return unknown.length > 0 ? [...told, `没有用到的列：${unknown.join('、')}`] : told
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new Fault('import/no-file', `打不开文件 ${path}，请核对文件名和所在文件夹。`, { cause })
  }
}
