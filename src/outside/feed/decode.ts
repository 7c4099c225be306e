/**
 * Bytes -> text. What a Chinese site declares is often not what it sends, so what the bytes themselves show comes first:
 * a mark (BOM), UTF-8 that fits, then what is declared, then GB18030.
 * gb2312, gbk and gb18030 are all read as gb18030: Node's `gbk` corrupts four-byte characters.
 */
export interface Decoded {
  text: string
  charset: string
}

const FAMILY: Record<string, string> = {
  utf8: 'utf-8',
  unicode11utf8: 'utf-8',
  gb2312: 'gb18030',
  gb231280: 'gb18030',
  gbk: 'gb18030',
  xgbk: 'gb18030',
  cp936: 'gb18030',
  gb18030: 'gb18030',
  euccn: 'gb18030',
  big5: 'big5',
  big5hkscs: 'big5',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
}

/** `contentType`: the HTTP header, if there was one. Never throws. */
export function decode(bytes: Uint8Array, contentType = ''): Decoded {
  const marked = byMark(bytes)
  if (marked) return as(marked, bytes)
  const claims = claimsOf(bytes, contentType)
  const unicode = as('utf-8', bytes)
  const fits = !unicode.text.includes('\ufffd')
  if (fits && !(claims.some((one) => one !== 'utf-8') && onlyByChance(unicode.text))) return unicode
  // One cut-off character must not turn a whole page of UTF-8 into GB18030, which takes nearly any bytes.
  const tries = [unicode, ...[...claims, 'gb18030', 'big5'].map((charset) => as(charset, bytes))]
  const [first] = tries.slice(fits ? 1 : 0).filter(({ text }) => chineseIn(text) > 20 * spoiltIn(text))
  return first ?? tries.toSorted((a, b) => spoiltIn(a.text) - spoiltIn(b.text))[0] ?? unicode
}

function as(charset: string, bytes: Uint8Array): Decoded {
  return { text: new TextDecoder(charset).decode(bytes), charset }
}

/** GB18030 that also passes as UTF-8 makes two-byte sequences alone (“联通”); a Chinese UTF-8 text has others. */
function onlyByChance(text: string): boolean {
  return /[\u0080-\u07ff]/.test(text) && chineseIn(text) === 0
}

function spoiltIn(text: string): number {
  return text.match(/[\ufffd\u0080-\u009f\ue000-\uf8ff]/g)?.length ?? 0
}

function chineseIn(text: string): number {
  return text.match(/[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/g)?.length ?? 0
}

function byMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return 'utf-16be'
  return undefined
}

/** The charsets that the header and the document's own head name, best first, as far as they are known here. */
function claimsOf(bytes: Uint8Array, contentType: string): string[] {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048))
  const named = [
    /charset\s*=\s*["']?([\w-]+)/i.exec(contentType)?.[1],
    /<\?xml[^>]*\bencoding\s*=\s*["']?([\w-]+)/i.exec(head)?.[1],
    /<meta[^>]*\bcharset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1],
  ]
  const known = named.map((name) => FAMILY[(name ?? '').toLowerCase().replace(/[^a-z0-9]/g, '')])
  return [...new Set(known.filter((name) => name !== undefined && !name.startsWith('utf-16')))].flatMap(
    (name) => (name === undefined ? [] : [name]),
  )
}
