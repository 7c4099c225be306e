import { type Day, daysBetween } from '../../clock.ts'
import { type Cadence, type CadenceLine, cadenceOf, gapsOf, periodOf } from '../../study/cadence.ts'
import type { CadenceRule } from '../../study/cadence-rules.ts'
import { Tag } from '../parts.tsx'
import type { DeskRooms } from '../rooms.ts'

/** Branches shown at once; of more, a line a rule comes first and the table stands behind a fold. */
const MOST = 12

/** 三会一课: 应开展 / 已开展 of each branch in the period that runs; gaps are named, nobody is ranked. */
export function CadenceTable({ rooms, day, villages }: { rooms: DeskRooms; day: Day; villages?: string[] }) {
  const { town, ledger, cadence } = rooms
  if (!cadence) return null
  const counted = cadenceOf({ town, ledger, rules: cadence.rules, day })
  const shown = { ...counted, lines: counted.lines.filter((one) => villages?.includes(one.village) ?? true) }
  const branches = [...new Set(shown.lines.map((one) => one.branch))]
  const lacking = new Set(gapsOf(shown).map((one) => one.branch)).size
  return (
    <section aria-labelledby="cadence">
      <h2 id="cadence">三会一课和主题党日</h2>
      <p class="soft">
        已开展/应开展，从台账里数，点数字看是哪几条。
        {lacking > 0 ? `本期还有 ${lacking} 个支部没有开展齐，还差的标出来了。` : '本期各支部都开展齐了。'}
      </p>
      {branches.length > MOST ? (
        <>
          <Tally cadence={shown} rules={cadence.rules} day={day} />
          <details class="fold">
            <summary>看 {branches.length} 个支部各开展了几次</summary>
            <Table cadence={shown} rules={cadence.rules} branches={branches} day={day} />
          </details>
        </>
      ) : (
        <Table cadence={shown} rules={cadence.rules} branches={branches} day={day} />
      )}
      <Unclear cadence={shown} />
      <Sources rules={cadence.rules} />
    </section>
  )
}

interface TableView {
  cadence: Cadence
  rules: CadenceRule[]
  branches: string[]
  day: Day
}

function Table({ cadence, rules, branches, day }: TableView) {
  return (
    <div class="scroll">
      <table class="cards">
        <thead>
          <tr>
            <th>支部</th>
            {rules.map((rule) => (
              <th>
                {rule.name}
                <small>
                  每{rule.period}，{leftWord(rule, day)}
                </small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {branches.map((branch) => (
            <tr>
              <td data-name="支部" class="lead-cell">
                {branch}
              </td>
              {cadence.lines
                .filter((one) => one.branch === branch)
                .map((one) => (
                  <td data-name={one.rule.name}>
                    <Count line={one} />
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Of many branches: how many have held what, a line a rule. */
function Tally({ cadence, rules, day }: Omit<TableView, 'branches'>) {
  return (
    <ul class="list">
      {rules
        .filter((rule) => rule.times !== null)
        .map((rule) => {
          const lines = cadence.lines.filter((one) => one.rule.name === rule.name)
          const lacking = lines.filter(({ due, done }) => due !== null && done < due).length
          return (
            <li>
              <b>{rule.name}</b> {lines.length - lacking}/{lines.length} 个支部已开展
              <span class="soft">
                每{rule.period}，{leftWord(rule, day)}
              </span>
            </li>
          )
        })}
    </ul>
  )
}

function leftWord({ period }: CadenceRule, day: Day): string {
  const left = daysBetween(day, periodOf(period, day).to)
  return left === 0 ? '今天截止' : `还有 ${left} 天`
}

function Count({ line: { due, done, rows } }: { line: CadenceLine }) {
  const text = due === null ? `${done}` : `${done}/${due}`
  const [first, ...more] = rows
  return (
    <>
      {!first && text}
      {first && more.length === 0 && <a href={`/ledger/${first}`}>{text}</a>}
      {first && more.length > 0 && (
        <details class="inline-fold">
          <summary>{text}</summary>
          {rows.map((row) => (
            <a href={`/ledger/${row}`}>{row}</a>
          ))}
        </details>
      )}{' '}
      {due !== null && done < due && <Tag tone="wait">还差 {due - done}</Tag>}
    </>
  )
}

function Unclear({ cadence }: { cadence: Cadence }) {
  if (cadence.unclear.length === 0) return null
  return (
    <details class="small-fold">
      <summary>有 {cadence.unclear.length} 条说不清算在哪里，没有计入</summary>
      <ul>
        {cadence.unclear.map(({ row, why }) => (
          <li>
            <a href={`/ledger/${row}`}>{row}</a> {why}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Sources({ rules }: { rules: CadenceRule[] }) {
  return (
    <details class="small-fold">
      <summary>应当开展几次，依据是什么</summary>
      <ul>
        {rules.map(({ name, period, times, source }) => (
          <li>
            {name}：{times === null ? '按需' : `每${period} ${times} 次`}。{source}。
          </li>
        ))}
      </ul>
    </details>
  )
}
