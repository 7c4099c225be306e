import type { Day } from '../../clock.ts'
import { datesDue } from '../../register/dates.ts'
import type { RegisterName } from '../../register/kinds.ts'
import type { DeskRooms } from '../rooms.ts'

/** 时限: what must not be missed of this register. */
export function RegisterDates({ rooms, name, day }: { rooms: DeskRooms; name: RegisterName; day: Day }) {
  const due = datesDue(rooms.registers, day).filter(({ record }) => record.register === name)
  if (due.length === 0) return null
  return (
    <section aria-labelledby="dates">
      <h2 id="dates">时限（{due.length}）</h2>
      <ul class="plain">
        {due.map(({ record, say }) => (
          <li>
            <a href={`/register/${name}/${record.id}`}>{say}</a>
          </li>
        ))}
      </ul>
      {name === 'stages' && (
        <p class="soft">期限依据《中国共产党发展党员工作细则》，能否进入下一步由组织按程序决定。</p>
      )}
    </section>
  )
}
