import { millisOf } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Article } from './article.ts'
import { AI_LABEL, escaped, renderArticle } from './html.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { fullySigned } from './review.ts'

/** 其他用途: what may leave the house besides the draft is signed by three, too. Throws Fault `article/unsigned`. */
export function mustBeSigned(article: Article): void {
  if (!fullySigned(article)) {
    throw new Fault('article/unsigned', '三审还没有完成，或签发之后又有改动，不能外发。')
  }
}

/** The signed article as plain text, to be forwarded in a group. Fault `article/unsigned`. */
export function plainText(article: Article): string {
  mustBeSigned(article)
  const body = piecesOf(article).map(plainPiece)
  const link = article.publication?.url ? [`阅读全文：${article.publication.url}`] : []
  const ai = article.ai ? [`（${AI_LABEL}）`] : []
  return [article.title, ...body, ...ai, ...link].filter((one) => one !== '').join('\n\n')
}

function plainPiece(piece: Piece): string {
  switch (piece.kind) {
    case 'heading':
      return `【${piece.text}】`
    case 'item':
      return `${piece.mark} ${piece.text}`
    case 'table':
      return [piece.header, ...piece.rows].map((cells) => cells.join('　')).join('\n')
    case 'picture':
      return ''
    default:
      return piece.text
  }
}

/** A page to print or keep, pictures from where `src` says. Fault `article/unsigned`. */
export function printPage(article: Article, town: string, src: (hash: string) => string | undefined): string {
  mustBeSigned(article)
  const content = renderArticle(article, { town, src })
  const title = escaped(article.title)
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${PRINT_STYLE}</style></head><body><h1>${title}</h1><p class="by">${escaped(article.author)}</p>${content}</body></html>`
}

const PRINT_STYLE = `body{max-width:677px;margin:0 auto;padding:24px 16px;font-family:-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere;-webkit-print-color-adjust:exact;print-color-adjust:exact}
h1{font-size:22px;line-height:1.4;margin:0 0 10px}.by{margin:0 0 22px;font-size:15px;color:#66615c}
@page{size:A4;margin:20mm 18mm}@media print{body{max-width:none;padding:0}img,table{break-inside:avoid;max-height:220mm;object-fit:contain}}`

/** The town's own RSS 2.0 of what was published, newest first: the last fifty. */
export function rssOf(
  articles: Article[],
  { town, home, self }: { town: string; home: string; self: string },
): string {
  const out = articles
    .flatMap(({ state, publication, ...rest }) =>
      state === 'published' && publication?.url && publication.publishedAt
        ? [{ ...rest, url: publication.url, at: publication.publishedAt }]
        : [],
    )
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, FEED_LENGTH)
  const items = out.map(({ id, title, digest, column, url, at }) => {
    // Not the desk's address: that may change, and a reader would show everything again.
    const guid = `<guid isPermaLink="false">${xml(`${town}/${id}`)}</guid>`
    return `<item><title>${xml(title)}</title><link>${xml(url)}</link>${guid}<category>${xml(column)}</category><description>${xml(digest)}</description><pubDate>${httpDate(at)}</pubDate></item>`
  })
  const built = out[0] ? `<lastBuildDate>${httpDate(out[0].at)}</lastBuildDate>` : ''
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${xml(town)}</title><link>${xml(home)}</link><atom:link href="${xml(self)}" rel="self" type="application/rss+xml"/><description>${xml(town)}公众号文章</description><language>zh-cn</language>${built}${items.join('')}</channel></rss>`
}

const FEED_LENGTH = 50

/** RFC 822, as RSS wants it. */
function httpDate(at: string): string {
  return new Date(millisOf(at)).toUTCString()
}

/** Text for XML. Characters that it has no place for are left out: one of them makes the whole document unreadable. */
export function xml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return escaped(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''))
}
