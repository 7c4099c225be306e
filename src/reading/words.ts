import type { Span } from './reading.ts'
import { firstLetters, isPlain, literalOf, waysOf } from './ways.ts'

/** All matches of a pattern with the flag `g`, left to right. `matchAll` makes a new RegExp at each call: that took a fifth of a reading. */
export function matchesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push(match)
    if (match[0] === '') pattern.lastIndex += 1
  }
  return found
}

/** Where a match stands. */
export function spanOf(match: RegExpExecArray): Span {
  return [match.index, match.index + match[0].length]
}

/** Where all matches of a pattern with the flag `g` stand. */
export function spansOf(text: string, pattern: RegExp): Span[] {
  return matchesOf(text, pattern).map(spanOf)
}

/** The text up to the first of the letters. */
export function untilAny(text: string, letters: string): string {
  let end = 0
  while (end < text.length && !letters.includes(text.charAt(end))) end += 1
  return text.slice(0, end)
}

/** The text since the last of the letters. */
export function sinceAny(text: string, letters: string): string {
  let start = text.length
  while (start > 0 && !letters.includes(text.charAt(start - 1))) start -= 1
  return text.slice(start)
}

interface Place {
  start: number
  end: number
}

/** Ways of saying that begin with one letter: a plain word, or what only a RegExp tells. */
type Said = string | RegExp

/** A list of words parted by `|` (each plain or a pattern), by the letters they begin with. */
interface List {
  said: Map<number, Said>
  /** The ways of saying that may begin with any letter, and what a text must have in it for one of them to stand there. */
  open: RegExp | undefined
  literals: string[]
  whole: RegExp
}

function listOf(words: string): List {
  const said = new Map<number, string>()
  const open: string[] = []
  for (const way of waysOf(words)) {
    const letters = firstLetters(way)
    if (!letters) open.push(way)
    for (const letter of letters ?? []) {
      const before = said.get(letter)
      said.set(letter, before === undefined ? way : `${before}|${way}`)
    }
  }
  return {
    said: new Map([...said].map(([letter, ways]) => [letter, saidOf(ways)])),
    open: open.length > 0 ? new RegExp(open.join('|')) : undefined,
    literals: open.map(literalOf),
    whole: new RegExp(words, 'g'),
  }
}

function saidOf(words: string): Said {
  return isPlain(words) ? words : new RegExp(words, 'y')
}

/** Where the word or pattern that begins at `start` ends; -1 where it does not stand there. */
function endOf(text: string, start: number, said: Said): number {
  if (typeof said === 'string') return text.startsWith(said, start) ? start + said.length : -1
  said.lastIndex = start
  return said.test(text) ? said.lastIndex : -1
}

/** By the whole pattern: only where a way of saying stands that may begin with any letter. */
function wholly(list: List, text: string): Place[] | undefined {
  if (!list.literals.some((literal) => text.includes(literal)) || !list.open?.test(text)) return undefined
  return matchesOf(text, list.whole).map((m) => ({ start: m.index, end: m.index + m[0].length }))
}

/**
 * Looks for the words of a list (parted by `|`, each plain or a pattern): at each letter of the text only those that begin with
 * it are tried. Finds what a search for the list as a pattern would.
 */
export function searchOf(words: string): (text: string) => Place[] {
  const list = listOf(words)
  return (text) => wholly(list, text) ?? byLetter(list, text)
}

function byLetter({ said }: List, text: string): Place[] {
  const found: Place[] = []
  for (let start = 0; start < text.length; start += 1) {
    const here = said.get(text.charCodeAt(start))
    const end = here === undefined ? -1 : endOf(text, start, here)
    if (end < 0) continue
    found.push({ start, end })
    start = end - 1
  }
  return found
}

/** Where the words of a list (as for `searchOf`) that begin right at a place end; -1 where none does. */
export function endingOf(words: string): (text: string, start: number) => number {
  const { said, open } = listOf(words)
  const openHere = open && new RegExp(open.source, 'y')
  const anyHere = new RegExp(words, 'y')
  return (text, start) => {
    if (openHere && endOf(text, start, openHere) >= 0) return endOf(text, start, anyHere)
    const here = said.get(text.charCodeAt(start))
    return here === undefined ? -1 : endOf(text, start, here)
  }
}

/** What one of many entries says. `nth`: its place among them. */
interface Way<T> {
  entry: T
  nth: number
  said: Said
}

type Find<T> = Place & { entry: T; nth: number }

/** As `searchOf` for the words of many entries, in one pass over the text; in the order of the entries, then of the text. */
export function finderOf<T extends { words: string }>(entries: T[]): (text: string) => Find<T>[] {
  const lists = entries.map((entry, nth) => ({ entry, nth, list: listOf(entry.words) }))
  const open = lists.filter(({ list }) => list.literals.length > 0)
  const ways = new Map<number, Way<T>[]>()
  for (const { entry, nth, list } of lists)
    for (const [letter, said] of list.said)
      ways.set(letter, [...(ways.get(letter) ?? []), { entry, nth, said }])
  return (text) => {
    const done = entries.map(() => 0)
    const found: Find<T>[] = []
    for (const { entry, nth, list } of open) {
      const places = wholly(list, text)
      if (!places) continue
      for (const { start, end } of places) found.push({ entry, nth, start, end })
      done[nth] = text.length
    }
    inOnePass(ways, text, done, found)
    return found.sort((a, b) => a.nth - b.nth || a.start - b.start)
  }
}

/** `done`: up to where the text is used up for each entry. */
function inOnePass<T>(ways: Map<number, Way<T>[]>, text: string, done: number[], found: Find<T>[]): void {
  for (let start = 0; start < text.length; start += 1) {
    for (const { entry, nth, said } of ways.get(text.charCodeAt(start)) ?? []) {
      const end = start < (done[nth] ?? 0) ? -1 : endOf(text, start, said)
      if (end < 0) continue
      found.push({ entry, nth, start, end })
      done[nth] = end
    }
  }
}
