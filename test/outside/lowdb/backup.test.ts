import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { backupCommand, restoreCommand } from '../../../bots/backup.ts'
import { Fault } from '../../../src/fault.ts'
import { openStore } from '../../../src/outside/lowdb.ts'
import { newFolder } from './folder.ts'
import { note, noteSchema } from './note.ts'

const picture = new Uint8Array([0xff, 0xd8, 0, 1, 2])

/** A data folder with two records and a picture, and the path of a backup beside it. */
async function township(): Promise<{ data: string; backup: string; hash: string; told: string[] }> {
  const data = await newFolder()
  const store = await openStore(data)
  const shelf = store.shelf('messages', noteSchema)
  await shelf.put(note('2025-03-05/a'))
  await shelf.put(note('张湾村/b'))
  const hash = await store.blobs.keep(picture)
  await store.close()
  return { data, backup: join(dirname(data), 'backup'), hash, told: [] }
}

async function contentOf(data: string, hash: string): Promise<unknown> {
  const store = await openStore(data)
  const records = await store.shelf('messages', noteSchema).list()
  const bytes = await store.blobs.read(hash)
  await store.close()
  return { records, picture: bytes && [...bytes] }
}

async function faultOf(running: Promise<unknown>): Promise<Fault> {
  const thrown = await running.catch((one: unknown) => one)
  if (thrown instanceof Fault) return thrown
  throw new Error(`no fault: ${String(thrown)}`)
}

test('what was backed up comes back, and what stood in its place is kept beside it', async () => {
  const { data, backup, hash, told } = await township()
  const before = await contentOf(data, hash)
  await backupCommand(data, backup, (line) => told.push(line))
  const store = await openStore(data)
  await store.shelf('messages', noteSchema).put(note('2025-03-06/later'))
  await store.close()
  await restoreCommand(backup, data, (line) => told.push(line))
  expect(await contentOf(data, hash)).toEqual(before)
  expect(told[0]).toContain('已备份 3 个文件')
  expect(told[1]).toContain('恢复 3 个文件')
  const [aside = ''] = (await readdir(dirname(data))).filter((name) => name.startsWith('data.before-'))
  expect(told[2]).toContain(aside)
  expect(await readdir(join(dirname(data), aside, 'messages'))).toContain('2025-03-06.json')
  expect(await readdir(dirname(data))).toEqual(['backup', 'data', aside])
  expect((await stat(backup)).mode & 0o777).toBe(0o700)
})

test('a restore onto an empty machine needs no old data', async () => {
  const { data, backup, hash } = await township()
  const before = await contentOf(data, hash)
  await backupCommand(data, backup, () => undefined)
  await rm(data, { recursive: true })
  await restoreCommand(backup, data, () => undefined)
  expect(await contentOf(data, hash)).toEqual(before)
})

test('nothing is done while the program runs', async () => {
  const { data, backup } = await township()
  await backupCommand(data, backup, () => undefined)
  const store = await openStore(data)
  expect((await faultOf(backupCommand(data, `${backup}2`))).code).toBe('store/in-use')
  expect((await faultOf(restoreCommand(backup, data))).code).toBe('store/in-use')
  await store.shelf('messages', noteSchema).put(note('2025-03-06/still here'))
  await store.close()
  expect(await readdir(dirname(data))).toEqual(['backup', 'data'])
})

test.each<[string, (backup: string, hash: string) => Promise<void>, string]>([
  [
    'a changed file',
    (backup) => writeFile(join(backup, 'messages', '2025-03-05.json'), '[]'),
    'messages/2025-03-05.json',
  ],
  ['a missing picture', (backup, hash) => rm(join(backup, 'blobs', hash.slice(0, 2), hash)), 'blobs/'],
  [
    'a list that names a file outside',
    async (backup) => {
      const text = await readFile(join(backup, 'manifest.json'), 'utf8')
      await writeFile(
        join(backup, 'manifest.json'),
        text.replace('messages/2025-03-05.json', '../data/.secret'),
      )
    },
    '../data/.secret',
  ],
])('a backup with %s is refused and the data stays as it is', async (_, spoil, named) => {
  const { data, backup, hash } = await township()
  const before = await contentOf(data, hash)
  await backupCommand(data, backup, () => undefined)
  await spoil(backup, hash)
  const fault = await faultOf(restoreCommand(backup, data))
  expect(fault.code).toBe('backup/damaged')
  expect(fault.say).toContain(named)
  expect(await contentOf(data, hash)).toEqual(before)
  expect(await readdir(dirname(data))).toEqual(['backup', 'data'])
})

test('a folder that is no backup, a target that is taken, a target inside, data that is not there', async () => {
  const { data, backup } = await township()
  await mkdir(backup)
  expect((await faultOf(restoreCommand(backup, data))).code).toBe('backup/no-manifest')
  await writeFile(join(backup, 'manifest.json'), '{}')
  expect((await faultOf(restoreCommand(backup, data))).code).toBe('backup/no-manifest')
  expect((await faultOf(backupCommand(data, backup))).code).toBe('backup/exists')
  expect((await faultOf(backupCommand(data, join(data, 'backup')))).code).toBe('backup/inside')
  expect((await faultOf(backupCommand(`${data}-none`, `${backup}2`))).code).toBe('backup/no-data')
})

test('pictures on another disk, behind a link, are backed up too', async () => {
  const { data, backup, hash } = await township()
  const blobs = join(data, 'blobs')
  const elsewhere = join(dirname(data), 'disk2')
  await mkdir(join(elsewhere, hash.slice(0, 2)), { recursive: true })
  await writeFile(join(elsewhere, hash.slice(0, 2), hash), picture)
  await rm(blobs, { recursive: true })
  await symlink(elsewhere, blobs)
  await backupCommand(data, backup, () => undefined)
  expect(await readdir(join(backup, 'blobs', hash.slice(0, 2)))).toEqual([basename(hash)])
})
