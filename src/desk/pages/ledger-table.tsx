import { spokenDay } from '../../clock.ts'
import { spokenDate } from '../../ledger/change.ts'
import { type Row, STATE_WORDS } from '../../ledger/row.ts'
import { CATEGORIES } from '../../reading/category.ts'
import { type Choice, RowTag, rowTitle, Select } from '../parts.tsx'
import type { DeskRooms } from '../rooms.ts'
import { spokenMonth } from '../wording.ts'
import type { LedgerFilter } from './ledger-filter.ts'

export function LedgerFilters({
  rooms,
  months,
  filter,
}: {
  rooms: DeskRooms
  months: string[]
  filter: LedgerFilter
}) {
  const any = (what: string): Choice => ({ value: '', name: `全部${what}` })
  const names = [...rooms.town.villages, ...rooms.town.bodies].map(({ name }) => ({ value: name, name }))
  return (
    <form class="filters short" method="get" action="/ledger" data-submit-on-change>
      <Select
        label="村（单位）"
        name="village"
        value={filter.village}
        choices={[any('村和单位'), ...names]}
      />
      <Select
        label="月份"
        name="month"
        value={filter.month}
        choices={[any('月份'), ...months.map((value) => ({ value, name: spokenMonth(value) }))]}
      />
      <Select
        label="类别"
        name="category"
        value={filter.category}
        choices={[any('类别'), ...Object.entries(CATEGORIES).map(([value, name]) => ({ value, name }))]}
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
        <input type="search" name="words" value={filter.words} placeholder="词语或编号" />
      </label>
      <button type="submit">查找</button>
    </form>
  )
}

export function LedgerTable({ rows }: { rows: Row[] }) {
  return (
    <table class="cards brief">
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
              <a class="row-link" href={`/ledger/${row.number}`}>
                {row.number}
              </a>
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
              {row.participants !== null && <span class="unit">人</span>}
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
