import { Hono } from 'hono'
import { z } from 'zod'
import { dayOf, type Instant, plusDays, spokenDay } from '../../clock.ts'
import type { Row } from '../../ledger/row.ts'
import type { Slot } from '../../schedule/slot.ts'
import type { Person } from '../../town.ts'
import { act, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { Columns, Empty, Figure, Moment, Tag } from '../parts.tsx'
import { allow, inOffice, keepsLedger, seesRow } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { spokenWeekday } from '../wording.ts'
import { Decisions } from './decisions.tsx'
import { targetsOf } from './slot.tsx'
import { type WorkView, workFor } from './today-work.tsx'

const decisionSchema = z.object({ question: z.string().min(1), decision: z.enum(['yes', 'no']) })

/** Lines shown of each kind of work before "all of them". */
const SHOWN = 5
export function todayPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { secret, intake, clock } = rooms
  const pages = new Hono<DeskEnv>()
  pages.post('/decide', (c) => {
    const person = c.get('person')
    allow(keepsLedger(person), '处理追问')
    return act(c, secret, {
      back: '/',
      work: async () => {
        const { question, decision } = await readForm(c, decisionSchema)
        await intake.decide(question, { yes: decision === 'yes', by: person.name, at: clock.now() })
        return { said: '已按您的意思办。' }
      },
    })
  })
  return pages.get('/', async (c) => {
    const person = c.get('person')
    const now = rooms.clock.now()
    const work = await workFor(rooms, person, now)
    const rows = rooms.ledger.rows().filter((row) => seesRow(person, row))
    const questions = keepsLedger(person) ? intake.questions().filter((one) => one.to === 'office') : []
    const mine = work.filter((one) => !one.theirs)
    const count = mine.reduce((sum, one) => sum + one.lines.length, questions.length)
    return show(
      c,
      rooms,
      { title: '今日', here: '/' },
      <>
        <Opening now={now} count={count} person={person} />
        <Decisions questions={questions} now={now} />
        {count === 0 && <Quiet person={person} />}
        {work.map((one) => (
          <Work {...one} />
        ))}
        <Trend rows={rows} now={now} />
        {inOffice(person) && <Next slots={rooms.keeper.upcoming(now, 3)} rooms={rooms} now={now} />}
      </>,
    )
  })
}

function Opening({ now, count, person }: { now: Instant; count: number; person: Person }) {
  const day = dayOf(now)
  return (
    <header class="opening">
      <p class="soft">
        {spokenDay(day)} {spokenWeekday(day)}
      </p>
      <h1>
        {count === 0 ? (
          '现在没有等您处理的事'
        ) : (
          <>
            有 <em>{count}</em> 件事等您处理
          </>
        )}
      </h1>
      <p class="lead">{person.name}，您好。</p>
    </header>
  )
}

function Quiet({ person }: { person: Person }) {
  if (!inOffice(person)) {
    return <Empty title="都办妥了">办公室退回的台账、没答复的追问、该报还没报的，都会列在这里。</Empty>
  }
  const what = keepsLedger(person)
    ? '等您签的推文、待确认的台账、没人答复的追问、没发出去的话，都会列在这里。'
    : '有推文要您签，会列在这里。'
  return (
    <Empty title="都办妥了">
      {what}今年的数字从哪里来，请看<a href="/annual">年报</a>。
    </Empty>
  )
}

function Work({ title, why, all, lines, theirs = false }: WorkView) {
  return (
    <section class="work">
      <header>
        <b class={theirs ? 'count count-theirs' : 'count'}>{lines.length}</b>
        <div>
          <h2>{title}</h2>
          <p class="soft">{why}</p>
        </div>
      </header>
      <ul>
        {lines.slice(0, SHOWN).map((line) => (
          <li>
            <a href={line.href}>{line.text}</a>
            {line.side && <span class="side">{line.side}</span>}
          </li>
        ))}
      </ul>
      {lines.length > SHOWN && (
        <p class="more">
          <a href={all}>看全部 {lines.length} 件</a>
        </p>
      )}
    </section>
  )
}

/** The last two weeks of filings: is the work coming in? */
function Trend({ rows, now }: { rows: Row[]; now: Instant }) {
  const days = Array.from({ length: 14 }, (_, n) => plusDays(dayOf(now), n - 13))
  const tally = new Map(days.map((day) => [day, 0]))
  for (const row of rows) {
    const count = tally.get(dayOf(row.at))
    if (count !== undefined) tally.set(dayOf(row.at), count + 1)
  }
  const points = [...tally].map(([day, value]) => ({ name: spokenDay(day), value }))
  const today = points.at(-1)?.value ?? 0
  return (
    <section class="trend" aria-labelledby="trend">
      <h2 id="trend">上报</h2>
      <div class="figures">
        <Figure value={today} unit="条" name="今天收到" />
        <Figure value={points.reduce((sum, one) => sum + one.value, 0)} unit="条" name="近两周" />
        <Columns points={points} label="每天上报条数" />
      </div>
    </section>
  )
}

function Next({ slots, rooms, now }: { slots: Slot[]; rooms: DeskRooms; now: Instant }) {
  return (
    <section aria-labelledby="next">
      <h2 id="next">接下来三天要发的</h2>
      {slots.length === 0 ? (
        <p class="soft">三天内没有要发的通知。时间表写在本镇文件里，如“每个工作日 8:00”。</p>
      ) : (
        <ul class="list">
          {slots.slice(0, 8).map((slot) => (
            <li>
              <b>
                <Moment at={slot.due} now={now} />
              </b>{' '}
              {rooms.jobTitle(slot.kind)} <span class="soft">发给 {targetsOf(slot.groups)}</span>
              {slot.state === 'held' && <Tag tone="wait">暂停</Tag>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
