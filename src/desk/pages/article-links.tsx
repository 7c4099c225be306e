import type { Article } from '../../article/article.ts'
import { hasLinks, type LinkState } from '../../article/links.ts'
import { Tag, type Tone } from '../parts.tsx'

const WORDS: Record<LinkState, [Tone, string]> = {
  alive: ['good', '能打开'],
  dead: ['bad', '打不开'],
  inner: ['bad', '内部地址'],
  unknown: ['wait', '未能检查'],
}

/** The article's links, with what the last check found; nothing where there is none. */
export function LinkCheck({ article, may }: { article: Article; may: boolean }) {
  if (!hasLinks(article)) return null
  const checked = article.links ?? []
  return (
    <section aria-labelledby="links">
      <h2 id="links">文中的链接</h2>
      {checked.length === 0 && <p class="soft">还没有检查过；初审签名前会自动检查一次。</p>}
      <ul>
        {checked.map(({ url, state }) => (
          <li>
            <Tag tone={WORDS[state][0]}>{WORDS[state][1]}</Tag> {url}
          </li>
        ))}
      </ul>
      {may && (
        <form method="post" action={`/articles/${article.id}/links`}>
          <button type="submit">{checked.length === 0 ? '检查链接' : '再检查一次'}</button>
        </form>
      )}
    </section>
  )
}
