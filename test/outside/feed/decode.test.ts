import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decode } from '../../../src/outside/feed/decode.ts'

const TITLE = '青石镇召开“镕基”理论学习会'
const xml = (encoding: string, title = TITLE) =>
  `<?xml version="1.0"${encoding && ` encoding="${encoding}"`}?><rss><channel><title>${title}</title></channel></rss>`

interface Case {
  name: string
  bytes: Uint8Array
  header?: string
  charset: string
  title?: string
}

const CASES: Case[] = [
  { name: 'UTF-8 as declared', bytes: Buffer.from(xml('utf-8')), charset: 'utf-8' },
  {
    name: 'UTF-8 with a mark',
    bytes: iconv.encode(xml('gb2312'), 'utf8', { addBOM: true }),
    charset: 'utf-8',
  },
  { name: 'UTF-8, nothing declared', bytes: Buffer.from(xml('')), charset: 'utf-8' },
  { name: 'UTF-8, declared gb2312', bytes: Buffer.from(xml('gb2312')), charset: 'utf-8' },
  {
    name: 'UTF-8, header says ISO-8859-1',
    bytes: Buffer.from(xml('utf-8')),
    header: 'text/xml; charset=ISO-8859-1',
    charset: 'utf-8',
  },
  { name: 'GB18030, declared gb2312', bytes: iconv.encode(xml('gb2312'), 'gb18030'), charset: 'gb18030' },
  { name: 'GB18030, declared GBK', bytes: iconv.encode(xml('GBK'), 'gb18030'), charset: 'gb18030' },
  { name: 'GB18030, declared UTF-8', bytes: iconv.encode(xml('UTF-8'), 'gb18030'), charset: 'gb18030' },
  { name: 'GB18030, nothing declared', bytes: iconv.encode(xml(''), 'gb18030'), charset: 'gb18030' },
  {
    name: 'GB18030, only the header knows',
    bytes: iconv.encode(xml(''), 'gb18030'),
    header: 'text/xml;charset="gbk"',
    charset: 'gb18030',
  },
  {
    name: 'GB18030, header says UTF-8',
    bytes: iconv.encode(xml('gb2312'), 'gb18030'),
    header: 'text/xml; charset=utf-8',
    charset: 'gb18030',
  },
  {
    name: 'GB18030 in four bytes',
    bytes: iconv.encode(xml('gb2312', '𠮷田㐂'), 'gb18030'),
    charset: 'gb18030',
    title: '𠮷田㐂',
  },
  {
    name: '“联通” in GBK, which passes as UTF-8',
    bytes: iconv.encode(xml('gbk', '联通'), 'gb18030'),
    charset: 'gb18030',
    title: '联通',
  },
  {
    name: 'Big5 as declared',
    bytes: iconv.encode(xml('big5', '臺灣新聞快報'), 'big5'),
    charset: 'big5',
    title: '臺灣新聞快報',
  },
  {
    name: 'GB18030 behind the mark of UTF-8',
    bytes: Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), iconv.encode(xml('utf-8'), 'gb18030')]),
    charset: 'gb18030',
  },
  {
    name: 'Big5 without a word',
    bytes: iconv.encode(xml('', '鄉鎮公所公告與說明會議'), 'big5'),
    charset: 'big5',
    title: '鄉鎮公所公告與說明會議',
  },
  {
    name: 'UTF-16 with a mark',
    bytes: iconv.encode(xml('utf-16'), 'utf16le', { addBOM: true }),
    charset: 'utf-16le',
  },
  {
    name: 'UTF-16BE with a mark',
    bytes: iconv.encode(xml('utf-16'), 'utf16be', { addBOM: true }),
    charset: 'utf-16be',
  },
  { name: 'UTF-16 without a mark', bytes: iconv.encode(xml('utf-16'), 'utf16le'), charset: 'utf-16le' },
  {
    name: 'a page’s meta',
    bytes: iconv.encode(`<html><meta charset=gb2312><title>${TITLE}</title>`, 'gb18030'),
    charset: 'gb18030',
  },
  { name: 'an unknown charset', bytes: Buffer.from(xml('klingon')), charset: 'utf-8' },
]

describe('charset by header, prolog and content', () => {
  it.each(CASES)('$name', ({ bytes, header, charset, title = TITLE }) => {
    const decoded = decode(bytes, header)
    expect(decoded.charset).toBe(charset)
    expect(decoded.text).toContain(`<title>${title}</title>`)
  })

  it('spoils only the spoilt byte of a page that is cut off', () => {
    const bytes = Buffer.from(xml('utf-8'))
    const broken = Buffer.concat([
      bytes.subarray(0, bytes.indexOf(Buffer.from('镇')) + 1),
      bytes.subarray(bytes.indexOf(Buffer.from('镇')) + 3),
    ])
    const decoded = decode(broken)
    expect(decoded.charset).toBe('utf-8')
    expect(decoded.text).toContain('召开“镕基”理论学习会')
  })

  it('does so with GB18030 too', () => {
    const bytes = iconv.encode(xml('gb2312', `${TITLE}${TITLE}${TITLE}`), 'gb18030')
    const broken = Buffer.concat([bytes.subarray(0, 70), bytes.subarray(71)])
    expect(decode(broken)).toMatchObject({ charset: 'gb18030' })
    expect(decode(broken).text).toContain('理论学习会')
  })

  it('reads back any Chinese text, and never throws on bytes', () => {
    const chars = fc.string({
      unit: fc.constantFrom(...'一丁丂七万丈三上下镇村党员学习㐂𠮷，。、“”'),
      minLength: 3,
    })
    fc.assert(
      fc.property(chars, (title) => {
        expect(decode(iconv.encode(xml('gb2312', title), 'gb18030')).text).toContain(title)
        expect(decode(Buffer.from(xml('gb2312', title))).text).toContain(title)
      }),
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void decode(bytes)))
  })
})
