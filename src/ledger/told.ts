import type { Message } from '../chat/message.ts'
import type { Day } from '../clock.ts'
import { cutOf, type Shelf } from '../shelf.ts'

/** One line as it was said, as far as searching needs it. */
export interface Line {
  id: string
  at: string
  /** The group, or 私聊. */
  place: string
  who: string
  person?: string
  text: string
}

/**
 * 原话的查找: what people said, in memory, so that words are found without reading a year of files at each request
 * (200,000 lines are some 60 MB). The last days are read anew at each look; earlier ones once, the newest first, in the background.
 */
export interface Told {
  /** Looks at the last days again; the first time earlier days begin to be read too. Throws what went wrong since the last look. */
  refresh(): Promise<void>
  /** Resolves when all days have been read. */
  whole(): Promise<void>
  /** While earlier days are still being read: the first day that has been. */
  since(): Day | undefined
  /** The words of a message, as they are compared; empty when it has none; undefined when its day has not been read yet. */
  wordsOf(id: string): string | undefined
  /** Lines that hold all the words, newest first. */
  find(words: string): Line[]
}

/** Lines of the last days may still come in (a channel's history is read when the program starts). */
const RECENT_DAYS = 4
/** So many earlier days are waited for: nobody notices. */
const FEW_DAYS = 12

export function openTold(messages: Shelf<Message>): Told {
  /** Of each day the lines by id, newest first. */
  const days = new Map<Day, Map<string, Line & { words: string }>>()
  let loading: Promise<void> | undefined
  let failure: unknown
  let left = 0

  async function read(day: Day): Promise<void> {
    const said = (await messages.list(day)).filter((one) => one.kind === 'text' && !one.ours)
    const lines = said.map(lineOf).sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0))
    days.set(day, new Map(lines.map((one) => [one.id, one])))
  }

  async function readAll(earlier: Day[]): Promise<void> {
    left = earlier.length
    for (const day of earlier) {
      if (!days.has(day)) await read(day)
      left -= 1
    }
  }

  function inOrder(): Day[] {
    return [...days.keys()].sort().reverse()
  }

  return {
    async refresh() {
      if (failure !== undefined) {
        const thrown = failure
        failure = undefined
        loading = undefined
        throw thrown
      }
      const cuts = (await messages.cuts()).reverse()
      for (const day of cuts.slice(0, RECENT_DAYS)) await read(day)
      const earlier = cuts.slice(RECENT_DAYS)
      loading ??= readAll(earlier).catch((thrown: unknown) => {
        failure = thrown
      })
      if (earlier.length <= FEW_DAYS) await loading
    },
    whole: async () => loading,
    since: () => (left > 0 ? inOrder().at(-1) : undefined),
    wordsOf(id) {
      const day = days.get(cutOf(id))
      return day && (day.get(id)?.words ?? '')
    },
    find(words) {
      const terms = termsOf(words)
      const found: Line[] = []
      for (const day of inOrder()) {
        for (const line of days.get(day)?.values() ?? [])
          if (terms.every((term) => line.words.includes(term))) found.push(line)
      }
      return found
    },
  }
}

/** The words that are looked for, in the form in which they are compared. */
export function termsOf(words: string): string[] {
  return words.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
}

function lineOf({ id, at, group, topic, from, person, text }: Message): Line & { words: string } {
  const who = person ?? from.name
  const place = group ?? topic ?? '私聊'
  const words = `${who} ${text}`.normalize('NFKC').toLowerCase()
  return { id, at, place, who, text, words, ...(person === undefined ? {} : { person }) }
}
