import { type Context, Hono } from 'hono'
import { Fault } from '../../fault.ts'
import { spokenDate } from '../../ledger/change.ts'
import { fileImport, type Preview, type Proposal, previewImport } from '../../ledger/import.ts'
import type { Cell } from '../../ledger/sheet.ts'
import { CATEGORIES } from '../../reading/category.ts'
import { show } from '../layout.tsx'
import { Empty, Heading, Tag } from '../parts.tsx'
import { allow, keepsLedger } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import {
  handedInSchema,
  type ReadSheet,
  readSheetOf,
  SheetFields,
  SheetForm,
  takeSheet,
  writeSheet,
} from '../sheet.tsx'

/** 导入表格: shown line by line before anything is filed; the sheet itself is kept, so that its rows can be traced. */
export function importPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { ledger, town, clock } = rooms
  const check = (c: Context<DeskEnv>) => allow(keepsLedger(c.get('person')), '导入表格')
  const steps = {
    page: '/ledger/import',
    preview: (cells: Cell[][]) => previewImport(cells, ledger, [...town.villages, ...town.bodies]),
  }
  return new Hono<DeskEnv>()
    .get('/import', async (c) => {
      check(c)
      const read = await readSheetOf(c, rooms, steps)
      return show(c, rooms, { title: '导入表格', here: '/ledger' }, <Import read={read} />)
    })
    .post('/import', (c) => {
      check(c)
      return takeSheet(c, rooms, steps, ({ fault }) => {
        if (fault) throw new Fault('desk/no-heading', fault)
        return '已读入，请核对下面的预览；还没有写入台账。'
      })
    })
    .post('/import/file', (c) => {
      check(c)
      return writeSheet(c, rooms, steps, handedInSchema, async (preview, { sheet }) => {
        const by = { by: c.get('person').name, at: clock.now() }
        const filed = await fileImport(preview, ledger, { name: sheet.slice(0, 16), ...by })
        return { said: `已写入 ${filed.length} 条台账。`, to: '/ledger' }
      })
    })
}

/** Lines shown of a preview. */
const MOST = 50

function Import({ read }: { read: ReadSheet<Preview> | undefined }) {
  return (
    <>
      <Heading title="导入表格" lead="把办公室现有的 Excel 或 CSV 台账读进来。先看预览，确认后才写入。">
        <a class="button" href="/ledger">
          回到台账
        </a>
      </Heading>
      <SheetForm
        action="/ledger/import"
        hint="要有“日期”列，以及“村”“类别”“内容”等列"
        again={read !== undefined}
      />
      {read && <PreviewTable {...read} />}
    </>
  )
}

function PreviewTable({ sheet, preview: { proposals, unknown } }: ReadSheet<Preview>) {
  const good = proposals.filter((one) => one.faults.length === 0 && one.twin === undefined).length
  const bad = proposals.filter((one) => one.faults.length > 0)
  const rest = proposals.filter((one) => one.faults.length === 0)
  if (proposals.length === 0) return <Empty title="表格里没有内容">表头下面一行也没有。</Empty>
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">
        共 {proposals.length} 行，{good} 行将写入
      </h2>
      {unknown.length > 0 && <p class="soft">没有用到的列：{unknown.join('、')}</p>}
      <table class="cards">
        <thead>
          <tr>
            <th>行</th>
            <th>日期</th>
            <th>村</th>
            <th>内容</th>
            <th class="num">人数</th>
            <th>结果</th>
          </tr>
        </thead>
        <tbody>
          {[...bad, ...rest].slice(0, MOST).map((one) => (
            <Line proposal={one} />
          ))}
        </tbody>
      </table>
      {proposals.length > MOST && (
        <p class="soft">预览只列出 {MOST} 行，不写入的排在前面；写入时是全部能写入的。</p>
      )}
      {good > 0 && (
        <form method="post" action="/ledger/import/file" class="thumb">
          <SheetFields {...sheet} />
          <button class="main" type="submit">
            写入这 {good} 条
          </button>
        </form>
      )}
    </section>
  )
}

function Line({ proposal: { line, fields, faults, notes, twin } }: { proposal: Proposal }) {
  const kind = fields.category ? CATEGORIES[fields.category] : ''
  return (
    <tr>
      <td data-name="行">{line}</td>
      <td data-name="日期">{fields.date ? spokenDate(fields.date) : '—'}</td>
      <td data-name="村">{fields.village ?? fields.organizer ?? '—'}</td>
      <td data-name="内容" class="lead-cell">
        {fields.topic ?? kind}
        {fields.topic && kind && <small>{kind}</small>}
      </td>
      <td data-name="人数" class="num">
        {fields.participants ?? '—'}
      </td>
      <td data-name="结果">
        {twin && (
          <>
            <Tag tone="quiet">已有</Tag> <a href={`/ledger/${twin}`}>{twin}</a>
          </>
        )}
        {!twin && faults.length > 0 && (
          <>
            <Tag tone="bad">不写入</Tag> {faults.join('；')}
          </>
        )}
        {!twin && faults.length === 0 && <Tag tone="good">将写入</Tag>}
        {notes.length > 0 && <small>{notes.join('；')}</small>}
      </td>
    </tr>
  )
}
