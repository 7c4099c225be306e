import { at, type Day, type Instant, plusDays, plusMinutes } from '../../clock.ts'
import type { Happening } from './book.ts'
import type { Chance } from './chance.ts'
import { chatterOf } from './chatter.ts'
import type { YearEvent } from './event.ts'
import { OFFICE, REPORT_GROUP, speakerOf } from './places.ts'
import { wordsOf } from './wording.ts'

/** All that is said in the groups in a year, in order of time: reports, pictures, corrections, recalls, chatter. */
export function eventsOf(year: number, book: Happening[], total: number, chance: Chance): YearEvent[] {
  const hours = openHours()
  const told = new Map<number, Day>()
  const reports = book.flatMap((one) => reportEvents(one, { hours, told, chance }))
  const chatter = chatterOf(year, Math.max(0, total - reports.length), chance)
  return [...reports, ...chatter].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

interface Telling {
  hours: (speaker: string, day: Day, hour: number) => Instant
  told: Map<number, Day>
  chance: Chance
}

/** A speaker tells one thing an hour: two within a few minutes would be one burst. */
function openHours(): Telling['hours'] {
  const taken = new Set<string>()
  return (speaker, day, hour) => {
    for (let n = 0; ; n += 1) {
      const [on, from] = [plusDays(day, Math.floor(n / 12)), 8 + ((hour - 8 + n) % 12)]
      if (taken.has(`${speaker} ${on} ${from}`)) continue
      taken.add(`${speaker} ${on} ${from}`)
      return at(on, `${String(from).padStart(2, '0')}:00`)
    }
  }
}

function reportEvents(one: Happening, { hours, told, chance }: Telling): YearEvent[] {
  const from = one.place.startsWith('镇') ? (OFFICE[one.n % 2] ?? '') : speakerOf(one.place)
  const earlier = one.fate.kind === 'duplicate' ? told.get(one.fate.of) : undefined
  // Told again the day after, in whatever words come then.
  const start = earlier ? plusDays(earlier, 1) : plusDays(one.day, lateBy(chance))
  const begin = plusMinutes(hours(from, start, chance.between(9, 18)), chance.between(0, 8))
  const { lines } = wordsOf(one, begin.slice(0, 10), chance)
  const line = (n: number, minutes: number) => ({
    id: `r${one.n}-${n}`,
    at: plusMinutes(begin, minutes),
    group: REPORT_GROUP,
    from,
  })
  const text = lines[0] ?? ''
  told.set(one.n, begin.slice(0, 10))
  const said = lines.map((words, n): YearEvent => ({ ...line(n, n), kind: 'text', text: words }))
  const pictures = chance.percent(35) ? chance.between(1, 3) : 0
  const shown = Array.from(
    { length: pictures },
    (_, n): YearEvent => ({ ...line(10 + n, lines.length), kind: 'picture', name: `${one.n}-${n}.jpg` }),
  )
  return [...said, ...shown, ...afterwards(one, line, { from, text }, chance)]
}

/** Most report on the day or the next, some a week late. */
function lateBy(chance: Chance): number {
  if (chance.percent(60)) return 0
  return chance.percent(60) ? 1 : chance.between(2, 9)
}

/** What comes after a report: a correction that quotes it, or a recall or a word that takes it back. */
function afterwards(
  { fate, fields }: Happening,
  line: (n: number, minutes: number) => Pick<YearEvent, 'id' | 'at' | 'group' | 'from'>,
  quote: { from: string; text: string },
  chance: Chance,
): YearEvent[] {
  if (fate.kind === 'corrected') {
    const text = `更正：人数写错了，是${fields.participants}人`
    return [{ ...line(20, 20), kind: 'text', text, quote }]
  }
  if (fate.kind !== 'withdrawn') return []
  const { id } = line(0, 0)
  if (chance.percent(50)) return [{ ...line(21, 2), kind: 'recall', recalls: id }]
  return [{ ...line(22, 25), kind: 'text', text: '撤回', quote }]
}
