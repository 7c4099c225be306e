import type { Day } from '../../clock.ts'
import { spokenDate } from '../../ledger/change.ts'
import type { RegisterName } from '../../register/kinds.ts'
import { type RegisterRecord, textIn } from '../../register/record.ts'
import { dueFor, stageFaults } from '../../register/stages.ts'

/** Days ahead in which somebody's least period will have passed. */
const AHEAD = 30

/** 发展党员: dates that contradict each other, and who may be considered for the next stage soon. */
export function RegisterDates(of: { name: RegisterName; records: RegisterRecord[]; day: Day }) {
  if (of.name !== 'stages') return null
  const faults = of.records.flatMap((record) => stageFaults(record).map((say) => ({ record, say })))
  const due = dueFor(of.records, of.day, AHEAD)
  if (faults.length === 0 && due.length === 0) return null
  return (
    <section aria-labelledby="dates">
      <h2 id="dates">时限</h2>
      <ul class="plain">
        {faults.map(({ record, say }) => (
          <li>
            <a href={`/register/stages/${record.id}`}>{say}</a>
          </li>
        ))}
        {due.map(({ record, next, from }) => (
          <li>
            <a href={`/register/stages/${record.id}`}>{textIn(record, 'name')}</a>（{textIn(record, 'branch')}
            ）{spokenDate(from)}
            {from <= of.day ? '已满' : '满'}最短期限，可以按程序考虑{next.said}。
          </li>
        ))}
      </ul>
      <p class="soft">期限依据《中国共产党发展党员工作细则》：积极分子培养和预备期各不少于一年。</p>
    </section>
  )
}
