import { decodeHTML } from 'entities'

const SUMMARY_SOURCE = 20_000
const SUMMARY = 1_000

/**
 * A title, character for character: what a site escaped twice is decoded, line breaks of the markup and the
 * no-break space become a plain space, and what colours the words or hangs a picture on them goes; nothing else is touched
 * (the wide space between two half-titles stays).
 */
export function titleText(title: string): string {
  return withoutStyle(decoded(title))
    .replace(/[ \t]*[\r\n]\s*/g, ' ')
    .replace(/[\u00a0\t]/g, ' ')
    .trim()
}

/** A title that is declared to be HTML: the same without its tags. */
export function htmlTitleText(title: string): string {
  return titleText(title.replace(TAG, ''))
}

const TAG = /<\/?[a-z][^<>]*>/gi
const BLOCK = /<\/?(?:p|br|div|li|ul|ol|tr|td|table|h\d|blockquote|section)\b[^<>]*>/gi

const STYLED = /<(font|span|a|b|strong|em|i|u|p|div)\s[^<>=]{0,60}=[^<>]{0,300}>([^<>]{0,500})<\/\1\s*>/gi
const PLAIN_STYLE = /<(font|span)>([^<>]{0,500})<\/\1\s*>/gi
const PICTURE = /<(?:img|wbr)\b[^<>]*>|<br\s*\/?>/gi
/** Styles within styles. */
const DEEPEST = 4

function withoutStyle(title: string): string {
  let words = title
  for (let depth = 0; depth < DEEPEST && words.includes('</'); depth += 1) {
    words = words.replace(STYLED, '$2').replace(PLAIN_STYLE, '$2')
  }
  return words.includes('<') ? words.replace(PICTURE, (tag) => (/^<br/i.test(tag) ? ' ' : '')) : words
}

/** A piece of HTML -> plain text, at most 1,000 characters. */
export function plainText(html: string): string {
  const text = html
    .slice(0, SUMMARY_SOURCE)
    .replace(/<(script|style)\b[^<>]*>.*?(?:<\/\1\s*>|$)|<!--.*?(?:-->|$)/gis, '')
    .replace(BLOCK, ' ')
    .replace(TAG, '')
  const once = decoded(text)
  // What was escaped twice comes out as markup.
  const words = once.includes('</') ? decoded(once.replace(BLOCK, ' ').replace(TAG, '')) : once
  const plain = words.replace(/\s+/g, ' ').trim()
  return plain.length > SUMMARY ? `${plain.slice(0, SUMMARY - 1)}…` : plain
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a reference (&#8;) can bring them in
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

function decoded(text: string): string {
  return (text.includes('&') ? decodeHTML(text) : text).replace(CONTROLS, '')
}
