/**
 * Bytes -> text. What a Chinese site declares is often not what it sends, so each claim is tried strictly:
 * BOM, then the declared charset, then UTF-8, then GB18030.
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
  if (marked) return { text: loosely(bytes, marked), charset: marked }
  const claims = claimsOf(bytes, contentType)
  const unicode = strictly(bytes, 'utf-8')
  // A GB18030 text that also passes as UTF-8 makes only two-byte sequences ("联通"), a real Chinese UTF-8 text does not.
  const claimsOther = claims.some((one) => one !== 'utf-8')
  if (
    unicode !== null &&
    (!claimsOther || !/[\u0080-\u07ff]/.test(unicode) || /[\u3000-\uffef]/.test(unicode))
  ) {
    return { text: unicode, charset: 'utf-8' }
  }
  for (const charset of [...claims, 'gb18030', 'big5']) {
    const text = strictly(bytes, charset)
    if (text !== null) return { text, charset }
  }
  return mostlyRead(bytes, claims[0])
}

/** No charset fits every byte (a cut-off or mixed page): the one that spoils least. */
function mostlyRead(bytes: Uint8Array, claimed: string | undefined): Decoded {
  const tries = [...new Set([claimed ?? 'utf-8', 'utf-8', 'gb18030'])].map((charset) => {
    const text = loosely(bytes, charset)
    return { text, charset, spoilt: text.split('\ufffd').length }
  })
  const [best] = tries.sort((a, b) => a.spoilt - b.spoilt)
  return { text: best?.text ?? '', charset: best?.charset ?? 'utf-8' }
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

function strictly(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function loosely(bytes: Uint8Array, charset: string): string {
  return new TextDecoder(charset).decode(bytes)
}
