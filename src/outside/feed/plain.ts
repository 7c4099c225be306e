import { decodeHTML } from 'entities'

const SUMMARY_SOURCE = 20_000
const SUMMARY = 1_000

/**
 * A title, character for character: what a site escaped twice is decoded, line breaks of the markup and the
 * no-break space become a plain space; nothing else is touched (the wide space between two half-titles stays).
 */
export function titleText(title: string): string {
  return decoded(title)
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

/** A piece of HTML -> plain text, at most 1,000 characters. */
export function plainText(html: string): string {
  const text = html
    .slice(0, SUMMARY_SOURCE)
    .replace(/<(?:script|style)\b[^<>]*>[^<]*<\/(?:script|style)\s*>|<!--[^<>]*-->/gi, '')
    .replace(BLOCK, ' ')
    .replace(TAG, '')
  const plain = decoded(text).replace(/\s+/g, ' ').trim()
  return plain.length > SUMMARY ? `${plain.slice(0, SUMMARY - 1)}…` : plain
}

function decoded(text: string): string {
  return text.includes('&') ? decodeHTML(text) : text
}
