import type { Article } from '../../article/article.ts'
import { outdated, type Use } from '../../ledger/outdated.ts'
import type { DeskRooms } from '../rooms.ts'

/** 已发布文章需更正: articles that are out and whose rows read otherwise now than when they were signed. */
export function Outdated({ rooms, articles }: { rooms: DeskRooms; articles: Article[] }) {
  const stale = outdated(rooms.ledger, articles.filter(({ state }) => state === 'published').map(useOf))
  if (stale.length === 0) return null
  return (
    <section class="findings" aria-labelledby="outdated">
      <h2 id="outdated">已发布文章需更正：{stale.length} 篇</h2>
      <p class="soft">发布以后，它们依据的台账又有变动。要不要更正，由人决定。</p>
      <ol>
        {stale.map(({ use, drifts }) => (
          <li>
            <a href={`/articles/${use.id}`}>《{use.title}》</a>
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
          </li>
        ))}
      </ol>
    </section>
  )
}

function useOf({ id, title, rows, at, signatures, publication }: Article): Use {
  return { id, title, rows, at: signatures.at(-1)?.at ?? publication?.at ?? at }
}
