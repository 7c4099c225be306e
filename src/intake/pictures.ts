import { z } from 'zod'
import type { Blobs, Message } from '../chat/message.ts'
import type { Instant } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Row } from '../ledger/row.ts'
import type { Shelf } from '../shelf.ts'
import type { Burst } from './burst.ts'
import type { Questions } from './question.ts'
import * as office from './wording-office.ts'

/** What the eye of the house sees in a picture; undefined when the bytes are no picture. An edge: sharp is one. */
export interface PictureEye {
  look(bytes: Uint8Array): Promise<{ print: string; thumbnail: Uint8Array } | undefined>
}

/** A picture that came in a group: its bytes and its thumbnail lie among the blobs under their hashes. */
export const seenPictureSchema = z.object({
  /** The message that brought it. */
  id: z.string(),
  at: z.string(),
  hash: z.string(),
  /** 64 bits, 16 hexadecimal digits; near pictures differ in few of them. */
  print: z.string().exactOptional(),
  thumbnail: z.string().exactOptional(),
})
export type SeenPicture = z.infer<typeof seenPictureSchema>

/** Bits by which two prints of one picture may differ (it was resized, sent again, given a border). */
const NEAR_BITS = 6

interface PictureParts {
  ledger: Ledger
  messages: Shelf<Message>
  questions: Questions
  seen: Shelf<SeenPicture>
  blobs: Blobs
  eye: PictureEye
}

export interface Pictures {
  /** Looks at the pictures of a finished burst; one that was in an earlier report is noted for the officer, in no group. */
  inspect(burst: Burst, now: Instant): Promise<void>
}

export async function openPictures({
  ledger,
  messages,
  questions,
  seen,
  blobs,
  eye,
}: PictureParts): Promise<Pictures> {
  const known = new Map<string, SeenPicture>()
  for (const one of await seen.list()) known.set(one.id, one)

  async function look(id: string): Promise<SeenPicture | undefined> {
    const before = known.get(id)
    if (before) return before
    const message = await messages.get(id)
    const hash = message?.picture?.hash
    const bytes = hash === undefined ? undefined : await blobs.read(hash)
    if (!message || hash === undefined || !bytes) return undefined
    const found = await eye.look(bytes)
    const thumbnail = found && (await blobs.keep(found.thumbnail))
    const picture: SeenPicture = {
      id,
      at: message.at,
      hash,
      ...(found ? { print: found.print } : {}),
      ...(thumbnail === undefined ? {} : { thumbnail }),
    }
    await seen.put(picture)
    known.set(id, picture)
    return picture
  }

  /** An earlier report that has this picture, or one that looks like it. */
  function before(picture: SeenPicture, rows: string[]): { row: Row; exact: boolean } | undefined {
    for (const other of known.values()) {
      const exact = other.hash === picture.hash
      if (other.id === picture.id || other.at > picture.at || !(exact || isNear(other.print, picture.print)))
        continue
      const row = ledger
        .fromMessage(other.id)
        .find((one) => !rows.includes(one.number) && one.state !== 'withdrawn')
      if (row) return { row, exact }
    }
    return undefined
  }

  return {
    async inspect(burst, now) {
      for (const id of burst.pictures) {
        const picture = await look(id)
        const found = picture && before(picture, burst.rows)
        const row = burst.rows[0]
        if (!found || row === undefined) continue
        await questions.ask({
          kind: 'photo',
          to: 'office',
          person: burst.person,
          rows: [row, found.row.number],
          text: office.photoLine(row, found.row, found.exact, now),
          message: id,
          at: burst.at,
        })
      }
    },
  }
}

/** Lays pictures to a row. */
export async function attachPictures(
  ledger: Ledger,
  pictures: string[],
  row: Row,
  by: string,
  at: Instant,
): Promise<void> {
  for (const id of pictures) {
    const once = `join/${id}/${row.number}`
    await ledger.amend(row.number, {
      kind: 'corrected',
      source: { messages: [id] },
      by,
      at,
      note: '图片',
      once,
    })
  }
}

/** Two prints that differ in at most `NEAR_BITS` bits. */
export function isNear(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false
  let bits = 0
  for (let i = 0; i < 16; i += 8) {
    let differing = Number.parseInt(a.slice(i, i + 8), 16) ^ Number.parseInt(b.slice(i, i + 8), 16)
    while (differing !== 0) {
      bits += 1
      differing &= differing - 1
    }
    if (bits > NEAR_BITS) return false
  }
  return true
}
