import { Hono } from 'hono'
import { spokenDay } from '../../clock.ts'
import { spokenDate } from '../../ledger/change.ts'
import { counts, type Row, STATE_WORDS } from '../../ledger/row.ts'
import { CATEGORIES } from '../../reading/category.ts'
import { show } from '../layout.tsx'
import { type Choice, Columns, Empty, Figure, Heading, RowTag, rowTitle, Select } from '../parts.tsx'
import { seesRow } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { spokenMonth } from '../wording.ts'
import { rowPages } from './row.tsx'

const PER_PAGE = 50

export interface LedgerFilter {
  village: string
  month: string
  category: string
  state: string
  words: string
}

export function ledgerPages(rooms: DeskRooms): Hono<DeskEnv> {
  return new Hono<DeskEnv>()
    .get('/', (c) => {
      const filter = filterOf((name) => c.req.query(name))
      const all = rooms.ledger.rows().filter((row) => seesRow(c.get('person'), row))
      const rows = chosen(all, filter).reverse()
      const page = Math.max(1, Number(c.req.query('page')) || 1)
      return show(
        c,
        rooms,
        { title: '台账', here: '/ledger' },
        <List {...{ rooms, all, rows, filter, page }} />,
      )
    })
    .route('/', rowPages(rooms))
}

export function filterOf(query: (name: string) => string | undefined): LedgerFilter {
  const get = (name: string) => query(name)?.trim().slice(0, 100) ?? ''
  return {
    village: get('village'),
    month: get('month'),
    category: get('category'),
    state: get('state'),
    words: get('words'),
  }
}

/** The rows that fit the filter, by number. `live` (the default) leaves out what no total counts. */
export function chosen(rows: Row[], { village, month, category, state, words }: LedgerFilter): Row[] {
  const wanted = words.split(/\s+/).filter((word) => word !== '')
  return rows.filter((row) => {
    if (village && row.village !== village && row.organizer !== village) return false
    if (month && !monthOf(row).startsWith(month)) return false
    if (category && row.category !== category) return false
    if (state === '' ? !counts(row) : state !== 'all' && row.state !== state) return false
    if (wanted.length === 0) return true
    const text = [row.number, row.village, row.organizer, row.topic, row.location, row.by].join(' ')
    return wanted.every((word) => text.includes(word))
  })
}

/** The month of what happened; of the filing when no date was given. */
function monthOf(row: Row): string {
  return (row.date ?? row.at).slice(0, 7)
}

interface ListView {
  rooms: DeskRooms
  all: Row[]
  rows: Row[]
  filter: LedgerFilter
  page: number
}

function List({ rooms, all, rows, filter, page }: ListView) {
  const shown = rows.slice((page - 1) * PER_PAGE, page * PER_PAGE)
  const people = rows.reduce((sum, row) => sum + (row.participants ?? 0), 0)
  const places = new Set(rows.map((row) => row.village ?? row.organizer).filter((one) => one !== null)).size
  return (
    <>
      <Heading title="台账" lead="哪里、什么时候、做了什么。点开任何一条，都能看到它的原话。" />
      <div class="figures">
        <Figure value={rows.length} unit="条" name="台账" />
        <Figure value={people} unit="人" name="人数合计" />
        <Figure value={places} unit="个" name="村和单位" />
        {rows.length > 0 && <Columns points={byMonth(rows)} label="每月条数" />}
      </div>
      <Filters rooms={rooms} all={all} filter={filter} />
      {rows.length === 0 ? <Nothing any={all.length > 0} /> : <Table rows={shown} />}
      <Pager page={page} pages={Math.ceil(rows.length / PER_PAGE)} filter={filter} />
    </>
  )
}

function byMonth(rows: Row[]): { name: string; value: number }[] {
  const months = [...new Set(rows.map(monthOf))].sort().slice(-12)
  return months.map((month) => ({
    name: spokenMonth(month),
    value: rows.filter((row) => monthOf(row) === month).length,
  }))
}

function Filters({ rooms, all, filter }: { rooms: DeskRooms; all: Row[]; filter: LedgerFilter }) {
  const any: Choice = { value: '', name: '全部' }
  const names = [...rooms.town.villages, ...rooms.town.bodies].map(({ name }) => ({ value: name, name }))
  const months = [...new Set(all.map(monthOf))].sort().reverse()
  return (
    <form class="filters" method="get" action="/ledger" data-submit-on-change>
      <Select label="村（单位）" name="village" value={filter.village} choices={[any, ...names]} />
      <Select
        label="月份"
        name="month"
        value={filter.month}
        choices={[any, ...months.map((value) => ({ value, name: spokenMonth(value) }))]}
      />
      <Select
        label="类别"
        name="category"
        value={filter.category}
        choices={[any, ...Object.entries(CATEGORIES).map(([value, name]) => ({ value, name }))]}
      />
      <Select
        label="状态"
        name="state"
        value={filter.state}
        choices={[
          { value: '', name: '计入合计的' },
          ...Object.entries(STATE_WORDS).map(([value, name]) => ({ value, name })),
          { value: 'all', name: '全部（含撤回、并入）' },
        ]}
      />
      <label class="field grow">
        <span>词语或编号</span>
        <input type="search" name="words" value={filter.words} />
      </label>
      <button type="submit">查找</button>
    </form>
  )
}

function Nothing({ any }: { any: boolean }) {
  if (any) {
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

export function Table({ rows }: { rows: Row[] }) {
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>编号</th>
          <th>日期</th>
          <th>村（单位）</th>
          <th>活动</th>
          <th class="num">人数</th>
          <th>状态</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td data-name="编号">
              <a href={`/ledger/${row.number}`}>{row.number}</a>
            </td>
            <td data-name="日期">
              {row.date ? spokenDate(row.date) : `${spokenDay(row.at.slice(0, 10))}报`}
            </td>
            <td data-name="村（单位）">{row.village ?? row.organizer ?? '未填'}</td>
            <td data-name="活动" class="lead-cell">
              {rowTitle(row)}
              {row.topic && row.category && <small>{CATEGORIES[row.category]}</small>}
            </td>
            <td data-name="人数" class="num">
              {row.participants === null ? '—' : `${row.participantsApprox ? '约' : ''}${row.participants}`}
            </td>
            <td data-name="状态">
              <RowTag state={row.state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Pager({ page, pages, filter }: { page: number; pages: number; filter: LedgerFilter }) {
  if (pages < 2) return null
  const to = (n: number) => `/ledger?${new URLSearchParams({ ...filter, page: String(n) })}`
  return (
    <nav class="pager" aria-label="翻页">
      {page > 1 && <a href={to(page - 1)}>← 上一页</a>}
      <span>
        第 {page} 页，共 {pages} 页
      </span>
      {page < pages && <a href={to(page + 1)}>下一页 →</a>}
    </nav>
  )
}
