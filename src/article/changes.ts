import type { Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Usage } from '../reading/model.ts'
import { type Article, contentHash } from './article.ts'
import type { Draft } from './draft.ts'
import { voided, withDeed } from './review.ts'

/** What an edit may change. */
export type ArticleChange = Partial<
  Pick<
    Article,
    'title' | 'author' | 'digest' | 'body' | 'theme' | 'pictures' | 'cover' | 'column' | 'own' | 'rows'
  >
>

/** A 初稿 as it comes into being: nobody has signed or vouched. `usage`: what a model cost, where one was asked. */
export function newArticle(
  draft: Draft,
  rest: Pick<Article, 'id' | 'rows' | 'author' | 'ai' | 'by' | 'at'>,
  usage?: Usage,
): Article {
  return {
    ...draft,
    ...rest,
    ...(usage ? { tokens: usage.tokens } : {}),
    ...(usage?.cost === undefined ? {} : { cost: usage.cost }),
    theme: 'red',
    state: 'draft',
    version: 0,
    signatures: [],
    vouched: [],
    record: [],
  }
}

/** The button was pressed: what an earlier attempt reached is kept when the signed content is still the same. */
export function pressed(article: Article, by: string, at: Instant): Article {
  const hash = contentHash(article)
  const before = article.publication
  const fresh = { hash, by, at, pictures: before?.pictures ?? {}, polls: 0 }
  const known = before && {
    ...(before.mediaId ? { mediaId: before.mediaId } : {}),
    ...(before.seen ? { seen: before.seen } : {}),
    ...(before.doing ? { doing: before.doing } : {}),
    ...(before.hash === hash && before.cover ? { cover: before.cover } : {}),
    ...(before.hash === hash && before.square ? { square: before.square } : {}),
  }
  const publication = { ...fresh, ...known }
  return withDeed(
    { ...article, publication, state: 'publishing' },
    { what: 'publish', by, at, say: '开始发布', hash },
  )
}

/** Published by hand, under this link. `pages`: where the press shows articles. Faults `article/not-now`, `article/link`. */
export function linkedBy(
  article: Article,
  { url, by, at, pages }: { url: string; by: string; at: Instant; pages: string },
): Article {
  const { publication } = article
  if (!publication || !waitsForLink(article)) {
    throw new Fault('article/not-now', '这篇推文不在等人发布，不用填链接。')
  }
  if (!isArticleLink(url.trim(), pages)) {
    throw new Fault(
      'article/link',
      '这不像公众号文章的链接，应以 https://mp.weixin.qq.com/s 开头，请从文章右上角复制。',
    )
  }
  const { gone: _, say: __, next: ___, ...known } = publication
  const done = { ...known, url: url.trim(), publishedAt: at }
  return withDeed(
    { ...article, publication: done, state: 'published' },
    { what: 'published', by, at, say: `已由${by}在后台发布：${url.trim()}`, hash: publication.hash },
  )
}

/** What was done about a row that changed after the article was out; the words of the article stay as they went. */
export function correctedBy(
  article: Article,
  { say, by, at }: { say: string; by: string; at: Instant },
): Article {
  if (article.state !== 'published') {
    throw new Fault('article/not-now', '这篇推文还没有发布，直接改稿就可以。')
  }
  if (say.trim() === '') throw new Fault('article/reason', '请写明怎么处理的，例如“已在公众号发更正说明”。')
  return withDeed(article, { what: 'corrected', by, at, say: `台账变动已处理：${say.trim()}` })
}

/** A person publishes it, or has perhaps: the link is awaited. */
export function waitsForLink({ state, publication }: Article): boolean {
  return state === 'boxed' || (state === 'failed' && publication?.gone !== undefined)
}

/** An article's own address: at the platform, or where this press says that its articles are read. */
function isArticleLink(url: string, pages: string): boolean {
  if (!URL.canParse(url) || /\s/.test(url)) return false
  const { origin, pathname, search } = new URL(url)
  const own = [pages, 'https://mp.weixin.qq.com', 'http://mp.weixin.qq.com'].includes(origin)
  return own && (/^\/s\/[^/]+$/.test(pathname) || (pathname === '/s' && search.length > 1))
}

/** On its way to the public account or there: its words stay as they are. */
export function isOut({ state }: Article): boolean {
  return ['publishing', 'boxed', 'published', 'removed'].includes(state)
}

/** The article with an edit, its signatures void. `seen`: the version that was edited. Faults `article/stale`, `article/not-now`. */
export function editedBy(
  article: Article,
  { seen, change, by, at }: { seen: number; change: ArticleChange; by: string; at: Instant },
): Article {
  checkEditable(article, seen)
  const next = voided({ ...article, ...change }, by, at)
  const say = `修改了${changedWords(article, next)}`
  return withDeed(next, { what: 'edited', by, at, say, hash: contentHash(next) })
}

function checkEditable(article: Article, seen: number): void {
  checkSeen(article, seen)
  if (isOut(article)) {
    throw new Fault('article/not-now', '这篇推文已送去发布，不能再改。')
  }
}

/** Fault `article/stale`: it changed since it was looked at. */
export function checkSeen(article: Article, seen: number): void {
  if (article.version !== seen) {
    throw new Fault(
      'article/stale',
      `这篇推文刚才有变动（您看到第 ${seen} 版，现在第 ${article.version} 版），请看过新内容再继续。`,
    )
  }
}

const PARTS: [keyof Article, string][] = [
  ['title', '标题'],
  ['author', '作者'],
  ['digest', '摘要'],
  ['body', '正文'],
  ['theme', '版式'],
  ['pictures', '图片'],
  ['cover', '封面'],
  ['column', '栏目'],
  ['own', '本镇工作'],
  ['rows', '所依据的台账'],
]

function changedWords(before: Article, after: Article): string {
  const changed = PARTS.filter(([key]) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  return changed.map(([, word]) => word).join('、') || '（没有变化）'
}
