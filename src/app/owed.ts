import { type Day, daysBetween, plusDays } from '../clock.ts'
import type { Owed } from '../intake/chase.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { cadenceOf, gapsOf } from '../study/cadence.ts'
import type { CadenceRule } from '../study/cadence-rules.ts'
import type { Town } from '../town.ts'

/** Days before the end of its month or quarter from which what is owed may be brought up: earlier would be nagging. */
const BEFORE_END = 7

/** What each village has not reported yet of 三会一课 and 主题党日, in the order of the town file. */
export function owedOn(what: { town: Town; ledger: Ledger; rules: CadenceRule[]; day: Day }): Owed[] {
  const lacking = gapsOf(cadenceOf(what)).filter(({ from, to }) => daysBetween(from, to) < 100)
  const owed = lacking.map(({ village, rule, from, to }) => ({
    id: `${from.slice(0, 7)}/${rule.name}/${village}`,
    title: `${rule.period === '月' ? `${Number(from.slice(5, 7))}月` : '本季度'}${rule.name}`,
    village,
    from: plusDays(to, -BEFORE_END),
  }))
  return [...new Map(owed.map((one) => [one.id, one])).values()]
}
