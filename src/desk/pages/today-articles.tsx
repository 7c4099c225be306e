import { staleArticles } from '../../article/after.ts'
import { ARTICLE_STATES, type Article } from '../../article/article.ts'
import { dayOf, type Instant, plusDays } from '../../clock.ts'
import { Tag } from '../parts.tsx'
import type { DeskRooms } from '../rooms.ts'
import type { WorkView } from './today-work.tsx'

/** Days in which an article that was taken down is still news. */
const LOOK_BACK = 7

/** Articles that wait for no signature and yet for a hand: to publish, to put right, to correct. */
export function articlesToHand({ articles, ledger }: DeskRooms, now: Instant): WorkView {
  const all = articles.list()
  const stale = new Set(staleArticles(all, ledger).map(({ article }) => article.id))
  const lines = all.flatMap((article) => {
    const word = stale.has(article.id) ? '台账有变动，看要不要更正' : handOf(article, now)
    if (!word) return []
    const bad = ['failed', 'removed', 'returned'].includes(article.state) || stale.has(article.id)
    const side = <Tag tone={bad ? 'bad' : 'wait'}>{word}</Tag>
    return [{ href: `/articles/${article.id}`, text: article.title, side }]
  })
  return {
    title: '要处理的推文',
    why: '签完的等发布，没发成的要看原因，发出后台账又变的要核对。',
    all: '/articles',
    lines,
  }
}

function handOf({ state, record }: Article, now: Instant): string | undefined {
  if (state === 'signed') return '签完了，可以发布'
  if (state === 'boxed') return '在草稿箱，等人发布、填回链接'
  if (state === 'failed' || state === 'returned') return ARTICLE_STATES[state]
  const last = record.at(-1)?.at ?? ''
  return state === 'removed' && last > plusDays(dayOf(now), -LOOK_BACK) ? ARTICLE_STATES.removed : undefined
}
