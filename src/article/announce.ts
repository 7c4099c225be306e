import type { Outbox } from '../chat/outbox.ts'
import type { Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Town } from '../town.ts'
import type { Article } from './article.ts'
import { withDeed } from './review.ts'

interface Announcing {
  groups: string[]
  by: string
  at: Instant
}

/** What a group is told: the title and where to read it. */
function announcement({ title, publication }: Article, town: Pick<Town, 'name'>): string {
  return `《${title}》已在${town.name}公众号发布，点开阅读：\n${publication?.url ?? ''}`
}

/** Groups that have not been told of the article yet. */
export function untold({ publication }: Article, { groups }: Pick<Town, 'groups'>): string[] {
  const told = publication?.announced?.map(({ group }) => group) ?? []
  return groups.map(({ name }) => name).filter((name) => !told.includes(name))
}

/**
 * Writes the link into the outbox for each chosen group, once an article and group: pressed again, or after a crash
 * between the two writes, nothing is said twice. Faults `article/not-now`, `article/no-group`.
 */
export async function announced(
  article: Article,
  { groups, by, at }: Announcing,
  { town, say }: { town: Town; say: Outbox['write'] },
): Promise<Article> {
  const { publication } = article
  if (article.state !== 'published' || !publication?.url) {
    throw new Fault('article/not-now', '这篇推文还没有发布，没有链接可发。')
  }
  const strange = groups.find((name) => !town.groups.some((one) => one.name === name))
  if (strange) throw new Fault('article/no-group', `本镇文件里没有“${strange}”这个群。`)
  if (groups.length === 0) throw new Fault('article/no-group', '还没有选群，请先勾选要发的群。')
  const fresh = untold(article, town).filter((name) => groups.includes(name))
  if (fresh.length === 0) return article
  for (const group of fresh) {
    await say({ key: `article/${article.id}/${group}`, to: { group }, text: announcement(article, town), at })
  }
  const known = [...(publication.announced ?? []), ...fresh.map((group) => ({ group, by, at }))]
  const told = { ...article, publication: { ...publication, announced: known } }
  return withDeed(told, { what: 'announced', by, at, say: `链接发到${fresh.join('、')}` })
}
