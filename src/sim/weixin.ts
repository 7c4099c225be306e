import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Clock, dayOf, millisOf, systemClock } from '../clock.ts'
import { API } from './weixin/api.ts'
import { bodyOf, fieldsOf, fileOf, jsonOf } from './weixin/body.ts'
import { type Books, openBooks, type SimPublication } from './weixin/books.ts'
import { errorOf, messageOf } from './weixin/errors.ts'
import { pushFinished } from './weixin/event.ts'
import { openFaults, send, type WeixinFaults } from './weixin/faults.ts'
import { settle, takeFromBox } from './weixin/freepublish.ts'
import { PAGES } from './weixin/pages.ts'
import { openQuotas, TOKEN_QUOTAS } from './weixin/quota.ts'
import { tokenCall, tokenFault } from './weixin/tokens.ts'

export type { Trouble } from './weixin/faults.ts'

/** The simulated account under way. */
export interface WeixinServer {
  url: string
  faults: WeixinFaults
  /** How often each path was called, refused calls included. */
  calls: Record<string, number>
  /** What stands in the account, for tests. */
  books: Books
  close(): Promise<void>
}

/** What readers know it by. */
const ACCOUNT = '青石镇发布'

/** The 公众号's server API (developers.weixin.qq.com/doc/subscription) with its limits and its bad days, and its articles as pages. */
export async function openWeixinServer(options: {
  port?: number
  folder?: string
  appId?: string
  secret?: string
  clock?: Clock
}): Promise<WeixinServer> {
  const { appId = 'wxdemo', secret = 'demo-secret', clock = systemClock } = options
  const books = openBooks(options.folder)
  const faults = openFaults()
  const quotas = openQuotas(books)
  const seconds = () => millisOf(clock.now()) / 1000
  const calls: Record<string, number> = {}
  const server = createServer((request, response) => {
    answer(request, response).catch((thrown: unknown) => {
      response.writeHead(500).end(String(thrown))
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`)
    const bytes = await bodyOf(request)
    if (!url.pathname.startsWith('/cgi-bin/')) return page(url, request.method ?? 'GET', response)
    calls[url.pathname] = (calls[url.pathname] ?? 0) + 1
    const trouble = faults.take(url.pathname)
    if (trouble === 'cut') return void request.socket.destroy()
    const said =
      typeof trouble === 'number' ? errorOf(trouble, messageOf(trouble)) : await work(request, url, bytes)
    if (trouble === 'drop') return void request.socket.destroy()
    await send(response, JSON.stringify(said), trouble, faults.slowMs)
  }

  async function work(request: IncomingMessage, url: URL, bytes: Buffer): Promise<object> {
    const [now, day] = [seconds(), dayOf(clock.now())]
    const address = (request.socket.remoteAddress ?? '').replace('::ffff:', '')
    if (faults.allow && !faults.allow.includes(address)) {
      return errorOf(40164, `invalid ip ${address} ipv6 ::ffff:${address}, not in whitelist`)
    }
    const most = TOKEN_QUOTAS[url.pathname]
    if (most) {
      if (quotas.over(url.pathname, most.day, day)) return errorOf(45009, messageOf(45009))
      if (quotas.tooFast(url.pathname, most.minute, now)) return errorOf(45011, messageOf(45011))
      const field = fieldsOf(url, url.pathname === '/cgi-bin/token' ? undefined : jsonOf(bytes))
      return tokenCall(books, url.pathname, { field, now, day, keys: { appId, secret } })
    }
    const dead = tokenFault(books, url.searchParams.get('access_token'), now)
    if (dead) return errorOf(dead, messageOf(dead))
    if (url.pathname === '/cgi-bin/clear_quota')
      return quotas.clear(fieldsOf(url, jsonOf(bytes))('appid'), appId, day)
    const known = API[url.pathname]
    if (!known || request.method !== known.method) {
      return errorOf(43002, `require ${known?.method ?? 'POST'} method`)
    }
    if (quotas.over(url.pathname, known.quota, day)) return errorOf(45009, messageOf(45009))
    const file = await fileOf(request, bytes)
    const json = file ? undefined : jsonOf(bytes)
    if (known.method === 'POST' && !file && bytes.length === 0) return errorOf(44002, 'empty post data')
    return known.handler({
      books,
      now,
      query: url.searchParams,
      json,
      file,
      base: url.origin,
      settings: faults,
      finished: (one) => finished(one, url.origin),
    })
  }

  /** A publication came to its end, whoever asked: the callback address hears of it. */
  function finished(one: SimPublication, base: string): void {
    const { callback } = faults
    if (callback) void pushFinished(one, { callback, base, now: seconds() })
  }

  function page(url: URL, method: string, response: ServerResponse): void {
    const [, room = '', id = ''] = url.pathname.split('/')
    if (method === 'POST' && room === 'box') {
      const to = pressedByHand(id, url.origin)
      response.writeHead(303, { location: to }).end()
      return
    }
    const picture = room === 'mmbiz' ? books.picture(id) : undefined
    if (picture) {
      const kind = { 'content-type': picture.type, 'cache-control': 'max-age=86400' }
      response.writeHead(200, kind).end(picture.bytes)
      return
    }
    const html = PAGES[room]?.(books, id, ACCOUNT)
    response.writeHead(html ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
    response.end(html ?? '没有这个页面，可能已删除。')
  }

  /** Somebody presses “publish” in the account's own draft box; the address to go to. */
  function pressedByHand(mediaId: string, base: string): string {
    const taken = takeFromBox(books, mediaId, seconds())
    if (taken) {
      settle(books, taken, 0, seconds())
      finished(taken, base)
    }
    books.save()
    return taken ? `/s/${taken.articleId}` : '/box'
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    calls,
    books,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
