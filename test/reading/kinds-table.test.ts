import { expect, test } from 'vitest'
import { lineOf } from '../../src/reading/line.ts'
import { read } from '../../src/reading/read.ts'
import { tableOf } from './table.ts'

/** What a message is for, what kind of activity it tells of and what it was called: a line a way of saying it, all made up. */
test.each(tableOf('kinds-table.tsv'))('%s', (text = '', intent = '', category = '-', topic = '-') => {
  const line = lineOf('x', read(text, { sentAt: '2026-06-10T16:20' }))
  expect(line.intent).toBe(intent)
  if (category !== '-') expect(line.category).toBe(category)
  if (topic !== '-') expect(line.topic).toBe(topic)
})
