import { Fault } from '../../fault.ts'
import type { Cut } from './cut.ts'

/** The cuts in memory: those used last, up to so many characters; and what is under way, so that closing can wait for it. */
export interface Cache {
  /** Works with the cut of this file, opening it when it is not in memory. The work begins at once, in order of calls. */
  use<R>(file: string, open: () => Cut, work: (cut: Cut) => Promise<R>): Promise<R>
  /** Counts the work as under way. Fault `store/closed` after close. */
  guard: Guard
  /** Lets nothing more in and waits for what is under way. */
  close(): Promise<void>
}

export type Guard = <R>(work: () => Promise<R>) => Promise<R>

/** Even empty cuts cost something: no more than this many, whatever their size. */
const MOST = 500

export function openCache(limit: number): Cache {
  const cuts = new Map<string, { cut: Cut; users: number }>()
  const busy = new Set<Promise<unknown>>()
  let closed = false

  const guard: Guard = (work) => {
    if (closed) return Promise.reject(new Fault('store/closed', '程序正在停止，这一条没有保存，请稍后重试。'))
    const running = work()
    const done: Promise<unknown> = running
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => busy.delete(done))
    busy.add(done)
    return running
  }

  /** Forgets the cuts used longest ago. One in use stays: two objects over one file would lose each other's writes. */
  function shrink(): void {
    let size = 0
    for (const { cut } of cuts.values()) size += cut.size()
    for (const [file, { cut, users }] of cuts) {
      if (size <= limit && cuts.size <= MOST) return
      if (users > 0) continue
      cuts.delete(file)
      size -= cut.size()
    }
  }

  return {
    use: (file, open, work) =>
      guard(async () => {
        const entry = cuts.get(file) ?? { cut: open(), users: 0 }
        cuts.delete(file)
        cuts.set(file, entry)
        entry.users += 1
        try {
          return await work(entry.cut)
        } finally {
          entry.users -= 1
          shrink()
        }
      }),
    guard,
    async close() {
      closed = true
      await Promise.all(busy)
    },
  }
}
