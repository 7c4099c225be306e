import { Hono } from 'hono'
import { type Day, dayOf, type Instant, spokenDay } from '../../clock.ts'
import { CATEGORIES } from '../../reading/category.ts'
import type { Attendance, BranchAttendance } from '../../study/attendance.ts'
import type { Study } from '../../study/study.ts'
import type { Person } from '../../town.ts'
import { show } from '../layout.tsx'
import { Empty, Heading, Tag } from '../parts.tsx'
import { inOffice } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { spokenWeekday } from '../wording.ts'
import { CadenceTable } from './cadence.tsx'

export type StudyRoom = Pick<Study, 'sessions' | 'attendance'>

/** 学习: what was planned, who came, who has not; village people see their own villages' lists. */
export function studyPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { study, clock, ledger } = rooms
  return new Hono<DeskEnv>().get('/', (c) => {
    const person = c.get('person')
    const now = clock.now()
    const all = study.sessions().map(({ id }) => narrowed(study.attendance(id), person))
    const coming = all.filter(({ session }) => `${session.day}T${session.time}` >= now.slice(0, 16))
    const past = all.filter((one) => !coming.includes(one)).reverse()
    const rowOf = (one: Attendance) =>
      ledger.rows().find((row) => row.topic === one.session.title && row.date === one.session.day)?.number
    return show(
      c,
      rooms,
      { title: '学习', here: '/study' },
      <>
        <Heading title="学习" lead={leadOf(coming, now)} />
        {all.length === 0 && (
          <Empty title="还没有学习计划">
            在本镇文件的“学习计划”里写上题目、日期和群，机器人会提前提醒，并在群里收“打卡”。
          </Empty>
        )}
        {coming.length > 0 && (
          <section aria-labelledby="coming">
            <h2 id="coming">要学的</h2>
            {coming.map((one) => (
              <Session attendance={one} today={dayOf(now)} />
            ))}
          </section>
        )}
        <CadenceTable
          rooms={rooms}
          day={dayOf(now)}
          {...(inOffice(person) ? {} : { villages: person.villages })}
        />
        {past.length > 0 && (
          <section aria-labelledby="past">
            <h2 id="past">学过的</h2>
            {past.map((one) => {
              const row = rowOf(one)
              return <Session attendance={one} today={dayOf(now)} {...(row ? { row } : {})} />
            })}
          </section>
        )}
      </>,
    )
  })
}

function narrowed(attendance: Attendance, person: Person): Attendance {
  if (inOffice(person)) return attendance
  const own = attendance.branches.filter(({ branch }) =>
    person.villages.some((one) => branch.startsWith(one)),
  )
  return { ...attendance, branches: own }
}

function leadOf(coming: Attendance[], now: Instant): string {
  const next = coming[0]?.session
  if (!next) return '接下来没有安排。'
  const today = next.day === dayOf(now) ? '今天' : `${spokenDay(next.day)} ${spokenWeekday(next.day)}`
  return `下一次：${today} ${next.time}，${next.title}。`
}

function Session({ attendance, today, row }: { attendance: Attendance; today: Day; row?: string }) {
  const { session, present, makeUp, expected, branches } = attendance
  const absent = branches.flatMap((one) => one.absent)
  const over = session.day < today || present > 0
  return (
    <article class="session">
      <header>
        <div>
          <h3>{session.title}</h3>
          <p class="soft">
            {spokenDay(session.day)} {spokenWeekday(session.day)} {session.time} · {session.place} ·{' '}
            {CATEGORIES[session.category]}
          </p>
        </div>
        <p class="session-count">
          <b>{present}</b>
          <span class="soft">
            /{expected} 人打卡{makeUp > 0 && `，补学 ${makeUp} 人`}
          </span>
        </p>
      </header>
      <meter class="meter" min={0} max={Math.max(1, expected)} value={present + makeUp}>
        {present + makeUp}/{expected}
      </meter>
      {row && (
        <p>
          <a href={`/ledger/${row}`}>已记入台账 {row}</a>
        </p>
      )}
      {over && absent.length > 0 && (
        <details class="small-fold">
          <summary>还没打卡的 {absent.length} 人（只在这里看，不在群里点名）</summary>
          <Branches branches={branches} />
        </details>
      )}
      {over && absent.length === 0 && expected > 0 && <Tag tone="good">都到了</Tag>}
    </article>
  )
}

function Branches({ branches }: { branches: BranchAttendance[] }) {
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>村（支部）</th>
          <th>到了</th>
          <th>补学</th>
          <th>还没打卡</th>
        </tr>
      </thead>
      <tbody>
        {branches.map((one) => (
          <tr>
            <td data-name="村（支部）" class="lead-cell">
              {one.branch}
            </td>
            <td data-name="到了">{one.present.join('、') || '—'}</td>
            <td data-name="补学">{one.makeUp.join('、') || '—'}</td>
            <td data-name="还没打卡">{one.absent.join('、') || '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
