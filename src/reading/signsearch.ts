import { SIGNS, type Sign } from './signs.ts'
import { isPlain, waysOf } from './ways.ts'
import { finderOf } from './words.ts'

/** A word that stands for a kind of activity, where it stands. */
export interface Found {
  sign: Sign
  start: number
  end: number
}

interface Plain {
  word: string
  sign: Sign
}

/** Long enough to be looked for by its first two letters. */
const isWord = (way: string) => way.length > 1 && isPlain(way)

/** The plain words of all signs by their first two letters: most letters of a text begin none. */
const PLAIN = plainWords(SIGNS)
const patternsIn = finderOf(SIGNS.flatMap(patternsOf))

function plainWords(signs: Sign[]): Map<number, Plain[]> {
  const heaviest = new Map<string, Plain>()
  for (const sign of signs) {
    for (const word of waysOf(sign.words).filter(isWord)) {
      const key = `${sign.category} ${word}`
      const before = heaviest.get(key)
      if (!before || before.sign.weight < sign.weight) heaviest.set(key, { word, sign })
    }
  }
  const out = new Map<number, Plain[]>()
  for (const one of [...heaviest.values()].sort((a, b) => b.word.length - a.word.length)) {
    const pair = pairAt(one.word, 0)
    out.set(pair, [...(out.get(pair) ?? []), one])
  }
  return out
}

function pairAt(text: string, at: number): number {
  // Within 32 bits: a larger key takes the map five times as long.
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1)
}

/** What of a sign is no plain word. */
function patternsOf(sign: Sign): { sign: Sign; words: string }[] {
  const words = waysOf(sign.words).filter((way) => !isWord(way))
  return words.length === 0 ? [] : [{ sign, words: words.join('|') }]
}

/** All signs of the text, left to right, those of one kind not overlapping where one line of the list says them. */
export function signsIn(text: string): Found[] {
  const found: Found[] = patternsIn(text).map(({ entry, start, end }) => ({ sign: entry.sign, start, end }))
  const done = new Map<Sign, number>()
  for (let start = 0; start + 1 < text.length; start += 1) {
    for (const { word, sign } of PLAIN.get(pairAt(text, start)) ?? []) {
      if (start < (done.get(sign) ?? 0) || !text.startsWith(word, start)) continue
      done.set(sign, start + word.length)
      found.push({ sign, start, end: start + word.length })
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end)
}
