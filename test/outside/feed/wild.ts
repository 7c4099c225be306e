import { brotliCompressSync, gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'

const PROLOG = '<?xml version="1.0" encoding="utf-8"?>'
const HOME = '<link>https://www.qingshi.invalid/zw/</link>'
const T = '<title>全县防汛会议召开</title>'
const L = '<link>http://e.invalid/1</link>'

function rss(items: string, { head = '', root = '', prolog = PROLOG } = {}): string {
  return `${prolog}<rss version="2.0"${root}><channel><title>青石县政务</title>${head}${items}</channel></rss>`
}

const one = (inside: string, more = {}) => rss(`<item>${inside}</item>`, more)
const dated = (date: string) => one(`${T}${L}<pubDate>${date}</pubDate>`)

function atom(inside: string, root = ''): string {
  return `${PROLOG}<feed xmlns="http://www.w3.org/2005/Atom"${root}><title>青石县</title><entry>${inside}</entry></feed>`
}

function json(items: unknown[], more = {}): string {
  return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: '青石县', ...more, items })
}

const NINE = '2026-06-05T09:00'
const GOOD = ['全县防汛会议召开', 'http://e.invalid/1', NINE]
const DC = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'

/** What government sites and blogs publish, and what is read: title, link and minute of each item, or part of the fault's sentence. */
export const WILD: [string, string | Uint8Array, (string | null)[][] | string][] = [
  ['dc:date instead of pubDate', one(`${T}${L}<dc:date>2026-06-05 09:00</dc:date>`, { root: DC }), [GOOD]],
  ['dc:date of an undeclared prefix', one(`${T}${L}<dc:date>2026-06-05 09:00</dc:date>`), [GOOD]],
  [
    'dcterms:modified alone',
    one(`${T}${L}<dcterms:modified>2026-06-05T09:00:00+08:00</dcterms:modified>`, {
      root: ' xmlns:dcterms="http://purl.org/dc/terms/"',
    }),
    [GOOD],
  ],
  [
    'a pubDate of 1970 beside a good dc:date',
    one(`${T}${L}<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate><dc:date>2026-06-05 09:00</dc:date>`, {
      root: DC,
    }),
    [GOOD],
  ],
  [
    'an element of the site’s own: publishTime',
    one(`${T}${L}<publishTime>2026-06-05 09:00</publishTime>`),
    [GOOD],
  ],
  ['an element of the site’s own: date', one(`${T}${L}<date>2026/06/05 09:00:00</date>`), [GOOD]],
  ['a date in CDATA with a fraction', dated('<![CDATA[ 2026-06-05 09:00:00.0 ]]>'), [GOOD]],
  ['a weekday between date and time', dated('2026年6月5日 星期五 09:00'), [GOOD]],
  ['a weekday in brackets', dated('2026-06-05（周五）09:00:00'), [GOOD]],
  ['Chinese names of weekday and month', dated('星期五, 05 六月 2026 09:00:00 +0800'), [GOOD]],
  ['a label before the date', dated('发布时间：2026-06-05 09:00'), [GOOD]],
  ['AM', dated('6/5/2026 9:00:00 AM'), [GOOD]],
  [
    'PM after the time',
    dated('2026-06-04 9:00:00 PM'),
    [[GOOD[0] ?? '', 'http://e.invalid/1', '2026-06-04T21:00']],
  ],
  [
    'GMT+8 of the day before',
    dated('Thu, 04 Jun 2026 09:00:00 GMT+8'),
    [['全县防汛会议召开', 'http://e.invalid/1', '2026-06-04T09:00']],
  ],
  ['UTC+8', dated('2026-06-05 09:00 UTC+8'), [GOOD]],
  [
    'a date in Chinese numerals',
    dated('二〇二六年六月五日'),
    [['全县防汛会议召开', 'http://e.invalid/1', '2026-06-05T00:00']],
  ],
  ['a year of two digits', dated('26-06-05 09:00'), [GOOD]],
  ['a date in brackets', dated('[2026-06-05 09:00]'), [GOOD]],
  ['seconds since 1970 with a fraction', dated('1780621200.123'), [GOOD]],
  [
    'a date in the future',
    dated('Mon, 05 Jun 2028 09:00:00 +0800'),
    [['全县防汛会议召开', 'http://e.invalid/1', '2028-06-05T09:00']],
  ],
  [
    'links relative to the site',
    rss(
      `<item>${T}<link>/art/1.html</link></item><item><title>乙</title><link>./202606/2.html</link></item><item><title>丙</title><link>//m.qingshi.invalid/3.html</link></item>`,
      { head: HOME },
    ),
    [
      ['全县防汛会议召开', 'https://www.qingshi.invalid/art/1.html', null],
      ['乙', 'https://www.qingshi.invalid/zw/202606/2.html', null],
      ['丙', 'https://m.qingshi.invalid/3.html', null],
    ],
  ],
  [
    'xml:base of the feed',
    one(`${T}<link>1.html</link>`, { root: ' xml:base="https://b.invalid/zw/"' }),
    [['全县防汛会议召开', 'https://b.invalid/zw/1.html', null]],
  ],
  [
    'xml:base of an entry, on that of the feed',
    `${PROLOG}<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.invalid/"><title>青石县</title><entry xml:base="x/">${T}<link href="1.html"/></entry></feed>`,
    [['全县防汛会议召开', 'https://b.invalid/x/1.html', null]],
  ],
  [
    'a guid that is a path',
    one(`${T}<guid isPermaLink="true">/g1.html</guid>`, { head: HOME }),
    [['全县防汛会议召开', 'https://www.qingshi.invalid/g1.html', null]],
  ],
  [
    'a link escaped twice',
    one(`${T}<link>http://e.invalid/a?x=1&amp;amp;y=2</link>`),
    [['全县防汛会议召开', 'http://e.invalid/a?x=1&y=2', null]],
  ],
  [
    'a blank in a link',
    one(`${T}<link>http://e.invalid/a b.html</link>`),
    [['全县防汛会议召开', 'http://e.invalid/a%20b.html', null]],
  ],
  [
    'a link without http',
    one(`${T}<link>www.e.invalid/1.html</link>`, { head: HOME }),
    [['全县防汛会议召开', 'http://www.e.invalid/1.html', null]],
  ],
  [
    'an RSS link as an attribute',
    one(`${T}<link href="http://e.invalid/1"/>`),
    [['全县防汛会议召开', 'http://e.invalid/1', null]],
  ],
  [
    'an Atom link and date as RSS has them',
    atom(`${T}<link>http://e.invalid/1</link><pubDate>2026-06-05 09:00</pubDate>`),
    [GOOD],
  ],
  [
    'Atom with updated only',
    atom(`${T}<link href="http://e.invalid/1"/><updated>2026-06-05T01:00:00Z</updated>`),
    [GOOD],
  ],
  [
    'Atom with the feed and a sound file before the page',
    atom(
      `${T}<link rel="self" href="http://e.invalid/s"/><link rel="enclosure" href="http://e.invalid/a.mp3"/><link href="http://e.invalid/1"/>`,
    ),
    [['全县防汛会议召开', 'http://e.invalid/1', null]],
  ],
  [
    'an XHTML title',
    atom('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">甲<b>乙</b></div></title>'),
    [['甲乙', null, null]],
  ],
  [
    'one guid for all',
    rss(
      `<item><title>甲村</title><link>http://e.invalid/1</link><guid>0</guid></item><item><title>乙村</title><link>http://e.invalid/2</link><guid>0</guid></item>`,
    ),
    [
      ['甲村', 'http://e.invalid/1', null],
      ['乙村', 'http://e.invalid/2', null],
    ],
  ],
  [
    'the front page as the link of all',
    rss(
      `<item><title>甲村</title><link>http://e.invalid/</link></item><item><title>乙村</title><link>http://e.invalid/</link></item>`,
    ),
    [
      ['甲村', 'http://e.invalid/', null],
      ['乙村', 'http://e.invalid/', null],
    ],
  ],
  [
    'a coloured title',
    one('<title><![CDATA[<font color="red"><b style="x">甲镇</b></font>会议<img src="new.gif"/>]]></title>'),
    [['甲镇会议', null, null]],
  ],
  [
    'HTML entities',
    one('<title>甲&middot;乙&ldquo;丙&rdquo;&mdash;&hellip;</title>'),
    [['甲·乙“丙”—…', null, null]],
  ],
  ['references to control characters', one('<title>甲&#x1;&#8;乙</title>'), [['甲乙', null, null]]],
  [
    'two halves of one character',
    one('<title>甲&#55357;&#56832;&#xD83D;&#xDE00;乙</title>'),
    [['甲😀😀乙', null, null]],
  ],
  [
    'words before the prolog',
    `Notice: Undefined index: id in rss.php on line 3<br />${one(`${T}${L}`)}`,
    [['全县防汛会议召开', 'http://e.invalid/1', null]],
  ],
  [
    'markup loose in a description',
    rss(
      `<item>${T}<description><p>甲<br>乙</p><img src="a.jpg"></description></item><item><title>二</title></item>`,
    ),
    [
      ['全县防汛会议召开', null, null],
      ['二', null, null],
    ],
  ],
  [
    'GBK that declares UTF-8',
    iconv.encode(one(`${T}${L}`), 'gbk'),
    [['全县防汛会议召开', 'http://e.invalid/1', null]],
  ],
  [
    'a mark and a prolog that says gb2312',
    `\ufeff${one(T, { prolog: '<?xml version="1.0" encoding="gb2312"?>' })}`,
    [['全县防汛会议召开', null, null]],
  ],
  [
    'UTF-8 that declares UTF-16',
    one(T, { prolog: '<?xml version="1.0" encoding="utf-16"?>' }),
    [['全县防汛会议召开', null, null]],
  ],
  [
    'Big5 that declares nothing',
    iconv.encode(one('<title>鄉鎮公所公告與說明會議</title>', { prolog: '' }), 'big5'),
    [['鄉鎮公所公告與說明會議', null, null]],
  ],
  [
    'an advertisement in GBK within UTF-8',
    Buffer.concat([
      Buffer.from(`${PROLOG}<rss><channel><item>${T}</item><item><title>`),
      iconv.encode('广告', 'gbk'),
      Buffer.from('</title></item></channel></rss>'),
    ]),
    [
      ['全县防汛会议召开', null, null],
      ['���', null, null],
    ],
  ],
  ['packed bytes', gzipSync(dated('2026-06-05 09:00')), [GOOD]],
  ['packed bytes that are cut off', gzipSync(dated('2026-06-05 09:00')).subarray(0, -12), [GOOD]],
  ['a packed bomb', gzipSync(Buffer.alloc(20_000_000, ' ')), '超过 5 MB'],
  ['bytes that only look packed', Uint8Array.of(0x1f, 0x8b, 1, 2, 3, 4, 5), '压缩内容坏了'],
  ['bytes packed another way', brotliCompressSync(dated('2026-06-05')), '不是订阅源'],
  [
    'JSON Feed with date_modified',
    json([{ id: '1', url: 'http://e.invalid/1', title: '甲', date_modified: '2026-06-05T09:00:00+08:00' }]),
    [['甲', 'http://e.invalid/1', NINE]],
  ],
  [
    'JSON Feed with paths',
    json([{ id: 1, url: '/1.html', title: '甲' }], { home_page_url: 'https://j.invalid/' }),
    [['甲', 'https://j.invalid/1.html', null]],
  ],
  [
    'JSON Feed with a comma too many',
    json([{ id: '1', title: '甲' }]).replace(/\]\}$/, ',]}'),
    [['甲', null, null]],
  ],
  [
    'JSON Feed with a line break in the words',
    json([{ id: '1', title: '甲乙' }]).replace('甲', '甲\n'),
    [['甲 乙', null, null]],
  ],
  ['JSON Feed inside a call', `callback(${json([{ id: '1', title: '甲' }])});`, [['甲', null, null]]],
  [
    'JSON Feed in GBK',
    iconv.encode(json([{ id: '1', title: '全县防汛会议' }]), 'gbk'),
    [['全县防汛会议', null, null]],
  ],
  ['an answer of the site’s own in JSON', '{"code":500,"msg":"系统繁忙"}', '一段数据'],
  [
    'an error page with status 200',
    '<html><head><title>404 Not Found</title></head><body>nginx</body></html>',
    '网页“404 Not Found”',
  ],
  [
    'a page that asks for proof',
    '<!DOCTYPE html><html><title>安全验证</title><body>请完成验证</body></html>',
    '网页“安全验证”',
  ],
  [
    'a page that names its feed',
    '<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"/></head></html>',
    '订阅地址 /rss.xml',
  ],
  [
    'a list page',
    `<!doctype html><html><title>要闻</title><ul class="nav"><li><a href="/">首页</a></li></ul><ul class="list cf">${['1', '2', '3'].map((n) => `<li><a href="${n}.html">第${n}条</a><span>2026-06-0${n}</span></li>`).join('')}</ul></html>`,
    '列表页: { 条目: "ul.list > li" }',
  ],
  ['a PDF', '%PDF-1.4\n1 0 obj', 'PDF 文件'],
  ['a script that reloads', '<script>document.cookie="x";location.reload()</script>', '普通网页'],
  ['an empty file', '', '内容是空的'],
  [
    'a channel without a root',
    `<channel><item>${T}${L}</item></channel>`,
    [['全县防汛会议召开', 'http://e.invalid/1', null]],
  ],
  [
    'items and nothing else',
    `<item>${T}${L}</item><item><title>乙</title></item>`,
    [
      ['全县防汛会议召开', 'http://e.invalid/1', null],
      ['乙', null, null],
    ],
  ],
  [
    'an English date without an hour',
    dated('June 5, 2026'),
    [['全县防汛会议召开', 'http://e.invalid/1', '2026-06-05T00:00']],
  ],
  ['a date of .NET', dated('/Date(1780621200000+0800)/'), [GOOD]],
  ['markup around a date', dated('&lt;b&gt;2026-06-05 09:00&lt;/b&gt;'), [GOOD]],
  [
    'RDF with a date of its own',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>x</title></channel><item>${T}${L}<date>2026-06-05 09:00</date></item></rdf:RDF>`,
    [GOOD],
  ],
  [
    'paths in a feed that names only its own address',
    one(`${T}<link>/1.html</link>`, {
      head: '<atom:link href="https://q.invalid/feed" rel="self"/>',
      root: ' xmlns:atom="http://www.w3.org/2005/Atom"',
    }),
    [['全县防汛会议召开', 'https://q.invalid/1.html', null]],
  ],
  [
    'JSON Feed that is cut off after an item',
    json([
      { id: '1', title: '甲' },
      { id: '2', title: '乙乙乙' },
    ]).slice(0, -8),
    [['甲', null, null]],
  ],
]
