import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { beforeAll, expect, test } from 'vitest'
import { handledSchema } from '../../../src/chat/handled.ts'
import { messageSchema } from '../../../src/chat/message.ts'
import { outgoingSchema } from '../../../src/chat/outbox.ts'
import { openStore } from '../../../src/outside/lowdb.ts'
import { newFolder } from './folder.ts'

/** KILL_ROUNDS=300 KILL_SEED=7 npx vitest run test/outside/lowdb/kill.test.ts */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 60)
const SEED = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000)
/** Townships that live and die side by side. */
const LANES = 3
const LIFE = fileURLToPath(new URL('../../../node_modules/.cache/zhenxun/life.mjs', import.meta.url))
const ENDLESS = 1_000_000

// One file that node runs as it is: a life begins in a third of the time that tsx takes.
beforeAll(async () => {
  const entry = fileURLToPath(new URL('life.ts', import.meta.url))
  await build({
    entryPoints: [entry],
    outfile: LIFE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
})

/** A repeatable random number below 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** When a life ends: so many ms after it was born or after it began to hear; or by itself. */
type End = { after: 'birth' | 'ready'; millis: number } | 'its own'

/** Lets a bot live and adds what it acknowledged. */
async function live(folder: string, from: number, to: number, end: End, acked: Set<number>): Promise<void> {
  const args = [LIFE, folder, `${folder}-said`, String(from), String(to)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let heard = ''
  let complaint = ''
  let timer: NodeJS.Timeout | undefined
  const kill = (since: 'birth' | 'ready') => {
    if (end !== 'its own' && end.after === since)
      timer ??= setTimeout(() => child.kill('SIGKILL'), end.millis)
  }
  child.stderr.on('data', (data) => {
    complaint += String(data)
  })
  child.stdout.on('data', (data) => {
    heard += String(data)
    kill('ready')
  })
  kill('birth')
  const status = await new Promise((resolve) => child.once('close', resolve))
  clearTimeout(timer)
  expect(complaint).toBe('')
  if (end === 'its own') expect(status).toBe(0)
  for (const number of heard.split('\n').slice(0, -1)) if (number !== 'ready') acked.add(Number(number))
}

/** So many lives over one folder, each beginning with lines that the last one had already heard; then one to the end. */
async function laneOf(seed: number, rounds: number): Promise<{ folder: string; acked: Set<number> }> {
  const folder = await newFolder()
  await mkdir(folder)
  const acked = new Set<number>()
  const random = randomOf(seed)
  for (let round = 0; round < rounds; round += 1) {
    const next = Math.max(-1, ...acked) + 1
    const end: End =
      round % 5 === 4
        ? { after: 'birth', millis: random() * 150 }
        : { after: 'ready', millis: 5 + random() * 195 }
    await live(folder, Math.max(0, next - 3), ENDLESS, end, acked)
  }
  const next = Math.max(-1, ...acked) + 1
  await live(folder, Math.max(0, next - 3), next + 10, 'its own', acked)
  return { folder, acked }
}

/** Every file of the shelves is sound JSON, and nothing of killed writes is left. */
async function expectSound(folder: string): Promise<void> {
  for (const shelf of ['messages', 'handled', 'outbox']) {
    for (const name of await readdir(join(folder, shelf))) {
      expect(name).toMatch(/^[\d-]+\.json$/)
      expect(Array.isArray(JSON.parse(await readFile(join(folder, shelf, name), 'utf8')))).toBe(true)
    }
  }
}

async function expectOnce(folder: string, acked: Set<number>): Promise<void> {
  const store = await openStore(folder)
  const messages = await store.shelf('messages', messageSchema).list()
  const handled = new Set(
    (await store.shelf('handled', handledSchema).list()).map((one) => one.done && one.id),
  )
  const outbox = await store.shelf('outbox', outgoingSchema).list()
  const said = (await readFile(`${folder}-said`, 'utf8')).split('\n').slice(0, -1)

  const ids = messages.map((one) => one.channelId)
  expect(new Set(ids).size).toBe(ids.length)
  const kept = new Set(ids)
  expect([...acked].filter((number) => !kept.has(`m${number}`))).toEqual([])
  expect(messages.filter((one) => !handled.has(one.id))).toEqual([])
  for (const { picture } of messages)
    if (picture) expect(await store.blobs.read(picture.hash)).toHaveLength(5_000)

  expect(new Set(said).size).toBe(said.length)
  expect(outbox.length).toBe(messages.length)
  const noted = outbox.filter((one) => one.state === 'said').map((one) => one.text)
  expect(noted.filter((text) => !said.includes(text))).toEqual([])
  expect(outbox.filter((one) => one.state !== 'said' && one.state !== 'unknown')).toEqual([])
  expect(store.damage()).toEqual([])
  await store.close()
}

test(
  `${ROUNDS} times kill -9: every acknowledged message stands once, nothing is said twice (KILL_SEED=${SEED})`,
  async () => {
    const shares = Array.from({ length: LANES }, (_, i) => Math.floor((ROUNDS + i) / LANES))
    const lanes = await Promise.all(shares.map((rounds, i) => laneOf(SEED + i, rounds)))
    for (const { folder, acked } of lanes) {
      expect(acked.size).toBeGreaterThan(shares[0] ?? 0)
      await expectSound(folder)
      await expectOnce(folder, acked)
    }
    console.log(
      `kill -9: ${ROUNDS} rounds, ${lanes.map((one) => one.acked.size).join(' + ')} messages, seed ${SEED}`,
    )
  },
  60_000 + ROUNDS * 3_000,
)
