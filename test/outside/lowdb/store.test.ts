import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openStore } from '../../../src/outside/lowdb.ts'

const schema = z.object({ id: z.string(), text: z.string() })

test('what was put stands there after a new opening, in the order of adding', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'))
  const first = await openStore(folder)
  const shelf = first.shelf('messages', schema)
  expect(await shelf.add({ id: '2025-03-05/b', text: '乙' })).toBe(true)
  await Promise.all([
    shelf.add({ id: '2025-03-05/a', text: '甲' }),
    shelf.put({ id: '2025-03-05/b', text: '乙二' }),
    shelf.add({ id: '2025-03-06/c', text: '丙' }),
  ])
  expect(await shelf.add({ id: '2025-03-05/a', text: '别的' })).toBe(false)
  await first.close()

  const second = await openStore(folder)
  const again = second.shelf('messages', schema)
  expect(await again.list('2025-03-05')).toEqual([
    { id: '2025-03-05/b', text: '乙二' },
    { id: '2025-03-05/a', text: '甲' },
  ])
  expect(await again.cuts()).toEqual(['2025-03-05', '2025-03-06'])
  expect((await again.list()).length).toBe(3)
  expect(await readdir(join(folder, 'messages'))).toEqual(['2025-03-05.json', '2025-03-06.json'])
  expect(JSON.parse(await readFile(join(folder, 'messages/2025-03-06.json'), 'utf8'))).toEqual([
    { id: '2025-03-06/c', text: '丙' },
  ])
  await second.close()
})
