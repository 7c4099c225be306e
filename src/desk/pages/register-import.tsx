import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Cell } from '../../ledger/sheet.ts'
import { shownValue } from '../../register/export.ts'
import { type RegisterName, registerNamed, registerOf } from '../../register/kinds.ts'
import { importSheet, type Preview, previewSheet } from '../../register/sheet.ts'
import type { Role } from '../../town.ts'
import { show } from '../layout.tsx'
import { Heading, Tag } from '../parts.tsx'
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

/** Lines shown of a preview. */
const MOST = 30
const writeSchema = handedInSchema.extend({ on: z.iso.date('请写明从哪一天起') })

/** 导入名册: shown line by line, faults named by their cell; all of it is written at once, or nothing. */
export function registerImportPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { registers, clock } = rooms
  const stepsOf = (c: Context<DeskEnv>) => {
    allow(keepsLedger(c.get('person')), '导入名册')
    const name = registerNamed(c.req.param('name') ?? '')
    const preview = (cells: Cell[][]) => previewSheet(name, cells, registers)
    return { name, page: `/register/${name}/import`, preview }
  }
  return new Hono<DeskEnv>()
    .get('/:name/import', async (c) => {
      const steps = stepsOf(c)
      const read = await readSheetOf(c, rooms, steps)
      const view = { name: steps.name, roles: c.get('person').roles, day: clock.now().slice(0, 10) }
      return show(c, rooms, { title: '导入名册', here: '/register' }, <Import {...view} read={read} />)
    })
    .post('/:name/import', (c) =>
      takeSheet(c, rooms, stepsOf(c), ({ faults }) =>
        faults.length > 0
          ? '表格读过了，有要改的地方，列在下面；名册没有变动。'
          : '已读入，请核对下面的预览；还没有写入名册。',
      ),
    )
    .post('/:name/import/write', (c) => {
      const steps = stepsOf(c)
      return writeSheet(c, rooms, steps, writeSchema, async (preview, { file, on }) => {
        const who = { by: c.get('person').name, at: clock.now() }
        const written = await importSheet(preview, registers, { sheet: file, on, ...who })
        return { said: `已写入 ${written.length} 条。`, to: `/register?name=${steps.name}` }
      })
    })
}

function Import(of: {
  name: RegisterName
  roles: Role[]
  day: string
  read: ReadSheet<Preview> | undefined
}) {
  const { label, fields } = registerOf(of.name)
  const must = fields.filter((field) => field.required).map((field) => field.label)
  return (
    <>
      <Heading title={`导入名册：${label}`} lead="先看预览，确认后才写入；有一处不对，就一条也不写。">
        <a class="button" href={`/register?name=${of.name}`}>
          回到名册
        </a>
      </Heading>
      <SheetForm
        action={`/register/${of.name}/import`}
        hint={`表头里要有：${must.join('、')}`}
        again={of.read !== undefined}
      />
      {of.read && <Previewed {...of} read={of.read} />}
    </>
  )
}

const DOES = {
  enters: { tone: 'good', word: '新登记' },
  changes: { tone: 'wait', word: '更新' },
  same: { tone: 'quiet', word: '没有变化' },
} as const

function Previewed(of: { name: RegisterName; roles: Role[]; day: string; read: ReadSheet<Preview> }) {
  const { lines, faults, columns } = of.read.preview
  const unknown = columns.flatMap(({ header, field }) => (field || !header ? [] : [header]))
  const writes = lines.filter(({ does }) => does !== 'same').length
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">
        {faults.length > 0
          ? `有 ${faults.length} 处要改，还不能写入`
          : `共 ${lines.length} 行，${writes} 行将写入`}
      </h2>
      {unknown.length > 0 && <p class="soft">没有用到的列：{unknown.join('、')}</p>}
      {faults.length > 0 && (
        <ul class="plain">
          {faults.slice(0, MOST).map(({ cell, say }) => (
            <li>
              <b>{cell}</b> {say}
            </li>
          ))}
        </ul>
      )}
      {lines.length > 0 && <Lines {...of} />}
      {faults.length === 0 && writes > 0 && (
        <form method="post" action={`/register/${of.name}/import/write`} class="stack">
          <SheetFields {...of.read.sheet} />
          <label class="field">
            <span>从哪一天起</span>
            <input type="date" name="on" value={of.day} required />
          </label>
          <p class="thumb">
            <button class="main" type="submit">
              写入这 {writes} 条
            </button>
          </p>
        </form>
      )}
    </section>
  )
}

function Lines(of: { name: RegisterName; roles: Role[]; read: ReadSheet<Preview> }) {
  const { lines } = of.read.preview
  const fields = registerOf(of.name).fields.filter(({ key }) => lines.some(({ values }) => key in values))
  return (
    <div class="scroll">
      <table class="cards">
        <thead>
          <tr>
            <th>行</th>
            {fields.map(({ label }) => (
              <th>{label}</th>
            ))}
            <th>结果</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, MOST).map(({ line, values, does }) => (
            <tr>
              <td data-name="行">{line}</td>
              {fields.map((field, n) => (
                <td data-name={field.label} class={n === 0 ? 'lead-cell' : ''}>
                  {shownValue(field, values[field.key], of.roles) || '—'}
                </td>
              ))}
              <td data-name="结果">
                <Tag tone={DOES[does].tone}>{DOES[does].word}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > MOST && <p class="soft">预览只列出前 {MOST} 行，写入时是全部。</p>}
    </div>
  )
}
