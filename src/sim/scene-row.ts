import { spokenDay } from '../clock.ts'
import { counts, type Row, STATE_WORDS } from '../ledger/row.ts'
import { CATEGORIES } from '../reading/category.ts'

/** What a scene's 台账 line asks for and the row does not have, as sentences; empty when it stands. */
export function lacks(row: Row, words: string[]): string[] {
  const exact = figures(row)
  const texts = wordsOf(row)
  const missing = words
    .filter(
      (word) => !exact.includes(word) && !texts.some((text) => !/^\d/.test(word) && text.includes(word)),
    )
    .map((word) => `台账 ${row.number} 里没有“${word}”，现在是：${describe(row)}`)
  const gone = !counts(row) && !words.includes(STATE_WORDS[row.state])
  return gone ? [...missing, `台账 ${row.number} ${STATE_WORDS[row.state]}，不再计数`] : missing
}

/** A row in one line, as the transcript shows it. */
function describe(row: Row): string {
  return [...wordsOf(row), ...figures(row)].join(' ')
}

function wordsOf(row: Row): string[] {
  const category = row.category ? CATEGORIES[row.category] : null
  return [row.village, row.organizer, category, row.topic, row.location, STATE_WORDS[row.state]].filter(
    (one) => one !== null,
  )
}

/** Figures and days must be the same to the letter: 15人 does not stand in 115人. */
function figures(row: Row): string[] {
  return [
    ...(row.date ? [row.date, ...row.date.split(/[/,]/).filter(isDay).map(spokenDay)] : []),
    ...(row.participants === null ? [] : [`${row.participants}人`]),
    ...(row.personTimes === null ? [] : [`${row.personTimes}人次`]),
    ...(row.sessions === null ? [] : [`${row.sessions}场`, `${row.sessions}场次`]),
    ...row.quantities.flatMap((one) => [`${one.value}${one.unit}`, `${one.what}${one.value}${one.unit}`]),
  ]
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
}
