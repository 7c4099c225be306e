import { type Context, Hono } from 'hono'
import type { Message } from '../../chat/message.ts'
import { FIELD_WORDS, FIELDS, said, spokenDate } from '../../ledger/change.ts'
import type { Row } from '../../ledger/row.ts'
import { show } from '../layout.tsx'
import { Heading, messageHref, RowTag, rowTitle, Said } from '../parts.tsx'
import { inOffice, keepsLedger, mayCorrect, rowOf, seesMessage } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { rowActs } from './row-acts.ts'
import { Fields } from './row-form.tsx'
import { History } from './row-history.tsx'

/** One row: what it says, the words it was read from, every entry, and the forms that add one. */
export function rowPages(rooms: DeskRooms): Hono<DeskEnv> {
  return new Hono<DeskEnv>()
    .get('/:number', async (c) => {
      const row = rowOf(c, rooms.ledger)
      const view = { rooms, row, ...(await wordsOf(rooms, row, c)), c }
      return show(c, rooms, { title: `台账 ${row.number}`, here: '/ledger' }, <One {...view} />)
    })
    .route('/', rowActs(rooms))
}

async function wordsOf(rooms: DeskRooms, row: Row, c: Context<DeskEnv>) {
  const found = await Promise.all(row.messages.map((id) => rooms.messages.get(id)))
  const messages = found.filter((one) => one !== undefined)
  return { messages: messages.filter((one) => seesMessage(c.get('person'), one, rooms)) }
}

interface OneView {
  rooms: DeskRooms
  row: Row
  messages: Message[]
  c: Context<DeskEnv>
}

const CLOSED = ['withdrawn', 'merged']

function One({ rooms, row, messages, c }: OneView) {
  const person = c.get('person')
  const open = !CLOSED.includes(row.state)
  return (
    <>
      <Heading
        title={rowTitle(row)}
        lead={
          <>
            {row.village ?? row.organizer ?? '村未填'} · {row.date ? spokenDate(row.date) : '日期未填'} · 台账{' '}
            {row.number} <RowTag state={row.state} />
          </>
        }
      >
        {open && keepsLedger(person) && row.state !== 'confirmed' && <Confirm row={row} />}
        {row.state === 'confirmed' && keepsLedger(person) && <Next rows={rooms.ledger.rows()} row={row} />}
      </Heading>
      {row.into && (
        <p class="note">
          这一条与 <a href={`/ledger/${row.into}`}>{row.into}</a> 是同一件事，已并入，不再重复计数。
        </p>
      )}
      {row.state === 'merged' && keepsLedger(person) && <Unmerge row={row} />}
      <div class="split">
        <section aria-labelledby="says">
          <h2 id="says">台账怎么记</h2>
          <Values row={row} />
        </section>
        <section class="talk" aria-labelledby="words">
          <h2 id="words">原话</h2>
          {messages.length === 0 && <p class="soft">这一条由{row.by}在审核台录入，没有群消息。</p>}
          {messages.map((message) => (
            <Said message={message}>
              <a href={messageHref(message.id)}>看前后文</a>
            </Said>
          ))}
        </section>
      </div>
      <section aria-labelledby="history">
        <h2 id="history">经过</h2>
        <History row={row} now={rooms.clock.now()} />
      </section>
      {inOffice(person) && (
        <p>
          <a href={`/annual/row/${row.number}`}>看这一条计入了年报的哪些数据</a>
        </p>
      )}
      {open && mayCorrect(person, row) && (
        <section class="forms" aria-label="处理这一条">
          <details>
            <summary>更正</summary>
            <Fields row={row} town={rooms.town} />
          </details>
          {keepsLedger(person) && <Reason row={row} path="return" word="退回" why="请上报人补充或改正什么" />}
          {keepsLedger(person) && <Merge row={row} />}
          <Reason row={row} path="withdraw" word="撤回" why="为什么不再计入" />
        </section>
      )}
      {!open && inOffice(person) && (
        <p class="soft">这一条已{row.state === 'merged' ? '并入' : '撤回'}，不计入任何合计，也不能再改。</p>
      )}
    </>
  )
}

/** Every field; what is only remarked when it is so (约数, 累计, another organizer) stands there when it is. */
const shown = (row: Row) =>
  FIELDS.filter(
    (name) =>
      name !== 'participantsApprox' &&
      (name !== 'cumulative' || row.cumulative) &&
      (name !== 'organizer' || row.organizer !== row.village),
  )

function Values({ row }: { row: Row }) {
  const given = shown(row).filter((name) => said(row, name) !== '')
  const unset = shown(row).filter((name) => said(row, name) === '')
  return (
    <dl class="values">
      {given.map((name) => (
        <div>
          <dt>{FIELD_WORDS[name]}</dt>
          <dd>{said(row, name)}</dd>
        </div>
      ))}
      {unset.length > 0 && (
        <div class="unset">
          <dt>未填</dt>
          <dd>{unset.map((name) => FIELD_WORDS[name]).join('、')}</dd>
        </div>
      )}
    </dl>
  )
}

function Confirm({ row }: { row: Row }) {
  return (
    <form method="post" action={`/ledger/${row.number}/confirm`} class="thumb">
      <input type="hidden" name="seen" value={row.version} />
      <button class="main" type="submit">
        确认无误
      </button>
    </form>
  )
}

/** The row that waits next, in the order of 今日 (newest first), so that a morning's rows are read one after another. */
function Next({ rows, row }: { rows: Row[]; row: Row }) {
  const waiting = rows.filter((one) => one.state === 'received').reverse()
  const next = waiting.find((one) => one.number < row.number) ?? waiting[0]
  if (!next) return null
  return (
    <p class="thumb">
      <a class="button main grow" href={`/ledger/${next.number}`}>
        看下一条（还有 {waiting.length} 条等确认）
      </a>
    </p>
  )
}

function Merge({ row }: { row: Row }) {
  return (
    <details>
      <summary>并入</summary>
      <form method="post" action={`/ledger/${row.number}/merge`} class="stack">
        <input type="hidden" name="seen" value={row.version} />
        <label class="field">
          <span>与哪一条是同一件事（编号）</span>
          <input name="into" required placeholder="2025-0312" />
        </label>
        <button type="submit">并入那一条</button>
      </form>
    </details>
  )
}

function Unmerge({ row }: { row: Row }) {
  return (
    <form method="post" action={`/ledger/${row.number}/unmerge`}>
      <input type="hidden" name="seen" value={row.version} />
      <button type="submit">不是同一件事，恢复为单独一条</button>
    </form>
  )
}

function Reason({ row, path, word, why }: { row: Row; path: string; word: string; why: string }) {
  return (
    <details>
      <summary>{word}</summary>
      <form method="post" action={`/ledger/${row.number}/${path}`} class="stack">
        <input type="hidden" name="seen" value={row.version} />
        <label class="field">
          <span>{word}的理由</span>
          <textarea name="note" rows={2} required placeholder={why} />
        </label>
        <button type="submit">{word}这一条</button>
      </form>
    </details>
  )
}
