import type { Child } from 'hono/jsx'
import type { Article } from '../../article/article.ts'
import { nextStep } from '../../article/review.ts'
import type { Outgoing } from '../../chat/outbox.ts'
import { briefOf, LINE_WORDS, needsHand } from '../../chat/outbox-hand.ts'
import { dayOf, type Instant, plusDays } from '../../clock.ts'
import type { Question } from '../../intake/question.ts'
import type { Row } from '../../ledger/row.ts'
import type { Person } from '../../town.ts'
import { Moment, messageHref, rowTitle, Tag } from '../parts.tsx'
import { inOffice, keepsLedger, seesRow, writesArticles } from '../rights.ts'
import type { DeskRooms } from '../rooms.ts'
import { spokenMoment, spokenNames } from '../wording.ts'
import { articlesToHand } from './today-articles.tsx'
import { datesToKeep, registerToDecide } from './today-register.tsx'

/** Days back in which a failed line or a missed slot still needs a look. */
const LOOK_BACK = 7

/** Villages named in one line. */
const NAMED = 10

export interface WorkView {
  title: string
  why: string
  all: string
  /** Other people's work, shown to be known: not among the things that wait for this person. */
  theirs?: boolean
  lines: { href: string; text: Child; side?: Child }[]
}

/** Everything that waits for this person, most pressing first; a kind with nothing in it is left out. */
export async function workFor(rooms: DeskRooms, person: Person, now: Instant): Promise<WorkView[]> {
  const work = [
    await toSign(rooms, person, now),
    ...(keepsLedger(person) ? [await unsaid(rooms, now), await missed(rooms, now)] : []),
    asked(rooms, person, now),
    ...(writesArticles(person) ? [articlesToHand(rooms, now)] : []),
    ...(keepsLedger(person)
      ? [toConfirm(rooms), registerToDecide(rooms, now), datesToKeep(rooms, now)]
      : [returned(rooms, person)]),
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
  const bad = lines.filter(needsHand)
  return {
    title: '没发出或不明的话',
    why: '请到群里看一眼，再决定补发还是标为已核对。',
    all: '/running',
    lines: bad.map((line) => ({
      href: '/running#outbox',
      text: `发给${placeOf(line)}：${briefOf(line).slice(0, 40)}`,
      side: <Tag tone="bad">{line.state === 'unknown' ? '不明' : LINE_WORDS[line.state]}</Tag>,
    })),
  }
}

function placeOf(line: Outgoing): string {
  return 'group' in line.to ? line.to.group : line.to.person
}

async function missed(rooms: DeskRooms, now: Instant): Promise<WorkView> {
  const slots = await lately(now, (day) => rooms.keeper.list(day))
  // A line that needs a hand is listed by itself above, with what can be done about it.
  const bad = slots.filter(
    ({ state, lines }) => ['missed', 'failed', 'unknown'].includes(state) && !lines.some(needsHand),
  )
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
  const open = intake
    .questions()
    .filter((one) => one.to === 'person' && (keepsLedger(person) || (!inOffice(person) && own(one))))
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
  const office = inOffice(person)
  const reminded = chase?.ofWeek(dayOf(now)) ?? 0
  return {
    title: '该报还没报的',
    theirs: office,
    why: office
      ? `只列出，不排名，不在群里点名。本周私下提醒过 ${reminded} 次。`
      : '已经开展的，在群里报一句就行；正在安排的，不用回复。',
    all: '/study#cadence',
    lines: [...villages].map(([title, all]) => ({
      href: '/study#cadence',
      text: title,
      side: office || person.villages.length > 1 ? spokenNames([...new Set(all)], NAMED) : undefined,
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
