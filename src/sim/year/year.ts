import type { Published, SentDigest } from '../../annual/source.ts'
import { type Happening, writeBook } from './book.ts'
import { chanceOf } from './chance.ts'
import { articlesOf, digestsOf } from './papers.ts'
import { type Sheets, writeSheets } from './sheets.ts'

/** A township's year: the same for the same seed. */
export interface SimulatedYear {
  year: number
  book: Happening[]
  sheets: Sheets
  articles: Published[]
  digests: SentDigest[]
}

export function simulateYear(year = 2023, seed = 20230101): SimulatedYear {
  return {
    year,
    book: writeBook(year, chanceOf(seed)),
    sheets: writeSheets(year, chanceOf(seed + 1)),
    articles: articlesOf(year, chanceOf(seed + 2)),
    digests: digestsOf(year),
  }
}
