import { expect, test } from 'vitest'
import { lineOf } from '../../src/reading/line.ts'
import { read } from '../../src/reading/read.ts'
import { tableOf } from './table.ts'

interface Row {
  text: string
  categories: string[]
  organizers: string[]
  location: string
}

const rows = tableOf('own/fields.txt', ' | ').map(
  ([text = '', categories = '', organizers = '', location = '']): Row => ({
    text,
    categories: categories.split(' '),
    organizers: organizers.split(' '),
    location,
  }),
)

/** One name in the other: 司法所 for 县司法所. */
function same(right: string, read: string | null): boolean {
  if (right === '-') return true
  return read !== null && (read.includes(right) || right.includes(read))
}

const lines = rows.map((row) => ({ row, line: lineOf('x', read(row.text, { sentAt: '2026-10-20T12:00' })) }))

function misses(right: (row: Row, line: (typeof lines)[number]['line']) => boolean): string[] {
  return lines.filter(({ row, line }) => !right(row, line)).map(({ row }) => row.text)
}

/** Short lines of every kind of activity and body, all made up; `own/fields.txt` says what is right. */
test('the kind of activity', () => {
  expect(misses((row, line) => row.categories.includes(line.category ?? ''))).toEqual([])
})

test('who did it', () => {
  expect(misses((row, line) => row.organizers.some((one) => same(one, line.organizer)))).toEqual([])
})

test('where it was', () => {
  expect(misses((row, line) => same(row.location, line.location))).toEqual([])
})
