import { Hono } from 'hono'
import type { Message } from '../../chat/message.ts'
import { dayOf, spokenDay } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import type { Row } from '../../ledger/row.ts'
import type { Line, Told } from '../../ledger/told.ts'
import { show } from '../layout.tsx'
import { Empty, Heading, messageHref, RowTag, Said, Tag } from '../parts.tsx'
import { inOffice, seesMessage, seesRow } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { spokenWeekday } from '../wording.ts'
import { around, byTime, OneMessage, placeOf } from './message.tsx'
import { Found, SearchField, search } from './message-search.tsx'

export function messagePages(rooms: DeskRooms, told: Told): Hono<DeskEnv> {
  const { messages, clock } = rooms
  return new Hono<DeskEnv>()
    .get('/', async (c) => {
      const person = c.get('person')
      await told.refresh()
      const words = c.req.query('words')?.trim().slice(0, 100) ?? ''
      if (words !== '') {
        const wanted = { words, place: c.req.query('group') ?? '', page: Number(c.req.query('page')) || 1 }
        const office = inOffice(person)
        const view = search(told, wanted, office ? () => true : (line) => seesMessage(person, line, rooms))
        const rowsOf = (line: Line) => rooms.ledger.fromMessage(line.id).filter((row) => seesRow(person, row))
        return show(c, rooms, { title: '群消息', here: '/messages' }, <Found view={view} rowsOf={rowsOf} />)
      }
      const days = (await messages.cuts()).reverse()
      const day = c.req.query('day') ?? days[0] ?? dayOf(clock.now())
      const all = (await messages.list(day)).filter((one) => seesMessage(person, one, rooms))
      const place = c.req.query('group') ?? ''
      const shown = byTime(all.filter((one) => place === '' || placeOf(one) === place))
      const view = { rooms, days, day, all, place, shown, office: inOffice(person) }
      return show(c, rooms, { title: '群消息', here: '/messages' }, <Day {...view} />)
    })
    .get('/:day/:id', async (c) => {
      const person = c.get('person')
      const id = `${c.req.param('day')}/${c.req.param('id')}`
      const message = await messages.get(id)
      if (!message || !seesMessage(person, message, rooms)) {
        throw new Fault('desk/no-message', '没有找到这条群消息，或它不在您能看的范围内。')
      }
      const near = await around(rooms, message)
      const lines = near.filter((one) => one.id === id || seesMessage(person, one, rooms))
      const rows = rooms.ledger.fromMessage(id).filter((row) => seesRow(person, row))
      return show(
        c,
        rooms,
        { title: '一条群消息', here: '/messages' },
        <OneMessage {...{ message, lines, rows, rooms }} />,
      )
    })
}

function isForeign(message: Message): boolean {
  return !message.ours && ((message.topic !== undefined && !message.group) || !message.person)
}

interface DayView {
  rooms: DeskRooms
  days: string[]
  day: string
  all: Message[]
  place: string
  shown: Message[]
  office: boolean
}

function Day({ rooms, days, day, all, place, shown, office }: DayView) {
  const places = [...new Set(all.map(placeOf))]
  const n = days.indexOf(day)
  const filed = shown.filter((one) => rooms.ledger.fromMessage(one.id).length > 0).length
  return (
    <>
      <Heading
        title="群消息"
        lead={
          <>
            {spokenDay(day)} {spokenWeekday(day)}
            {shown.length > 0 && `，${shown.length} 条，其中 ${filed} 条已进台账`}。
          </>
        }
      />
      <SearchField words="" />
      <form class="filters" method="get" action="/messages" data-submit-on-change>
        <label class="field">
          <span>日期</span>
          <input type="date" name="day" value={day} />
        </label>
        <label class="field">
          <span>群</span>
          <select name="group">
            <option value="">全部</option>
            {places.map((one) => (
              <option value={one} selected={one === place}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">查看</button>
      </form>
      <nav class="pager" aria-label="换一天">
        {n >= 0 && days[n + 1] && (
          <a href={`/messages?day=${days[n + 1]}`}>← {spokenDay(days[n + 1] ?? '')}</a>
        )}
        {n > 0 && <a href={`/messages?day=${days[n - 1]}`}>{spokenDay(days[n - 1] ?? '')} →</a>}
      </nav>
      {shown.length === 0 && <Nothing office={office} />}
      {places
        .filter((one) => shown.some((message) => placeOf(message) === one))
        .map((one) => (
          <section class="talk" aria-label={one}>
            <h2>
              {one}{' '}
              {shown.find((m) => placeOf(m) === one && m.topic && !m.group) && (
                <Tag tone="quiet">不是本镇的群</Tag>
              )}
            </h2>
            {shown
              .filter((message) => placeOf(message) === one)
              .map((message) => (
                <Said message={message}>
                  <Became rows={rooms.ledger.fromMessage(message.id)} message={message} />
                </Said>
              ))}
          </section>
        ))}
      {office && <Foreign all={all} />}
    </>
  )
}

function Nothing({ office }: { office: boolean }) {
  if (office) {
    return (
      <Empty title="这一天没有群消息">
        机器人所在的群里有人说话，就会按原样记在这里，一条不少，也不会改动。
      </Empty>
    )
  }
  return (
    <Empty title="这一天没有本村的群消息">
      这里只列本村同志在群里说的话，按原样记下，一条不少。可以换一天看，或查找原话。
    </Empty>
  )
}

/** Whether the line became a row: the question a secretary asks of every line. */
function Became({ rows, message }: { rows: Row[]; message: Message }) {
  return (
    <>
      {rows.map((row) => (
        <a href={`/ledger/${row.number}`}>
          台账 {row.number} <RowTag state={row.state} />
        </a>
      ))}
      <a class="soft" href={messageHref(message.id)}>
        {rows.length === 0 && !message.ours ? '未进台账 · 看前后文' : '看前后文'}
      </a>
    </>
  )
}

function Foreign({ all }: { all: Message[] }) {
  const foreign = all.filter(isForeign)
  const lines = [...new Set(foreign.map((one) => `${one.from.name}，在“${placeOf(one)}”`))]
  if (lines.length === 0) return null
  return (
    <section class="aside" aria-labelledby="foreign">
      <h2 id="foreign">不是本镇的群或人</h2>
      <p class="soft">以下的话只记录，不理会。若是本镇的群或人，请管理员在本镇文件里补上。</p>
      <ul>
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </section>
  )
}
