import { z } from 'zod'
import type { Message } from '../chat/message.ts'
import type { Outbox } from '../chat/outbox.ts'
import { type Day, dayOf, type Instant, spokenDay } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Shelf } from '../shelf.ts'
import { valueSchema } from './field.ts'
import { REGISTER_NAMES } from './kinds.ts'
import { type RegisterRecord, textIn } from './record.ts'
import type { Registers } from './register.ts'
import { findWish, type Wish } from './wish.ts'

/** A change that somebody told in a group or in private; it changes nothing until a person at the desk confirms it. */
export const proposalSchema = z.object({
  /** `2023-06/<message>`: the month leads. */
  id: z.string(),
  message: z.string(),
  by: z.string(),
  at: z.string(),
  register: z.enum(REGISTER_NAMES),
  /** The record, when the name is that of one only; else the officer chooses among these. */
  candidates: z.array(z.string()).min(1),
  kind: z.enum(['changed', 'left']),
  on: z.string(),
  values: z.record(z.string(), valueSchema),
  /** 张三 6月1日转正 */
  say: z.string(),
  state: z.enum(['open', 'confirmed', 'dismissed']),
  decidedBy: z.string().exactOptional(),
  decidedAt: z.string().exactOptional(),
})
export type Proposal = z.infer<typeof proposalSchema>

export interface Proposals {
  /** Takes `张三 6月1日转正`; true: it was for the register and no activity report. Safe to be offered twice. */
  listen(message: Message, now: Instant): Promise<boolean>
  /** Those that wait for the desk, oldest first. */
  open(): Proposal[]
  /**
   * Writes the change. `record`: which of the candidates is meant, needed where there are several.
   * Faults `register/no-proposal`, `register/which`, and those of `Registers.change`.
   */
  confirm(id: string, who: { by: string; at: Instant; record?: string }): Promise<RegisterRecord>
  /** Fault `register/no-proposal`. */
  dismiss(id: string, who: { by: string; at: Instant }): Promise<void>
}

export async function openProposals(house: {
  proposals: Shelf<Proposal>
  registers: Registers
  outbox: Pick<Outbox, 'write'>
  /** The villages of a person, to tell two of one name apart. */
  villagesOf: (person: string) => string[]
  /** The day a text speaks of, `YYYY-MM-DD`; the reading room's. */
  readDay: (text: string, sentAt: Instant) => Day | undefined
}): Promise<Proposals> {
  const { proposals, registers, outbox } = house
  const all = new Map((await proposals.list()).map((one) => [one.id, one]))

  async function keep(proposal: Proposal): Promise<void> {
    await proposals.put(proposal)
    all.set(proposal.id, proposal)
  }

  function waiting(id: string): Proposal {
    const found = all.get(id)
    if (found?.state === 'open') return found
    throw new Fault('register/no-proposal', '这条名册变更已经处理过，或不存在，请刷新页面。')
  }

  function names(): Set<string> {
    const records = [...registers.records('stages'), ...registers.records('members')]
    return new Set(records.map((one) => textIn(one, 'name')))
  }

  /** People of one name are told apart by the sender's village, where that helps. */
  function candidates(wish: Wish, person: string): RegisterRecord[] {
    const named = registers.records(wish.register).filter((one) => textIn(one, 'name') === wish.name)
    const own = named.filter((one) =>
      house.villagesOf(person).some((village) => textIn(one, 'branch').startsWith(village)),
    )
    return own.length > 0 ? own : named
  }

  return {
    async listen(message, now) {
      if (message.kind !== 'text' || message.ours || !message.person) return false
      const wish = findWish(message.text, names)
      if (!wish) return false
      const found = candidates(wish, message.person)
      if (found.length === 0) return false
      const on = house.readDay(message.text, message.at) ?? dayOf(message.at)
      const id = `${message.at.slice(0, 7)}/${message.id.replace('/', '-')}`
      if (all.has(id)) return true
      const say = `${wish.name} ${spokenDay(on)}${wish.said}`
      await keep({
        ...{ id, message: message.id, by: message.person, at: now, on, say, state: 'open' },
        ...{ register: wish.register, candidates: found.map((one) => one.id), kind: wish.kind },
        values: wish.key ? { [wish.key]: wish.value ?? on } : {},
      })
      const to = message.group === undefined ? { person: message.person } : { group: message.group }
      const text = `已记下：${say}。等办公室核对后写入名册。`
      await outbox.write({ key: `register/${message.channelId}`, to, text, at: now })
      return true
    },
    open: () =>
      [...all.values()].filter((one) => one.state === 'open').sort((a, b) => (a.at < b.at ? -1 : 1)),
    async confirm(id, { by, at, record }) {
      const proposal = waiting(id)
      const [only, ...others] = proposal.candidates
      const chosen = record ?? (others.length === 0 ? only : undefined)
      if (!chosen || !proposal.candidates.includes(chosen)) {
        throw new Fault('register/which', '名册里有同名的人，请先选定是哪一位。')
      }
      const { register, kind, on, values, message, say } = proposal
      const change = { record: chosen, kind, on, values, source: { messages: [message] }, note: say }
      const [changed] = await registers.change(register, [change], { by, at })
      if (!changed) throw new Fault('register/no-record', '名册里已经没有这个人，请核对后再处理。')
      await keep({ ...proposal, state: 'confirmed', decidedBy: by, decidedAt: at })
      return changed
    },
    async dismiss(id, { by, at }) {
      await keep({ ...waiting(id), state: 'dismissed', decidedBy: by, decidedAt: at })
    },
  }
}
