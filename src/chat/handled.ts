import { z } from 'zod'
import type { Instant } from '../clock.ts'
import { sayOf } from '../fault.ts'
import type { Shelf } from '../shelf.ts'

/** 交办记录: that the listeners have had a message, or why one of them failed. */
export const handledSchema = z.object({
  /** The message's id. */
  id: z.string(),
  done: z.boolean(),
  at: z.string(),
  /** Times it was offered again after a start. */
  retries: z.int(),
  /** Why it is not done, in a sentence, for the desk. */
  why: z.string().exactOptional(),
})
export type Handled = z.infer<typeof handledSchema>

/** A message that fails each time, or takes the process down with it, must not do so for ever. */
const RETRIES = 3

/** Whether a start should offer it again. */
export function worthTrying(before: Handled | undefined): boolean {
  return before === undefined || (!before.done && before.retries < RETRIES)
}

export async function noteHandled(shelf: Shelf<Handled>, id: string, at: Instant): Promise<void> {
  const before = await shelf.get(id)
  await shelf.put({ id, done: true, at, retries: before?.retries ?? 0 })
}

export async function noteFailed(
  shelf: Shelf<Handled>,
  id: string,
  at: Instant,
  thrown: unknown,
): Promise<void> {
  const before = await shelf.get(id)
  await shelf.put({ id, done: false, at, retries: before?.retries ?? 0, why: sayOf(thrown) })
}

/** Before a message is offered again: should it end the process, the next start knows. */
export async function noteTried(
  shelf: Shelf<Handled>,
  id: string,
  at: Instant,
  before: Handled | undefined,
): Promise<void> {
  const why = before?.why ?? '程序在处理这条消息时中断，重新启动后再试。'
  await shelf.put({ id, done: false, at, retries: (before?.retries ?? 0) + 1, why })
}
