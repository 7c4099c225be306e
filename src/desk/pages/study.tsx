import { Hono } from 'hono'
import { z } from 'zod'
import { dayOf, type Instant, spokenDay } from '../../clock.ts'
import type { Attendance } from '../../study/attendance.ts'
import type { Study } from '../../study/study.ts'
import { act, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { Empty, Heading } from '../parts.tsx'
import { allow, inOffice, keepsLedger } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { spokenWeekday } from '../wording.ts'
import { CadenceTable } from './cadence.tsx'
import { branchPages } from './study-branches.tsx'
import { studyImportPages } from './study-import.tsx'
import { narrowed, Session } from './study-parts.tsx'

export type StudyRoom = Pick<Study, 'sessions' | 'attendance' | 'plan'>

const makeUpSchema = z.object({
  id: z.string(),
  day: z.iso.date('请选补学的日期'),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请写补学的时间，如 15:00'),
  place: z.string().trim().max(40, '地点太长'),
})
const dropSchema = z.object({ id: z.string() })

/** 学习: what was planned, who came, who has not; village people see their own villages' lists. */
export function studyPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { study, clock, secret } = rooms
  return new Hono<DeskEnv>()
    .route('/', studyImportPages(rooms))
    .route('/', branchPages(rooms))
    .get('/', (c) => {
      const person = c.get('person')
      const now = clock.now()
      const all = study.sessions().map(({ id }) => narrowed(study.attendance(id), person))
      const view = { rooms, now, all, mayPlan: keepsLedger(person) }
      const own = inOffice(person) ? {} : { villages: person.villages }
      return show(c, rooms, { title: '学习', here: '/study' }, <All {...view} {...own} />)
    })
    .post('/make-up', (c) => {
      allow(keepsLedger(c.get('person')), '安排补学')
      return act(c, secret, {
        back: '/study',
        work: async () => {
          const { id, ...when } = await readForm(c, makeUpSchema)
          const made = await study.plan.makeUp(id, when, c.get('person').name, clock.now())
          return { said: `已安排${spokenDay(made.day)} ${made.time} 补学，到时只私下提醒没学的人。` }
        },
      })
    })
    .post('/drop', (c) => {
      allow(keepsLedger(c.get('person')), '取消学习')
      return act(c, secret, {
        back: '/study',
        work: async () => {
          const { id } = await readForm(c, dropSchema)
          await study.plan.drop(id, c.get('person').name, clock.now())
          return { said: '这一次学习已取消，不再提醒。' }
        },
      })
    })
}

/** Past sessions shown in full; the rest stands by branch and in the ledger. */
const LATEST = 20

interface AllView {
  rooms: DeskRooms
  now: Instant
  all: Attendance[]
  mayPlan: boolean
  villages?: string[]
}

function All({ rooms, now, all, mayPlan, villages }: AllView) {
  const today = dayOf(now)
  const coming = all.filter(({ session }) => `${session.day}T${session.time}` >= now.slice(0, 16))
  const past = all.filter((one) => !coming.includes(one)).reverse()
  const rows = rooms.ledger.rows()
  const rowOf = ({ session }: Attendance) =>
    rows.find((row) => row.topic === session.title && row.date === session.day)?.number
  return (
    <>
      <Heading title="学习" lead={leadOf(coming, now)}>
        {mayPlan && (
          <a class="button" href="/study/import">
            导入学习计划
          </a>
        )}
        <a class="button" href="/study/branches">
          各支部出勤
        </a>
      </Heading>
      {all.length === 0 && (
        <Empty title="还没有学习计划">
          把全年计划的 Excel
          导入进来，或者在本镇文件的“学习计划”里写上题目、日期和群，机器人会提前提醒，并在群里收“打卡”。
        </Empty>
      )}
      {coming.length > 0 && (
        <section aria-labelledby="coming">
          <h2 id="coming">要学的</h2>
          {coming.map((one) => (
            <Session
              attendance={one}
              today={today}
              droppable={mayPlan && rooms.study.plan.droppable(one.session.id, now)}
            />
          ))}
        </section>
      )}
      <CadenceTable rooms={rooms} day={today} {...(villages ? { villages } : {})} />
      {past.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">学过的</h2>
          {past.slice(0, LATEST).map((one) => (
            <Session attendance={one} today={today} row={rowOf(one)} mayPlan={mayPlan} />
          ))}
        </section>
      )}
    </>
  )
}

function leadOf(coming: Attendance[], now: Instant): string {
  const next = coming[0]?.session
  if (!next) return '接下来没有安排。'
  const today = next.day === dayOf(now) ? '今天' : `${spokenDay(next.day)} ${spokenWeekday(next.day)}`
  return `下一次：${today} ${next.time}，${next.title}。`
}
