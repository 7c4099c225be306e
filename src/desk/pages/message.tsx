import type { Message } from '../../chat/message.ts'
import { dayOf, spokenDay } from '../../clock.ts'
import type { Row } from '../../ledger/row.ts'
import { Heading, RowTag, rowTitle, Said } from '../parts.tsx'
import type { DeskRooms } from '../rooms.ts'
import { ExplainedMessage } from './explained.tsx'

/** Lines shown before and after a message on its own page. */
const AROUND = 3

/** The group, `私聊`, or the channel's own name of a group that is not ours. */
export function placeOf(message: Message): string {
  return message.group ?? message.topic ?? '私聊'
}

export function byTime(messages: Message[]): Message[] {
  return [...messages].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** The message with three lines before and after it in the same place, across midnight too. */
export async function around({ messages }: DeskRooms, message: Message): Promise<Message[]> {
  const days = await messages.cuts()
  const n = days.indexOf(dayOf(message.at))
  const near = days.slice(Math.max(0, n - 1), n + 2)
  const lists = await Promise.all(near.map((day) => messages.list(day)))
  const same = byTime(lists.flat().filter((one) => isInTalk(one, message)))
  const here = same.findIndex((one) => one.id === message.id)
  return same.slice(Math.max(0, here - AROUND), here + AROUND + 1)
}

/** Said in the same group; in private, by the same person or by the bot. */
function isInTalk(one: Message, message: Message): boolean {
  if (placeOf(one) !== placeOf(message)) return false
  return message.topic !== undefined || one.from.id === message.from.id || one.ours || message.ours
}

interface OneView {
  message: Message
  lines: Message[]
  rows: Row[]
  rooms: DeskRooms
}

/** One message: what stood around it, the rows it became, and how it was read. */
export function OneMessage({ message, lines, rows, rooms }: OneView) {
  return (
    <>
      <Heading
        title={placeOf(message)}
        lead={
          <>
            {spokenDay(dayOf(message.at))} {message.at.slice(11, 16)}，{message.person ?? message.from.name}
            说的一条，和前后各三条。
          </>
        }
      >
        <a
          class="button"
          href={`/messages?day=${dayOf(message.at)}&group=${encodeURIComponent(placeOf(message))}`}
        >
          看这一天
        </a>
      </Heading>
      <section class="talk">
        {lines.map((line) => (
          <div
            class={line.id === message.id ? 'here' : 'around'}
            aria-current={line.id === message.id ? 'true' : undefined}
          >
            <Said message={line} />
          </div>
        ))}
      </section>
      <section aria-labelledby="became">
        <h2 id="became">由它记入的台账</h2>
        {rows.length === 0 ? (
          <p class="soft">这条消息没有记入台账。</p>
        ) : (
          <ul class="list">
            {rows.map((row) => (
              <li>
                <a href={`/ledger/${row.number}`}>
                  {row.number} {row.village ?? row.organizer} · {rowTitle(row)}
                </a>{' '}
                <RowTag state={row.state} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <ExplainedMessage message={message} rooms={rooms} rows={rows} />
    </>
  )
}
