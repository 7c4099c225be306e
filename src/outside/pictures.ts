import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Blobs } from '../chat/message.ts'
import type { Guard } from './lowdb/cache.ts'
import { moveAside } from './lowdb/damage.ts'
import { codeOf, type Disk, diskFault, writeWhole } from './lowdb/file.ts'

/** The folder of pictures in the data folder. */
export const PICTURES = 'blobs'

type Tell = (file: string) => (aside: string, kept: number) => void

/** Pictures (and texts too long for a record) as they came, each once, named by the SHA-256 of its bytes. */
export function openPictures(folder: string, disk: Disk, guard: Guard, tell: Tell): Blobs {
  const fileOf = (hash: string) => join(folder, hash.slice(0, 2), hash)

  /** The bytes, when they are still those the name promises; others are set aside and told of. */
  async function readSound(hash: string): Promise<Uint8Array | undefined> {
    const file = fileOf(hash)
    try {
      const bytes = await readFile(file)
      if (hashOf(bytes) === hash) return bytes
      tell(file)(await moveAside(file), 0)
      return undefined
    } catch (thrown) {
      if (codeOf(thrown) === 'ENOENT') return undefined
      throw diskFault(thrown, file)
    }
  }

  return {
    keep: (bytes) =>
      guard(async () => {
        const hash = hashOf(bytes)
        if (!(await readSound(hash))) await writeWhole(disk, fileOf(hash), bytes)
        return hash
      }),
    read: (hash) =>
      guard(async () => {
        // Only a hash is a name here: nothing else may reach the file system.
        if (!/^[0-9a-f]{64}$/.test(hash)) return undefined
        return readSound(hash)
      }),
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
