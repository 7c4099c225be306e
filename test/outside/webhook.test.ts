import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWebhook } from '../../src/outside/webhook.ts'

/** A receiver over real HTTP, as 企业微信's robot is: it answers 200 also when it refuses. */
let server: Server
let url: string
let got: { path: string | undefined; type: string | undefined; body: string }[]
let answer: { status: number; body: string; headers?: Record<string, string>; never?: true }

beforeEach(async () => {
  got = []
  answer = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' }
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      got.push({ path: request.url, type: request.headers['content-type'], body })
      if (answer.never) return
      response.writeHead(answer.status, answer.headers).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/cgi-bin/webhook/send?key=SECRET-KEY`
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

test('one POST, in the form that a 企业微信 robot takes', async () => {
  await openWebhook({ url })('微信已退出登录。')
  expect(got).toHaveLength(1)
  expect(got[0]?.path).toBe('/cgi-bin/webhook/send?key=SECRET-KEY')
  expect(got[0]?.type).toBe('application/json; charset=utf-8')
  expect(JSON.parse(got[0]?.body ?? '')).toEqual({ msgtype: 'text', text: { content: '微信已退出登录。' } })
})

test('a receiver that answers in its own way is fine', async () => {
  answer = { status: 204, body: '' }
  await openWebhook({ url })('好')
  answer = { status: 200, body: 'ok' }
  await openWebhook({ url })('好')
  expect(got).toHaveLength(2)
})

test('a text longer than is taken ends at a whole character', async () => {
  await openWebhook({ url })(`a${'镇'.repeat(1000)}`)
  const { content } = JSON.parse(got[0]?.body ?? '').text
  expect(new TextEncoder().encode(content).length).toBeLessThanOrEqual(2048)
  expect(content).toMatch(/^a镇{600,}…$/)
})

test.each([
  ['a refusal under HTTP 200', { status: 200, body: '{"errcode":93000,"errmsg":"invalid"}' }, 'key 不对'],
  ['too often', { status: 200, body: '{"errcode":45009}' }, '太频繁'],
  ['an unknown code', { status: 200, body: '{"errcode":-1}' }, 'errcode -1'],
  ['an error page', { status: 502, body: '<html>' }, 'HTTP 502'],
  ['a redirect', { status: 302, body: '', headers: { location: 'https://example.com/' } }, '连不上'],
  ['silence', { status: 200, body: '', never: true as const }, '等了太久'],
])('%s is a fault with its reason, and without the key', async (_, given, why) => {
  answer = given
  const thrown = await openWebhook({ url, timeoutMs: 300 })('好').catch((error: unknown) => error)
  expect(thrown).toMatchObject({ code: 'webhook/failed', say: expect.stringContaining(why) })
  expect(JSON.stringify([thrown, String(thrown), thrown instanceof Error && thrown.stack])).not.toContain(
    'SECRET',
  )
})

test('nobody there: the fault says so', async () => {
  const gone = openWebhook({ url: 'http://127.0.0.1:9/send?key=SECRET-KEY' })('好')
  await expect(gone).rejects.toMatchObject({ say: expect.stringContaining('连不上') })
})
