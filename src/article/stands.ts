import type { Figure } from './figure.ts'
import type { Fact, Source } from './source.ts'

/** Units in which a row's `sessions` may be spoken. */
const SESSION_UNITS = /^(?:场次|场|次|期|轮|节|堂|sessions)$/

export function unitsAgree(claim: string, fact: Fact): boolean {
  if (claim === fact.unit) return true
  if (fact.unit === 'sessions') return SESSION_UNITS.test(claim)
  return claim === '公里' ? fact.unit === '千米' : claim === '千米' && fact.unit === '公里'
}

/** Does the figure say what the fact says? `rounded`: the writer's own rounding of an exact value is allowed. */
export function figureIs(figure: Figure, fact: Fact): boolean {
  if (figure.how !== fact.how || !unitsAgree(figure.unit, fact)) return false
  return valueIs(figure, fact.value, fact.approx === true)
}

/** 余: the value is above, by less than one step of the last written place; 近: below likewise; 约: a round number within a twentieth. */
export function valueIs(figure: Figure, value: number, approx: boolean): boolean {
  if (figure.value === value) return figure.rounding ? approx || figure.rounding === 'about' : !approx
  if (approx) return false
  const step = placeOf(figure)
  if (figure.rounding === 'over') return value > figure.value && value < figure.value + step
  if (figure.rounding === 'under') return value < figure.value && value > figure.value - step
  return figure.rounding === 'about' && step >= 10 && Math.abs(value - figure.value) <= value / 20
}

/** 150 -> 10, 2.5万 -> 1000, 32 -> 1. */
function placeOf({ value }: Figure): number {
  let step = 1
  while (value % (step * 10) === 0 && step * 10 <= value) step *= 10
  return step
}

/** Where a text names a topic, whole or by its beginning (走访慰问 of 走访慰问老党员); -1: nowhere. */
export function topicAt(text: string, topic: string | null, from = 0): number {
  if (!topic || topic.length < 4) return topic ? text.indexOf(topic, from) : -1
  const whole = text.indexOf(topic, from)
  return whole >= 0 ? whole : text.indexOf(topic.slice(0, 4), from)
}

/** The total of a field over rows, when every row that has the field counts exactly. */
export function totalOf(sources: Source[], unit: string): number | undefined {
  const values = sources.flatMap((source) => {
    const own = source.facts.filter((fact) => fact.field && unitsAgree(unit, fact))
    const main = unit === 'people' ? own.filter((fact) => fact.field === 'participants') : own
    return main.slice(0, 1)
  })
  if (values.length < 2 || values.some((fact) => fact.approx)) return undefined
  return values.reduce((sum, fact) => sum + fact.value, 0)
}

/** A date of an article (`--03-05`, `2025-03-05`, `---05`, `--03`) against a source's dates. */
export function dateStands(part: string, source: Source): boolean {
  return source.dates.some((own) => {
    return own.split(/[/,]/).some((day) => sameDay(part, day))
  })
}

export function sameDay(part: string, day: string): boolean {
  if (part === day) return true
  const [claim, own] = [pieces(part), pieces(day)]
  const agree = (a: string, b: string) => a === '' || a === b
  // A date that says less than the source is carried by it; one that says more is not, the year excepted.
  if (!agree(claim.month, own.month) || !agree(claim.day, own.day)) return false
  return own.year === '' || agree(claim.year, own.year)
}

function pieces(date: string): { year: string; month: string; day: string } {
  const found = /^(\d{4})?-{0,2}(?:(\d{2}))?-?(\d{2})?$/.exec(date.startsWith('---') ? '' : date)
  if (date.startsWith('---')) return { year: '', month: '', day: date.slice(3) }
  return { year: found?.[1] ?? '', month: found?.[2] ?? '', day: found?.[3] ?? '' }
}
