import type { Instant } from '../../clock.ts'
import { datesDue } from '../../register/dates.ts'
import { Moment } from '../parts.tsx'
import type { DeskRooms } from '../rooms.ts'
import type { WorkView } from './today-work.tsx'

/** Changes told in a group that nobody has decided on yet. */
export function registerToDecide({ proposals }: DeskRooms, now: Instant): WorkView {
  return {
    title: '要核对的名册变更',
    why: '群里报来的，核对后写入名册。',
    all: '/register',
    lines: proposals.open().map((one) => ({
      href: '/register#proposals',
      text: `${one.by}：${one.say}`,
      side: <Moment at={one.at} now={now} />,
    })),
  }
}

/** Dates of 发展党员 and 导师帮带 that come up within a month. */
export function datesToKeep({ registers }: DeskRooms, now: Instant): WorkView {
  return {
    title: '快到的名册时限',
    why: '三十天内到期，或日期对不上。',
    all: '/register?name=stages',
    lines: datesDue(registers, now.slice(0, 10)).map(({ record, say }) => ({
      href: `/register/${record.register}/${record.id}`,
      text: say,
    })),
  }
}
