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

/** Where the words of one entry stand: from `start` up to `end`. */
export interface Place<T> {
  entry: T
  start: number
  end: number
}

/** One way of saying what an entry stands for: a plain word, or what only a RegExp tells. */
interface Way<T> {
  entry: T
  is: string | RegExp
}

/**
 * Looks for the words of many entries in one pass: at each letter only the ways of saying that begin with it are tried. What it
 * finds of an entry is what a search for its `words` alone would find; all in the order of the entries, then of the text.
 */
export function finderOf<T extends { words: string }>(entries: T[]): (text: string) => Place<T>[] {
  const order = new Map(entries.map((entry, i) => [entry, i]))
  const ways = new Map<number, Way<T>[]>()
  const alone: [T, RegExp][] = []
  for (const entry of entries) {
    const said = waysOf(entry.words).map((way) => ({ way, letters: firstLetters(way) }))
    if (said.some(({ letters }) => !letters)) alone.push([entry, new RegExp(entry.words, 'g')])
    else for (const { way, letters } of said) fileUnder(ways, new Set(letters), { entry, is: wordOf(way) })
  }
  return (text) => {
    const found = beginning(ways, text)
    for (const [entry, words] of alone)
      for (const { index, 0: said } of matchesOf(text, words))
        found.push({ entry, start: index, end: index + said.length })
    return found.sort((a, b) => (order.get(a.entry) ?? 0) - (order.get(b.entry) ?? 0) || a.start - b.start)
  }
}

function fileUnder<T>(ways: Map<number, Way<T>[]>, letters: Set<string>, way: Way<T>): void {
  for (const letter of letters) {
    const code = letter.charCodeAt(0)
    ways.set(code, [...(ways.get(code) ?? []), way])
  }
}

function beginning<T>(ways: Map<number, Way<T>[]>, text: string): Place<T>[] {
  const found: Place<T>[] = []
  const taken = new Map<T, number>()
  for (let start = 0; start < text.length; start += 1) {
    for (const { entry, is } of ways.get(text.charCodeAt(start)) ?? []) {
      if (start < (taken.get(entry) ?? 0)) continue
      const end = endOf(text, start, is)
      if (end < 0) continue
      found.push({ entry, start, end })
      taken.set(entry, end)
    }
  }
  return found
}

/** Where the word or pattern that begins at `start` ends; -1 where it does not stand there. */
function endOf(text: string, start: number, is: string | RegExp): number {
  if (typeof is === 'string') return text.startsWith(is, start) ? start + is.length : -1
  is.lastIndex = start
  return is.test(text) ? is.lastIndex : -1
}

/** Signs that have a meaning in a pattern. */
const SIGN = '[\\]\\\\(){}.?*+^$|'
const PLAIN = new RegExp(`^[^${SIGN}]+$`)

function wordOf(way: string): string | RegExp {
  return PLAIN.test(way) ? way : new RegExp(way, 'y')
}

/** `a|(?:b|c)d` -> `a`, `(?:b|c)d`. */
function waysOf(words: string): string[] {
  const ways = ['']
  let depth = 0
  for (const piece of words.match(/\\.|\[(?:\\.|[^\]])*\]|./g) ?? []) {
    if (piece === '(') depth += 1
    if (piece === ')') depth -= 1
    if (piece === '|' && depth === 0) ways.push('')
    else ways.push((ways.pop() ?? '') + piece)
  }
  return ways
}

/** What a way of saying begins with, lookarounds aside: a letter, a set of letters, or `(?:…|…)` without brackets in it. */
const BEGINNING = new RegExp(
  `^(?:\\(\\?<?[=!][^()]*\\))*(?:(?<letter>[^${SIGN}])|\\[(?<set>[^\\]^\\\\-]+)\\]|\\(\\?:(?<group>[^()]*)\\))(?![?*{])`,
)

/** The letters a way of saying can begin with; undefined where that is not seen at once. */
function firstLetters(way: string): string[] | undefined {
  const { letter, set, group } = BEGINNING.exec(way)?.groups ?? {}
  if (letter ?? set) return [...(letter ?? set ?? '')]
  const each = group?.split('|').map(firstLetters)
  return each?.every((letters) => letters !== undefined) ? each.flat() : undefined
}
