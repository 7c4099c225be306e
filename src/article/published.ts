import type { Instant } from '../clock.ts'
import type { Article } from './article.ts'

/** What the public account confirmed as published, for counting: one line an article. */
export function publishedArticles(
  articles: Article[],
): { id: string; title: string; column: string; own: boolean; at: Instant }[] {
  return articles.flatMap(({ id, title, column, own, state, publication }) =>
    state === 'published' && publication?.publishedAt
      ? [{ id, title, column, own, at: publication.publishedAt }]
      : [],
  )
}
