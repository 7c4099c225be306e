import { z } from 'zod'
import type { Instant } from '../clock.ts'
import type { Article } from './article.ts'
import type { Finding } from './finding.ts'

/** alive 能打开 · dead 打不开（服务器说没有这一页） · inner 内部地址，读者打不开 · unknown 未能检查（网络不通、对方不答） */
export type LinkState = 'alive' | 'dead' | 'inner' | 'unknown'

/** The world's web pages: an edge. Never throws: what cannot be told is `unknown`. */
export interface Links {
  look(url: string): Promise<LinkState>
}

export const checkedLinkSchema = z.object({
  url: z.string(),
  state: z.enum(['alive', 'dead', 'inner', 'unknown']),
  at: z.string(),
})
type CheckedLink = z.infer<typeof checkedLinkSchema>

/** More than these in one article are not looked at. */
const MOST = 20
const ADDRESS = /https?:\/\/[^\s<>()（）“”"'，。；、）一-龥]+/g

interface Place {
  url: string
  part: 'digest' | 'body'
  at: number
}

function placesOf(article: Pick<Article, 'digest' | 'body'>): Place[] {
  return (['digest', 'body'] as const).flatMap((part) =>
    [...article[part].matchAll(ADDRESS)].map((one) => ({ url: one[0], part, at: one.index })),
  )
}

/** Whether there is an address in its digest or body. */
export function hasLinks(article: Article): boolean {
  return placesOf(article).length > 0
}

/** Every address of the article, looked at once. */
export async function lookAtLinks(article: Article, links: Links, at: Instant): Promise<CheckedLink[]> {
  const urls = [...new Set(placesOf(article).map(({ url }) => url))].slice(0, MOST)
  return Promise.all(urls.map(async (url) => ({ url, state: await links.look(url), at })))
}

/** What a check found, for the record. */
export function spokenLinks(checked: CheckedLink[]): string {
  if (checked.length === 0) return '检查链接：文中没有链接。'
  const words: [LinkState, string][] = [
    ['alive', '个能打开'],
    ['dead', '个打不开'],
    ['inner', '个是内部地址'],
    ['unknown', '个未能检查（网络不通或对方没有回答）'],
  ]
  const parts = words.flatMap(([state, word]) => {
    const count = checked.filter((one) => one.state === state).length
    return count > 0 ? [`${count} ${word}`] : []
  })
  return `检查链接：${parts.join('，')}。`
}

/** Links that the last check found dead and that still stand in the article. */
export function deadLinks(article: Article): Finding[] {
  const states = new Map((article.links ?? []).map(({ url, state }) => [url, state]))
  return placesOf(article).flatMap(({ url, part, at }): Finding[] => {
    const state = states.get(url)
    if (state !== 'dead' && state !== 'inner') return []
    const say =
      state === 'dead'
        ? '这个链接打不开（对方说没有这一页），请改正或删去；确认能打开请注明后放行。'
        : '这个链接指向内部网络，读者打不开，请换成公开的网址或删去。'
    return [{ kind: 'link', part, text: url, span: [at, at + url.length], nearest: null, say }]
  })
}
