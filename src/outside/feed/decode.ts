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

/** Those of the most frequent characters, simplified and traditional, and what public notices are made of. */
const COMMON = new Set(
  '的一是不了在有人我他這这個个們们中來来上大为為和國国地到以說说時时要就出會会可也你對对生能而子那得于於着著下自之年過过發发後后作里用道行所然家種种事成方多經经么去法學学如都同現现當当没沒動动面起看定天分还還進进好小部其些主樣样理心她本前開开但因只从從想實实日军軍者意無无力它與与長长把機机十民第公此已工使情明性知全三又關关点點正業业外将將兩两高間间由問问很最重並并物手應应戰战向頭头文體体政美相見见被利什二等產产或新己制身果加西斯月話话合回特代內内信表化老給给世位次度門门任常先海通教兒儿原東东声聲提立及比員员解水名真論论處处走义義各入幾几口認认條条平系氣气題题活爾更別别打女變变四神總总何電电數数安少報报才結结反受目太量再感建務务做接必場场件計计管期市直德資资命山金指克許许統统區区保至隊队形社便空決决治展馬马科司五基眼書书非则則聽听白卻却界達达光放強强即像難难且權权思王象完設设式色路記记南品住告類类求據据程北邊边死張张該该交規规萬万取拉格望覺觉術术領领共确確傳传師师觀观清今切院讓让識识候帶带導导爭争運运村镇鎮县縣党黨乡鄉省委议議習习干宣群众眾召举舉精贯貫彻徹落灣臺聞快',
)

/** `contentType`: the HTTP header, if there was one. Never throws. */
export function decode(bytes: Uint8Array, contentType = ''): Decoded {
  const marked = byMark(bytes)
  const byItsMark = marked && as(marked, bytes)
  // A template with the mark of UTF-8 around words in GBK: the mark is then no more than a claim.
  if (byItsMark && !(marked === 'utf-8' && byItsMark.text.includes('\ufffd'))) return byItsMark
  if (byItsMark) return decode(bytes.subarray(3), contentType)
  const claims = claimsOf(bytes, contentType)
  const unicode = as('utf-8', bytes)
  const fits = !unicode.text.includes('\ufffd')
  if (fits && !(claims.some((one) => one !== 'utf-8') && onlyByChance(unicode.text))) return unicode
  // GB18030 takes nearly any bytes: what tells is whether the characters that come out are those that people write.
  const charsets = [...new Set([...(fits ? [] : ['utf-8']), ...claims, 'gb18030', 'big5'])]
  const tries = charsets.map((charset) => {
    const decoded = as(charset, bytes)
    const claimed = claims.includes(charset) && charset !== 'utf-8' ? CLAIM : 0
    return { decoded, worth: commonIn(decoded.text) - spoiltIn(decoded.text) + claimed }
  })
  return tries.toSorted((a, b) => b.worth - a.worth)[0]?.decoded ?? unicode
}

/** What a declared charset is worth, in common characters. */
const CLAIM = 5
/** Characters of a document that are looked at. */
const ENOUGH = 200_000

function commonIn(text: string): number {
  let count = 0
  for (const char of text.slice(0, ENOUGH)) if (COMMON.has(char)) count += 1
  return count
}

function as(charset: string, bytes: Uint8Array): Decoded {
  return { text: new TextDecoder(charset).decode(bytes), charset }
}

/** GB18030 that also passes as UTF-8 makes two-byte sequences alone (“联通”); a Chinese UTF-8 text has others. */
function onlyByChance(text: string): boolean {
  return /[\u0080-\u07ff]/.test(text) && chineseIn(text) === 0
}

function spoiltIn(text: string): number {
  return text.slice(0, ENOUGH).match(/[\ufffd\u0080-\u009f\ue000-\uf8ff]/g)?.length ?? 0
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
