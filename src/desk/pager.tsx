/** One page of a list that would be too long for a phone. */
interface PageOf<T> {
  shown: T[]
  /** From 1, inside what there is. */
  page: number
  pages: number
}

export function pageOf<T>(all: T[], asked: string | number | undefined, perPage: number): PageOf<T> {
  const pages = Math.max(1, Math.ceil(all.length / perPage))
  const page = Math.min(pages, Math.max(1, Math.floor(Number(asked)) || 1))
  return { shown: all.slice((page - 1) * perPage, page * perPage), page, pages }
}

interface PagerView {
  page: number
  pages: number
  path: string
  /** What was asked for besides the page. */
  query: Record<string, string>
}

export function Pager({ page, pages, path, query }: PagerView) {
  if (pages < 2) return null
  const to = (n: number) => `${path}?${new URLSearchParams({ ...query, page: String(n) })}`
  return (
    <nav class="pager" aria-label="翻页">
      {page > 1 && <a href={to(page - 1)}>← 上一页</a>}
      <span>
        第 {page} 页，共 {pages} 页
      </span>
      {page < pages && <a href={to(page + 1)}>下一页 →</a>}
    </nav>
  )
}
