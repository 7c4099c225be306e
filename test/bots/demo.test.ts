import type { ChildProcess } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Started, started } from './started.ts'

let folder: string
let running: ChildProcess | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhenxun-demo-'))
})

afterEach(() => running?.kill('SIGKILL'))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function start(port: string, until: RegExp): Promise<Started> {
  const command = await started(['demo', '--data', join(folder, 'data'), '--port', port], until)
  running = command.child
  return command
}

const addressIn = (output: string) => /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? ''

test('the township opens, stops at Ctrl-C, and opens again where it was', async () => {
  const first = await start('0', /按 Ctrl-C 停下/)
  expect(first.output()).toMatch(/口令都是 yanshi-\d{4}/)
  expect((await fetch(`${addressIn(first.output())}/signin`)).status).toBe(200)
  running?.kill('SIGINT')
  expect(await first.ended).toBe(0)

  const second = await start('0', /按 Ctrl-C 停下/)
  expect(second.output()).not.toContain('第一次启动')
  expect(/yanshi-\d{4}/.exec(second.output())?.[0]).toBe(/yanshi-\d{4}/.exec(first.output())?.[0])
  running?.kill('SIGINT')
  await second.ended
}, 60_000)

test('a damaged data file is set aside and the township still opens', async () => {
  const home = join(folder, 'data', 'ledger')
  const file = (await readdir(home)).find((name) => name.endsWith('.json')) ?? ''
  await writeFile(join(home, file), '[{"id": "2026-')
  const { output, ended } = await start('0', /按 Ctrl-C 停下/)
  expect(output()).toContain('已经开张')
  expect(await readdir(home)).toContainEqual(expect.stringContaining('damaged'))
  running?.kill('SIGINT')
  await ended
}, 60_000)

test('a port in use gives a sentence and leaves the data free', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  const { output, ended } = await start(port, /已被别的程序占用/)
  expect(output()).toMatch(/端口 \d+ 已被别的程序占用.*换一个端口/)
  expect(await ended).toBe(1)
  other.close()
}, 60_000)
