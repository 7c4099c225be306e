import type { Message } from '../../src/chat/message.ts'
import { type Outgoing, openOutbox } from '../../src/chat/outbox.ts'
import type { Instant } from '../../src/clock.ts'
import type { Entry } from '../../src/ledger/entry.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { type Beat, openKeeper } from '../../src/schedule/keeper.ts'
import type { Slot } from '../../src/schedule/slot.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import type { CheckIn } from '../../src/study/check-in.ts'
import type { PlannedSession } from '../../src/study/plan.ts'
import { openStudy } from '../../src/study/study.ts'
import type { StudySession } from '../../src/town.ts'
import { prompt, TOWN } from './town.ts'

/** The town at study: the shelves outlive a restart, `start` again is one. What is said in private begins with （私聊…）. */
export async function room(sessions: StudySession[]) {
  const shelves = {
    checkIns: memoryShelf<CheckIn>(),
    planned: memoryShelf<PlannedSession>(),
    entries: memoryShelf<Entry>(),
    outgoing: memoryShelf<Outgoing>(),
    slots: memoryShelf<Slot>(),
    beats: memoryShelf<Beat>(),
  }
  const said: string[] = []
  let serial = 0
  const message = (from: string, text: string, when: Instant, more: Partial<Message> = {}): Message => {
    serial += 1
    return {
      id: `${when.slice(0, 10)}/m${serial}`,
      channelId: `m${serial}`,
      group: '党员学习群',
      topic: '党员学习群',
      from: { id: from, name: from },
      person: from,
      at: when,
      kind: 'text',
      text,
      ours: false,
      mentionsBot: false,
      ...more,
    }
  }
  async function start(now: Instant) {
    const ledger = await openLedger(shelves.entries)
    const outbox = await openOutbox(shelves.outgoing, async (to, text) => {
      said.push('person' in to ? `（私聊${to.person}）${text}` : text)
    })
    const town = { ...TOWN, study: sessions }
    const study = await openStudy({ ...shelves, town, ledger, outbox, template: prompt('study.md') })
    const keeper = await openKeeper({ ...shelves, jobs: [study.job], outbox, now })
    const tick = async (instant: Instant) => {
      await keeper.tick(instant)
      await study.tick(instant)
      await outbox.pump(instant)
    }
    const hear = (one: Message) => study.listen(one, one.at)
    return { ledger, study, keeper, tick, hear }
  }
  return { ...shelves, said, start, message }
}
