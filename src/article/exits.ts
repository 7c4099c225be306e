import { millisOf } from '../clock.ts'
import { Fault } from '../fault.ts'
import { type Article, STEPS } from './article.ts'
import { escaped, renderArticle } from './html.ts'
import { fullySigned } from './review.ts'
import { sentencesOf } from './sentence.ts'

/** The signed article as plain text, to be forwarded in a group. Fault `article/unsigned`. */
export function plainText(article: Article): string {
  mustBeSigned(article)
  const body = article.body
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\((https?:[^)]*)\)/g, '$1（$2）')
    .replace(/^#{1,6}\s*(.+)$/gm, '【$1】')
    .replace(/^>\s?/gm, '')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
  const link = article.publication?.url ? [`阅读全文：${article.publication.url}`] : []
  const ai = article.ai ? ['（本文由人工智能辅助生成，内容已经人工审核）'] : []
  return [article.title, '', body.trim(), '', ...ai, ...link].join('\n').trim()
}

/** A page to print or keep, pictures from where `src` says. Fault `article/unsigned`. */
export function printPage(article: Article, town: string, src: (hash: string) => string | undefined): string {
  mustBeSigned(article)
  const content = renderArticle(article, { town, src })
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(article.title)}</title></head><body style="max-width:677px;margin:0 auto;padding:24px 16px;"><h1 style="font-size:22px;line-height:1.4;">${escaped(article.title)}</h1>${content}</body></html>`
}

/** The town's own RSS 2.0 of what was published, newest first. */
export function rssOf(articles: Article[], { town, home }: { town: string; home: string }): string {
  const items = articles
    .flatMap(({ state, publication, ...rest }) =>
      state === 'published' && publication?.url && publication.publishedAt
        ? [{ ...rest, url: publication.url, at: publication.publishedAt }]
        : [],
    )
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .map(({ id, title, digest, column, url, at }) => {
      const date = new Date(millisOf(at)).toUTCString()
      return `<item><title>${escaped(title)}</title><link>${escaped(url)}</link><guid isPermaLink="false">${escaped(id)}</guid><category>${escaped(column)}</category><description>${escaped(digest)}</description><pubDate>${date}</pubDate></item>`
    })
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${escaped(town)}</title><link>${escaped(home)}</link><description>${escaped(town)}公众号文章</description><language>zh-cn</language>${items.join('')}</channel></rss>`
}

function mustBeSigned(article: Article): void {
  if (!fullySigned(article)) {
    throw new Fault('article/unsigned', '三审还没有完成，或签发之后又有改动，不能外发。')
  }
}

/** 审核单: what the review sheet shows, plain data for the page and for Word. */
export interface ReviewSheet {
  title: string
  author: string
  column: string
  /** The first 16 characters of the signed hash. */
  fingerprint: string
  letters: number
  pictures: number
  rows: string[]
  steps: { step: string; by: string; at: string; note: string }[]
  vouched: { text: string; note: string; by: string; at: string }[]
  record: { at: string; by: string; say: string }[]
  published: string
}

export function reviewSheet(article: Article): ReviewSheet {
  return {
    title: article.title,
    author: article.author,
    column: article.column,
    fingerprint: article.signatures.at(-1)?.hash.slice(0, 16) ?? '',
    letters: sentencesOf(article.body).reduce((sum, one) => sum + [...one.text].length, 0),
    pictures: article.pictures.length,
    rows: article.rows,
    steps: article.signatures.map(({ step, by, at, note }) => ({
      step: STEPS[step],
      by,
      at,
      note: note ?? '',
    })),
    vouched: article.vouched.map(({ text, note, by, at }) => ({ text, note, by, at })),
    record: article.record.map(({ at, by, say }) => ({ at, by, say })),
    published: article.publication?.url ?? '',
  }
}
