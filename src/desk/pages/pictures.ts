import { Hono } from 'hono'
import { Fault } from '../../fault.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'

const KINDS = [
  { kind: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  { kind: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'image/gif', begins: [0x47, 0x49, 0x46, 0x38] },
  { kind: 'image/webp', begins: [0x52, 0x49, 0x46, 0x46] },
]

/** The original bytes of a picture, by their hash. What is no picture is only offered as a download. */
export function picturePages({ blobs }: DeskRooms): Hono<DeskEnv> {
  return new Hono<DeskEnv>().get('/:hash{[0-9a-f]{64}}', async (c) => {
    const bytes = await blobs.read(c.req.param('hash'))
    if (!bytes)
      throw new Fault('desk/no-picture', '没有找到这张图片的原件，请管理员检查 data/ 里的图片文件。')
    const kind = KINDS.find(({ begins }) => begins.every((byte, n) => bytes[n] === byte))?.kind
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': kind ?? 'application/octet-stream',
      'Content-Disposition': kind ? 'inline' : 'attachment',
      'Cache-Control': 'private, max-age=31536000, immutable',
    })
  })
}
