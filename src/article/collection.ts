import type { Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Shelf } from '../shelf.ts'
import type { Article } from './article.ts'

/** Every 推文, held in memory and kept on its shelf. */
export interface Collection {
  all(): Article[]
  /** Fault `article/none`. */
  get(id: string): Article
  /** On disk when it returns. */
  save(article: Article): Promise<Article>
  /** `2025-03/0007`: the next number of the month. */
  newId(at: Instant): string
  /** One thing at a time for each article: two presses of a button must not both begin. */
  inTurn<T>(id: string, work: () => Promise<T>): Promise<T>
}

/** Reads the shelf once; from then on it is this collection that writes to it. */
export async function openCollection(shelf: Shelf<Article>): Promise<Collection> {
  const known = new Map((await shelf.list()).map((article) => [article.id, article]))
  const turns = new Map<string, Promise<unknown>>()
  return {
    all: () => [...known.values()],
    get(id) {
      const found = known.get(id)
      if (!found) throw new Fault('article/none', '没有这篇推文，可能网址不全，请从推文列表里打开。')
      return found
    },
    async save(article) {
      await shelf.put(article)
      known.set(article.id, article)
      return article
    },
    newId(at) {
      const month = at.slice(0, 7)
      const own = [...known.keys()].filter((id) => id.startsWith(`${month}/`))
      const last = Math.max(0, ...own.map((id) => Number(id.slice(month.length + 1))))
      return `${month}/${String(last + 1).padStart(4, '0')}`
    },
    inTurn(id, work) {
      const result = (turns.get(id) ?? Promise.resolve()).then(work)
      // Whoever asked is told of the failure; the next in turn only waits for its end.
      const ended = result.catch(() => undefined)
      turns.set(id, ended)
      return result
    },
  }
}
