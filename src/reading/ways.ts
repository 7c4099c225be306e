/** How a list of words is taken apart, each plain or a pattern: what can be told of a pattern without trying it. */

/** Signs that have a meaning in a pattern. */
const SIGN = '[\\]\\\\(){}.?*+^$|'

const PLAIN = new RegExp(`^[^${SIGN}]+$`)

/** Whether it is a word, and no pattern. */
export function isPlain(way: string): boolean {
  return PLAIN.test(way)
}

/** `a|(?:b|c)d` -> `a`, `(?:b|c)d`. */
export function waysOf(words: string): string[] {
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

/** The letters (their codes) a way of saying can begin with; undefined where that is not seen at once. */
export function firstLetters(way: string): Set<number> | undefined {
  const { letter, set, group } = BEGINNING.exec(way)?.groups ?? {}
  const plain = letter ?? set
  if (plain !== undefined) return new Set(Array.from(plain, (one) => one.charCodeAt(0)))
  const each = group?.split('|').map(firstLetters)
  if (!each?.every((letters) => letters !== undefined)) return undefined
  return new Set(each.flatMap((letters) => [...letters]))
}

const LITERAL = new RegExp(`[^${SIGN}]+(?![?*])`, 'g')

/** What stands in every text where this way of saying does: its longest plain letters outside all brackets; '' where it has none. */
export function literalOf(way: string): string {
  const bare = way.replace(/\(\?(?:<?[=!]|:)[^()]*\)|\[[^\]]*\]|\\./g, '.').replace(/.\{[^}]*\}/g, '.')
  const plain = /[()]/.test(bare) ? [] : (bare.match(LITERAL) ?? [])
  return plain.reduce((longest, one) => (one.length > longest.length ? one : longest), '')
}
