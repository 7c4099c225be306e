/** A word of one of the named lists, where it stands. */
interface Hit<Sense extends string> {
  sense: Sense
  word: string
  start: number
  end: number
}

interface Lexicon<Sense extends string> {
  /** The words of the text, left to right, the longest at each place; one inside another is not seen. */
  scan(text: string): Hit<Sense>[]
  /** The longest word the text ends with. */
  last(text: string): Hit<Sense> | undefined
}

interface Entry<Sense extends string> {
  word: string
  sense: Sense
}

/**
 * Word lists by sense (words parted by blanks). A longer word hides the shorter one in it: with 党组织 under `none`, 组织 in it
 * is not read. One look at the first character passes over most of a text.
 */
export function openLexicon<Sense extends string>(lists: Record<Sense, string>): Lexicon<Sense> {
  const entries = senses(lists)
  const byFirst = indexed(entries, (word) => word.charCodeAt(0))
  const byLast = indexed(entries, (word) => word.charCodeAt(word.length - 1))
  return {
    scan: (text) => scanned(text, byFirst),
    last: (text) => {
      const entry = byLast.get(text.charCodeAt(text.length - 1))?.find((e) => text.endsWith(e.word))
      return entry && hit(entry, text.length - entry.word.length)
    },
  }
}

function senses<Sense extends string>(lists: Record<Sense, string>): Entry<Sense>[] {
  const out: Entry<Sense>[] = []
  for (const sense in lists)
    for (const word of lists[sense].split(/\s+/)) if (word !== '') out.push({ word, sense })
  return out.sort((a, b) => b.word.length - a.word.length)
}

function indexed<Sense extends string>(
  entries: Entry<Sense>[],
  key: (word: string) => number,
): Map<number, Entry<Sense>[]> {
  const out = new Map<number, Entry<Sense>[]>()
  for (const entry of entries) {
    const list = out.get(key(entry.word))
    if (list) list.push(entry)
    else out.set(key(entry.word), [entry])
  }
  return out
}

function hit<Sense extends string>({ sense, word }: Entry<Sense>, start: number): Hit<Sense> {
  return { sense, word, start, end: start + word.length }
}

function scanned<Sense extends string>(text: string, words: Map<number, Entry<Sense>[]>): Hit<Sense>[] {
  const out: Hit<Sense>[] = []
  for (let i = 0; i < text.length; ) {
    const entry = words.get(text.charCodeAt(i))?.find((e) => text.startsWith(e.word, i))
    if (entry) out.push(hit(entry, i))
    i += entry ? entry.word.length : 1
  }
  return out
}
