import { dayOf, daysBetween, type Instant, plusMinutes, spokenDay } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Job, Notice } from '../schedule/slot.ts'
import { planPrivate } from '../schedule/timetable.ts'
import type { Town } from '../town.ts'
import { type CadenceLine, cadenceOf, gapsOf } from './cadence.ts'
import type { CadenceFile } from './cadence-rules.ts'

const KIND = 'meetings'
/** Days before its end from which a quarter or a year is spoken of: in January nobody owes the first quarter yet. */
const NEAR = 31

/**
 * 三会一课的缺项提醒: to each branch secretary in private, one line with what the ledger lacks; nobody is ranked or named
 * before others, and who lacks nothing hears nothing. When: the line 三会一课 of the timetable; without one never. Said late for
 * two days.
 */
export function cadenceJob(parts: { town: Town; ledger: Ledger; file: CadenceFile }): Job {
  const { town, ledger, file } = parts
  const until = (due: Instant) => plusMinutes(due, 2 * 1440)

  async function notices(_: unknown, now: Instant): Promise<Notice[]> {
    const day = dayOf(now)
    const gaps = gapsOf(cadenceOf({ town, ledger, rules: file.rules, day })).filter(
      ({ to }) => daysBetween(day, to) <= NEAR,
    )
    const secretaries = town.people.filter(({ roles }) => roles.includes('secretary'))
    return secretaries.flatMap(({ name, villages }) => {
      const lacking = gaps.filter(({ village }) => villages.includes(village))
      if (lacking.length === 0) return []
      const text = file.reminder
        .replaceAll('{姓名}', name)
        .replaceAll('{日期}', spokenDay(day))
        .replaceAll('{周期}', periodWord(lacking))
        .replaceAll('{清单}', listOf(lacking))
      return [{ item: 'gaps', to: { person: name }, text }]
    })
  }

  return {
    kind: KIND,
    title: '三会一课提醒',
    plan: planPrivate(KIND, town, until),
    notices,
    preview: notices,
  }
}

/** A line for each branch: `张湾村：主题党日（本月）、党课（本季度）`. */
function listOf(lacking: CadenceLine[]): string {
  const branches = [...new Set(lacking.map(({ branch }) => branch))]
  return branches
    .map((branch) => {
      const own = lacking.filter((line) => line.branch === branch)
      const words = own.map(({ rule, due, done }) => {
        const left = (due ?? 0) - done
        return `${rule.name}（本${rule.period}${left > 1 ? `还差${left}次` : ''}）`
      })
      return `${branch}：${words.join('、')}`
    })
    .join('\n')
}

function periodWord(lacking: CadenceLine[]): string {
  const periods = [...new Set(lacking.map(({ rule }) => `本${rule.period}`))]
  return periods.join('、')
}
