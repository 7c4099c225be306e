import type { RawItem } from './parse.ts'

const BARE = new RegExp(
  String.raw`<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|` +
    String.raw`(</(?:link|title|author|guid|category|comments|source|description)>)\s*([^<>]{8,60}?)\s*(?=<(?:/?item|[a-z]+:?[a-z]*\b))`,
  'gi',
)

/** 新华网 lets the date stand bare between two elements of an item: it is given the element it lacks. */
export function rescueDates(text: string): string {
  return text.replace(BARE, (all: string, close: string | undefined, words: string | undefined) =>
    close && words && /\d{1,4}.*\d/.test(words) && !/^\s*$/.test(words)
      ? `${close}<pubDate>${words}</pubDate>`
      : all,
  )
}

const BLOCKS = [
  {
    open: '<item',
    close: '</item>',
    wrap: (root: string, one: string) => `${root}<channel>${one}</channel></rss>`,
  },
  { open: '<entry', close: '</entry>', wrap: (root: string, one: string) => `${root}${one}</feed>` },
]

/** A document that does not hold together (cut off, badly nested): each item that does is read by itself. */
export function rescueItems(text: string, read: (document: string) => RawItem[]): RawItem[] {
  for (const { open, close, wrap } of BLOCKS) {
    const root = /<(?:rss|feed)\b[^<>]*>/i.exec(text)?.[0] ?? '<rss version="2.0">'
    const blocks = cut(text, open, close)
    if (blocks.length > 0) return blocks.flatMap((one) => read(wrap(root, one)))
  }
  return []
}

const MOST_BLOCKS = 2_000

function cut(text: string, open: string, close: string): string[] {
  const lower = text.toLowerCase()
  const blocks: string[] = []
  let from = lower.indexOf(open)
  while (from >= 0 && blocks.length < MOST_BLOCKS) {
    const to = lower.indexOf(close, from)
    if (to < 0) break
    // An item that was never closed must not swallow the next one.
    const start = lower.lastIndexOf(open, to)
    blocks.push(text.slice(start, to + close.length))
    from = lower.indexOf(open, to)
  }
  return blocks
}
