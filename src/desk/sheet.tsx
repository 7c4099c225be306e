import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import type { Blobs } from '../chat/message.ts'
import { Fault } from '../fault.ts'
import type { Cell } from '../ledger/sheet.ts'
import { readSheet } from '../outside/sheet.ts'
import { readForm } from './act.ts'

/** A spreadsheet that a person handed in: kept by its bytes, so that the preview and what is written are the same. */
export interface HandedIn {
  hash: string
  /** Its name on the person's machine. */
  file: string
}

const uploadSchema = z.object({ sheet: z.instanceof(File, { message: '请选一个表格文件' }) })

/** What the button under a preview sends back. */
export const handedInSchema = z.object({
  sheet: z.string().regex(/^[0-9a-f]{64}$/, '请重新选择表格'),
  file: z.string().trim().min(1).max(100),
})

/** Keeps the uploaded file. Throws Fault `desk/form` when none was chosen. */
export async function keepSheet(c: Context, blobs: Blobs): Promise<HandedIn> {
  const { sheet } = await readForm(c, uploadSchema)
  if (sheet.size === 0) throw new Fault('desk/form', '请选一个表格文件。')
  const hash = await blobs.keep(new Uint8Array(await sheet.arrayBuffer()))
  return { hash, file: sheet.name.slice(0, 100) }
}

/** Throws Fault `desk/no-sheet` when it was not handed in, `sheet/*` when it cannot be read. */
export async function cellsOf(blobs: Blobs, hash: string): Promise<Cell[][]> {
  const bytes = await blobs.read(hash)
  if (!bytes) throw new Fault('desk/no-sheet', '没有找到刚才的表格，请重新选择。')
  return readSheet(bytes)
}

/** The page with the preview of a sheet. */
export function previewHref(page: string, { hash, file }: HandedIn): string {
  return `${page}?sheet=${hash}&file=${encodeURIComponent(file)}`
}

/** The sheet that the address of a preview names. */
export function handedInOf(c: Context): HandedIn | undefined {
  const { sheet, file = '' } = c.req.query()
  return sheet ? { hash: sheet, file } : undefined
}

/** Chooses a file; the main button of the page until there is a preview. */
export function SheetForm(of: { action: string; hint: Child; again: boolean }) {
  return (
    <form method="post" action={of.action} enctype="multipart/form-data" class="stack">
      <label class="field">
        <span>表格文件（.xlsx 或 .csv，读第一张表；{of.hint}）</span>
        <input type="file" name="sheet" accept=".xlsx,.csv" required />
      </label>
      <button type="submit" class={of.again ? '' : 'main'}>
        {of.again ? '换这个表格预览' : '读入并预览'}
      </button>
    </form>
  )
}

/** Names the sheet in the form that writes what its preview shows. */
export function SheetFields({ hash, file }: HandedIn) {
  return (
    <>
      <input type="hidden" name="sheet" value={hash} />
      <input type="hidden" name="file" value={file} />
    </>
  )
}
