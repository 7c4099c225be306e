import { z } from 'zod'

export const noteSchema = z.object({ id: z.string(), text: z.string() })
export type Note = z.infer<typeof noteSchema>

export const note = (id: string, text = id): Note => ({ id, text })
