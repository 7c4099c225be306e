import type { Child } from 'hono/jsx'
import { type Day, dayOf, spokenDay } from '../../clock.ts'
import type { Row } from '../../ledger/row.ts'
import { type Line, type Told, termsOf } from '../../ledger/told.ts'
import { Pager, pageOf } from '../pager.tsx'
import { Empty, Heading, messageHref, RowTag } from '../parts.tsx'

const PER_PAGE = 30

export interface Wanted {
  words: string
  /** Empty: any group. */
  place: string
  page: number
}

export interface FoundView extends Wanted {
  lines: Line[]
  total: number
  pages: number
  /** Earlier days are still being read. */
  since: Day | undefined
}

/** The lines that hold the words and that this person may see, newest first, a page of them. */
export function search(told: Told, { words, place, page }: Wanted, sees: (line: Line) => boolean): FoundView {
  const all = told.find(words).filter((line) => (place === '' || line.place === place) && sees(line))
  const { shown, ...at } = pageOf(all, page, PER_PAGE)
  return { words, place, ...at, lines: shown, total: all.length, since: told.since() }
}

/** One field that looks through everything that was said. */
export function SearchField({ words }: { words: string }) {
  return (
    <form class="filters search" method="get" action="/messages">
      <label class="field grow">
        <span>查找原话</span>
        <input type="search" name="words" value={words} placeholder="人名、村名或一个词" />
      </label>
      <button type="submit">查找</button>
    </form>
  )
}

/** What was found: each line with its words marked, its day, and the row it became. */
export function Found({ view, rowsOf }: { view: FoundView; rowsOf: (line: Line) => Row[] }) {
  const { words, lines, total, since } = view
  return (
    <>
      <Heading title="群消息" lead={`说过“${words}”的有 ${total} 条，新的在前。`} />
      <SearchField words={words} />
      {since && <p class="note">{spokenDay(since)}以前的消息正在载入，过一会儿再查一次就全了。</p>}
      {total === 0 && (
        <Empty title="没有找到">
          换一个词试试，或<a href="/messages">按日期看</a>。
        </Empty>
      )}
      {lines.length > 0 && (
        <ul class="list">
          {lines.map((line) => (
            <Hit line={line} words={words} rows={rowsOf(line)} />
          ))}
        </ul>
      )}
      <Pager
        page={view.page}
        pages={view.pages}
        path="/messages"
        query={{ words, ...(view.place ? { group: view.place } : {}) }}
      />
    </>
  )
}

function Hit({ line, words, rows }: { line: Line; words: string; rows: Row[] }) {
  return (
    <li>
      <a href={messageHref(line.id)}>
        {dayOf(line.at).slice(0, 4)}年{spokenDay(dayOf(line.at))} {line.at.slice(11, 16)} {line.who}
      </a>{' '}
      <span class="soft">{line.place}</span>
      <p class="said-text">{marked(line.text, words)}</p>
      {rows.map((row) => (
        <a href={`/ledger/${row.number}`}>
          台账 {row.number} <RowTag state={row.state} />
        </a>
      ))}
    </li>
  )
}

/** The words that were looked for, marked where they stand as they were written. */
function marked(text: string, words: string): Child[] {
  const terms = termsOf(words).map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return text
    .split(new RegExp(`(${terms.join('|')})`, 'i'))
    .map((part, n) => (n % 2 === 1 ? <mark>{part}</mark> : part))
}
