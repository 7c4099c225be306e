import { type Context, Hono } from 'hono'
import { spokenDay } from '../../clock.ts'
import type { Cell } from '../../ledger/sheet.ts'
import { CATEGORIES } from '../../reading/category.ts'
import { importPlan, type PlanLine, type PlanPreview, previewPlan } from '../../study/import.ts'
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

/** 导入学习计划: shown line by line, faults named by their cell; all of it is planned at once, or nothing. */
export function studyImportPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { study, town, clock } = rooms
  const check = (c: Context<DeskEnv>) => allow(keepsLedger(c.get('person')), '导入学习计划')
  const steps = {
    page: '/study/import',
    preview: (cells: Cell[][]) => previewPlan(cells, { town, plan: study.plan, now: clock.now() }),
  }
  return new Hono<DeskEnv>()
    .get('/import', async (c) => {
      check(c)
      const read = await readSheetOf(c, rooms, steps)
      return show(c, rooms, { title: '导入学习计划', here: '/study' }, <Import read={read} />)
    })
    .post('/import', (c) => {
      check(c)
      return takeSheet(c, rooms, steps, () => '已读入，请核对下面的预览；还没有写入学习计划。')
    })
    .post('/import/write', (c) => {
      check(c)
      return writeSheet(c, rooms, steps, handedInSchema, async (preview, { file }) => {
        const who = { sheet: file, by: c.get('person').name, at: clock.now() }
        const added = await importPlan(preview, study.plan, who)
        return { said: `已写入 ${added.length} 次学习，到时自动提醒。`, to: '/study' }
      })
    })
}

function Import({ read }: { read: ReadSheet<PlanPreview> | undefined }) {
  return (
    <>
      <Heading title="导入学习计划" lead="先看预览，确认后才写入；有一处不对，就一条也不写。">
        <a class="button" href="/study">
          回到学习
        </a>
      </Heading>
      <SheetForm
        action="/study/import"
        hint="要有“主题”“日期”两列，可以再写时间、地点、群、类别、提前分钟、链接"
        again={read !== undefined}
      />
      {read && <Previewed {...read} />}
    </>
  )
}

function Previewed({ sheet, preview: { lines, faults, unknown } }: ReadSheet<PlanPreview>) {
  const good = lines.filter((one) => one.skip === undefined).length
  if (lines.length + faults.length === 0) return <Empty title="表格里没有内容">表头下面一行也没有。</Empty>
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">
        {faults.length > 0 ? `有 ${faults.length} 处要改，现在还不能写入` : `${good} 次将写入`}
      </h2>
      {faults.length > 0 && (
        <ul>
          {faults.map((one) => (
            <li>{one}</li>
          ))}
        </ul>
      )}
      {unknown.length > 0 && <p class="soft">没有用到的列：{unknown.join('、')}</p>}
      <table class="cards">
        <thead>
          <tr>
            <th>行</th>
            <th>日期</th>
            <th>主题</th>
            <th>地点</th>
            <th>群</th>
            <th>结果</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((one) => (
            <Line {...one} />
          ))}
        </tbody>
      </table>
      {good > 0 && faults.length === 0 && (
        <form method="post" action="/study/import/write" class="thumb">
          <SheetFields {...sheet} />
          <button class="main" type="submit">
            写入这 {good} 次
          </button>
        </form>
      )}
    </section>
  )
}

function Line({ line, session, skip, notes }: PlanLine) {
  return (
    <tr>
      <td data-name="行">{line}</td>
      <td data-name="日期">
        {spokenDay(session.day)} {session.time}
      </td>
      <td data-name="主题" class="lead-cell">
        {session.title}
        <small>{CATEGORIES[session.category]}</small>
      </td>
      <td data-name="地点">{session.place || '—'}</td>
      <td data-name="群">{session.groups.join('、')}</td>
      <td data-name="结果">
        {skip ? <Tag tone="quiet">{skip}，不写</Tag> : <Tag tone="good">将写入</Tag>}
        {notes.length > 0 && <small>{notes.join('；')}</small>}
      </td>
    </tr>
  )
}
