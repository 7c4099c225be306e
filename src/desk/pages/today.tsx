import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import type { Article } from '../../article/article.ts'
import { nextStep } from '../../article/review.ts'
import type { Outgoing } from '../../chat/outbox.ts'
import { dayOf, type Instant, plusDays, spokenDay } from '../../clock.ts'
import type { Question } from '../../intake/question.ts'
import type { Row } from '../../ledger/row.ts'
import type { Slot } from '../../schedule/slot.ts'
import type { Person } from '../../town.ts'
import { act, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { Columns, Empty, Figure, Moment, messageHref, rowTitle, Tag } from '../parts.tsx'
import { allow, inOffice, keepsLedger, seesRow } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { spokenMoment, spokenWeekday } from '../wording.ts'
import { Decisions } from './decisions.tsx'

const decisionSchema = z.object({ question: z.string().min(1), decision: z.enum(['yes', 'no']) })

/** Lines shown of each kind of work before "all of them". */
const SHOWN = 5
/** Days back in which a failed line or a missed slot still needs a look. */
const LOOK_BACK = 7

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
        {count === 0 && <Quiet />}
        {work.map((one) => (
          <Work {...one} />
        ))}
        <Trend rows={rows} now={now} />
        {inOffice(person) && <Next slots={rooms.keeper.upcoming(now, 3)} rooms={rooms} now={now} />}
      </>,
    )
  })
}

interface WorkView {
  title: string
  why: string
  all: string
  /** Other people's work, shown to be known: not among the things that wait for this person. */
  theirs?: boolean
  lines: { href: string; text: Child; side?: Child }[]
}

/** Everything that waits for this person, most pressing first; a kind with nothing in it is left out. */
async function workFor(rooms: DeskRooms, person: Person, now: Instant): Promise<WorkView[]> {
  const office = inOffice(person)
  const work = [
    await toSign(rooms, person, now),
    ...(office ? [await unsaid(rooms, now), await missed(rooms, now)] : []),
    asked(rooms, person, now),
    ...(keepsLedger(person) ? [toConfirm(rooms)] : [returned(rooms, person)]),
    owed(rooms, person, now),
  ]
  return work.filter((one) => one.lines.length > 0)
}

async function toSign({ articles, town }: DeskRooms, person: Person, now: Instant): Promise<WorkView> {
  const mine = (article: Article) => {
    const step = ['draft', 'review'].includes(article.state) ? nextStep(article) : undefined
    const already = article.signatures.some((one) => one.by === person.name)
    return step !== undefined && !already && town.review[step].includes(person.name)
  }
  const lines = articles
    .list()
    .filter(mine)
    .map(async (one) => {
      const found = (await articles.proof(one.id)).length
      const side = found > 0 ? <Tag tone="bad">校对有 {found} 处</Tag> : <Moment at={one.at} now={now} />
      return { href: `/articles/${one.id}`, text: one.title, side }
    })
  return {
    title: '等您签的推文',
    why: '轮到您审，签了才能往下走。',
    all: '/articles',
    lines: await Promise.all(lines),
  }
}

async function unsaid({ outbox }: DeskRooms, now: Instant): Promise<WorkView> {
  const lines = await lately(now, (day) => outbox.list(day))
  const bad = lines.filter((line) => line.state === 'failed' || line.state === 'unknown')
  return {
    title: '没发出或不明的话',
    why: '请到群里看一眼，再决定补发还是标为已核对。',
    all: '/running',
    lines: bad.map((line) => ({
      href: '/running#outbox',
      text: `发给${placeOf(line)}：${line.text.slice(0, 40)}`,
      side: <Tag tone="bad">{line.state === 'failed' ? '没发出' : '不明'}</Tag>,
    })),
  }
}

function placeOf(line: Outgoing): string {
  return 'group' in line.to ? line.to.group : line.to.person
}

async function missed(rooms: DeskRooms, now: Instant): Promise<WorkView> {
  const slots = await lately(now, (day) => rooms.keeper.list(day))
  const bad = slots.filter((slot) => ['missed', 'failed', 'unknown'].includes(slot.state))
  return {
    title: '漏发的通知',
    why: '到点没有发成。',
    all: '/running',
    lines: bad.map((slot) => ({
      href: '/running#slots',
      text: `${rooms.jobTitle(slot.kind)}，应在 ${spokenMoment(slot.due)} 发`,
      side: slot.why,
    })),
  }
}

async function lately<T>(now: Instant, list: (day: string) => Promise<T[]>): Promise<T[]> {
  const days = Array.from({ length: LOOK_BACK }, (_, n) => plusDays(dayOf(now), -n))
  return (await Promise.all(days.map(list))).flat()
}

function asked({ intake, ledger }: DeskRooms, person: Person, now: Instant): WorkView {
  const own = (question: Question) =>
    question.person === person.name ||
    question.rows.some((number) => {
      const row = ledger.find(number)
      return row !== undefined && seesRow(person, row)
    })
  const open = intake.questions().filter((one) => one.to === 'person' && (inOffice(person) || own(one)))
  return {
    title: '还没有答复的追问',
    why: '机器人在群里只问一次，不会再问；您可以代为补上。',
    all: '/ledger?state=question',
    lines: open.map((one) => ({
      href: one.rows[0] ? `/ledger/${one.rows[0]}` : messageHref(one.message),
      text: `${one.person}：${one.text}`,
      side: <Moment at={one.at} now={now} />,
    })),
  }
}

/** What villages are expected to have reported and have not: for the office a line an activity, never a ranking. */
function owed({ chase }: DeskRooms, person: Person, now: Instant): WorkView {
  const mine = (chase?.owed(now) ?? []).filter(
    (one) => keepsLedger(person) || (!inOffice(person) && person.villages.includes(one.village)),
  )
  const villages = new Map<string, string[]>()
  for (const { title, village } of mine) villages.set(title, [...(villages.get(title) ?? []), village])
  return {
    title: '该报还没报的',
    theirs: inOffice(person),
    why: `只列出，不排名，不在群里点名。本周私下提醒 ${chase?.ofWeek(dayOf(now)) ?? 0} 次。`,
    all: '/study#cadence',
    lines: [...villages].map(([title, all]) => ({
      href: '/study#cadence',
      text: title,
      side: [...new Set(all)].join('、'),
    })),
  }
}

function toConfirm({ ledger }: DeskRooms): WorkView {
  const rows = ledger.rows().filter((row) => row.state === 'received')
  return {
    title: '等您确认的台账',
    why: '看过原话，确认无误。',
    all: '/ledger?state=received',
    lines: rows.reverse().map(rowLine),
  }
}

function returned({ ledger }: DeskRooms, person: Person): WorkView {
  const rows = ledger.rows().filter((row) => row.state === 'returned' && seesRow(person, row))
  return {
    title: '办公室退回的台账',
    why: '请按说明补充或更正。',
    all: '/ledger?state=returned',
    lines: inOffice(person) ? [] : rows.reverse().map(rowLine),
  }
}

function rowLine(row: Row) {
  const count = row.participants === null ? '' : ` · ${row.participants}人`
  return {
    href: `/ledger/${row.number}`,
    text: `${row.village ?? row.organizer ?? '村未填'} · ${rowTitle(row)}${count}`,
    side: row.number,
  }
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

function Quiet() {
  return (
    <Empty title="都办妥了">等您签的推文、待确认的台账、没人答复的追问、没发出去的话，都会列在这里。</Empty>
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
              {rooms.jobTitle(slot.kind)} <span class="soft">发给 {slot.groups.join('、')}</span>
              {slot.state === 'held' && <Tag tone="wait">暂停</Tag>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
