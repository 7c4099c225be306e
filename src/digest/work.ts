import { at, type Day, dayOf, daysBetween, type Instant, plusDays, spokenDay } from '../clock.ts'
import { counts, type Row } from '../ledger/row.ts'
import { isWorkday, type OfficeDays } from '../schedule/calendar.ts'
import type { DigestLine } from './record.ts'

/** Days after which an activity is no longer told of, however late it was reported. */
const OLD_DAYS = 10

/** 工作动态: rows reported in the last working days that no digest has told of, by number; villages are not ranked. */
export function pickWork(
  rows: Row[],
  {
    now,
    workdays,
    most,
    said,
    own,
  }: { now: Instant; workdays: number; most: number; said: (row: string) => boolean; own: OfficeDays },
): DigestLine[] {
  const from = at(workdaysBack(dayOf(now), workdays, own), '00:00')
  return rows
    .filter((row) => counts(row) && row.at >= from && row.at <= now && !said(row.number))
    .filter((row) => tellable(row, dayOf(now)))
    .slice(0, most)
    .map((row) => ({
      section: '工作动态',
      title: workWords(row),
      source: `台账 ${row.number}`,
      link: null,
      published: row.at,
      keys: [],
      row: row.number,
    }))
}

function workdaysBack(today: Day, count: number, own: OfficeDays): Day {
  let day = today
  for (let left = count; left > 0; ) {
    day = plusDays(day, -1)
    if (isWorkday(day, own)) left -= 1
  }
  return day
}

/** It happened, not long ago; the row says what, by whom of ours, and nothing of it is still asked. */
function tellable(row: Row, today: Day): boolean {
  const day = lastDay(row)
  if (day === null || row.village === null || !row.topic || row.state === 'question') return false
  const ago = daysBetween(day, today)
  return ago >= 0 && ago <= OLD_DAYS
}

function lastDay(row: Row): Day | null {
  return row.date?.split(/[/,]/).at(-1) ?? null
}

/** `张湾村：学雷锋志愿服务，3月5日，12人参加`: nothing that does not stand in the row. */
function workWords(row: Row): string {
  const days = row.date?.split(/[/,]/).map(spokenDay) ?? []
  const date = days.join(row.date?.includes('/') ? '至' : '、')
  const approx = row.participantsApprox ? '约' : ''
  const people = row.participants === null ? '' : `，${approx}${row.participants}人参加`
  return `${row.village}：${row.topic}，${date}${people}`
}
