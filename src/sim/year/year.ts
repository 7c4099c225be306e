import type { Published, SentDigest } from '../../annual/source.ts'
import { type Happening, writeBook } from './book.ts'
import { chanceOf } from './chance.ts'
import type { YearEvent } from './event.ts'
import { articlesOf, digestsOf } from './papers.ts'
import { type Sheets, writeSheets } from './sheets.ts'
import { eventsOf } from './talk.ts'
import { yearTown } from './town.ts'

/** A township's year: the same for the same seed. */
export interface SimulatedYear {
  year: number
  book: Happening[]
  sheets: Sheets
  articles: Published[]
  digests: SentDigest[]
  /** The text of its town file. */
  town: string
  /** All that is said in the groups, in order of time; about 40,000 lines. */
  events: YearEvent[]
}

/** `lines`: how many lines are said in all; reports are never left out. */
export function simulateYear(year = 2023, seed = 20230101, lines = 40_000): SimulatedYear {
  const book = writeBook(year, chanceOf(seed))
  return {
    year,
    book,
    town: yearTown(),
    events: eventsOf(year, book, lines, chanceOf(seed + 3)),
    sheets: writeSheets(year, chanceOf(seed + 1)),
    articles: articlesOf(year, chanceOf(seed + 2)),
    digests: digestsOf(year),
  }
}
