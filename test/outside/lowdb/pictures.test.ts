import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../../src/outside/lowdb.ts'
import { newFolder } from './folder.ts'

const bytes = new Uint8Array(Array.from({ length: 100_000 }, (_, i) => (i * 7) % 256))
const hash = createHash('sha256').update(bytes).digest('hex')

test('a picture is kept once, as it came, under its hash', async () => {
  const folder = await newFolder()
  const store = await openStore(folder)
  expect(await Promise.all([store.blobs.keep(bytes), store.blobs.keep(bytes)])).toEqual([hash, hash])
  const file = join(folder, 'blobs', hash.slice(0, 2), hash)
  const { ino, mode } = await stat(file)
  expect(mode & 0o777).toBe(0o600)
  await store.blobs.keep(bytes)
  expect((await stat(file)).ino).toBe(ino)
  expect(await readdir(join(folder, 'blobs', hash.slice(0, 2)))).toEqual([hash])
  await store.close()
  const again = await openStore(folder)
  expect(await again.blobs.read(hash)).toEqual(Buffer.from(bytes))
  await again.close()
})

test('what is not there, and what is no hash, is undefined', async () => {
  const folder = await newFolder()
  await writeFile(`${folder}-secret`, 'secret')
  const store = await openStore(folder)
  expect(await store.blobs.read('0'.repeat(64))).toBeUndefined()
  expect(await store.blobs.read('../../data-secret')).toBeUndefined()
  await store.close()
})

test('a picture whose bytes have changed on disk is set aside, and kept anew when it comes again', async () => {
  const folder = await newFolder()
  const store = await openStore(folder)
  await store.blobs.keep(bytes)
  const home = join(folder, 'blobs', hash.slice(0, 2))
  await writeFile(join(home, hash), 'rotten')
  expect(await store.blobs.read(hash)).toBeUndefined()
  expect(store.damage()).toEqual([expect.stringContaining(`blobs/${hash.slice(0, 2)}/${hash}`)])
  const [aside = ''] = await readdir(home)
  expect(await readFile(join(home, aside), 'utf8')).toBe('rotten')
  await store.blobs.keep(bytes)
  expect(await store.blobs.read(hash)).toEqual(Buffer.from(bytes))
  await store.close()
})
