import { z } from 'zod'
import type { Figure } from './figure.ts'
import type { Figures } from './rollup.ts'
import type { Sources } from './source.ts'

/** 结账: the figures of a period as they stood when a person closed it. A later closing of the same period is a further record. */
export const closingSchema = z.object({
  /** `2023-Q1/1`: the period leads. */
  id: z.string(),
  period: z.string(),
  at: z.string(),
  by: z.string(),
  figures: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      value: z.number(),
      items: z.array(z.object({ id: z.string(), title: z.string(), amount: z.number() })),
    }),
  ),
})
export type Closing = z.infer<typeof closingSchema>
type ClosedFigure = Closing['figures'][number]

/** 变动: a figure that no longer is what it was when the period was closed. */
export interface Drift {
  name: string
  unit: string
  /** 当时 */
  was: number
  /** 现在; absent: the figure is no longer in figures.yaml. */
  now?: number
  causes: Cause[]
}

/** One item that came in, went out or changed, and by what. */
export interface Cause {
  item: string
  title: string
  was: number
  now: number
  /** Which later entry did it, in a sentence. */
  say: string
}

export function closingOf(
  figures: Figures,
  act: { id: string; period: string; at: string; by: string },
): Closing {
  return {
    ...act,
    figures: [...figures.values()].map((figure) => ({
      name: figure.basis.name,
      unit: figure.basis.unit,
      value: figure.value,
      items: figure.items.map(({ id, title, amount }) => ({ id, title, amount })),
    })),
  }
}

/** What has changed since the closing, figure by figure, each change with the later entry that made it. */
export function driftOf(closing: Closing, figures: Figures, sources: Sources): Drift[] {
  return closing.figures.flatMap((closed): Drift[] => {
    const figure = figures.get(closed.name)
    const { name, unit, value: was } = closed
    if (!figure) return [{ name, unit, was, causes: [] }]
    const causes = causesOf(closed, figure, closing.at, sources)
    if (figure.value === was && causes.length === 0) return []
    return [{ name, unit, was, now: figure.value, causes }]
  })
}

function causesOf(closed: ClosedFigure, figure: Figure, since: string, sources: Sources): Cause[] {
  const before = new Map(closed.items.map((item) => [item.id, item]))
  const after = new Map(figure.items.map((item) => [item.id, item]))
  const ids = [...new Set([...before.keys(), ...after.keys()])]
  return ids.flatMap((id) => {
    const was = before.get(id)?.amount ?? 0
    const now = after.get(id)?.amount ?? 0
    if (was === now && before.has(id) === after.has(id)) return []
    const title = after.get(id)?.title ?? before.get(id)?.title ?? ''
    return [{ item: id, title, was, now, say: sayLater(id, since, sources) }]
  })
}

const DEEDS: Record<string, string> = {
  filed: '补报',
  corrected: '更正',
  withdrawn: '撤回',
  merged: '并入其他条目',
  unmerged: '取消并入',
  confirmed: '确认',
  returned: '退回',
  entered: '登记',
  changed: '变更',
  left: '移出名册',
  back: '恢复',
}

/** The entries that were written after the closing: who, when, what. */
function sayLater(id: string, since: string, sources: Sources): string {
  const row = sources.rows.find((one) => one.number === id)
  const deeds = row?.entries ?? historyOf(id, sources)
  const later = deeds.filter((deed) => deed.at > since)
  if (later.length === 0) return '口径改过，或来源的时段变了。'
  return later.map((deed) => `${deed.by} ${deed.at.slice(0, 10)} ${DEEDS[deed.kind] ?? deed.kind}`).join('；')
}

function historyOf(id: string, sources: Sources): { by: string; at: string; kind: string }[] {
  const article = sources.articles.find((one) => one.id === id)
  if (article) return [{ by: '公众号', at: article.at, kind: '发布' }]
  return sources.history?.(id) ?? []
}
