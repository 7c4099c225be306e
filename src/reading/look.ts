import { type Sighting, sightings } from './categories.ts'
import { type Dates, findDates } from './dates.ts'
import { masked } from './masked.ts'
import { findPlaces, type PlaceFound } from './places.ts'
import type { ReadingContext } from './reading.ts'
import { speechIn } from './speech.ts'
import { spansOf } from './words.ts'

/** What is seen in the text before anything is decided: days, names, signs of a category. */
export interface Look {
  text: string
  /** The beginning of the text with its days blanked. */
  head: string
  dates: Dates
  places: PlaceFound[]
  seen: Sighting[]
}

/** Who acts is said at the beginning; later names are other people's. */
export const HEAD = 1500

export function look(text: string, context: ReadingContext): Look {
  const dates = findDates(text, context.sentAt)
  const head = withoutQuoted(masked(text.slice(0, HEAD), dates.taken))
  return { text, head, dates, places: findPlaces(head, context.places), seen: sightings(text) }
}

/** “喜迎县委全会 建功云溪镇发展”: nobody named in a title, a motto or somebody's words acts; but a team may bear such a name. */
const TITLE = /“[^”\n]{8,120}”(?![^，。；“]{0,6}[队团])/g

function withoutQuoted(head: string): string {
  return head.includes('“') ? masked(head, [...speechIn(head), ...spansOf(head, TITLE)]) : head
}
