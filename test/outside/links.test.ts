import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLinks } from '../../src/outside/links.ts'

let server: Server
let base: string
const asked: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    const { url = '', method = '' } = request
    asked.push(`${method} ${url}`)
    if (url === '/slow') return
    if (url === '/moved') return void response.writeHead(302, { location: '/here' }).end()
    if (url === '/round') return void response.writeHead(302, { location: '/round' }).end()
    if (url === '/get-only') return void response.writeHead(method === 'HEAD' ? 404 : 200).end('好')
    const status = Number(url.slice(1)) || 200
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test.each([
  ['/here', 'alive'],
  ['/moved', 'alive'],
  ['/get-only', 'alive'],
  ['/404', 'dead'],
  ['/410', 'dead'],
  ['/403', 'unknown'],
  ['/500', 'unknown'],
  ['/round', 'unknown'],
  ['/slow', 'unknown'],
])('%s is %s', async (path, state) => {
  const links = openLinks({ allowPrivate: ['127.0.0.1'], millis: 600 })
  expect(await links.look(base + path)).toBe(state)
  await links.close()
})

test('an address of the inner network is not asked, a network that is down says nothing', async () => {
  const links = openLinks({ millis: 600 })
  asked.length = 0
  expect(await links.look(`${base}/here`)).toBe('inner')
  expect(await links.look('http://192.168.1.1/')).toBe('inner')
  expect(await links.look('https://user:pass@example.test/')).toBe('unknown')
  expect(asked).toEqual([])
  await links.close()
  const down = openLinks({ allowPrivate: ['127.0.0.1:9'], millis: 600 })
  expect(await down.look('http://127.0.0.1:9/')).toBe('unknown')
  await down.close()
})
