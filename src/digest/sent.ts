import type { Message } from '../chat/message.ts'
import type { Day } from '../clock.ts'
import type { Shelf } from '../shelf.ts'
import type { Digest, DigestLine } from './record.ts'

/** The digests that groups really received, read back from our own lines in the groups. */
export async function sentDigests(
  digests: Digest[],
  messages: Shelf<Message>,
): Promise<{ id: string; day: Day; lines: DigestLine[]; messages: string[] }[]> {
  const sent = await Promise.all(
    digests.map(async ({ id, day, lines, text }) => {
      const heard = text === '' ? [] : await messages.list(day)
      return {
        id,
        day,
        lines,
        messages: heard.filter((one) => one.ours && one.text === text).map((one) => one.id),
      }
    }),
  )
  return sent.filter((one) => one.messages.length > 0)
}
