import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { realDisk } from '../../../src/outside/lowdb/file.ts'
import { fileNameOf, nameOfFile } from '../../../src/outside/lowdb/names.ts'
import { openStore } from '../../../src/outside/lowdb.ts'
import { cutOf, type Shelf } from '../../../src/shelf.ts'
import { memoryShelf } from '../../../src/sim/shelf.ts'
import { newFolder } from './folder.ts'
import { type Note, note, noteSchema } from './note.ts'

test('what was put stands there after a new opening, in the order of adding', async () => {
  const folder = await newFolder()
  const first = await openStore(folder)
  const shelf = first.shelf('messages', noteSchema)
  expect(await shelf.add(note('2025-03-05/b'))).toBe(true)
  await Promise.all([
    shelf.add(note('2025-03-05/a')),
    shelf.put(note('2025-03-05/b', '改过')),
    shelf.add(note('2025-03-06/c')),
  ])
  expect(await shelf.add(note('2025-03-05/a', '别的'))).toBe(false)
  await first.close()

  const second = await openStore(folder)
  const again = second.shelf('messages', noteSchema)
  expect(await again.list('2025-03-05')).toEqual([note('2025-03-05/b', '改过'), note('2025-03-05/a')])
  expect(await again.cuts()).toEqual(['2025-03-05', '2025-03-06'])
  expect((await again.list()).length).toBe(3)
  expect(await again.list('2025-03-07')).toEqual([])
  expect(second.damage()).toEqual([])
  await second.close()
})

test('a file is JSON with a record to each line, for this user only', async () => {
  const folder = await newFolder()
  const store = await openStore(folder)
  const shelf = store.shelf('messages', noteSchema)
  await shelf.put(note('2025-03-05/a'))
  await shelf.put(note('2025-03-05/b'))
  await store.blobs.keep(new Uint8Array([1]))
  await store.close()
  const file = join(folder, 'messages', '2025-03-05.json')
  expect(await readFile(file, 'utf8')).toBe(
    '[\n{"id":"2025-03-05/a","text":"2025-03-05/a"},\n{"id":"2025-03-05/b","text":"2025-03-05/b"}\n]\n',
  )
  const modes = await Promise.all(
    [folder, join(folder, 'messages'), file].map(async (one) => (await stat(one)).mode),
  )
  expect(modes.map((mode) => (mode & 0o777).toString(8))).toEqual(['700', '700', '600'])
  expect(await readdir(folder)).toEqual(['blobs', 'messages'])
})

test('writes that arrive together share a flush, and none is lost', async () => {
  let flushes = 0
  const counting = {
    ...realDisk,
    writeNew: (file: string, bytes: Uint8Array | string) => {
      flushes += 1
      return realDisk.writeNew(file, bytes)
    },
  }
  const store = await openStore(await newFolder(), counting)
  const shelf = store.shelf('messages', noteSchema)
  const burst = Array.from({ length: 200 }, (_, i) => note(`2025-03-05/${i}`))
  await Promise.all(burst.map((one) => shelf.add(one)))
  expect(flushes).toBeLessThanOrEqual(2)
  expect(await shelf.list('2025-03-05')).toEqual(burst)
  await store.close()
})

test('closing waits for the writes under way; later ones are refused', async () => {
  const folder = await newFolder()
  const store = await openStore(folder)
  const shelf = store.shelf('messages', noteSchema)
  const writing = [1, 2, 3].map((i) => shelf.add(note(`day${i}/x`)))
  await store.close()
  expect(await Promise.all(writing)).toEqual([true, true, true])
  await expect(shelf.add(note('late/x'))).rejects.toThrow('store/closed')
  await expect(store.blobs.keep(new Uint8Array([1]))).rejects.toThrow('store/closed')
  const again = await openStore(folder)
  expect((await again.shelf('messages', noteSchema).list()).length).toBe(3)
  await again.close()
})

test('what is kept cannot be changed from outside', async () => {
  const store = await openStore(await newFolder())
  const shelf = store.shelf('messages', noteSchema)
  const mine = note('d/a')
  await shelf.put(mine)
  mine.text = 'changed'
  const got = await shelf.get('d/a')
  if (got) got.text = 'changed'
  expect(await shelf.get('d/a')).toEqual(note('d/a'))
  await store.close()
})

test('a record that its own schema refuses is not written', async () => {
  const store = await openStore(await newFolder())
  const shelf = store.shelf('messages', noteSchema.extend({ text: noteSchema.shape.text.max(3) }))
  await expect(shelf.put(note('d/a', 'too long'))).rejects.toThrow('store/wrong-shape')
  expect(await shelf.list()).toEqual([])
  await store.close()
})

test('a shelf is opened once', async () => {
  const store = await openStore(await newFolder())
  store.shelf('messages', noteSchema)
  expect(() => store.shelf('messages', noteSchema)).toThrow('store/twice')
  expect(() => store.shelf('blobs', noteSchema)).toThrow('store/twice')
  await store.close()
})

test('no name leaves the folder, and every name finds its way back', async () => {
  const folder = await newFolder()
  const store = await openStore(folder)
  const shelf = store.shelf('../up', noteSchema)
  for (const id of ['../../etc/x', '张湾村/1', '.hidden/x', 'C:\\x/y', '2025.3/x', '\u0000/x']) {
    expect(await shelf.add(note(id))).toBe(true)
    expect(await shelf.get(id)).toEqual(note(id))
  }
  await expect(shelf.add(note('/x'))).rejects.toThrow('store/bad-name')
  await expect(shelf.add(note(`${'长'.repeat(100)}/x`))).rejects.toThrow('store/bad-name')
  expect(await readdir(folder)).toEqual(['%002E%002E%002Fup', '.lock'].sort())
  expect(await readdir(join(folder, '%002E%002E%002Fup'))).toContain('张湾村.json')
  await store.close()
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), (name) => {
      const file = fileNameOf(name)
      expect(file).toMatch(/^[\p{L}\p{N}_%-]+$/u)
      expect(nameOfFile(file)).toBe(name)
    }),
  )
})

type Step =
  | { do: 'add' | 'put'; id: string; text: string }
  | { do: 'get'; id: string }
  | { do: 'list'; cut: string }
  | { do: 'all' | 'cuts' }

const ids = fc.constantFrom('d1/a', 'd1/b', 'd1/c', 'd2/a', 'd2/a/b', 'plain', '村/一')
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('add', 'put'), id: ids, text: fc.string({ unit: 'binary' }) }),
  fc.record({ do: fc.constant('get'), id: ids }),
  fc.record({ do: fc.constant('list'), cut: fc.constantFrom('d1', 'd2', 'all', 'none') }),
  fc.record({ do: fc.constantFrom('all', 'cuts') }),
)

async function perform(shelf: Shelf<Note>, one: Step): Promise<unknown> {
  if (one.do === 'add') return shelf.add(note(one.id, one.text))
  if (one.do === 'put') return shelf.put(note(one.id, one.text))
  if (one.do === 'get') return shelf.get(one.id)
  if (one.do === 'list') return shelf.list(one.cut)
  if (one.do === 'cuts') return shelf.cuts()
  // Across cuts a disk knows the order of names only.
  return (await shelf.list()).sort((a, b) =>
    cutOf(a.id) < cutOf(b.id) ? -1 : cutOf(a.id) > cutOf(b.id) ? 1 : 0,
  )
}

test('behaves as the shelf without a disk, whatever is done, with little memory and over openings', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { maxLength: 12 }), { maxLength: 4 }), async (runs) => {
      const folder = await newFolder()
      const model = memoryShelf<Note>()
      for (const steps of runs) {
        const store = await openStore(folder, realDisk, 40)
        const shelf = store.shelf('notes', noteSchema)
        for (const one of steps) expect(await perform(shelf, one)).toEqual(await perform(model, one))
        await store.close()
      }
    }),
    { numRuns: 60 },
  )
})

test('writes at the same time end as if they had come one after another', async () => {
  const write = fc.record({ do: fc.constantFrom('add' as const, 'put' as const), id: ids, text: fc.string() })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(write, { maxLength: 15 }), { maxLength: 4 }), async (bursts) => {
      const store = await openStore(await newFolder(), realDisk, 40)
      const shelf = store.shelf('notes', noteSchema)
      const model = memoryShelf<Note>()
      for (const burst of bursts) {
        const answers = await Promise.all(burst.map((one) => perform(shelf, one)))
        const expected: unknown[] = []
        for (const one of burst) expected.push(await perform(model, one))
        expect(answers).toEqual(expected)
      }
      expect(await perform(shelf, { do: 'all' })).toEqual(await perform(model, { do: 'all' }))
      await store.close()
    }),
    { numRuns: 60 },
  )
})
