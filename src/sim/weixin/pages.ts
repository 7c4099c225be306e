import { escapeUTF8 } from 'entities'
import { withDarkColours } from '../../article/dark.ts'
import { dayOf, fullDay, instantOf } from '../../clock.ts'
import type { Books, Page } from './books.ts'
import { pictureIdOf } from './strip.ts'

/** First part of the address -> the page. */
export const PAGES: Record<string, (books: Books, id: string, account: string) => string | undefined> = {
  '': (books, _, account) => indexPage(books, account),
  box: (books, _, account) => boxPage(books, account),
  s: articlePage,
  draft: draftPage,
}

/** The account as a reader sees it on a phone: the list of what was published, each article, and the draft box. */
function indexPage(books: Books, account: string): string {
  const done = books.state.publications.filter((one) => one.status === 0).reverse()
  const cards = done.map(
    (one) => `<a class="card" href="/s/${one.articleId}">
<img src="/mmbiz/${one.page.thumb_media_id}" alt=""><h2>${escapeUTF8(one.page.title)}</h2>
<p>${escapeUTF8(one.page.digest)}</p><time>${dateOf(one.published ?? one.submitted)}</time></a>`,
  )
  const list =
    cards.length > 0
      ? cards.join('')
      : '<p class="empty">还没有发布过文章。推文签发并发布后，会出现在这里。</p>'
  return shell(
    account,
    `<header class="account"><span class="seal">${escapeUTF8(account.slice(0, 1))}</span><div><h1>${escapeUTF8(account)}</h1><p>模拟公众号 · 已发布 ${done.length} 篇 · <a href="/box">草稿箱 ${books.state.drafts.length} 篇</a></p></div></header>${list}`,
  )
}

function articlePage(books: Books, id: string, account: string): string | undefined {
  const one = books.state.publications.find((it) => it.articleId === id && it.status === 0)
  return one && shell(one.page.title, articleHtml(one.page, account, dateOf(one.published ?? one.submitted)))
}

function draftPage(books: Books, id: string, account: string): string | undefined {
  const draft = books.state.drafts.find((one) => one.mediaId === id)
  return draft && shell(draft.page.title, articleHtml(draft.page, account, '草稿，未发布'))
}

/** Where a person presses “publish” when the account may not do so by API. */
function boxPage(books: Books, account: string): string {
  const lines = [...books.state.drafts].reverse().map(
    ({
      mediaId,
      page,
    }) => `<div class="card"><h2><a href="/draft/${mediaId}">${escapeUTF8(page.title)}</a></h2><p>${escapeUTF8(page.digest)}</p>
<form method="post" action="/box/${mediaId}"><button>发布</button></form></div>`,
  )
  const list = lines.length > 0 ? lines.join('') : '<p class="empty">草稿箱是空的。</p>'
  return shell(
    '草稿箱',
    `<header class="account"><div><h1>草稿箱</h1><p><a href="/">${escapeUTF8(account)}</a></p></div></header>${list}`,
  )
}

function articleHtml(page: Page, account: string, when: string): string {
  const content = page.content.replace(/(<img\b[^>]*?\ssrc=")([^"]*)"/g, (_, lead: string, src: string) => {
    return `${lead}/mmbiz/${pictureIdOf(src.replaceAll('&amp;', '&')) ?? 'none'}"`
  })
  const source = page.content_source_url
    ? `<p class="more"><a href="${escapeUTF8(page.content_source_url)}" rel="noreferrer">阅读原文</a></p>`
    : ''
  return `<article><h1 class="title">${escapeUTF8(page.title)}</h1>
<p class="meta"><span>${escapeUTF8(page.author)}</span><a href="/">${escapeUTF8(account)}</a><time>${when}</time></p>
<div class="content">${withDarkColours(content)}</div>${source}</article>`
}

const STYLE = `:root{color-scheme:light dark}*{box-sizing:border-box}body{margin:0;background:#f2f2f2;color:#1f1f1f;font-family:-apple-system,"PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Microsoft YaHei",sans-serif;line-height:1.6}
main{max-width:677px;min-height:100vh;margin:0 auto;background:#fff;padding:20px 16px 48px;overflow-wrap:anywhere}
.title{font-size:22px;line-height:1.4;margin:0 0 14px;font-weight:600}.meta{display:flex;flex-wrap:wrap;gap:4px 12px;margin:0 0 22px;font-size:15px;color:#8c8c8c}.meta a{color:#576b95;text-decoration:none}
.content img{max-width:100%;height:auto}.more a{color:#576b95;text-decoration:none}
.account{display:flex;gap:14px;align-items:center;margin:4px 0 22px}.account h1{font-size:20px;margin:0}.account p{margin:2px 0 0;color:#8c8c8c;font-size:14px}.account a{color:#576b95;text-decoration:none}
.seal{width:56px;height:56px;border-radius:50%;background:#a3221d;color:#fff;display:grid;place-items:center;font-size:24px;flex:none}
.card{display:block;color:inherit;text-decoration:none;border:1px solid #ececec;border-radius:8px;overflow:hidden;margin:0 0 16px}.card img{display:block;width:100%;aspect-ratio:2.35;object-fit:cover}.card h2{font-size:17px;margin:12px 14px 4px;line-height:1.45}.card p{margin:0 14px 8px;color:#6b6b6b;font-size:14px}.card time{display:block;margin:0 14px 12px;color:#a0a0a0;font-size:13px}.card a{color:inherit}
.card button{margin:0 14px 14px;padding:9px 22px;border:0;border-radius:6px;background:#07a35a;color:#fff;font-size:16px}.empty{color:#8c8c8c;text-align:center;padding:48px 0}
@media(prefers-color-scheme:dark){body{background:#111}main{background:#191919;color:#a3a3a3}.card{border-color:#333}.title{color:#d5d5d5}}`

function shell(title: string, inner: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeUTF8(title)}</title><style>${STYLE}</style></head><body><main>${inner}</main></body></html>`
}

function dateOf(seconds: number): string {
  return fullDay(dayOf(instantOf(seconds * 1000)))
}
