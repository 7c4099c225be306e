import type { Context } from 'hono'
import { type Article, KINDS } from '../../article/article.ts'
import type { Suggestion } from '../../article/propose.ts'
import type { Browser } from '../../ledger/browse.ts'
import { spokenDate } from '../../ledger/change.ts'
import { counts, type Row } from '../../ledger/row.ts'
import { CATEGORIES } from '../../reading/category.ts'
import { show } from '../layout.tsx'
import { Empty, Heading, RowTag, rowTitle, Select } from '../parts.tsx'
import { allow, writesArticles } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { chosen, filterOf, type LedgerFilter } from './ledger-filter.ts'

/** Newest rows first; more are found by the filter. */
const MOST = 30

interface Candidate {
  row: Row
  /** Hash of the first picture that came with it. */
  picture?: string
  pictures: number
  used: Article[]
}

/** 选台账起草: which rows shall the article tell of. */
export async function choosePage(c: Context<DeskEnv>, rooms: DeskRooms, browser: Browser) {
  allow(writesArticles(c.get('person')), '起草推文')
  const filter = filterOf((name) => c.req.query(name))
  const who = { person: c.get('person'), town: rooms.town }
  const all = chosen(browser, filter, who).filter(counts)
  const rows = all.slice(0, MOST)
  const candidates = await Promise.all(rows.map((row) => candidateOf(rooms, row)))
  const ticked = new Set(c.req.queries('rows') ?? [])
  const weekly = await rooms.suggestions?.of(rooms.clock.now())
  return show(
    c,
    rooms,
    { title: '选台账起草', here: '/articles' },
    <>
      <Heading
        title="选台账起草"
        lead="勾选要写的台账：一条写成单项活动，几个村同一类写成同题，不同类写成综述。"
      />
      {weekly && <Weekly {...weekly} />}
      <Filters rooms={rooms} filter={filter} />
      {candidates.length === 0 ? (
        <Empty title="没有可选的台账">台账里有了新的上报，就能在这里勾选起草。</Empty>
      ) : (
        <form method="post" action="/articles/draft" class="stack">
          <ul class="choices">
            {candidates.map((one) => (
              <Choice {...one} ticked={ticked.has(one.row.number)} />
            ))}
          </ul>
          {all.length > MOST && (
            <p class="soft">
              这里列出最近的 {MOST} 条，共有 {all.length} 条；更早的请用上面的查找。
            </p>
          )}
          <div class="grid">
            <KindSelect value="" />
          </div>
          <div class="thumb">
            <button class="main" type="submit">
              起草推文
            </button>
          </div>
        </form>
      )}
    </>,
  )
}

/** 本周建议: what could be written at one press. */
function Weekly({ suggestions, waiting }: { suggestions: Suggestion[]; waiting: number }) {
  return (
    <section class="weekly" aria-labelledby="weekly">
      <h2 id="weekly">本周建议</h2>
      {suggestions.length === 0 && (
        <p class="soft">这一周还没有“已确认、带清楚照片、没写过推文”的台账；有了会列在这里。</p>
      )}
      <ul class="articles">
        {suggestions.map(({ kind, title, rows, pictures }) => (
          <li>
            <div>
              <p>
                <b>{title}</b>
              </p>
              <p class="soft">
                {KINDS[kind]} · {rows.length} 条台账 · 清楚的照片 {pictures} 张 ·{' '}
                {[...new Set(rows.map((row) => row.village ?? row.organizer ?? '村未填'))].join('、')}
              </p>
              <form method="post" action="/articles/draft">
                {rows.map((row) => (
                  <input type="hidden" name="rows" value={row.number} />
                ))}
                <input type="hidden" name="kind" value={kind} />
                <button type="submit">按这{rows.length === 1 ? '条' : '几条'}起草</button>
              </form>
            </div>
          </li>
        ))}
      </ul>
      {waiting > 0 && (
        <p class="soft">
          另有 {waiting} 条带照片的还没确认，<a href="/ledger?state=received">去台账里确认</a>后会列进来。
        </p>
      )}
    </section>
  )
}

async function candidateOf(rooms: DeskRooms, row: Row): Promise<Candidate> {
  const messages = await Promise.all(row.messages.map((id) => rooms.messages.get(id)))
  const pictures = messages.flatMap((one) => one?.picture ?? [])
  const [first] = pictures
  const used = rooms.articles.withRow(row.number)
  return { row, used, pictures: pictures.length, ...(first ? { picture: first.hash } : {}) }
}

function Filters({ rooms, filter }: { rooms: DeskRooms; filter: LedgerFilter }) {
  const any = { value: '', name: '全部' }
  return (
    <form class="filters" method="get" action="/articles/new" data-submit-on-change>
      <Select
        label="村（单位）"
        name="village"
        value={filter.village}
        choices={[any, ...rooms.town.villages.map(({ name }) => ({ value: name, name }))]}
      />
      <Select
        label="类别"
        name="category"
        value={filter.category}
        choices={[any, ...Object.entries(CATEGORIES).map(([value, name]) => ({ value, name }))]}
      />
      <label class="field grow">
        <span>词语或编号</span>
        <input type="search" name="words" value={filter.words} />
      </label>
      <button type="submit">查找</button>
    </form>
  )
}

function Choice({ row, picture, pictures, used, ticked }: Candidate & { ticked: boolean }) {
  const count = row.participants === null ? '' : ` · ${row.participants}人`
  return (
    <li>
      <label>
        <input type="checkbox" name="rows" value={row.number} checked={ticked} />
        <span class="choice-words">
          <b>{rowTitle(row)}</b>
          <span class="soft">
            {row.village ?? row.organizer ?? '村未填'} · {row.date ? spokenDate(row.date) : '日期未填'}
            {count} · {row.number}
          </span>
          <span>
            <RowTag state={row.state} />
            {pictures > 0 && <small class="soft"> 照片 {pictures} 张</small>}
            {used.map((one) => (
              <small class="soft"> 已用于《{one.title}》</small>
            ))}
          </span>
        </span>
        {picture && <img src={`/pictures/${picture}`} alt="" loading="lazy" />}
      </label>
    </li>
  )
}

function KindSelect({ value }: { value: string }) {
  const kinds = Object.entries(KINDS).map(([key, name]) => ({ value: key, name }))
  return (
    <Select
      label="写成"
      name="kind"
      value={value}
      choices={[{ value: '', name: '按所选台账自动决定' }, ...kinds]}
    />
  )
}
