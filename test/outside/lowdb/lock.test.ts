import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { Fault } from '../../../src/fault.ts'
import { openStore } from '../../../src/outside/lowdb.ts'
import { newFolder } from './folder.ts'

const hold = fileURLToPath(new URL('hold.ts', import.meta.url))

/** Another process that opens the folder; resolves to its first word. */
async function holder(folder: string): Promise<{ child: ChildProcess; word: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', hold, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const word = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (data) => resolve(String(data).trim())),
  )
  return { child, word }
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))

async function faultOf(opening: Promise<unknown>): Promise<Fault> {
  const thrown = await opening.catch((one: unknown) => one)
  if (thrown instanceof Fault) return thrown
  throw new Error('no fault')
}

test('a folder in use by another process is refused by its pid; after kill -9 it is taken over', async () => {
  const folder = await newFolder()
  const { child, word } = await holder(folder)
  expect(word).toBe('open')
  const fault = await faultOf(openStore(folder))
  expect(fault.code).toBe('store/in-use')
  expect(fault.say).toMatch(new RegExp(`进程号 ${child.pid}，20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d 启动`))
  child.kill('SIGKILL')
  await ended(child)
  const store = await openStore(folder)
  await store.close()
})

test('a folder given back in order is free', async () => {
  const folder = await newFolder()
  const { child } = await holder(folder)
  child.stdin?.end()
  await ended(child)
  await (await openStore(folder)).close()
})

test('the same process does not open a folder twice', async () => {
  const folder = await newFolder()
  const store = await openStore(folder)
  expect((await faultOf(openStore(join(folder, '..', 'data')))).code).toBe('store/in-use')
  await store.close()
  await (await openStore(folder)).close()
})

test.each([
  ['cannot be read', '{'],
  ['is empty', ''],
  [
    'has the pid of this very process, which an earlier life had',
    JSON.stringify({ pid: process.pid, since: '?' }),
  ],
  [
    'has the pid of a live process that was born later',
    JSON.stringify({ pid: process.ppid, since: '?', born: 'x:1' }),
  ],
])('a lock that %s is taken over', async (_, content) => {
  const folder = await newFolder()
  await mkdir(folder)
  await writeFile(join(folder, '.lock'), content)
  await (await openStore(folder)).close()
})

test('of many that start at once over a stale lock, one gets the folder', async () => {
  const folder = await newFolder()
  await mkdir(folder)
  await writeFile(
    join(folder, '.lock'),
    JSON.stringify({ pid: 2 ** 22 + 1, since: '2025-03-05T08:00:00.000+08:00' }),
  )
  const words = (await Promise.all([1, 2, 3, 4].map(() => holder(folder)))).map((one) => one.word)
  expect(words.sort()).toEqual(['open', 'store/in-use', 'store/in-use', 'store/in-use'])
})
