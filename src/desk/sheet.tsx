import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import type { Blobs } from '../chat/message.ts'
import { Fault } from '../fault.ts'
import type { Cell } from '../ledger/sheet.ts'
import { readSheet } from '../outside/sheet.ts'
import { act, readForm } from './act.ts'
import type { DeskEnv, DeskRooms } from './rooms.ts'

/** A spreadsheet that a person handed in: kept by its bytes, so that the preview and what is written are the same. */
interface HandedIn {
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

/** A sheet with what would come of it. */
export interface ReadSheet<P> {
  sheet: HandedIn
  preview: P
}

/** What an import page does with a sheet; `page` is its address. */
interface Steps<P> {
  page: string
  preview: (cells: Cell[][]) => P
}

type House = Pick<DeskRooms, 'blobs' | 'secret'>

/** The sheet that the address of the page names, with its preview. */
export async function readSheetOf<P>(
  c: Context,
  { blobs }: House,
  { preview }: Steps<P>,
): Promise<ReadSheet<P> | undefined> {
  const { sheet: hash, file = '' } = c.req.query()
  return hash ? { sheet: { hash, file }, preview: preview(await cellsOf(blobs, hash)) } : undefined
}

/** Keeps the uploaded sheet and leads to its preview. `said` is told there; the Fault it throws refuses the sheet. */
export function takeSheet<P>(
  c: Context<DeskEnv>,
  { blobs, secret }: House,
  { page, preview }: Steps<P>,
  said: (preview: P) => string,
): Promise<Response> {
  return act(c, secret, {
    back: page,
    work: async () => {
      const { hash, file } = await keepSheet(c, blobs)
      const text = said(preview(await cellsOf(blobs, hash)))
      return { said: text, to: `${page}?sheet=${hash}&file=${encodeURIComponent(file)}` }
    },
  })
}

/** Writes what the preview showed: the same bytes are read once more. */
export function writeSheet<P, F extends z.infer<typeof handedInSchema>>(
  c: Context<DeskEnv>,
  { blobs, secret }: House,
  { page, preview }: Steps<P>,
  schema: z.ZodType<F>,
  write: (preview: P, form: F) => Promise<{ said: string; to: string }>,
): Promise<Response> {
  return act(c, secret, {
    back: page,
    work: async () => {
      const form = await readForm(c, schema)
      return write(preview(await cellsOf(blobs, form.sheet)), form)
    },
  })
}

/** Keeps the uploaded file. Throws Fault `desk/form` when none was chosen. */
async function keepSheet(c: Context, blobs: Blobs): Promise<HandedIn> {
  const { sheet } = await readForm(c, uploadSchema)
  if (sheet.size === 0) throw new Fault('desk/form', '请选一个表格文件。')
  const hash = await blobs.keep(new Uint8Array(await sheet.arrayBuffer()))
  return { hash, file: sheet.name.slice(0, 100) }
}

/** Throws Fault `desk/no-sheet` when it was not handed in, `sheet/*` when it cannot be read. */
async function cellsOf(blobs: Blobs, hash: string): Promise<Cell[][]> {
  const bytes = await blobs.read(hash)
  if (!bytes) throw new Fault('desk/no-sheet', '没有找到刚才的表格，请重新选择。')
  return readSheet(bytes)
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
