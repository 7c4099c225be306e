import { type Instant, plusMinutes } from '../clock.ts'
import type { Article } from './article.ts'
import type { Press } from './press.ts'
import type { Publication } from './publication.ts'
import type { PushTools } from './pushed.ts'
import { withDeed } from './review.ts'

/** What bringing an article to the public account needs. */
export interface PublishTools extends PushTools {
  press: Press
  /** On disk when it returns. */
  save(article: Article): Promise<Article>
  /** The article as it was last saved: a step may have noted its beginning before it threw. */
  saved(id: string): Promise<Article>
  now: Instant
}

/** The platform says that it is out, under this address. */
export function published(
  article: Article,
  publication: Publication,
  { articleId, url }: { articleId: string; url: string },
  tools: PublishTools,
): Promise<Article> {
  // A published article can still be taken down by the platform: it is asked about once more, a day later.
  const next = plusMinutes(tools.now, 24 * 60)
  const done = { ...without(publication, 'say'), articleId, url, publishedAt: tools.now, next }
  return tools.save(
    withDeed(
      { ...settled(article, done), state: 'published' },
      { what: 'published', by: publication.by, at: tools.now, say: `已发布：${url}`, hash: publication.hash },
    ),
  )
}

/** It went wrong, and a person has to press again; what was reached is kept. */
export function fail(article: Article, say: string, tools: PublishTools): Promise<Article> {
  const { publication } = article
  const by = publication?.by ?? article.by
  const kept = publication ? { publication: { ...without(publication, 'next'), say } } : {}
  return tools.save(
    withDeed({ ...article, ...kept, state: 'failed' }, { what: 'failed', by, at: tools.now, say }),
  )
}

/** The publication with a step's result in it, and no step under way. */
export function settled(article: Article, publication: Publication): Article {
  return { ...article, publication: without(publication, 'doing') }
}

/** With those fields gone, not merely undefined: the schema takes none. */
export function without(publication: Publication, ...keys: (keyof Publication)[]): Publication {
  const left = { ...publication }
  for (const key of keys) Reflect.deleteProperty(left, key)
  return left
}
