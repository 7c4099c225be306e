import { dayOf, type Instant, plusMinutes, spokenDay } from '../clock.ts'
import type { Job, Notice } from '../schedule/slot.ts'
import { planPrivate } from '../schedule/timetable.ts'
import type { Town } from '../town.ts'
import { datesDue } from './dates.ts'
import type { Registers } from './register.ts'

const KIND = 'membership'

/**
 * 发展党员与导师帮带的时限: in private to those of the first review, never in a group. When: the line 发展党员 of the
 * timetable; without one never. Said late for three days. Nothing due, nothing said.
 */
export function datesJob({ town, registers }: { town: Town; registers: Registers }): Job {
  async function notices(_: unknown, now: Instant): Promise<Notice[]> {
    const day = dayOf(now)
    const due = datesDue(registers, day)
    if (due.length === 0) return []
    const list = due.map(({ say }, n) => `${n + 1}. ${say}`).join('\n')
    const text = `名册里有这些日子请留意（${spokenDay(day)}）：\n${list}\n期限依据《中国共产党发展党员工作细则》，能否进入下一步由组织按程序决定。`
    return town.review.first.map((person) => ({ item: 'dates', to: { person }, text }))
  }
  return {
    kind: KIND,
    title: '发展党员时限提醒',
    plan: planPrivate(KIND, town, (due) => plusMinutes(due, 3 * 1440)),
    notices,
    preview: notices,
  }
}
