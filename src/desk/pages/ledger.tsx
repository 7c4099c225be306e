import { type Context, Hono } from 'hono'
import type { Message } from '../../chat/message.ts'
import { spokenDay } from '../../clock.ts'
import { type Browser, openBrowser } from '../../ledger/browse.ts'
import type { Row } from '../../ledger/row.ts'
import { ledgerSheet, sheetName } from '../../ledger/sheet.ts'
import type { Told } from '../../ledger/told.ts'
import { writeCsv, writeXlsx } from '../../outside/sheet.ts'
import { download } from '../act.ts'
import { show } from '../layout.tsx'
import { Pager, pageOf } from '../pager.tsx'
import { Columns, Empty, Figure, Heading } from '../parts.tsx'
import { keepsLedger, seesRow } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { spokenMonth } from '../wording.ts'
import { importPages } from './import.tsx'
import { chosen, filterOf, type LedgerFilter } from './ledger-filter.ts'
import { LedgerFilters, LedgerTable } from './ledger-table.tsx'
import { rowPages } from './row.tsx'

const PER_PAGE = 30
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 台账: what happened, where; found by village, month, kind, state and words, and taken along as Excel or CSV. */
export function ledgerPages(rooms: DeskRooms, told: Told): Hono<DeskEnv> {
  const browser = openBrowser(rooms.ledger, told.wordsOf)
  const found = async (c: Context<DeskEnv>) => {
    const filter = filterOf((name) => c.req.query(name))
    if (filter.words !== '') await told.refresh()
    return { filter, rows: chosen(browser, filter, { person: c.get('person'), town: rooms.town }) }
  }
  return new Hono<DeskEnv>()
    .get('/', async (c) => {
      const page = c.req.query('page')
      const months = monthsOf(rooms, browser, c)
      const mayImport = keepsLedger(c.get('person'))
      const view = { rooms, months, page, mayImport, ...(await found(c)), since: told.since() }
      return show(c, rooms, { title: '台账', here: '/ledger' }, <List {...view} />)
    })
    .get('/export.xlsx', async (c) => {
      const { rows } = await found(c)
      const sheet = await sheetOf(c, rooms, rows)
      return download(c, await writeXlsx(sheet), XLSX, sheetName(rows, 'xlsx'))
    })
    .get('/export.csv', async (c) => {
      const { rows } = await found(c)
      const sheet = await sheetOf(c, rooms, rows)
      return download(c, writeCsv(sheet), 'text/csv; charset=utf-8', sheetName(rows, 'csv'))
    })
    .route('/', importPages(rooms))
    .route('/', rowPages(rooms))
}

/** The rows with the words they were read from; each day of messages is read once. */
async function sheetOf(c: Context, rooms: DeskRooms, rows: Row[]) {
  const days = [...new Set(rows.flatMap((row) => row.messages).map((id) => id.slice(0, 10)))]
  const lists = await Promise.all(days.map((day) => rooms.messages.list(day)))
  const messages = new Map<string, Message>(lists.flat().map((one) => [one.id, one]))
  const { origin } = new URL(c.req.url)
  return ledgerSheet(rows, (row) => ({
    text: row.messages
      .map((id) => messages.get(id)?.text ?? '')
      .filter(Boolean)
      .join('\n'),
    link: `${origin}/ledger/${row.number}`,
  }))
}

/** The month of what happened; of the filing when no date was given. */
function monthOf(row: Row): string {
  return (row.date ?? row.at).slice(0, 7)
}

/** The months that have rows, latest first; and this one. */
function monthsOf(rooms: DeskRooms, browser: Browser, c: Context<DeskEnv>): string[] {
  const person = c.get('person')
  const months = new Set([rooms.clock.now().slice(0, 7)])
  for (const row of browser.all({})) {
    const month = monthOf(row)
    if (!months.has(month) && seesRow(person, row)) months.add(month)
  }
  return [...months].sort().reverse()
}

interface ListView {
  rooms: DeskRooms
  months: string[]
  rows: Row[]
  filter: LedgerFilter
  page: string | undefined
  mayImport: boolean
  /** Words of messages before this day cannot be found yet. */
  since: string | undefined
}

function List({ rooms, months, rows, filter, page, mayImport, since }: ListView) {
  const { shown, ...at } = pageOf(rows, page, PER_PAGE)
  const people = rows.reduce((sum, row) => sum + (row.participants ?? 0), 0)
  const places = new Set(rows.map((row) => row.village ?? row.organizer).filter((one) => one !== null)).size
  return (
    <>
      <Heading title="台账" lead="哪里、什么时候、做了什么。点开任何一条，都能看到它的原话。">
        {mayImport && (
          <a class="button" href="/ledger/import">
            导入表格
          </a>
        )}
      </Heading>
      <div class="figures">
        <Figure value={rows.length} unit="条" name="台账" />
        <Figure value={people} unit="人" name="人数合计" />
        <Figure value={places} unit="个" name="村和单位" />
        {rows.length > 0 && <Columns points={byMonth(rows)} label="每月条数" />}
      </div>
      {since && filter.words && (
        <p class="note">{spokenDay(since)}以前的原话正在载入，过一会儿再查一次就全了。</p>
      )}
      <LedgerFilters rooms={rooms} months={months} filter={filter} />
      {rows.length === 0 ? <Nothing filter={filter} /> : <LedgerTable rows={shown} />}
      <Pager {...at} path="/ledger" query={{ ...filter }} />
      {rows.length > 0 && <Exports filter={filter} count={rows.length} />}
    </>
  )
}

/** The twelve months up to the latest. */
function byMonth(rows: Row[]): { name: string; value: number }[] {
  const tally = new Map<string, number>()
  for (const row of rows) tally.set(monthOf(row), (tally.get(monthOf(row)) ?? 0) + 1)
  const last = [...tally.keys()].sort().at(-1) ?? ''
  const end = Number(last.slice(0, 4)) * 12 + Number(last.slice(5, 7)) - 1
  return Array.from({ length: 12 }, (_, n) => {
    const at = end - 11 + n
    const month = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
    return { name: spokenMonth(month), value: tally.get(month) ?? 0 }
  })
}

function Nothing({ filter }: { filter: LedgerFilter }) {
  if (Object.values(filter).some((one) => one !== '')) {
    return (
      <Empty title="没有符合条件的台账">
        换一个村、月份或词语试试，或<a href="/ledger">看全部</a>。
      </Empty>
    )
  }
  return (
    <Empty title="台账还是空的">
      村里在工作群说“上报 张湾村 学雷锋志愿服务 3月5日 12人”，机器人读懂以后就会记在这里，并在群里回执编号。
    </Empty>
  )
}

function Exports({ filter, count }: { filter: LedgerFilter; count: number }) {
  const query = new URLSearchParams({ ...filter })
  return (
    <div class="buttons">
      <span class="soft">把这 {count} 条带走：</span>
      <a class="button" href={`/ledger/export.xlsx?${query}`}>
        导出 Excel
      </a>
      <a class="button" href={`/ledger/export.csv?${query}`}>
        导出 CSV
      </a>
    </div>
  )
}
