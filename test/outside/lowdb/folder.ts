import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { z } from 'zod'

/** A new folder that is gone when the test is over. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zhenxun-store-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'data')
}

export const noteSchema = z.object({ id: z.string(), text: z.string() })
export type Note = z.infer<typeof noteSchema>

export const note = (id: string, text = id): Note => ({ id, text })
