import type { Article } from '../article/article.ts'
import type { Outgoing } from '../chat/outbox.ts'
import type { Day } from '../clock.ts'
import type { Digest } from '../digest/record.ts'
import type { Published, SentDigest } from './source.ts'

/** The articles that the public account confirmed; one taken down again is not among them. */
export function publishedOf(articles: Article[]): Published[] {
  return articles.flatMap(({ id, title, column, own, state, publication }) =>
    state === 'published' && publication?.publishedAt
      ? [{ id, title, column, own, at: publication.publishedAt }]
      : [],
  )
}

/** The digests that at least one group received: what was written is not enough, the channel must have said it. */
export async function sentOf(
  digests: Digest[],
  outbox: { list(day: Day): Promise<Outgoing[]> },
): Promise<SentDigest[]> {
  const sent: SentDigest[] = []
  const days = new Map<Day, Outgoing[]>()
  for (const digest of digests) {
    const out = days.get(digest.day) ?? (await outbox.list(digest.day))
    days.set(digest.day, out)
    const said = out.some((line) => line.state === 'said' && line.id.includes(`/${digest.slot}/`))
    if (!said) continue
    const lines = digest.lines.map(({ section, title }) => ({ section, title }))
    sent.push({ id: digest.id, day: digest.day, lines, messages: [] })
  }
  return sent
}
