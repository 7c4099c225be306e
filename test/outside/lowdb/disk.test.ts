import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type Disk, realDisk } from '../../../src/outside/lowdb/file.ts'
import { openStore } from '../../../src/outside/lowdb.ts'
import { newFolder } from './folder.ts'
import { note, noteSchema } from './note.ts'

/** A disk whose n-th call fails, and before it does, half of the bytes may have been written. */
function failingDisk(failAt: number, code: string): Disk & { calls(): number } {
  let calls = 0
  function turn(): void {
    calls += 1
    if (calls === failAt) throw Object.assign(new Error(code), { code })
  }
  return {
    calls: () => calls,
    async writeNew(file, bytes) {
      try {
        turn()
      } catch (thrown) {
        await realDisk.writeNew(file, bytes.slice(0, bytes.length / 2))
        throw thrown
      }
      await realDisk.writeNew(file, bytes)
    },
    async rename(from, to) {
      turn()
      await realDisk.rename(from, to)
    },
    async flushFolder(folder) {
      turn()
      await realDisk.flushFolder(folder)
    },
    remove: realDisk.remove,
  }
}

/** Six writes; tells which of them were said to be on disk. */
async function sixWrites(folder: string, disk: Disk): Promise<{ done: string[]; failed: unknown[] }> {
  const store = await openStore(folder, disk)
  const shelf = store.shelf('messages', noteSchema)
  const done: string[] = []
  const failed: unknown[] = []
  for (const id of ['d1/a', 'd1/b', 'd2/a', 'd1/c', 'd2/b', 'd1/d']) {
    await shelf.add(note(id)).then(
      () => done.push(id),
      (thrown: unknown) => failed.push(thrown),
    )
    for (const sure of done) expect(await shelf.get(sure)).toEqual(note(sure))
  }
  await store.close()
  return { done, failed }
}

describe.each([
  ['ENOSPC', 'store/disk-full', '磁盘已满'],
  ['EACCES', 'store/no-permission', '权限'],
  ['EIO', 'store/io', '磁盘出错（EIO）'],
])('%s at any call', (code, fault, words) => {
  test('fails that write with a sentence, and loses nothing that was acknowledged', async () => {
    const healthy = failingDisk(0, code)
    await sixWrites(await newFolder(), healthy)
    expect(healthy.calls()).toBeGreaterThanOrEqual(18)
    for (let n = 1; n <= healthy.calls(); n += 1) {
      const folder = await newFolder()
      const { done, failed } = await sixWrites(folder, failingDisk(n, code))
      expect(done.length).toBe(5)
      expect(failed).toEqual([expect.objectContaining({ code: fault, say: expect.stringContaining(words) })])
      const store = await openStore(folder)
      const kept = (await store.shelf('messages', noteSchema).list()).map((one) => one.id)
      expect(kept).toEqual(expect.arrayContaining(done))
      expect(store.damage()).toEqual([])
      expect(await readdir(join(folder, 'messages'))).toEqual(['d1.json', 'd2.json'])
      await store.close()
    }
  })
})

test('a picture that does not fit on the disk is not there', async () => {
  const store = await openStore(await newFolder(), failingDisk(3, 'ENOSPC'))
  const bytes = new Uint8Array(1_000)
  await expect(store.blobs.keep(bytes)).rejects.toThrow('store/disk-full')
  const hash = await store.blobs.keep(bytes)
  expect(await store.blobs.read(hash)).toEqual(Buffer.from(bytes))
  await store.close()
})

test('a real file that cannot grow further: the good one stays, and the error is told', async () => {
  const folder = await newFolder()
  const child = fileURLToPath(new URL('grow.ts', import.meta.url))
  // The shell's limit (16 blocks of 512 or 1,024 bytes) makes the kernel cut a write short, as a full disk does.
  const command = `ulimit -f 16 && exec ${process.execPath} --import tsx ${child} ${folder}`
  const { stdout } = await promisify(execFile)('sh', ['-c', command])
  expect(stdout.trim()).toBe('store/disk-full')
  const kept: unknown = JSON.parse(await readFile(join(folder, 'messages', 'd.json'), 'utf8'))
  expect(kept).toEqual([note('d/small')])
})
