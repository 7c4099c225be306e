import { Hono } from 'hono'
import { spokenDay } from '../../clock.ts'
import type { Attendance } from '../../study/attendance.ts'
import { startOf } from '../../study/session.ts'
import { show } from '../layout.tsx'
import { Empty, Heading } from '../parts.tsx'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { narrowed } from './study-parts.tsx'

/** Sessions side by side. */
const MOST = 8

/** 各支部出勤: each branch over the last sessions, in the order of the town file; nobody is ranked. */
export function branchPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { study, clock } = rooms
  return new Hono<DeskEnv>().get('/branches', (c) => {
    const now = clock.now()
    const past = study.sessions().filter((one) => startOf(one) <= now && !one.makeUpOf)
    const shown = past.slice(-MOST).map(({ id }) => narrowed(study.attendance(id), c.get('person')))
    return show(
      c,
      rooms,
      { title: '各支部出勤', here: '/study' },
      <>
        <Heading title="各支部出勤" lead="最近几次学习，到了（含补学）/应到。只在这里看，不往群里发。">
          <a class="button" href="/study">
            回到学习
          </a>
        </Heading>
        {shown.length === 0 ? (
          <Empty title="还没有学过">第一次学习开始以后，这里按支部列出到了几个人。</Empty>
        ) : (
          <Table shown={shown} order={rooms.town.villages.map(({ name }) => name)} />
        )}
      </>,
    )
  })
}

function Table({ shown, order }: { shown: Attendance[]; order: string[] }) {
  const named = [...new Set(shown.flatMap(({ branches }) => branches.map(({ branch }) => branch)))]
  const branches = [
    ...order.filter((one) => named.includes(one)),
    ...named.filter((one) => !order.includes(one)),
  ]
  return (
    <div class="scroll">
      <table class="cards">
        <thead>
          <tr>
            <th>村（支部）</th>
            {shown.map(({ session }) => (
              <th>
                {spokenDay(session.day)}
                <small>{session.title}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {branches.map((branch) => (
            <tr>
              <td data-name="村（支部）" class="lead-cell">
                {branch}
              </td>
              {shown.map((one) => (
                <td data-name={`${spokenDay(one.session.day)} ${one.session.title}`}>
                  {countIn(one, branch)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function countIn({ branches }: Attendance, branch: string): string {
  const own = branches.find((one) => one.branch === branch)
  if (!own) return '—'
  const came = own.present.length + own.makeUp.length
  return `${came}/${came + own.absent.length}`
}
