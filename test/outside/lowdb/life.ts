import { appendFileSync, writeSync } from 'node:fs'
import { handledSchema } from '../../../src/chat/handled.ts'
import { openHearing } from '../../../src/chat/hear.ts'
import { type Incoming, messageSchema } from '../../../src/chat/message.ts'
import { openOutbox, outgoingSchema } from '../../../src/chat/outbox.ts'
import { plusMinutes } from '../../../src/clock.ts'
import { openStore } from '../../../src/outside/lowdb.ts'
import type { Town } from '../../../src/town.ts'

/** One life of a bot, run by kill.test.ts and killed there: hears numbered messages until then, from `first` on. */
const [folder = '', saidFile = '', first = '0', last = '0'] = process.argv.slice(2)
const START = '2025-03-05T08:00:00.000+08:00'
let now = START

const town: Pick<Town, 'groups' | 'people'> = {
  groups: [{ name: '群', topic: '群', purposes: ['reports'] }],
  people: [{ name: '王芳', aliases: [], roles: ['liaison'], villages: [] }],
}

/** The n-th message of all lives; a hundred make a day, each seventh has a picture. */
function lineOf(n: number): Incoming {
  const picture = n % 7 === 0 ? { picture: { name: `${n}.jpg`, bytes: Buffer.alloc(5_000, n) } } : {}
  return {
    channelId: `m${n}`,
    topic: '群',
    from: { id: 'wx', name: '王芳' },
    at: plusMinutes(START, n * 14),
    kind: 'text',
    text: `第 ${n} 条`,
    ours: false,
    mentionsBot: false,
    ...picture,
  }
}

const store = await openStore(folder)
const outbox = await openOutbox(store.shelf('outbox', outgoingSchema), async (_, text) => {
  appendFileSync(saidFile, `${text}\n`)
})
const hearing = await openHearing({
  messages: store.shelf('messages', messageSchema),
  handled: store.shelf('handled', handledSchema),
  blobs: store.blobs,
  town,
  clock: { now: () => now },
  listeners: [
    async (message) => {
      await outbox.write({
        key: `receipt/${message.id}`,
        to: { group: '群' },
        text: message.channelId,
        at: now,
      })
      return true
    },
  ],
  log: (what, thrown) => console.error(what, thrown),
})
now = plusMinutes(START, Number(first) * 14)
await hearing.recover()
await outbox.pump(now)
writeSync(1, 'ready\n')
for (let n = Number(first); n < Number(last); ) {
  const burst = Array.from({ length: 1 + (n % 5) }, (_, i) => n + i).filter((one) => one < Number(last))
  now = plusMinutes(START, n * 14)
  await Promise.all(
    burst.map(async (one) => {
      await hearing.hear(lineOf(one))
      writeSync(1, `${one}\n`)
    }),
  )
  await outbox.pump(now)
  n += burst.length
}
await store.close()
