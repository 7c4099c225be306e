import { playInto } from '../../bots/year.ts'
import { type SimulatedYear, simulateYear } from '../../src/sim/year/year.ts'

/** The first weeks of the year: what is said in them, and of the book what is told in them. */
export function firstWeeks(until = '2023-01-25'): SimulatedYear {
  const year = simulateYear(2023, 20230101, 4_000)
  const events = year.events.filter((event) => event.at < until)
  const told = new Set(events.map(({ id }) => Number(/^r(\d+)-0$/.exec(id)?.[1])))
  const articles = year.articles.filter((one) => one.at < until)
  return { ...year, events, articles, book: year.book.filter(({ n }) => told.has(n)) }
}

/** Run by itself it plays the weeks into the folder that it is given, for a test that kills it. */
const [, script = '', data] = process.argv
if (script.endsWith('test/bots/weeks.ts') && data) {
  await playInto({ data, year: firstWeeks(), signal: new AbortController().signal, tell: () => undefined })
}
