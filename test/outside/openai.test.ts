import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openModel } from '../../src/outside/openai.ts'

let server: Server
let asked: { url: string | undefined; key: string | undefined; body: unknown }[]
let answer: { status: number; body: string }

beforeEach(async () => {
  asked = []
  server = createServer(async (request, response) => {
    const { url, headers } = request
    asked.push({ url, key: headers.authorization, body: JSON.parse(await text(request)) })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

function model(prices?: { input: number; output: number }) {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return openModel({
    baseUrl: `http://127.0.0.1:${port}/v1`,
    key: 'k-1',
    model: 'm-1',
    timeoutMs: 5_000,
    prices,
  })
}

const said = (content: string) => JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] })
const ask = { system: '规则', user: '原话', schema: { type: 'object' } }

test('asks any service of that form once, with the schema, and takes its JSON', async () => {
  answer = { status: 200, body: said('{"topic":"义务植树"}') }
  expect(await model().complete(ask)).toEqual({ topic: '义务植树' })
  expect(asked).toMatchObject([
    {
      url: '/v1/chat/completions',
      key: 'Bearer k-1',
      body: { model: 'm-1', messages: [{ content: '规则' }, { content: '原话' }] },
    },
  ])
})

test.each([
  ['over quota', 429, '{"error":{"message":"quota"}}'],
  ['down', 500, 'oops'],
  ['a wrong key', 401, '{"error":{"message":"bad key"}}'],
  ['no JSON in the answer', 200, said('好的，没问题')],
])('%s is a Fault with a sentence, and it is not asked again', async (_what, status, body) => {
  answer = { status, body }
  await expect(model().complete(ask)).rejects.toMatchObject({ code: expect.stringMatching(/^model\//) })
  expect(asked).toHaveLength(1)
})

test('says what the answer cost, priced when prices are set', async () => {
  const usage = { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500 }
  answer = { status: 200, body: JSON.stringify({ ...JSON.parse(said('{}')), usage }) }
  const spent: unknown[] = []
  await model().complete({ ...ask, spent: (one) => spent.push(one) })
  await model({ input: 0.002, output: 0.006 }).complete({ ...ask, spent: (one) => spent.push(one) })
  expect(spent).toEqual([{ tokens: 1500 }, { tokens: 1500, cost: 0.005 }])
})
