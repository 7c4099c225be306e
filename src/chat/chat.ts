import { z } from 'zod'
import type { Instant } from '../clock.ts'
import type { Incoming, PictureBytes } from './message.ts'

/** Where words go: one of our groups or one person in private, by the town's names. */
export const targetSchema = z.union([
  z.strictObject({ group: z.string() }),
  z.strictObject({ person: z.string() }),
])
export type Target = z.infer<typeof targetSchema>

/** The channel: an edge of the world. wechaty is one. */
export interface Chat {
  /** Connects; every line that is heard (also our own) goes to `hear`, one after another. */
  start(hear: (incoming: Incoming) => Promise<void>): Promise<void>
  stop(): Promise<void>
  /**
   * Says the text, then shows the picture if there is one (a group by its topic in the channel, a person by name or
   * alias). An empty text is not said, only the picture shown.
   * Throws Fault `chat/offline` (nothing was said, try later), `chat/busy` (nothing was said, the channel wants a pause),
   * `chat/no-target` (not there; do not retry);
   * anything else that is thrown means: it may have been said.
   */
  say(to: { topic: string } | { contact: string[] }, text: string, picture?: PictureBytes): Promise<void>
  /**
   * What was said since then, oldest first, as far as the channel can tell; the same ids as when heard live. Absent or
   * empty: the channel keeps nothing.
   */
  history?(since: Instant): Promise<Incoming[]>
  /** `online` when words can be said now; otherwise the sentence for the operator. */
  state(): { online: boolean; say: string }
}
