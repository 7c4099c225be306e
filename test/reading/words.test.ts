import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SIGNS } from '../../src/reading/signs.ts'
import { endingOf, finderOf, matchesOf } from '../../src/reading/words.ts'

/** What each entry's words find by themselves. */
function oneByOne(entries: { words: string }[], text: string) {
  return entries.flatMap((entry, nth) =>
    matchesOf(text, new RegExp(entry.words, 'g')).map((m) => ({
      nth,
      entry,
      start: m.index,
      end: m.index + m[0].length,
    })),
  )
}

const ENTRIES = [
  { words: '学习|学|去(?:了)?学习会' },
  { words: '(?:开|召开)了?[^，。]{0,4}会(?!议)|[党团]课' },
  { words: '(?<!不)要会|习?会|\\d+人' },
  { words: '会会' },
  { words: '学习|[^，。]{1,3}人(?!x)|会议' },
  { words: '[学开]会|(?<=会)[^，]{2}(?:课|会)' },
]

test('many entries looked for at once are found as each of them alone', () => {
  const find = finderOf(ENTRIES)
  const letters = fc.string({ unit: fc.constantFrom(...'学习去了召开会议党团课不要12人，x'), maxLength: 40 })
  fc.assert(
    fc.property(letters, (text) => {
      expect(find(text)).toEqual(oneByOne(ENTRIES, text))
    }),
    { numRuns: 2000 },
  )
})

test('the signs of a category are found in reports as each of them alone', () => {
  const find = finderOf(SIGNS)
  for (const line of readFileSync(new URL('./own/open.jsonl', import.meta.url), 'utf8').split('\n')) {
    expect(find(line)).toEqual(oneByOne(SIGNS, line))
  }
})

test('the words that begin right at a place end where the list as a pattern ends them', () => {
  for (const { words } of ENTRIES) {
    const ends = endingOf(words)
    const letters = fc.string({
      unit: fc.constantFrom(...'学习去了召开会议党团课不要12人，x'),
      maxLength: 12,
    })
    fc.assert(
      fc.property(letters, (text) => {
        for (let at = 0; at <= text.length; at += 1) {
          const pattern = new RegExp(words, 'y')
          pattern.lastIndex = at
          expect(ends(text, at)).toBe(pattern.test(text) ? pattern.lastIndex : -1)
        }
      }),
    )
  }
})
