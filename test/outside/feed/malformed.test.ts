import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { Fault } from '../../../src/fault.ts'
import { readBytes } from '../../../src/outside/feed/feed.ts'
import { WILD } from './wild.ts'

const NOW = '2026-06-05T12:00:00.000+08:00'
const ITEM =
  '<item><title>好的一条</title><link>http://e.invalid/ok</link><pubDate>2026-06-05</pubDate></item>'
const HEAD = '<rss version="2.0"><channel><title>源</title>'
const rss = (items: string) => `${HEAD}${items}</channel></rss>`
const times = (text: string, count: number) => text.repeat(count)

/** What is sent, and what is read: the titles, or the code of the fault. */
const CORPUS: [string, string | Uint8Array, string[] | string][] = [
  ['nothing', '', 'feed/not-a-feed'],
  ['white space', ' \n\t ', 'feed/not-a-feed'],
  ['plain words', '今日要闻', 'feed/not-a-feed'],
  ['a web page', '<!DOCTYPE html><html><body><item><title>x</title></item></body></html>', 'feed/not-a-feed'],
  ['a web page without doctype', '<html><head><title>x</title></head></html>', 'feed/not-a-feed'],
  ['other XML', '<?xml version="1.0"?><note>x</note>', 'feed/not-a-feed'],
  ['other JSON', '{"a":1}', 'feed/not-a-feed'],
  ['JSON that is cut off', '{"version":"https://jsonfeed.org/version/1","items":[', 'feed/not-a-feed'],
  [
    'JSON Feed with items of all kinds',
    '{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[null,1,"a",[],{},{"title":"好的一条"}]}',
    ['好的一条'],
  ],
  [
    'JSON Feed with numbers for words',
    '{"version":"https://jsonfeed.org/version/1.1","title":1,"items":[{"id":7,"title":123,"url":5,"date_published":9}]}',
    ['123'],
  ],
  ['an OPML list', '<opml version="2.0"><body><outline text="x"/></body></opml>', 'feed/not-a-feed'],
  ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13), 'feed/not-a-feed'],
  ['zero bytes', new Uint8Array(1000), 'feed/not-a-feed'],
  ['a feed without items', rss(''), []],
  ['an empty item', rss(`<item></item>${ITEM}`), ['好的一条']],
  ['an item without title', rss(`<item><link>http://e.invalid/1</link></item>${ITEM}`), ['好的一条']],
  ['a title of white space', rss(`<item><title> &#160; </title></item>${ITEM}`), ['好的一条']],
  ['two titles', rss('<item><title>甲</title><title>乙</title></item>'), ['甲']],
  ['markup in a title', rss('<item><title><b>粗</b>体</title></item>'), ['<b>粗</b>体']],
  ['cut off in an item', `${HEAD}${ITEM}<item><title>半`, ['好的一条']],
  ['cut off between items', `${HEAD}${ITEM}`, ['好的一条']],
  ['cut off in the prolog', '<?xml version="1.0" enc', 'feed/not-a-feed'],
  ['cut off in the channel', '<rss version="2.0"><chan', 'feed/malformed'],
  ['cut off in CDATA', `${HEAD}${ITEM}<item><title><![CDATA[半`, ['好的一条']],
  ['tags that cross', rss(`<item><title>甲</item></title>${ITEM}`), ['好的一条']],
  ['a title that is not closed', rss(`<item><title>甲<link>x</link></item>${ITEM}`), ['好的一条']],
  ['an item that is not closed', rss(`<item><title>甲</title>${ITEM}`), ['甲', '好的一条']],
  ['CDATA that is not closed', rss(`<item><title><![CDATA[甲</title></item>${ITEM}`), ['好的一条']],
  ['CDATA in CDATA', rss(`<item><title><![CDATA[<![CDATA[甲]]>]]></title></item>`), ['<![CDATA[甲]]>']],
  ['a bare <', rss(`<item><title>3 < 5</title></item>${ITEM}`), ['3 < 5', '好的一条']],
  ['a bare &', rss('<item><title>A & B &amp C &unknown; D</title></item>'), ['A & B & C &unknown; D']],
  ['an entity that is not closed', rss('<item><title>甲&#x4e2d乙&#;&#x;</title></item>'), ['甲中乙&#;&#x;']],
  [
    'forbidden numbers',
    rss('<item><title>甲&#0;&#xD800;&#x110000;&#99999999999;</title></item>'),
    ['甲����'],
  ],
  ['control characters', rss('<item><title>甲\u0000\u0008\u000b\u001f乙</title></item>'), ['甲乙']],
  [
    'junk before the prolog',
    `\n\n<br />\nWarning: mysql_connect()\n<?xml version="1.0"?>${rss(ITEM)}`,
    ['好的一条'],
  ],
  ['junk after the end', `${rss(ITEM)}<script>x</script>-->`, ['好的一条']],
  ['two prologs', `<?xml version="1.0"?><?xml version="1.0"?>${rss(ITEM)}`, ['好的一条']],
  ['a comment that is not closed', rss(`${ITEM}<!-- x`), ['好的一条']],
  ['a comment with dashes', rss(`<!-- a -- b --->${ITEM}`), ['好的一条']],
  ['a comment that hides an item', rss(`<!-- ${ITEM.replace('好的', '藏的')} -->${ITEM}`), ['好的一条']],
  ['upper case', rss(ITEM).toUpperCase(), ['好的一条']],
  ['an unknown namespace', rss('<item><x:title>错</x:title><title>甲</title><y:z a:b="c"/></item>'), ['甲']],
  [
    'a prefix for all',
    '<a:rss xmlns:a="http://x" version="2.0"><a:channel><a:item><a:title>甲</a:title></a:item></a:channel></a:rss>',
    ['甲'],
  ],
  [
    'attributes without quotes',
    rss('<item id=1><title lang=zh>甲</title><guid isPermaLink=false>1</guid></item>'),
    ['甲'],
  ],
  ['attributes twice', rss('<item a="1" a="2"><title>甲</title></item>'), ['甲']],
  ['an attribute that is not closed', rss(`<item a="1><title>甲</title></item>${ITEM}`), ['好的一条']],
  [
    'items outside the channel',
    `<rss version="2.0"><channel><title>源</title></channel>${ITEM}</rss>`,
    ['好的一条'],
  ],
  ['no channel', `<rss version="2.0">${ITEM}</rss>`, ['好的一条']],
  ['no version', `<rss><channel>${ITEM}</channel></rss>`, ['好的一条']],
  ['an item in an item', rss(`<item><title>甲</title>${ITEM}</item>`), ['甲', '好的一条']],
  [
    'reserved names',
    rss(`<__proto__>x</__proto__><item><title>甲</title><constructor>y</constructor></item>${ITEM}`),
    ['好的一条'],
  ],
  [
    'an Atom feed that is cut off',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>源</title><entry><title>甲</title><id>1</id></entry><entry><ti`,
    ['甲'],
  ],
  [
    'Atom without a namespace',
    '<feed><title>源</title><entry><title>甲</title><id>1</id></entry></feed>',
    ['甲'],
  ],
  [
    'an Atom entry without a link',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>甲</title></entry></feed>',
    ['甲'],
  ],
  [
    'bytes that are cut off in a character',
    Buffer.from(rss(`${ITEM}<item><title>半个</title></item>`)).subarray(0, -42),
    ['好的一条'],
  ],
  [
    'UTF-8 with one bad byte',
    Buffer.concat([
      Buffer.from(`${HEAD}<item><title>甲`),
      Uint8Array.of(0xff),
      Buffer.from(`乙</title></item>${ITEM}</channel></rss>`),
    ]),
    ['甲�乙', '好的一条'],
  ],
  ['GB18030 without a word', iconv.encode(rss(ITEM), 'gb18030'), ['好的一条']],
  ['UTF-16', iconv.encode(rss(ITEM), 'utf16le', { addBOM: true }), ['好的一条']],
  [
    'a mark twice',
    Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf), Buffer.from(rss(ITEM))]),
    ['好的一条'],
  ],
  [
    'a doctype',
    `<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x/rss.dtd">${rss(ITEM)}`,
    'feed/doctype',
  ],
  [
    'a billion laughs',
    `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>${rss('<item><title>&lol2;</title></item>')}`,
    'feed/doctype',
  ],
  [
    'an outside entity',
    `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss('<item><title>&x;</title></item>')}`,
    'feed/doctype',
  ],
  ['two doctypes', `<!DOCTYPE a><!DOCTYPE b [<!ENTITY x "y">]>${rss(ITEM)}`, 'feed/doctype'],
  ['a doctype after a comment', `<!-- x --><!DoCtYpE r [<!ENTITY x "y">]>${rss(ITEM)}`, 'feed/doctype'],
  ['an entity in the channel', rss(`<!ENTITY x "y">${ITEM}`), 'feed/doctype'],
  [
    'a doctype in UTF-16',
    iconv.encode(`<!DOCTYPE r [<!ENTITY x "y">]>${rss(ITEM)}`, 'utf16le', { addBOM: true }),
    'feed/doctype',
  ],
  [
    'a doctype in UTF-16 without a mark',
    iconv.encode(`<!DOCTYPE r [<!ENTITY x "y">]>${rss(ITEM)}`, 'utf16le'),
    'feed/doctype',
  ],
  [
    'a doctype that is only quoted',
    rss('<item><title>甲</title><description><![CDATA[<!DOCTYPE html><p>x]]></description></item>'),
    ['甲'],
  ],
]

/** Documents of up to 5 MB that are made to be slow. */
const HEAVY: [string, string][] = [
  ['deep tags', rss(times('<a>', 200_000))],
  ['deep items', rss(times('<item>', 500_000))],
  ['deep titles', `${HEAD}${times('<item><title>', 200_000)}`],
  ['many <', rss(times('<', 4_000_000))],
  [
    'many < in a description',
    rss(`<item><title>甲</title><description>${times('&lt;a', 800_000)}</description></item>`),
  ],
  ['many CDATA', rss(`<item><title>${times('<![CDATA[', 500_000)}</title></item>`)],
  ['many comments', rss(times('<!--', 1_000_000))],
  ['many comments in a title', rss(`<item><title>${times('<!--', 1_000_000)}</title></item>`)],
  ['many instructions', rss(times('<?x ', 1_000_000))],
  ['many entities', rss(`<item><title>${times('&amp;', 900_000)}</title></item>`)],
  ['many numbers', rss(`<item><title>${times('&#38;', 900_000)}</title></item>`)],
  ['many half entities', rss(`<item><title>${times('&#', 2_000_000)}</title></item>`)],
  ['many attributes', rss(`<item ${times('a="b" ', 500_000)}><title>甲</title></item>`)],
  ['many empty items', rss(times('<item/>', 500_000))],
  ['many small items', rss(times('<item><title>甲</title></item>', 100_000))],
  ['many items that are not closed', `${HEAD}${times('<item><title>甲</title>', 150_000)}`],
  ['many ends without a start', `${HEAD}${times('</item>', 500_000)}`],
  ['many bare texts', rss(times('</link>2026-01-01 08:00 ', 180_000))],
  ['many spaces', rss(`<item><title${times(' ', 4_000_000)}>甲</title></item>`)],
  ['many spaces after a link', rss(`<item><link>x</link>${times(' ', 4_000_000)}<title>甲</title></item>`)],
  ['many comments and a doctype', `<!DOCTYPE x>${times('<!--', 1_000_000)}`],
  ['many spaces and no tag', rss(`<item><title>甲</title><link>x</link>${times(' ', 4_000_000)}<9`)],
  ['many bare words', rss(times('</link>        ', 300_000))],
  ['many doctypes in CDATA', rss(`<![CDATA[${times('<!DOCTYPE x>', 400_000)}`)],
  ['a long title', rss(`<item><title>${times('很长', 800_000)}</title></item>`)],
  ['many line breaks', rss(`<item><title>甲${times('\n', 4_000_000)}乙</title></item>`)],
  [
    'many namespaces',
    rss(
      `<item ${Array.from({ length: 100_000 }, (_, n) => `xmlns:a${n}="b"`).join(' ')}><title>甲</title></item>`,
    ),
  ],
  ['a title of half a style', rss(`<item><title><![CDATA[<a ${times('=', 4_000_000)}</]]></title></item>`)],
  ['a title of many styles', rss(`<item><title><![CDATA[${times('<b x=', 400_000)}</]]></title></item>`)],
  ['a link of many addresses', rss(`<item><title>甲</title><link ${times("href='a' ", 400_000)}<</item>`)],
  ['a page of boxes in boxes', `<!doctype html>${times('<div><a href=x>2026-01-01', 150_000)}`],
  ['many halves of characters', rss(`<item><title>${times('&#55357;', 500_000)}</title></item>`)],
  [
    'a script that never ends',
    rss(`<item><description><![CDATA[${times('<script>', 500_000)}]]></description></item>`),
  ],
  ['JSON that never ends', `{"version":"https://jsonfeed.org/version/1","items":[${times('{},', 1_000_000)}`],
  ['JSON in depth', `{"version":"https://jsonfeed.org/version/1","items":${times('[', 1_000_000)}`],
]

function outcome(sent: string | Uint8Array): string[] | string {
  try {
    const bytes = typeof sent === 'string' ? Buffer.from(sent) : sent
    return readBytes(bytes, { now: NOW, url: 'http://e.invalid/rss.xml' }).items.map((one) => one.title)
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    expect(thrown.say).toMatch(/。$/)
    return thrown.code
  }
}

describe('malformed feeds', () => {
  it('are at least sixty', () => expect(CORPUS.length).toBeGreaterThanOrEqual(60))

  it.each(CORPUS)('%s', (_name, sent, read) => {
    expect(outcome(sent)).toEqual(read)
  })

  it.each(HEAVY)('heavy: %s', (_name, sent) => {
    const bytes = Buffer.from(sent)
    expect(bytes.length).toBeLessThan(8_000_000)
    // A pattern that goes back and forth would take hours here and end in the test's time limit.
    expect(() => outcome(bytes)).not.toThrow()
  })
})

describe('what sites really publish', () => {
  it('is at least thirty classes', () => expect(WILD.length).toBeGreaterThanOrEqual(30))

  it.each(WILD)('%s', (_name, sent, read) => {
    const bytes = typeof sent === 'string' ? Buffer.from(sent) : sent
    if (typeof read === 'string') {
      expect(() => readBytes(bytes, { now: NOW })).toThrow(read)
      return
    }
    const { items } = readBytes(bytes, { now: NOW })
    expect(items.map((one) => [one.title, one.link, one.published?.slice(0, 16) ?? null])).toEqual(read)
  })
})

describe('any bytes', () => {
  it('give items or a Fault, never another error', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => void outcome(bytes)))
  })

  it('also when a good feed is bitten into', () => {
    const good = Buffer.from(rss(times(ITEM, 3)))
    const bite = fc.tuple(fc.nat(good.length), fc.nat(40), fc.uint8Array({ maxLength: 20 }))
    fc.assert(
      fc.property(bite, ([at, length, instead]) => {
        outcome(Buffer.concat([good.subarray(0, at), instead, good.subarray(at + length)]))
      }),
      { numRuns: 500 },
    )
  })

  it('also when its pieces are shuffled', () => {
    const piece = fc.constantFrom(
      '<rss>',
      '</rss>',
      '<channel>',
      '</channel>',
      '<item>',
      '</item>',
      '<title>',
      '</title>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&amp;',
      '<?',
      '?>',
      '甲',
      '2026-06-05',
      '<link>',
      '</link>',
      '<feed>',
      '<entry>',
      '</entry>',
      '{',
      '"items":',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => void outcome(`<rss>${pieces.join('')}`)),
      { numRuns: 500 },
    )
  })
})
