import { createHash } from 'node:crypto'
import type { Blobs } from '../../src/chat/message.ts'

export function memoryBlobs(): Blobs {
  const kept = new Map<string, Uint8Array>()
  return {
    async keep(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      kept.set(hash, bytes)
      return hash
    },
    read: async (hash) => kept.get(hash),
  }
}
