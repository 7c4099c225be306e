import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { violations } from './directions.ts'

let house: string

beforeEach(async () => {
  house = await mkdtemp(join(tmpdir(), 'zhenxun-house-'))
  await symlink(join(process.cwd(), 'node_modules'), join(house, 'node_modules'))
  await write('src/desk/desk.ts', 'export const desk = 1\n')
  await write('src/outside/lowdb.ts', "import { Low } from 'lowdb'\nexport const low = Low\n")
})

afterEach(() => rm(house, { recursive: true, force: true }))

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(house, path, '..'), { recursive: true })
  await writeFile(join(house, path), text)
}

test.each([
  ['an npm tool', "import { Low } from 'lowdb'\nexport const x = Low\n", 'inside-uses-pure-packages-only'],
  [
    'the file system',
    "import { readFile } from 'node:fs'\nexport const x = readFile\n",
    'inside-uses-no-builtin-but-hashing',
  ],
  [
    'an adapter',
    "import { low } from '../outside/lowdb.ts'\nexport const x = low\n",
    'inside-knows-no-world',
  ],
  [
    'a type of the desk',
    "import type { desk } from '../desk/desk.ts'\nexport type X = typeof desk\n",
    'inside-knows-no-world',
  ],
])('a ledger that imports %s is found', async (_what, text, rule) => {
  await write('src/ledger/bad.ts', text)
  expect(await violations(['src'], 3, house)).toEqual([expect.stringContaining(rule)])
})

test('a ledger that hashes and parses with a schema is in order', async () => {
  await write(
    'src/ledger/good.ts',
    "import { createHash } from 'node:crypto'\nimport { z } from 'zod'\nexport const x = [createHash, z]\n",
  )
  expect(await violations(['src'], 3, house)).toEqual([])
})

test('the waist does not look up to the rooms above it', async () => {
  await write('src/intake/intake.ts', 'export const intake = 1\n')
  await write('src/ledger/up.ts', "import { intake } from '../intake/intake.ts'\nexport const x = intake\n")
  expect(await violations(['src'], 3, house)).toEqual([expect.stringContaining('no-way-back')])
})

test('a check that reads no module is an error, not a pass', async () => {
  await rm(join(house, 'src'), { recursive: true })
  await mkdir(join(house, 'src'))
  await expect(violations(['src'], 1, house)).rejects.toThrow('检查无效')
})
