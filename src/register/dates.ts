import { type Day, plusDays, spokenDay } from '../clock.ts'
import { type RegisterRecord, textIn } from './record.ts'
import type { Registers } from './register.ts'
import { afterYears, dueFor, stageFaults, stageOf } from './stages.ts'

/** A date of a record that somebody must look after. */
export interface DateDue {
  record: RegisterRecord
  say: string
}

/** Days ahead that are told, and days after which what nobody acted on is no longer a reminder. */
const AHEAD = 30
const BEHIND = 30

/**
 * What the office must not miss of 发展党员 and 导师帮带: dates that contradict each other, the talk within a month of an
 * application, least periods that pass within 30 days or did lately (《中国共产党发展党员工作细则》), pairs a year old.
 */
export function datesDue(registers: Pick<Registers, 'records'>, day: Day): DateDue[] {
  const stages = registers.records('stages')
  return [
    ...stages.flatMap((record) => stageFaults(record).map((say) => ({ record, say }))),
    ...stages.flatMap((record) => talkDue(record, day)),
    ...dueFor(stages, day, AHEAD)
      .filter(({ from }) => from >= plusDays(day, -BEHIND))
      .map(({ record, next, from }) => {
        const when = `${spokenDay(from)}${from <= day ? '已满' : '满'}最短期限`
        return { record, say: `${whoOf(record)}${when}，可以按程序考虑${next.said}。` }
      }),
    ...registers.records('mentors').flatMap((record) => pairDue(record, day)),
  ]
}

function talkDue(record: RegisterRecord, day: Day): DateDue[] {
  const applied = textIn(record, 'applied')
  const last = plusDays(applied, AHEAD)
  if (stageOf(record)?.key !== 'applied' || applied > day || last < day) return []
  return [
    { record, say: `${whoOf(record)}${spokenDay(applied)}递交申请，请在${spokenDay(last)}前派人谈话。` },
  ]
}

function pairDue(record: RegisterRecord, day: Day): DateDue[] {
  const since = textIn(record, 'since')
  if (since === '') return []
  const years = Number(plusDays(day, AHEAD).slice(0, 4)) - Number(since.slice(0, 4))
  const on = afterYears(since, years)
  if (years < 1 || on < day || on > plusDays(day, AHEAD)) return []
  const pair = `${textIn(record, 'mentor')}与${textIn(record, 'mentee')}`
  return [{ record, say: `${pair}的导师帮带${spokenDay(on)}满${years}年，请安排小结。` }]
}

function whoOf(record: RegisterRecord): string {
  return `${textIn(record, 'name')}（${textIn(record, 'branch')}）`
}
