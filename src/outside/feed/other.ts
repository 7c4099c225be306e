import { Fault } from '../../fault.ts'
import { guessItems } from './list.ts'
import { titleText } from './plain.ts'

/** What the first characters tell of a file that is no feed. */
const FILES: [RegExp, string][] = [
  [/^%PDF-/, 'PDF 文件'],
  [/^PK/, '压缩包或 Office 文件'],
  [/^(?:Rar!|7z\ufffd)/, '压缩包'],
  [/^(?:.?PNG|GIF8|RIFF|.{0,4}JFIF)/s, '图片'],
]

/** Fault `feed/not-a-feed`, in a sentence that says what stands there instead and what to do. */
export function notAFeed(text: string, cause?: unknown): Fault {
  return new Fault('feed/not-a-feed', whatItIs(text), { cause })
}

function whatItIs(text: string): string {
  const start = text.slice(0, 100_000)
  if (start.trim() === '')
    return '这个地址给出的内容是空的，没有消息可读。请在浏览器里打开地址核对，或稍后再试。'
  const file = FILES.find(([mark]) => mark.test(start))?.[1]
  if (file) return `这个地址给出的是${file}，不是订阅源（RSS、Atom、JSON Feed）。请核对地址。`
  if (/^[[{]/.test(start)) {
    return '这个地址给出的是一段数据（JSON），不是订阅源（RSS、Atom、JSON Feed），也可能是网站在报错。请核对地址。'
  }
  if (!/<!doctype html|<(?:html|script|meta|div|ul|table)\b/i.test(start)) {
    return '这个地址给出的不是订阅源（RSS、Atom、JSON Feed），可能是普通网页。请核对地址，或在本镇文件里给它写上列表页的取法。'
  }
  return pageWords(start)
}

function pageWords(html: string): string {
  const title = titleText(/<title\b[^<>]{0,200}>([^<]{1,200})/i.exec(html)?.[1] ?? '').slice(0, 40)
  const named = title === '' ? '普通网页' : `网页“${title}”`
  return `这个地址给出的是${named}，不是订阅源（RSS、Atom、JSON Feed）。${adviceOn(html)}`
}

function adviceOn(html: string): string {
  const feed = feedNamedIn(html)
  if (feed) return `网页里写着它的订阅地址 ${feed}，请把这个地址填进本镇文件。`
  const items = listIn(html)
  return items
    ? `网页上有一个带日期的列表，可在本镇文件里给这个信源写上：列表页: { 条目: "${items}" }。`
    : '请核对地址；网站没有订阅源的，在本镇文件里给它写上列表页的取法。'
}

/** A page that is nested thousands deep is more than the HTML library can walk: it is no list of news. */
function listIn(html: string): string | undefined {
  try {
    return guessItems(html)
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined
    throw thrown
  }
}

/** `<link rel="alternate" type="application/rss+xml" href="…">` of a page. */
function feedNamedIn(html: string): string | undefined {
  const links = html.match(/<link\b[^<>]{0,500}>/gi) ?? []
  const feed = links.find((one) => /type\s*=\s*["']?application\/(?:rss|atom|feed)\+/i.test(one))
  return feed && /href\s*=\s*["']?([^\s"'<>]{1,200})/i.exec(feed)?.[1]
}
