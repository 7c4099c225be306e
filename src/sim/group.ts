import type { Clock, Instant } from '../clock.ts'

/** One line in the simulated WeChat: in a group, or to one person in private. */
export interface SimLine {
  id: string
  at: Instant
  from: string
  to: { group: string } | { person: string }
  kind: 'text' | 'picture' | 'recall'
  text: string
  quote?: { from: string; text: string }
  picture?: { name: string; bytes: Uint8Array }
  /** recall: the id of the line that is taken back. */
  recalls?: string
}

/** A line's words as a transcript shows them. */
export function wordsOf(line: SimLine): string {
  return line.picture ? `[图片 ${line.picture.name}]` : line.text
}

/** 模拟群: people and groups that live in this process. It knows nothing of Wechaty; the puppet sits over it. */
export interface SimGroup {
  /** The account that the bot is logged in with. */
  bot: string
  people: string[]
  groups: string[]
  /** Puts a line into its group and tells the listener. Returns the line. */
  post(line: Omit<SimLine, 'id' | 'at'>): SimLine
  line(id: string): SimLine | undefined
  /** All lines of this run, in order. */
  lines(): SimLine[]
  /** Who is told of each line: the puppet. None: the bot is away, lines are said all the same. */
  onLine(listener: ((line: SimLine) => void) | undefined): void
  /** Whoever handled a line says so here; `quiet` resolves when every posted line has been handled. */
  done(id: string): void
  quiet(): Promise<void>
}

/** `prefix` keeps the ids of one run apart from those of an earlier one on the same data. */
export function openSimGroup(setup: {
  bot: string
  people: string[]
  groups: string[]
  clock: Clock
  prefix: string
}): SimGroup {
  const lines = new Map<string, SimLine>()
  const open = new Set<string>()
  let tell: ((line: SimLine) => void) | undefined
  let waiting: (() => void)[] = []

  return {
    bot: setup.bot,
    people: setup.people,
    groups: setup.groups,
    post(line) {
      const posted: SimLine = { ...line, id: `${setup.prefix}-${lines.size + 1}`, at: setup.clock.now() }
      lines.set(posted.id, posted)
      if (tell) open.add(posted.id)
      tell?.(posted)
      return posted
    },
    line: (id) => lines.get(id),
    lines: () => [...lines.values()],
    onLine(listener) {
      tell = listener
    },
    done(id) {
      open.delete(id)
      if (open.size > 0) return
      const ready = waiting
      waiting = []
      for (const go of ready) go()
    },
    quiet: () =>
      open.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(() => resolve())),
  }
}
