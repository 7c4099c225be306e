import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { examine } from '../../bots/doctor.ts'
import { readSettings } from '../../bots/settings.ts'
import { openStore } from '../../src/outside/lowdb.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhenxun-doctor-'))
})
afterEach(async () => {
  delete process.env.ZHENXUN_ALERT_URL
  await rm(folder, { recursive: true, force: true })
})

const look = async () => {
  const findings = await examine({ data: folder, town: 'bots/no-such-town.yaml', port: '0' })
  return findings.map(({ state, say }) => `${state} ${say}`)
}

test('a damaged file of any shelf is found, though no shelf had been opened; sound ones stay untouched', async () => {
  const store = await openStore(folder)
  await store.close()
  const line = { id: '2026-03-06/a', to: { group: '甲' }, text: 'a', at: '2026-03-06T08:00:00.000+08:00' }
  const cut = JSON.stringify([{ ...line, state: 'saying', tries: 1 }])
  for (const shelf of ['outbox', 'slots', 'ledger']) await mkdir(join(folder, shelf), { recursive: true })
  await writeFile(join(folder, 'outbox', '2026-03-06.json'), cut)
  await writeFile(join(folder, 'slots', '2026-03-06.json'), '[{"id": "2026-03-06/dig')
  const findings = await look()
  expect(findings.filter((one) => one.includes('已损坏'))).toEqual([
    expect.stringMatching(/^留意 数据文件 slots\/2026-03-06\.json 已损坏/),
  ])
  expect(await readFile(join(folder, 'outbox', '2026-03-06.json'), 'utf8')).toBe(cut)
  expect(await readdir(join(folder, 'ledger'))).toEqual([])
})

test('a sound folder is called sound', async () => {
  await (await openStore(folder)).close()
  expect(await look()).toContainEqual(expect.stringMatching(/^正常 数据文件夹 .*没有损坏/))
})

test('says how to set an alarm when there is none, and tries it when there is one', async () => {
  expect(await look()).toContainEqual(expect.stringMatching(/^留意 没有设置告警.*ZHENXUN_ALERT_URL_FILE/))
  const bodies: string[] = []
  let status = 200
  const server = createServer((request, response) => {
    request.on('data', (chunk) => bodies.push(String(chunk)))
    request.on('end', () => response.writeHead(status).end('{"errcode":0}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  process.env.ZHENXUN_ALERT_URL = `http://127.0.0.1:${port}/send?key=SECRET-KEY`
  expect(await look()).toContainEqual(expect.stringMatching(/^正常 告警：已送出一条测试消息/))
  expect(bodies.join()).toContain('测试消息')
  status = 404
  const findings = await look()
  expect(findings).toContainEqual(expect.stringMatching(/^要改 告警没有送到：对方回答 HTTP 404/))
  expect(findings.join()).not.toContain('SECRET-KEY')
  server.close()
})

test('the address of the alarm may lie in a file; a faulty one is not repeated', async () => {
  await writeFile(join(folder, 'url'), 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k\n')
  expect(readSettings({ ZHENXUN_ALERT_URL_FILE: join(folder, 'url') }).alertUrl).toMatch(/key=k$/)
  expect(() => readSettings({ ZHENXUN_ALERT_URL: 'SECRET-KEY' })).toThrow(/不是网址/)
  expect(() => readSettings({ ZHENXUN_ALERT_URL: 'SECRET-KEY' })).not.toThrow(/SECRET/)
})
