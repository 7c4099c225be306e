import type { Day } from '../../clock.ts'
import { type Cadence, type CadenceLine, cadenceOf } from '../../study/cadence.ts'
import { Tag } from '../parts.tsx'
import type { DeskRooms } from '../rooms.ts'

/** 三会一课: 应开展 / 已开展 of each branch in the period that runs; gaps are named, nobody is ranked. */
export function CadenceTable({ rooms, day, villages }: { rooms: DeskRooms; day: Day; villages?: string[] }) {
  const { town, ledger, cadence } = rooms
  if (!cadence) return null
  const counted = cadenceOf({ town, ledger, rules: cadence.rules, day })
  const shown = { ...counted, lines: counted.lines.filter((one) => villages?.includes(one.village) ?? true) }
  const branches = [...new Set(shown.lines.map((one) => one.branch))]
  return (
    <section aria-labelledby="cadence">
      <h2 id="cadence">三会一课和主题党日</h2>
      <p class="soft">已开展/应开展，从台账里数。本期还差的标出来，点数字看是哪几条。</p>
      <div class="scroll">
        <table class="cards">
          <thead>
            <tr>
              <th>支部</th>
              {cadence.rules.map((rule) => (
                <th title={rule.source}>
                  {rule.name}
                  <small>每{rule.period}</small>
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
                {shown.lines
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
      <Unclear cadence={shown} />
    </section>
  )
}

function Count({ line: { due, done, rows } }: { line: CadenceLine }) {
  const text = due === null ? `${done}` : `${done}/${due}`
  const [first] = rows
  const href = rows.length === 1 ? `/ledger/${first}` : `/ledger?words=${first}`
  return (
    <>
      {first ? <a href={href}>{text}</a> : text}{' '}
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
