import { type Outgoing, openOutbox } from '../../src/chat/outbox.ts'
import type { Instant } from '../../src/clock.ts'
import { Fault } from '../../src/fault.ts'
import { type Beat, type Keeper, openKeeper } from '../../src/schedule/keeper.ts'
import type { Job, Slot } from '../../src/schedule/slot.ts'
import type { Shelf } from '../../src/shelf.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'

export interface Shelves {
  slots: Shelf<Slot>
  beats: Shelf<Beat>
  outgoing: Shelf<Outgoing>
}

/** What the group has heard: slot × target × item, as often as it was said. */
export type Heard = Map<string, number>

/**
 * A machine whose disk outlives it. `dieIn(n)` pulls the plug at the n-th further step (a write, or a saying); the step
 * itself has happened or not, as `done` says. A dead machine does nothing until it is started again.
 */
export async function openMachine(
  jobs: Job[],
  disk: Shelves = { slots: memoryShelf(), beats: memoryShelf(), outgoing: memoryShelf() },
) {
  const heard: Heard = new Map()
  let fuse = Number.POSITIVE_INFINITY
  let doneAtDeath = true
  let online = true
  let keeper: Keeper | undefined
  let tick: (now: Instant) => Promise<void> = async () => undefined

  async function step<T>(work: () => Promise<T>): Promise<T> {
    fuse -= 1
    if (fuse < 0) throw new Error('dead')
    if (fuse > 0) return work()
    if (doneAtDeath) await work()
    throw new Error('plug pulled')
  }

  function mortal<T extends { id: string }>(shelf: Shelf<T>): Shelf<T> {
    return { ...shelf, put: (r) => step(() => shelf.put(r)), add: (r) => step(() => shelf.add(r)) }
  }

  async function start(now: Instant): Promise<Keeper> {
    fuse = Number.POSITIVE_INFINITY
    const outbox = await openOutbox(mortal(disk.outgoing), async (_, text) => {
      if (!online) throw new Fault('chat/offline', '群聊未登录。')
      await step(async () => void heard.set(text, (heard.get(text) ?? 0) + 1))
    })
    keeper = await openKeeper({ slots: mortal(disk.slots), beats: mortal(disk.beats), jobs, outbox, now })
    const own = keeper
    tick = async (instant) => {
      await own.tick(instant)
      await outbox.pump(instant)
    }
    return keeper
  }

  return {
    disk,
    heard,
    start,
    /** A beat; true when the machine lived through it. */
    async beat(now: Instant): Promise<boolean> {
      await tick(now).catch(() => undefined)
      return fuse > 0
    },
    dieIn(steps: number, done: boolean) {
      fuse = steps
      doneAtDeath = done
    },
    connect(is: boolean) {
      online = is
    },
    keeper: () => keeper,
  }
}

/** A job whose every line is its own key, so that what was heard can be counted. */
export function plainJob(
  kind: string,
  plan: Job['plan'],
  fails: (slot: string, now: Instant) => boolean = () => false,
): Job {
  return {
    kind,
    title: kind,
    plan,
    async notices(slot, now) {
      if (fails(slot.id, now)) throw new Fault('test/fails', '这次不行。')
      return slot.groups.map((group) => ({ item: kind, to: { group }, text: `${slot.id}|${group}` }))
    },
  }
}
