import { openApp } from '../src/app.ts'
import { systemClock } from '../src/clock.ts'
import { sessionSchema } from '../src/desk/session.ts'
import { Fault } from '../src/fault.ts'
import { openPictureEye } from '../src/outside/fingerprint.ts'
import { openImage } from '../src/outside/image.ts'
import type { Store } from '../src/outside/lowdb.ts'
import { memoryShelf } from '../src/sim/shelf.ts'
import type { Town } from '../src/town.ts'
import { openKeys } from './keys.ts'

/**
 * Opens each shelf that the program has, so that `store.check()` reads them all. The app itself is opened on empty
 * shelves in memory and never started: looking must not change what is looked at.
 */
export async function openEveryShelf(store: Store, town: Town): Promise<void> {
  const twin: Store = {
    ...store,
    shelf(name, schema) {
      store.shelf(name, schema)
      return memoryShelf()
    },
  }
  const nothing = async () => {
    throw new Fault('doctor/only-looks', '体检时不连外面。')
  }
  await openApp({
    town,
    store: twin,
    clock: systemClock,
    chat: { start: nothing, stop: nothing, say: nothing, state: () => ({ online: false, say: '' }) },
    feed: { fetch: nothing },
    image: openImage(),
    eye: openPictureEye(),
    tell: nothing,
    log: () => undefined,
  })
  openKeys(twin)
  twin.shelf('sessions', sessionSchema)
}
