import { randomBytes } from 'node:crypto'
import type { App } from '../src/app.ts'
import type { DemoPane } from '../src/desk/demo.ts'
import { createDesk } from '../src/desk/desk.tsx'
import { serveDesk } from '../src/desk/serve.ts'
import { sessionSchema } from '../src/desk/session.ts'
import { type Beat, openBeat } from '../src/outside/cron.ts'
import type { Store } from '../src/outside/lowdb.ts'
import type { Keys } from './keys.ts'

/** The desk served and the beat begun: what the demo and the real bot have in common. */
export interface House {
  /** Where the desk can be opened. */
  url: string
  close(): Promise<void>
}

/** Serves the desk first (a port in use is found before anything is said), then starts the app and its beat. */
export async function openHouse(parts: {
  app: App
  store: Store
  keys: Keys
  port: number
  log: (line: string, thrown?: unknown) => void
  demo?: DemoPane
}): Promise<House> {
  const { app, store, keys, port, log, demo } = parts
  const desk = createDesk({
    ...app.rooms,
    sessions: store.shelf('sessions', sessionSchema),
    secret: await keys.once('desk', () => randomBytes(32).toString('hex')),
    log,
    ...(demo ? { demo } : {}),
  })
  const served = await serveDesk(desk, port)
  let beats: Beat[] = []
  try {
    await app.start()
    const failed = (thrown: unknown) => log('定时任务出错', thrown)
    beats = [openBeat(app.tick, failed), openBeat(app.pulse, failed, 'second')]
  } catch (thrown) {
    await served.close()
    throw thrown
  }
  return {
    url: served.url,
    async close() {
      for (const beat of beats) await beat.stop()
      await served.close()
      await app.stop()
    },
  }
}

/** Resolves when the process is asked to stop (Ctrl-C, or the service manager). A second Ctrl-C ends it at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
