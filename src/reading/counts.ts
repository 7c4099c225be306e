import { asidesOf, takenBack } from './background.ts'
import type { Category } from './category.ts'
import { type Count, countedAs } from './count.ts'
import { chooseHeads } from './heads.ts'
import { measure } from './measure.ts'
import { type Numeral, scanNumerals } from './numerals.ts'
import { setPhrases } from './phrases.ts'
import { quantitiesOf } from './quantities.ts'
import type { Counted, Quantity, Refusal, Span } from './reading.ts'
import { rolesOf } from './roles.ts'
import { eachTimes, sessionOf } from './sessions.ts'

export interface Counts {
  participants?: Counted
  personTimes?: Counted
  sessions?: Counted
  quantities: Quantity[]
  refused: Refusal[]
  /** Number and unit, taken or refused: no topic or place is made of them. */
  spans: Span[]
}

/** All counts of the (normalised) text; `taken` are the spans of dates and times. */
export function findCounts(text: string, taken: Span[], category?: Category): Counts {
  const refused: Refusal[] = []
  const counts = ofThisEvent(text, collect(text, taken, refused), refused)
  rolesOf(text, counts, category)
  const heads = chooseHeads(text, counts, category)
  const session = sessionOf(text, counts, category)
  const out: Counts = {
    quantities: [],
    refused,
    spans: [...counts, ...refused.filter((r) => !/编号|年数/.test(r.why))].map((one) => one.span),
  }
  if (heads.participants) out.participants = heads.participants
  if (heads.personTimes) out.personTimes = heads.personTimes
  if (session) {
    const times = eachTimes(text, session)
    const counted = countedAs(session, times === 1 ? '场次' : '场次：各若干场', 1)
    out.sessions = { ...counted, value: counted.value * times }
  }
  const used = new Set([...heads.used, ...(session ? [session] : [])])
  out.quantities = quantitiesOf(
    text,
    counts.filter((c) => !used.has(c)),
    counts,
    refused,
  )
  return out
}

/** Without the numbers of other times, of what people said, and those taken back in the same breath. */
function ofThisEvent(text: string, counts: Count[], refused: Refusal[]): Count[] {
  const asides = asidesOf(text, counts)
  const mended = new Set(takenBack(text, counts))
  if (asides.length === 0 && mended.size === 0) return counts
  const inside = ({ span }: Count) => asides.some((a) => a.span[0] <= span[0] && span[1] <= a.span[1])
  // 去年培训村干部办了6期: last year is what is told of.
  if (mended.size === 0 && counts.every(inside)) return counts
  const refuse = ({ span }: Count, why: string) => refused.push({ text: text.slice(...span), span, why })
  return counts.filter((count) => {
    const aside = asides.find(({ span }) => span[0] <= count.span[0] && count.span[1] <= span[1])
    if (aside?.soFar && !/times|session/.test(count.unit.kind)) {
      count.soFar = true
      return true
    }
    if (aside) refuse(count, aside.why)
    else if (mended.has(count)) refuse(count, '说错后改了，取后面的')
    return !aside && !mended.has(count)
  })
}

function collect(text: string, taken: Span[], refused: Refusal[]): Count[] {
  const out: Count[] = []
  const phrases = setPhrases(text)
  const sets = new Set(phrases)
  const blocked = [...taken, ...phrases].sort((a, b) => a[0] - b[0])
  const free: Numeral[] = []
  let b = 0
  for (const number of scanNumerals(text)) {
    while (b < blocked.length && (blocked[b]?.[1] ?? 0) <= number.start) b += 1
    const block = blocked[b]
    // 一万一千: the 万一 in the midst of a number is no set phrase.
    const within = block && sets.has(block) && block[0] > number.start && block[1] <= number.end
    if (!block || block[0] >= number.end || within) free.push(number)
  }
  // 队员一共22个: a set phrase still belongs to the words before the number, a date does not.
  const days = blocked.filter((span) => !sets.has(span))
  let d = 0
  let from = 0
  for (const [i, number] of free.entries()) {
    for (; d < days.length && (days[d]?.[1] ?? 0) <= number.start; d += 1)
      from = Math.max(from, days[d]?.[1] ?? 0)
    const last = out.at(-1)
    const one = measure(text, number, from, free[i + 1]?.start ?? text.length, last?.span[1] === from)
    if (!one) continue
    if ('why' in one) refused.push(one)
    else out.push(one)
    from = one.span[1]
  }
  return out
}
