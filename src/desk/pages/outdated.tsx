import { type StaleArticle, staleArticles } from '../../article/after.ts'
import type { Article } from '../../article/article.ts'
import type { DeskRooms } from '../rooms.ts'

/** 已发布文章需更正: articles that are out and whose rows read otherwise now than when they were signed. */
export function Outdated({
  rooms,
  articles,
  mayWrite,
}: {
  rooms: DeskRooms
  articles: Article[]
  mayWrite: boolean
}) {
  const stale = staleArticles(articles, rooms.ledger)
  if (stale.length === 0) return null
  return (
    <section class="findings" aria-labelledby="outdated">
      <h2 id="outdated">已发布文章需更正：{stale.length} 篇</h2>
      <p class="soft">签发以后，它们依据的台账又有变动。要不要更正，由人决定。</p>
      <ol>
        {stale.map((one) => (
          <Stale stale={one} mayWrite={mayWrite} />
        ))}
      </ol>
    </section>
  )
}

function Stale({ stale: { article, drifts, note }, mayWrite }: { stale: StaleArticle; mayWrite: boolean }) {
  return (
    <li>
      <a href={`/articles/${article.id}`}>《{article.title}》</a>
      {drifts.map(({ row, changes }) => (
        <p>
          <a href={`/ledger/${row.number}`}>{row.number}</a>{' '}
          {changes.map((change) => (
            <>
              {change.word}：当时 <del>{change.was}</del> 现在 <ins>{change.now}</ins>{' '}
            </>
          ))}
        </p>
      ))}
      {note ? (
        <div class="stack">
          <label class="field">
            <span>拟写的更正说明（核对后到公众号后台发布）</span>
            <textarea rows={3} readonly>
              {note}
            </textarea>
          </label>
        </div>
      ) : (
        <p class="soft">文章里没有写到这些内容，一般不用更正。</p>
      )}
      {mayWrite && <Corrected article={article} />}
    </li>
  )
}

function Corrected({ article }: { article: Article }) {
  return (
    <details class="small-fold">
      <summary>已经处理</summary>
      <form method="post" action={`/articles/${article.id}/corrected`} class="stack">
        <label class="field">
          <span>怎么处理的（会记入审核经过）</span>
          <input name="say" required maxlength={300} placeholder="已在公众号发更正说明" />
        </label>
        <button type="submit">记下，移出这一列</button>
      </form>
    </details>
  )
}
