import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../../src/outside/lowdb.ts'
import { newFolder } from './folder.ts'
import { note, noteSchema } from './note.ts'

/** A data folder with one day's file of these bytes. */
async function withFile(bytes: string): Promise<string> {
  const folder = await newFolder()
  await mkdir(join(folder, 'messages'), { recursive: true })
  await writeFile(join(folder, 'messages', '2025-03-05.json'), bytes)
  return folder
}

const lines = (...records: unknown[]) => `[\n${records.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`
const a = note('2025-03-05/a')
const b = note('2025-03-05/b')
const whole = lines(a, b)

describe.each<[string, string, unknown[]]>([
  ['an empty file', '', []],
  ['zeros, as a power cut leaves them', '\0'.repeat(4096), []],
  ['not JSON', '这不是数据', []],
  ['JSON of another shape', '{"messages": []}', []],
  ['null', 'null', []],
  ['a file cut off in the middle of a record', whole.slice(0, whole.length - 12), [a]],
  ['a record without its text', lines(a, { id: '2025-03-05/x' }, b), [a, b]],
  ['a record of another day', lines(a, note('2025-03-06/x'), b), [a, b]],
  ['the same id twice', lines(a, b, note('2025-03-05/a', '后来的')), [note('2025-03-05/a', '后来的'), b]],
])('%s', (_, bytes, intact) => {
  test('is set aside as it was, told of, and the intact records are kept', async () => {
    const folder = await withFile(bytes)
    const store = await openStore(folder)
    const shelf = store.shelf('messages', noteSchema)
    expect(await shelf.list('2025-03-05')).toEqual(intact)
    const [aside = '', ...more] = (await readdir(join(folder, 'messages'))).filter((one) =>
      one.includes('.damaged-'),
    )
    expect(more).toEqual([])
    expect(aside).toMatch(/^2025-03-05\.json\.damaged-\d{14}$/)
    expect(await readFile(join(folder, 'messages', aside), 'utf8')).toBe(bytes)
    expect(store.damage()).toEqual([
      expect.stringMatching(/^数据文件 messages\/2025-03-05\.json 已损坏.*请用最近的备份核对/),
    ])
    expect(store.damage()[0]).toContain(aside)

    expect(await shelf.add(note('2025-03-05/new'))).toBe(true)
    await store.close()
    const again = await openStore(folder)
    expect(await again.shelf('messages', noteSchema).list('2025-03-05')).toEqual([
      ...intact,
      note('2025-03-05/new'),
    ])
    expect(again.damage()).toEqual([expect.stringContaining(`messages/${aside}`)])
    await again.close()
  })
})

test('two damages of one file are both kept', async () => {
  const folder = await withFile('first')
  for (const bytes of ['first', 'second', 'third']) {
    await writeFile(join(folder, 'messages', '2025-03-05.json'), bytes)
    const store = await openStore(folder)
    await store.shelf('messages', noteSchema).list('2025-03-05')
    await store.close()
  }
  const names = (await readdir(join(folder, 'messages'))).filter((one) => one.includes('.damaged-'))
  const kept = await Promise.all(names.map((one) => readFile(join(folder, 'messages', one), 'utf8')))
  expect(kept.sort()).toEqual(['first', 'second', 'third'])
})

test('a damaged file does not take the others with it, and the check finds it unasked', async () => {
  const folder = await withFile('broken')
  await writeFile(join(folder, 'messages', '2025-03-06.json'), lines(note('2025-03-06/c')))
  const store = await openStore(folder)
  const shelf = store.shelf('messages', noteSchema)
  expect(store.damage()).toEqual([])
  await store.check()
  expect(store.damage().length).toBe(1)
  expect(await shelf.list()).toEqual([note('2025-03-06/c')])
  expect(await shelf.cuts()).toEqual(['2025-03-06'])
  await store.close()
})

test('fields that this version does not know stay in the file', async () => {
  const folder = await withFile(lines({ ...a, since: 'a later version' }))
  const store = await openStore(folder)
  const shelf = store.shelf('messages', noteSchema)
  await shelf.add(b)
  expect(await shelf.list()).toEqual([a, b])
  await store.close()
  expect(await readFile(join(folder, 'messages', '2025-03-05.json'), 'utf8')).toContain('a later version')
  expect(store.damage()).toEqual([])
})

test('what a killed write left behind is cleaned at the opening, and nothing else is touched', async () => {
  const folder = await withFile(whole)
  await writeFile(join(folder, 'messages', '2025-03-05.json.123-4.tmp'), '[\n{"id":')
  await mkdir(join(folder, 'blobs', 'ab'), { recursive: true })
  await writeFile(join(folder, 'blobs', 'ab', `${'ab'.repeat(32)}.123-5.tmp`), 'half a pic')
  await writeFile(join(folder, '说明.txt'), 'a note by the clerk')
  await mkdir(join(folder, 'lost+found'))
  const store = await openStore(folder)
  expect(await readdir(join(folder, 'messages'))).toEqual(['2025-03-05.json'])
  expect(await readdir(join(folder, 'blobs', 'ab'))).toEqual([])
  expect(await readFile(join(folder, '说明.txt'), 'utf8')).toBe('a note by the clerk')
  expect(store.damage()).toEqual([])
  await store.close()
})
