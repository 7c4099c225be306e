import { daysBetween, weekdayOf } from '../clock.ts'
import { normalize } from '../reading/normal.ts'
import { type Bench, found, type Unplaced } from './bench.ts'
import { belongs } from './names.ts'
import { clusterAt, type DateClaim, type Scoped } from './scope.ts'
import type { Source } from './source.ts'
import { dateStands, sameDay } from './stands.ts'

export function wrongDates(scoped: Scoped, bench: Bench): Unplaced[] {
  return [...scoped.dates.flatMap((date) => wrongDate(date, scoped, bench)), ...wrongTimes(scoped, bench)]
}

/** 上午9时30分, 14:00: no row keeps the hour, so a message must have said it. */
function wrongTimes({ sentence, dates, taken, rows }: Scoped, bench: Bench): Unplaced[] {
  const times = taken.filter(([start, end]) => !dates.some(({ span }) => start < span[1] && end > span[0]))
  return times.flatMap((span) => {
    const text = sentence.text.slice(...span)
    if (
      text === '一点' ||
      !/\d|[一二三四五六七八九十两]/.test(text) ||
      /周|星期|礼拜|今|明|昨|前|后/.test(text)
    )
      return []
    const said = hourOf(text)
    if (rows.some(({ row }) => row.words.some((words) => hourOf(words).includes(said)))) return []
    return [
      found(
        'date',
        sentence,
        span,
        rows[0] ?? bench.sources[0],
        `时间“${text}”在群消息里没有说过，请核对或注明依据。`,
      ),
    ]
  })
}

/** 9时30分, 9点半 and 9:30 are one. */
function hourOf(text: string): string {
  return normalize(text)
    .replace(/[时点]半/g, ':30')
    .replace(/[时点：]/g, ':')
    .replace(/:(?=\D|$)/g, ':00')
    .replace(/(:\d{2})分/g, '$1')
}

function wrongDate(date: DateClaim, scoped: Scoped, bench: Bench): Unplaced[] {
  const { sentence } = scoped
  const text = sentence.text.slice(...date.span)
  const pool = clusterAt(scoped, date.span[0])?.village ?? scoped.village
  const nearest = pool[0] ?? bench.sources[0]
  if (date.impossible) {
    return [found('date', sentence, date.span, nearest, `日历上没有“${text}”这一天，请核对。`)]
  }
  const stands = date.range
    ? rangeStands(date, pool, bench) && spansAll(date, scoped, bench)
    : date.parts.every((one) => pool.some((source) => dateStands(one, source)))
  if (stands) return []
  const own = nearest?.row.date ? `，${nearest.row.number} 的日期是 ${nearest.row.date}` : ''
  return [found('date', sentence, date.span, nearest, `日期“${text}”在所依据的台账里找不到${own}，请核对。`)]
}

/** A range is one row's own, or reaches from the first to the last day of the rows spoken of, or is their whole week. */
function rangeStands({ parts }: DateClaim, pool: Source[], { cited }: Bench): boolean {
  const [from, to] = parts
  if (!from || !to) return false
  const same = (claim: string, day: string | undefined) => day !== undefined && sameDay(claim, day)
  const own = pool.some(({ dates }) =>
    dates.some((date) => {
      const [start, end] = date.split('/')
      return same(from, start) && same(to, end)
    }),
  )
  if (own) return true
  return [pool.filter((one) => cited.includes(one)), cited].some((rows) => {
    const days = rows.flatMap((source) => source.row.date?.split(/[/,]/) ?? []).sort()
    const [first, last] = [days[0], days.at(-1)]
    if (!first || !last || first === last) return false
    return (same(from, first) && same(to, last)) || isWeek(from, to, first, last)
  })
}

/** A range said of several villages has a day of each of them. */
function spansAll(
  { parts, span }: DateClaim,
  { mentions: all, village, backed, dates }: Scoped,
  { gazetteer }: Bench,
): boolean {
  const next = dates.find((one) => one.span[0] > span[0])?.span[0] ?? Number.POSITIVE_INFINITY
  const mentions = all.filter((one) => one.span[0] < next)
  const [from = '', to = ''] = parts
  const within = ({ row }: Source) =>
    (row.date?.split(/[/,]/) ?? []).some((day) => {
      const full = (one: string) => (one.startsWith('--') ? `${day.slice(0, 4)}-${one.slice(2)}` : one)
      const [start, end] = [full(from), full(to)]
      // 12月30日至1月2日 goes over the year's end.
      return start <= end ? day >= start && day <= end : day >= start || day <= end
    })
  if (mentions.length === 0) return !backed || village.every((source) => !source.row.date || within(source))
  return mentions.every(({ name }) => {
    const own = village.filter((source) => belongs(source, name, gazetteer) && source.row.date)
    return own.length === 0 || own.some(within)
  })
}

function isWeek(from: string, to: string, first: string, last: string): boolean {
  const full = (one: string) => (one.startsWith('--') ? `${first.slice(0, 4)}-${one.slice(2)}` : one)
  const [start, end] = [full(from), full(to)]
  if (start.length !== 10 || end.length !== 10) return false
  return daysBetween(start, end) === 6 && weekdayOf(start) === 1 && start <= first && last <= end
}
