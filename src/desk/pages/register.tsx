import { Hono } from 'hono'
import type { Instant } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import type { Field, Value } from '../../register/field.ts'
import { REGISTER_NAMES, type RegisterName, registerOf } from '../../register/kinds.ts'
import { type RegisterRecord, spellValue } from '../../register/record.ts'
import type { Registers } from '../../register/register.ts'
import { show } from '../layout.tsx'
import { Empty, Heading, Moment, messageHref } from '../parts.tsx'
import { allow, has, inOffice } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'

export type RegisterRoom = Pick<Registers, 'records' | 'everyone' | 'record'>

const MOST = 200

/** 名册: who stands in which register. Personal data is shown in full to the administrator only. */
export function registerPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { registers, clock } = rooms
  return new Hono<DeskEnv>()
    .use(async (c, next) => {
      allow(inOffice(c.get('person')), '看名册')
      await next()
    })
    .get('/', (c) => {
      const name = nameOf(c.req.query('name') ?? 'members')
      const words = c.req.query('words')?.trim() ?? ''
      const open = has(c.get('person'), 'admin')
      // Only what is shown is searched: a covered number must not be found by guessing it.
      const fits = ({ values }: RegisterRecord) =>
        registerOf(name).fields.some((field) => shown(field, values[field.key], open).includes(words))
      const records = registers.records(name).filter(fits)
      const view = { rooms, name, words, records, open }
      return show(c, rooms, { title: '名册', here: '/register' }, <List {...view} />)
    })
    .get('/:name/:id', (c) => {
      const name = nameOf(c.req.param('name'))
      const record = registers.record(name, c.req.param('id'))
      if (!record) throw new Fault('register/no-record', '名册里没有这一条，可能网址不全。')
      const open = has(c.get('person'), 'admin')
      const view = { record, name, open, now: clock.now() }
      return show(c, rooms, { title: registerOf(name).label, here: '/register' }, <One {...view} />)
    })
}

function nameOf(text: string): RegisterName {
  const found = REGISTER_NAMES.find((one) => one === text)
  if (!found) throw new Fault('register/no-register', '没有这种名册，请从名册页面里打开。')
  return found
}

/** Digits of phone and identity numbers are covered for everyone but the administrator. */
function shown(field: Field, value: Value | undefined, open: boolean): string {
  const text = spellValue(value ?? null)
  if (text === '' || open || !field.personal || field.personal === 'name') return text || '—'
  if (field.personal === 'birth') return `${text.slice(0, 4)}年`
  return text.length > 7 ? `${text.slice(0, 3)}${'*'.repeat(text.length - 7)}${text.slice(-4)}` : '***'
}

interface ListView {
  rooms: DeskRooms
  name: RegisterName
  words: string
  records: RegisterRecord[]
  open: boolean
}

function List({ rooms, name, words, records, open }: ListView) {
  const { label, fields } = registerOf(name)
  const [lead, ...rest] = fields
  return (
    <>
      <Heading
        title="名册"
        lead={open ? '每一处变动都留有来历。' : '电话、身份证号和生日只有办公室管理员能看全。'}
      />
      <nav class="tabs" aria-label="选一种名册">
        {REGISTER_NAMES.map((one) => (
          <a href={`/register?name=${one}`} aria-current={one === name ? 'page' : undefined}>
            {registerOf(one).label} {rooms.registers.records(one).length}
          </a>
        ))}
      </nav>
      <form class="filters" method="get" action="/register">
        <label class="field grow">
          <span>姓名、村或支部</span>
          <input type="search" name="words" value={words} />
        </label>
        <button type="submit">查找</button>
        <input type="hidden" name="name" value={name} />
      </form>
      {records.length === 0 || !lead ? (
        <Empty title={words ? '没有找到' : `${label}名册还是空的`}>
          {words ? '换个词试试。' : '把办公室现有的表格导入进来（终端里用 zhenxun import），就会列在这里。'}
        </Empty>
      ) : (
        <div class="scroll">
          <table class="cards">
            <thead>
              <tr>
                {fields.map((field) => (
                  <th class={field.type === 'number' ? 'num' : ''}>{field.label}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {records.slice(0, MOST).map((record) => (
                <tr>
                  <td data-name={lead.label} class="lead-cell">
                    <a href={`/register/${name}/${record.id}`}>
                      {shown(lead, record.values[lead.key], open)}
                    </a>
                  </td>
                  {rest.map((field) => (
                    <td data-name={field.label} class={field.type === 'number' ? 'num' : ''}>
                      {shown(field, record.values[field.key], open)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {records.length > MOST && <p class="soft">只列出前 {MOST} 条，请用上面的查找。</p>}
        </div>
      )}
    </>
  )
}

const KIND_WORDS = { entered: '登记', changed: '变更', left: '移出', back: '恢复' }

function One(of: { record: RegisterRecord; name: RegisterName; open: boolean; now: Instant }) {
  const { record, name, open, now } = of
  const { label, fields } = registerOf(name)
  const lead = fields[0]
  const field = (key: string) => fields.find((one) => one.key === key)
  return (
    <>
      <Heading
        title={lead ? shown(lead, record.values[lead.key], open) : record.id}
        lead={`${label}名册 · ${record.id}`}
      >
        <a class="button" href={`/register?name=${name}`}>
          回到名册
        </a>
      </Heading>
      <dl class="values">
        {fields.map((one) => (
          <div>
            <dt>{one.label}</dt>
            <dd>{shown(one, record.values[one.key], open)}</dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="history">
        <h2 id="history">经过</h2>
        <ol class="history">
          {record.history.map((change) => (
            <li>
              <p>
                <b>{KIND_WORDS[change.kind]}</b> {change.by} <Moment at={change.at} now={now} />
                ，自 {change.on} 起
              </p>
              {change.kind === 'changed' &&
                Object.entries(change.values).map(([key, value]) => {
                  const about = field(key)
                  return (
                    about && (
                      <p>
                        {about.label}：<del>{shown(about, change.was[key], open)}</del> →{' '}
                        <ins>{shown(about, value, open)}</ins>
                      </p>
                    )
                  )
                })}
              <p class="soft">
                <Origin source={change.source} />
              </p>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

function Origin({ source }: { source: RegisterRecord['history'][number]['source'] }) {
  if ('desk' in source) return <>来自{source.desk}</>
  if ('sheet' in source) {
    return (
      <>
        导入自 {source.sheet} 第 {source.line} 行
      </>
    )
  }
  return (
    <>
      {source.messages.map((id) => (
        <a href={messageHref(id)}>来自群消息</a>
      ))}
    </>
  )
}
