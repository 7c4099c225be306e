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

/** Where the words of one entry stand: from `start` up to `end`. `nth`: its place among the entries. */
interface Place<T> {
  entry: T
  nth: number
  start: number
  end: number
}

/** What begins with one letter of one entry's words: a plain word, or what only a RegExp tells. */
interface Way<T> {
  entry: T
  nth: number
  is: string | RegExp
}

/** An entry some of whose ways may begin with any letter; they are in no text without one of `literals`. */
interface Open<T> {
  entry: T
  nth: number
  words: RegExp
  literals: string[]
}

/**
 * Looks for the words of many entries in one pass: at each letter only the ways of saying that begin with it are tried. What it
 * finds of an entry is what a search for its `words` alone would find; all in the order of the entries, then of the text.
 */
export function finderOf<T extends { words: string }>(entries: T[]): (text: string) => Place<T>[] {
  const ways = new Map<number, Way<T>[]>()
  const open: Open<T>[] = []
  for (const [nth, entry] of entries.entries()) {
    const said = waysOf(entry.words)
    for (const [letter, words] of byLetter(said)) {
      const is = PLAIN.test(words) ? words : new RegExp(words, 'y')
      ways.set(letter, [...(ways.get(letter) ?? []), { entry, nth, is }])
    }
    const literals = said.filter((way) => !firstLetters(way)).map(literalOf)
    if (literals.length > 0) open.push({ entry, nth, words: new RegExp(entry.words, 'g'), literals })
  }
  return (text) => {
    const done = new Uint32Array(entries.length)
    const found: Place<T>[] = []
    for (const { entry, nth, words, literals } of open) {
      if (!literals.some((literal) => text.includes(literal))) continue
      for (const { index, 0: said } of matchesOf(text, words))
        found.push({ entry, nth, start: index, end: index + said.length })
      done[nth] = text.length
    }
    return begun(ways, text, done, found).sort((a, b) => a.nth - b.nth || a.start - b.start)
  }
}

/** The ways of saying by the letters they begin with, in order; those that may begin with any letter under none. */
function byLetter(ways: string[]): Map<number, string> {
  const words = new Map<number, string>()
  for (const way of ways) {
    for (const letter of new Set(firstLetters(way))) {
      const code = letter.charCodeAt(0)
      const before = words.get(code)
      words.set(code, before === undefined ? way : `${before}|${way}`)
    }
  }
  return words
}

/** `done`: up to where the text is used up for each entry. */
function begun<T>(
  ways: Map<number, Way<T>[]>,
  text: string,
  done: Uint32Array,
  found: Place<T>[],
): Place<T>[] {
  for (let start = 0; start < text.length; start += 1) {
    const here = ways.get(text.charCodeAt(start))
    if (!here) continue
    for (const { entry, nth, is } of here) {
      const end = start < (done[nth] ?? 0) ? -1 : endOf(text, start, is)
      if (end < 0) continue
      found.push({ entry, nth, start, end })
      done[nth] = end
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

/** What stands in every text where this way of saying does: its longest plain letters outside all brackets; '' where it has none. */
function literalOf(way: string): string {
  const bare = way.replace(/\(\?(?:<?[=!]|:)[^()]*\)|\[[^\]]*\]|\\./g, '.').replace(/.\{[^}]*\}/g, '.')
  const plain = /[()]/.test(bare) ? [] : (bare.match(LITERAL) ?? [])
  return plain.reduce((longest, one) => (one.length > longest.length ? one : longest), '')
}

const LITERAL = new RegExp(`[^${SIGN}]+(?![?*])`, 'g')
