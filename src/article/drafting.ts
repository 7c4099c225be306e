import { type Instant, millisOf } from '../clock.ts'
import { Fault, sayOf } from '../fault.ts'
import type { Articles } from './articles.ts'
import type { DraftStep, DraftWish } from './begin.ts'

/** One draft under way. It lives as long as the program: a draft that a restart cut off is asked for again. */
export interface Drafting {
  id: string
  by: string
  step: DraftStep
  /** Whole seconds since the beginning. */
  seconds: number
  stopping: boolean
  /** The article that came of it. */
  article?: string
  /** Why none came. */
  failed?: string
}

/** The drafts that a model is writing, each followed by a page. */
export interface Draftings {
  /** Begins and does not wait. */
  begin(what: Pick<DraftWish, 'rows' | 'kind' | 'by' | 'at'>): string
  /** Fault `article/no-drafting`: unknown, or from before a restart. */
  look(id: string): Drafting
  /** The model is not waited for any longer; the template's draft stands. */
  stop(id: string): void
}

interface Run {
  run: Omit<Drafting, 'seconds' | 'stopping'>
  from: Instant
  to?: Instant
  stop: AbortController
}

/** Runs of the model, so that a page can say how far they are. `clock`: the host's, the seconds are real ones. */
export function openDraftings(articles: Pick<Articles, 'draft'>, clock: { now(): Instant }): Draftings {
  const runs = new Map<string, Run>()

  function find(id: string) {
    const found = runs.get(id)
    if (!found) {
      throw new Fault(
        'article/no-drafting',
        '这次起草已经找不到了（程序可能重启过），请到推文列表里看，或重新起草。',
      )
    }
    return found
  }

  return {
    begin: ({ rows, kind, by, at }) => {
      const id = String(runs.size + 1)
      const stop = new AbortController()
      runs.set(id, { run: { id, by, step: 'gathering' }, from: clock.now(), stop })
      const set = (change: Partial<Drafting>) => {
        const before = find(id)
        const ended = change.article || change.failed ? { to: clock.now() } : {}
        runs.set(id, { ...before, ...ended, run: { ...before.run, ...change } })
      }
      articles
        .draft({
          rows,
          by,
          at,
          signal: stop.signal,
          step: (step) => set({ step }),
          ...(kind ? { kind } : {}),
        })
        .then(
          (article) => set({ article: article.id }),
          (thrown: unknown) => set({ failed: sayOf(thrown) }),
        )
      return id
    },
    look: (id) => {
      const { run, from, to, stop } = find(id)
      const seconds = Math.floor((millisOf(to ?? clock.now()) - millisOf(from)) / 1000)
      return { ...run, seconds, stopping: stop.signal.aborted }
    },
    stop: (id) => find(id).stop.abort(),
  }
}
