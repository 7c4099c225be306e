import type { Instant } from '../clock.ts'
import type { Role } from '../town.ts'

/** 模拟群, as the desk speaks to it; bots/demo makes one over the simulated channel and the hand-held clock. */
export interface DemoPane {
  people: DemoPerson[]
  groups: string[]
  lines(group: string): Promise<DemoLine[]>
  say(what: DemoWords): Promise<void>
  /** Takes back a line that was said in the simulated group. */
  recall(lineId: string): Promise<void>
  now(): Instant
  /** Moves the clock forward to that instant, with every tick on the way. */
  move(to: Instant): Promise<void>
  /** Where the simulated public account can be read. */
  pressUrl: string
}

export interface DemoPerson {
  name: string
  groups: string[]
  /** Absent: a person who is in no list. */
  role?: Role
}

export interface DemoLine {
  id: string
  at: Instant
  from: string
  text: string
  /** Hash of a picture in the blobs. */
  picture?: string
  /** Said by the bot. */
  ours: boolean
  recalled?: boolean
}

export interface DemoWords {
  group: string
  person: string
  text: string
  picture?: { name: string; bytes: Uint8Array }
  /** Id of the line that is quoted. */
  quote?: string
}
