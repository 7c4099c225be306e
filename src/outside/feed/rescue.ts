import type { RawItem } from './formats.ts'

/**
 * The text with what stands outside CDATA and comments changed, and those kept or dropped. By index, not by one pattern:
 * a lazy pattern on a document full of `<!--` that never ends would take hours.
 */
export function mapOutside(
  text: string,
  change: (outside: string) => string,
  keep: (span: string) => boolean = () => true,
): string {
  const pieces: string[] = []
  const opening = /<!\[CDATA\[|<!--/g
  let from = 0
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const close = found[0] === '<!--' ? '-->' : ']]>'
    const end = text.indexOf(close, opening.lastIndex)
    if (end < 0) break
    const span = text.slice(found.index, end + close.length)
    pieces.push(change(text.slice(from, found.index)), keep(span) ? span : '')
    from = end + close.length
    opening.lastIndex = from
  }
  pieces.push(change(text.slice(from)))
  return pieces.join('')
}

const BARE = /(<\/(?:link|title|author|guid|category|comments|source|description)>)([^<>]{8,80})(?=<[a-z/])/gi

/** What some sites call the time of an item. */
const TIMES = /(<\/?)(?:published|updated|date|time|pub_?time|publish_?(?:time|date)|create_?time)(?=\s*>)/gi

/**
 * Elements of an item under the names that the format has for them: 新华网 lets the date stand bare between two elements,
 * others call it as their own program does, or mix up how RSS and Atom write a link.
 */
export function rescueElements(text: string): string {
  if (/<(?:\w+:)?feed[\s>]/i.test(text.slice(0, 10_000))) {
    return mapOutside(text, (outside) =>
      outside
        .replace(/(<\/?)(?:pubDate|date|modified|issued)(?=\s*>)/gi, '$1updated')
        .replace(/<link>\s*([^<>\s"]+)\s*<\/link>/gi, '<link href="$1"/>'),
    )
  }
  const time = /<rdf:RDF[\s>]/i.test(text.slice(0, 10_000)) ? 'dc:date' : 'pubDate'
  return mapOutside(text, (outside) =>
    outside
      .replace(BARE, (all: string, close: string, words: string) =>
        /\d.*\d/.test(words) ? `${close}<${time}>${words.trim()}</${time}>` : all,
      )
      .replace(TIMES, `$1${time}`)
      .replace(
        /<link\s[^<>]{0,200}?href\s{0,5}=\s{0,5}["']([^<>"']{1,2000})["'][^<>]{0,300}>(?:\s*<\/link>)?/gi,
        '<link>$1</link>',
      ),
  )
}

/**
 * JSON as it is written by hand or by old programs: inside a call, with line breaks in the words, with a comma too many, or cut off
 * after some items.
 * Undefined when it is none even so.
 */
export function rescueJson(text: string): string | undefined {
  const inside = /^[\w$.]{1,60}\s*\(\s*(?=\{)/.exec(text)
  const bare = inside ? text.slice(inside[0].length, text.lastIndexOf(')')) : text
  if (!bare.startsWith('{')) return undefined
  const flat = bare.replace(/[\r\n\t]/g, ' ')
  const whole = flat.slice(0, flat.lastIndexOf('},') + 1)
  return [flat, flat.replace(/,(?= {0,20}[\]}])/g, ''), `${whole}]}`].find(isJson)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** How many items the document begins, as far as can be seen without reading it. */
export function countItems(text: string): number {
  return text.match(/<(?:item|entry)[\s>]/gi)?.length ?? 0
}

const BLOCKS = [
  {
    open: /<item[\s>]/gi,
    close: '</item>',
    wrap: (root: string, one: string) => `${root}<channel>${one}</channel></rss>`,
  },
  { open: /<entry[\s>]/gi, close: '</entry>', wrap: (root: string, one: string) => `${root}${one}</feed>` },
]

/** A document that does not hold together (cut off, badly nested): each item that does is read by itself. */
export function rescueItems(text: string, read: (document: string) => RawItem[]): RawItem[] {
  const bare = mapOutside(
    text,
    (outside) => outside.replace(/<(?![a-z/!?])/gi, '&lt;'),
    (span) => !span.startsWith('<!--'),
  )
  for (const { open, close, wrap } of BLOCKS) {
    const root = /<(?:rss|feed)\b[^<>]*>/i.exec(bare)?.[0] ?? '<rss version="2.0">'
    const blocks = cut(bare, open, close)
    if (blocks.length > 0) return blocks.flatMap((one) => read(wrap(root, one)))
  }
  return []
}

const MOST_BLOCKS = 2_000

/** From each beginning to its end or, if that is missing, to the next beginning. */
function cut(text: string, open: RegExp, close: string): string[] {
  const starts = [...text.matchAll(open)].slice(0, MOST_BLOCKS).map((found) => found.index)
  return starts.map((start, index) => {
    const whole = text.slice(start, starts[index + 1])
    const end = whole.toLowerCase().indexOf(close)
    return (end < 0 ? whole : whole.slice(0, end)) + close
  })
}
