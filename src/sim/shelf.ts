import { cutOf, type Shelf } from '../shelf.ts'

/** A shelf without a disk, for tests and plays that need none. */
export function memoryShelf<T extends { id: string }>(): Shelf<T> {
  const records = new Map<string, T>()
  return {
    async add(record) {
      if (records.has(record.id)) return false
      records.set(record.id, structuredClone(record))
      return true
    },
    async put(record) {
      records.set(record.id, structuredClone(record))
    },
    async get(id) {
      const found = records.get(id)
      return found && structuredClone(found)
    },
    async list(cut) {
      const all = [...records.values()].filter((one) => cut === undefined || cutOf(one.id) === cut)
      return structuredClone(all)
    },
    async cuts() {
      return [...new Set([...records.keys()].map(cutOf))].sort()
    },
  }
}
