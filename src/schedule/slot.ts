import { z } from 'zod'
import { type Target, targetSchema } from '../chat/chat.ts'
import { type Picture, pictureSchema } from '../chat/message.ts'
import type { Instant } from '../clock.ts'

/** 时段: one thing that is due at one instant, before anything has become of it. */
export interface Planned {
  /** `2025-03-06/digest@08:00`: the planned day leads, so that a day is a file; never made of the content. */
  id: string
  kind: string
  due: Instant
  groups: string[]
  /** Said late until then, afterwards missed: each kind declares its own policy. */
  until: Instant
  /** What it is about (a study session, a member). Of a backlog with the same kind, ref and groups only the last is said. */
  ref?: string
}

/** One line that a slot says. */
export interface Notice {
  /** Names the place of the line in its slot (`digest`, `reminder`), not its words: slot × target × item is said once. */
  item: string
  to: Target
  text: string
  /** Shown after the text, which may then be empty; its bytes are among the blobs. */
  picture?: Picture
}

/** A kind of notice. One per file, listed in the job table of app.ts. */
export interface Job {
  kind: string
  /** As the desk names it: 每日简报. */
  title: string
  /** Every slot due in (from, to]. Pure: the same window gives the same slots, whatever has happened meanwhile. */
  plan(from: Instant, to: Instant): Planned[]
  /**
   * What to say now. None: the slot is done without a word. A Fault: tried again with growing pauses until `until`.
   * May be called again after a crash, but never once its lines were written down.
   */
  notices(slot: Planned, now: Instant): Promise<Notice[]>
  /** What it would say, for the desk; must leave nothing behind. */
  preview?(slot: Planned, now: Instant): Promise<Notice[]>
}

const noticeSchema = z.object({
  item: z.string(),
  to: targetSchema,
  text: z.string(),
  picture: pictureSchema.exactOptional(),
})

/**
 * planned 待发 (only written down when the desk moved, edited or released it) · claimed 执行中 · done 已发 · failed 失败 ·
 * unknown 待核对 (cut off while its lines were being written, and noticed after `until`) · missed 漏发 · held 暂停
 */
export const slotSchema = z.object({
  id: z.string(),
  kind: z.string(),
  due: z.string(),
  groups: z.array(z.string()),
  until: z.string(),
  ref: z.string().exactOptional(),
  state: z.enum(['planned', 'claimed', 'done', 'failed', 'unknown', 'missed', 'held']),
  /** When it came to this state. */
  at: z.string(),
  tries: z.number(),
  /** failed: not before then; absent: not again. */
  nextTry: z.string().exactOptional(),
  /** Why it failed, was missed or held, in a sentence. */
  why: z.string().exactOptional(),
  /** done after its time: 补发. */
  late: z.literal(true).exactOptional(),
  /** The lines, once they are settled: by the job when it ran, or by an officer beforehand. */
  notices: z.array(noticeSchema).exactOptional(),
  /** The desk moved it: its first due time. */
  movedFrom: z.string().exactOptional(),
  /** The officer who held, moved, edited or released it. */
  by: z.string().exactOptional(),
})

export type Slot = z.infer<typeof slotSchema>

/** How the desk calls a slot's state. */
export const SLOT_WORDS: Record<Slot['state'], string> = {
  planned: '待发',
  claimed: '执行中',
  done: '已发',
  failed: '失败',
  unknown: '待核对',
  missed: '漏发',
  held: '暂停',
}

/** A planned slot as a record. */
export function slotOf(planned: Planned, state: Slot['state'], at: Instant): Slot {
  const { id, kind, due, groups, until, ref } = planned
  return { id, kind, due, groups, until, ...(ref ? { ref } : {}), state, at, tries: 0 }
}
