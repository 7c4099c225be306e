import { Hono } from 'hono'
import { writeXlsx } from '../../outside/sheet.ts'
import { exportSheet, findRecords, seesWhole, shownValue } from '../../register/export.ts'
import { REGISTER_NAMES, type RegisterName, registerNamed, registerOf } from '../../register/kinds.ts'
import type { RegisterRecord } from '../../register/record.ts'
import type { Role } from '../../town.ts'
import { download } from '../act.ts'
import { show } from '../layout.tsx'
import { Pager, pageOf } from '../pager.tsx'
import { Empty, Heading } from '../parts.tsx'
import { allow, inOffice, keepsLedger } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { RegisterDates } from './register-dates.tsx'
import { registerImportPages } from './register-import.tsx'
import { ProposalList, proposalActs } from './register-proposals.tsx'
import { recordPages } from './register-record.tsx'

const PER_PAGE = 30
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 名册: who stands in which register. Personal data is shown in full to those who keep it only. */
export function registerPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { registers, clock } = rooms
  return new Hono<DeskEnv>()
    .use(async (c, next) => {
      allow(inOffice(c.get('person')), '看名册')
      await next()
    })
    .get('/', (c) => {
      const name = registerNamed(c.req.query('name') ?? 'members')
      const words = c.req.query('words')?.trim() ?? ''
      const { roles } = c.get('person')
      const records = findRecords(registers.records(name), words, roles)
      const page = c.req.query('page')
      const view = { rooms, name, words, records, page, roles, mayChange: keepsLedger(c.get('person')) }
      return show(c, rooms, { title: '名册', here: '/register' }, <List {...view} />)
    })
    .get('/:name/export.xlsx', async (c) => {
      const name = registerNamed(c.req.param('name'))
      const [head = [], ...rows] = exportSheet(name, registers.records(name), c.get('person').roles)
      const { label } = registerOf(name)
      const columns = head.map((title) => ({ title, width: 16 }))
      const day = clock.now().slice(0, 10)
      return download(c, await writeXlsx({ name: label, columns, rows }), XLSX, `${label}名册 ${day}.xlsx`)
    })
    .route('/', proposalActs(rooms))
    .route('/', registerImportPages(rooms))
    .route('/', recordPages(rooms))
}

interface ListView {
  rooms: DeskRooms
  name: RegisterName
  words: string
  records: RegisterRecord[]
  page: string | undefined
  roles: Role[]
  mayChange: boolean
}

function List({ rooms, name, words, records, page, roles, mayChange }: ListView) {
  const { shown, ...at } = pageOf(records, page, PER_PAGE)
  const { label } = registerOf(name)
  const lead = seesWhole(roles)
    ? '每一处变动都留有来历。'
    : '电话、身份证号和出生日期，只有党委书记和办公室管理员能看全。'
  return (
    <>
      <Heading title="名册" lead={lead}>
        {mayChange && (
          <a class="button main" href={`/register/${name}/new`}>
            登记一条
          </a>
        )}
      </Heading>
      <ProposalList rooms={rooms} mayChange={mayChange} />
      <nav class="tabs" aria-label="选一种名册">
        {REGISTER_NAMES.map((one) => (
          <a href={`/register?name=${one}`} aria-current={one === name ? 'page' : undefined}>
            {registerOf(one).label} {rooms.registers.records(one).length}
          </a>
        ))}
      </nav>
      <RegisterDates rooms={rooms} name={name} day={rooms.clock.now().slice(0, 10)} />
      <form class="filters search" method="get" action="/register">
        <label class="field grow">
          <span>姓名、村或支部</span>
          <input type="search" name="words" value={words} />
        </label>
        <button type="submit">查找</button>
        <input type="hidden" name="name" value={name} />
      </form>
      {records.length > 0 && <Table name={name} records={shown} roles={roles} />}
      <Pager {...at} path="/register" query={{ name, words }} />
      {records.length === 0 && (
        <Empty title={words ? '没有找到' : `${label}名册还是空的`}>
          {words ? '换个词试试。' : '点“导入表格”，把办公室现有的表格读进来，就会列在这里。'}
        </Empty>
      )}
      <p class="buttons">
        {mayChange && (
          <a class="button" href={`/register/${name}/import`}>
            导入表格
          </a>
        )}
        {records.length > 0 && (
          <a class="button" href={`/register/${name}/export.xlsx`}>
            导出 Excel
          </a>
        )}
      </p>
    </>
  )
}

function Table({ name, records, roles }: Pick<ListView, 'name' | 'records' | 'roles'>) {
  const { fields } = registerOf(name)
  const side = (type: string) => (type === 'number' ? 'num' : '')
  return (
    <div class="scroll">
      <table class="cards">
        <thead>
          <tr>
            {fields.map((field) => (
              <th class={side(field.type)}>{field.label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr>
              {fields.map((field, n) => {
                const text = shownValue(field, record.values[field.key], roles)
                const kind = n === 0 ? 'lead-cell' : `${side(field.type)}${text ? '' : ' unset'}`
                return (
                  <td data-name={field.label} class={kind}>
                    {n === 0 ? (
                      <a class="row-link" href={`/register/${name}/${record.id}`}>
                        {text || '未填'}
                      </a>
                    ) : (
                      text || '—'
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
