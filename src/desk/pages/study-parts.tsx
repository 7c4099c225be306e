import { type Day, plusDays, spokenDay } from '../../clock.ts'
import { CATEGORIES } from '../../reading/category.ts'
import type { Attendance, BranchAttendance } from '../../study/attendance.ts'
import type { Person } from '../../town.ts'
import { Tag } from '../parts.tsx'
import { inOffice } from '../rights.ts'
import { spokenWeekday } from '../wording.ts'

/** Village people see their own villages' lists. */
export function narrowed(attendance: Attendance, person: Person): Attendance {
  if (inOffice(person)) return attendance
  const own = attendance.branches.filter(({ branch }) =>
    person.villages.some((one) => branch.startsWith(one)),
  )
  return { ...attendance, branches: own }
}

export interface SessionView {
  attendance: Attendance
  today: Day
  /** Its row of the ledger. */
  row?: string | undefined
  /** May set a make-up for those who were not there. */
  mayPlan?: boolean
  /** May be taken out of the plan again. */
  droppable?: boolean
}

export function Session({ attendance, today, row, mayPlan, droppable }: SessionView) {
  const { session, present, makeUp, expected, branches } = attendance
  const absent = branches.flatMap((one) => one.absent)
  const over = session.day < today || present > 0
  return (
    <article class="session">
      <header>
        <div>
          <h3>{session.title}</h3>
          <p class="soft">
            {[
              `${spokenDay(session.day)} ${spokenWeekday(session.day)} ${session.time}`,
              session.place,
              CATEGORIES[session.category],
            ]
              .filter((word) => word !== '')
              .join(' · ')}
            {session.link && (
              <>
                {' · '}
                <a href={session.link} rel="noreferrer">
                  学习材料
                </a>
              </>
            )}
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
      {over && absent.length > 0 && mayPlan && !session.makeUpOf && (
        <MakeUpForm id={session.id} day={plusDays(today, 1)} place={session.place} time={session.time} />
      )}
      {over && absent.length === 0 && expected > 0 && <Tag tone="good">都到了</Tag>}
      {droppable && (
        <form method="post" action="/study/drop">
          <input type="hidden" name="id" value={session.id} />
          <button type="submit" class="link">
            取消这一次
          </button>
        </form>
      )}
    </article>
  )
}

function MakeUpForm({ id, day, place, time }: { id: string; day: Day; place: string; time: string }) {
  return (
    <details class="small-fold">
      <summary>安排补学</summary>
      <form method="post" action="/study/make-up" class="stack">
        <input type="hidden" name="id" value={id} />
        <label class="field">
          <span>日期</span>
          <input type="date" name="day" value={day} min={day} required />
        </label>
        <label class="field">
          <span>时间</span>
          <input type="time" name="time" value={time} required />
        </label>
        <label class="field">
          <span>地点</span>
          <input type="text" name="place" value={place} maxlength={40} />
        </label>
        <p class="soft">到时只私下提醒没学的人，不在群里点名；他们在群里发“打卡”就算补学。</p>
        <button type="submit">安排这次补学</button>
      </form>
    </details>
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
