import type { Message } from '../chat/message.ts'
import { dayOf, plusDays } from '../clock.ts'
import { cutOf, type Shelf } from '../shelf.ts'
import type { Ledger } from './ledger.ts'
import type { Row } from './row.ts'

/** 溯源: a message among the lines around it, and the rows that were made from it. */
export interface Traced {
  message: Message
  before: Message[]
  after: Message[]
  rows: Row[]
}

/** A message with up to `around` lines of the same group before and after it; undefined when it is not kept here. */
export async function traceMessage(
  id: string,
  messages: Shelf<Message>,
  ledger: Ledger,
  around = 3,
): Promise<Traced | undefined> {
  const message = await messages.get(id)
  if (!message) return undefined
  const day = cutOf(id)
  const near = async (cut: string) => (await messages.list(cut)).filter((one) => isHere(one, message))
  const here = (await near(day)).sort(byTime)
  const at = here.findIndex((one) => one.id === id)
  const earlier = at < around ? (await near(plusDays(day, -1))).sort(byTime) : []
  const later = here.length - at - 1 < around ? (await near(plusDays(dayOf(message.at), 1))).sort(byTime) : []
  return {
    message,
    before: [...earlier, ...here.slice(0, at)].slice(-around),
    after: [...here.slice(at + 1), ...later].slice(0, around),
    rows: ledger.fromMessage(id),
  }
}

/** All messages of a row in their context, in order. */
export async function traceRow(
  row: Row,
  messages: Shelf<Message>,
  ledger: Ledger,
  around = 3,
): Promise<Traced[]> {
  const traced = await Promise.all(row.messages.map((id) => traceMessage(id, messages, ledger, around)))
  return traced.filter((one) => one !== undefined)
}

function isHere(one: Message, message: Message): boolean {
  if (message.topic !== undefined) return one.topic === message.topic
  return one.topic === undefined && (one.from.id === message.from.id || one.ours)
}

function byTime(a: Message, b: Message): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  return 0
}
