import { z } from 'zod'
import type { Store } from '../src/outside/lowdb.ts'

/** Small values of one installation, kept in its data folder (0600 like all of it): the desk's secret, the demo's clock. */
export interface Keys {
  get(id: string): Promise<string | undefined>
  put(id: string, value: string): Promise<void>
  /** The value kept under this name; made once when there is none. */
  once(id: string, make: () => string): Promise<string>
}

export function openKeys(store: Store): Keys {
  const shelf = store.shelf('keys', z.object({ id: z.string(), value: z.string() }))
  const get = async (id: string) => (await shelf.get(id))?.value
  const put = (id: string, value: string) => shelf.put({ id, value })
  return {
    get,
    put,
    async once(id, make) {
      const kept = await get(id)
      if (kept !== undefined) return kept
      const value = make()
      await put(id, value)
      return value
    },
  }
}
