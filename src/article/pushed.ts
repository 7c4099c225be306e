import sanitizeHtml from 'sanitize-html'
import type { Article } from './article.ts'
import type { CoverTools } from './cover.ts'
import { renderArticle } from './html.ts'
import type { PressDraft } from './press.ts'
import type { Publication } from './publication.ts'

/** What turning an article into a draft needs besides the article. */
export interface PushTools extends CoverTools {
  town: { name: string }
}

/** The draft exactly as it is pushed. */
export function toPressDraft(article: Article, publication: Publication, tools: PushTools): PressDraft {
  const content = renderArticle(article, {
    town: tools.town.name,
    src: (hash) => publication.pictures[hash],
  })
  return {
    title: article.title,
    author: article.author,
    digest: article.digest,
    content,
    // 阅读原文 would lead into the office's own network, where no reader comes.
    sourceUrl: '',
    cover: publication.cover ?? '',
    ...(publication.square ? { square: publication.square } : {}),
  }
}

/** Where what the account holds differs from what was sent, in words; undefined when it is the same. */
export function differenceOf(sent: PressDraft, there: PressDraft): string | undefined {
  if (!sameWords(sent, there)) return '标题、摘要或正文文字有出入'
  const [ours, theirs] = [picturesOf(sent.content), picturesOf(there.content)]
  if (ours.length !== theirs.length) {
    return `签发稿有 ${ours.length} 张图片，草稿箱里有 ${theirs.length} 张`
  }
  if (ours.some((src, index) => src !== theirs[index])) return '有图片被换过'
  if (sent.sourceUrl !== there.sourceUrl) return '“阅读原文”的网址有出入'
  return undefined
}

/** The same title, author, digest and visible text: enough to recognise our own draft after a cut connection. */
export function sameWords(one: PressDraft, other: PressDraft): boolean {
  return (
    one.title === other.title &&
    one.author === other.author &&
    one.digest === other.digest &&
    visibleText(one.content) === visibleText(other.content)
  )
}

/** The platform adds attributes and rewrites markup; the words a reader sees must be the same. */
function visibleText(html: string): string {
  const bare = sanitizeHtml(html.replaceAll('<br>', ' '), { allowedTags: [], allowedAttributes: {} })
  return bare.replace(/[\s\u200b\u00a0]+/g, '')
}

function picturesOf(html: string): string[] {
  return [...html.matchAll(/<img\b[^>]*?\ssrc="([^"]*)"/g)].map((one) =>
    (one[1] ?? '').replace(/^https?:/, '').replaceAll('&amp;', '&'),
  )
}
