import type { Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Shelf } from '../shelf.ts'
import type { Outbox, Outgoing } from './outbox.ts'

/** What a person decides about a line that was not said, or may have been (design.md, rule 1: never resent by itself). */
export interface OutboxHand {
  /** Queues it once more; the old line stays with who did it. Fault `chat/no-line`. */
  resend(id: string, by: string, now: Instant): Promise<void>
  /** Looked at in the group: nothing more is to be done. Fault `chat/no-line`. */
  checked(id: string, by: string, now: Instant): Promise<void>
}

/** A line that a person has to decide about. */
export function needsHand({ state }: Pick<Outgoing, 'state'>): boolean {
  return state === 'failed' || state === 'unknown' || state === 'missed'
}

/** How the desk calls a line's state. */
export const LINE_WORDS: Record<Outgoing['state'], string> = {
  waiting: '排队',
  saying: '正在发',
  said: '已发',
  failed: '没发出',
  unknown: '不知道发没发出',
  missed: '过时没发',
  dropped: '已处理',
}

/** A line in short, also when it is only a picture. */
export function briefOf({ text, picture }: Pick<Outgoing, 'text' | 'picture'>): string {
  return text === '' && picture ? `[图片 ${picture.name}]` : text
}

/** Over the same shelf as the outbox. */
export function openOutboxHand(shelf: Shelf<Outgoing>, outbox: Pick<Outbox, 'write'>): OutboxHand {
  async function open(id: string): Promise<Outgoing> {
    const line = await shelf.get(id)
    if (line && needsHand(line)) return line
    throw new Fault('chat/no-line', '这句话已经处理过，或不在待发箱里，请刷新页面。')
  }

  const close = (line: Outgoing, why: string) => shelf.put({ ...line, state: 'dropped', why })

  return {
    async resend(id, by, now) {
      const line = await open(id)
      // The key names the old line, so that pressing twice queues it once.
      const { to, text, picture } = line
      await outbox.write({ key: `again/${id}`, to, text, ...(picture ? { picture } : {}), at: now })
      await close(line, `${by} 已让它重新发送。`)
    },
    checked: async (id, by) => close(await open(id), `${by} 已到群里核对，不用再发。`),
  }
}
