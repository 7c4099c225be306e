import { type Context, Hono } from 'hono'
import { Fault } from '../../fault.ts'
import { historyOf, shownValue } from '../../register/export.ts'
import { registerNamed, registerOf } from '../../register/kinds.ts'
import { identityOf, type RegisterRecord } from '../../register/record.ts'
import { readValues } from '../../register/value.ts'
import type { Role } from '../../town.ts'
import { act, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { Heading, Moment, messageHref } from '../parts.tsx'
import { allow, keepsLedger } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { changedValues, RecordForm, recordSchema } from './register-form.tsx'

const SOURCE = { desk: '名册页' }

/** One record: what stands, how it came about, and the form to change it. */
export function recordPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { registers, clock, secret } = rooms
  const here = (c: Context<DeskEnv>) => {
    const name = registerNamed(c.req.param('name') ?? '')
    const record = registers.record(name, c.req.param('id') ?? '')
    if (!record) throw new Fault('register/no-record', '名册里没有这一条，可能网址不全。')
    return { name, record, path: `/register/${name}/${record.id}` }
  }
  const keeper = (c: Context<DeskEnv>) => {
    allow(keepsLedger(c.get('person')), '改名册')
    return { by: c.get('person').name, at: clock.now() }
  }
  return new Hono<DeskEnv>()
    .get('/:name/new', (c) => {
      keeper(c)
      const name = registerNamed(c.req.param('name'))
      const view = { name, roles: c.get('person').roles, day: clock.now().slice(0, 10) }
      return show(c, rooms, { title: '登记一条', here: '/register' }, <Fresh {...view} />)
    })
    .post('/:name', async (c) => {
      const who = keeper(c)
      const name = registerNamed(c.req.param('name'))
      return act(c, secret, {
        back: `/register/${name}/new`,
        work: async () => {
          const { kind: _, ...wanted } = await readForm(c, recordSchema)
          const identity = identityOf(name, readValues(name, wanted.values))
          const twin = registers.everyone(name).find((one) => identityOf(name, one.values) === identity)
          if (twin) throw new Fault('register/twice', `名册里已有 ${identity}，请在那一条上改。`)
          const [record] = await registers.change(name, [{ ...wanted, source: SOURCE }], who)
          return { said: '已登记。', to: record ? `/register/${name}/${record.id}` : '/register' }
        },
      })
    })
    .get('/:name/:id', (c) => {
      const { name, record } = here(c)
      const person = c.get('person')
      const view = { record, roles: person.roles, mayChange: keepsLedger(person), now: clock.now() }
      return show(c, rooms, { title: registerOf(name).label, here: '/register' }, <One {...view} />)
    })
    .post('/:name/:id', async (c) => {
      const who = keeper(c)
      const { name, record, path } = here(c)
      return act(c, secret, {
        back: path,
        work: async () => {
          const { kind, values: written, ...wanted } = await readForm(c, recordSchema)
          const values = kind === 'changed' ? changedValues(record, written) : {}
          if (kind === 'changed' && Object.keys(values).length === 0)
            throw new Fault('register/same', '没有改动，名册还是原来的样子。')
          await registers.change(name, [{ ...wanted, record: record.id, kind, values, source: SOURCE }], who)
          return { said: { changed: '已保存。', left: '已移出名册，记录还在。', back: '已恢复。' }[kind] }
        },
      })
    })
}

function Fresh(of: { name: Parameters<typeof registerOf>[0]; roles: Role[]; day: string }) {
  return (
    <>
      <Heading title={`登记：${registerOf(of.name).label}`} lead="标“必填”的不能空着。">
        <a class="button" href={`/register?name=${of.name}`}>
          回到名册
        </a>
      </Heading>
      <RecordForm {...of} />
    </>
  )
}

function One(of: { record: RegisterRecord; roles: Role[]; mayChange: boolean; now: string }) {
  const { record, roles, mayChange, now } = of
  const { register: name } = record
  const { label, fields } = registerOf(name)
  const [lead] = fields
  return (
    <>
      <Heading
        title={(lead && shownValue(lead, record.values[lead.key], roles)) || record.id}
        lead={`${label}名册${record.until ? ` · 已于 ${record.until} 移出` : ''}`}
      >
        <a class="button" href={`/register?name=${name}`}>
          回到名册
        </a>
      </Heading>
      <dl class="values">
        {fields.map((one) => (
          <div>
            <dt>{one.label}</dt>
            <dd>{shownValue(one, record.values[one.key], roles) || '—'}</dd>
          </div>
        ))}
      </dl>
      {mayChange && (
        <details class="fold">
          <summary>改这一条</summary>
          <RecordForm name={name} roles={roles} day={now.slice(0, 10)} record={record} />
        </details>
      )}
      <section aria-labelledby="history">
        <h2 id="history">经过</h2>
        <ol class="history">
          {historyOf(record, roles).map((change) => (
            <li>
              <p>
                <b>{change.kind}</b> {change.by} <Moment at={change.at} now={now} />
                ，自 {change.on} 起
              </p>
              {change.kind === '变更' && change.changes.map((line) => <p>{line}</p>)}
              {change.note && <p>{change.note}</p>}
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
