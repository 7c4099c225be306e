import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Clock, dayOf, millisOf, systemClock } from '../clock.ts'
import { API, type PublishSettings, settle, takeFromBox } from './weixin/api.ts'
import { type Books, openBooks } from './weixin/books.ts'
import { errorOf } from './weixin/errors.ts'
import { articlePage, boxPage, draftPage, indexPage } from './weixin/pages.ts'
import { stableToken, tokenFault } from './weixin/tokens.ts'

/** How one call goes wrong. `drop`: the work is done, the answer never arrives; `cut`: the socket dies before the work. */
export type Trouble = 'drop' | 'cut' | 'slow' | 'garbage' | 'half' | 'html502' | 'empty' | number

export interface WeixinFaults extends PublishSettings {
  /** The next `times` calls of a path go wrong so; a number is an errcode answered instead of the work. */
  next(path: string, trouble: Trouble, times?: number): void
  /** Token calls and API calls are only let in from these addresses (40164 otherwise); absent: from anywhere. */
  allow?: string[]
  /** Milliseconds that a `slow` answer takes. */
  slowMs: number
  clear(): void
}

export interface WeixinServer {
  url: string
  faults: WeixinFaults
  /** How often each path was called, refused calls included. */
  calls: Record<string, number>
  /** What stands in the account, for tests. */
  books: Books
  close(): Promise<void>
}

/** The 公众号's server API (contract A) with its limits and its bad days, and its articles as pages. */
export async function openWeixinServer(options: {
  port?: number
  folder?: string
  account?: string
  appId?: string
  secret?: string
  clock?: Clock
}): Promise<WeixinServer> {
  const { account = '青石镇发布', appId = 'wxdemo', secret = 'demo-secret', clock = systemClock } = options
  const books = openBooks(options.folder)
  const faults = openFaults()
  const calls: Record<string, number> = {}
  const server = createServer((request, response) => {
    answer(request, response).catch((thrown: unknown) => {
      response.writeHead(500).end(String(thrown))
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`)
    const bytes = await bodyOf(request)
    if (!url.pathname.startsWith('/cgi-bin/')) return page(url.pathname, request.method ?? 'GET', response)
    calls[url.pathname] = (calls[url.pathname] ?? 0) + 1
    const trouble = faults.take(url.pathname)
    if (trouble === 'cut') return void request.socket.destroy()
    const said =
      typeof trouble === 'number' ? errorOf(trouble, messageOf(trouble)) : await work(request, url, bytes)
    if (trouble === 'drop') return void request.socket.destroy()
    await send(response, JSON.stringify(said), trouble, faults.slowMs)
  }

  async function work(request: IncomingMessage, url: URL, bytes: Buffer): Promise<object> {
    const now = millisOf(clock.now()) / 1000
    const address = (request.socket.remoteAddress ?? '').replace('::ffff:', '')
    if (faults.allow && !faults.allow.includes(address)) {
      return errorOf(40164, `invalid ip ${address} ipv6 ::ffff:${address}, not in whitelist`)
    }
    if (url.pathname === '/cgi-bin/stable_token') return token(jsonOf(bytes), now)
    const known = API[url.pathname]
    if (!known) return errorOf(43002, 'require POST method')
    const dead = tokenFault(books, url.searchParams.get('access_token'), now)
    if (dead) return errorOf(dead, messageOf(dead))
    if (request.method !== known.method) return errorOf(43002, `require ${known.method} method`)
    if (overQuota(url.pathname, known.quota)) return errorOf(45009, 'reach max api daily quota limit')
    const file = await fileOf(request, bytes)
    const json = file ? undefined : jsonOf(bytes)
    if (known.method === 'POST' && !file && bytes.length === 0) return errorOf(44002, 'empty post data')
    const base = `http://${request.headers.host ?? '127.0.0.1'}`
    return known.handler({ books, now, query: url.searchParams, json, file, base, settings: faults })
  }

  function token(json: unknown, now: number): object {
    const given = typeof json === 'object' && json !== null ? Object.entries(json) : []
    const field = (name: string) => given.find(([key]) => key === name)?.[1]
    if (field('grant_type') !== 'client_credential') return errorOf(40002, 'invalid grant_type')
    if (field('appid') !== appId) return errorOf(40013, 'invalid appid')
    if (field('secret') !== secret) return errorOf(40125, 'invalid appsecret')
    return stableToken(books, now, field('force_refresh') === true, dayOf(clock.now()))
  }

  /** Counters start anew at midnight in Beijing. */
  function overQuota(path: string, most: number): boolean {
    const { quota } = books.state
    const day = dayOf(clock.now())
    if (quota.day !== day) {
      quota.day = day
      quota.used = {}
    }
    quota.used[path] = (quota.used[path] ?? 0) + 1
    return (quota.used[path] ?? 0) > most
  }

  function page(path: string, method: string, response: ServerResponse): void {
    const [, room = '', id = ''] = path.split('/')
    if (method === 'POST' && room === 'box') {
      const now = millisOf(clock.now()) / 1000
      const taken = takeFromBox(books, id, now)
      if (taken) settle(books, taken, 0, now)
      books.save()
      response.writeHead(303, { location: taken ? `/s/${taken.articleId}` : '/box' }).end()
      return
    }
    const picture = room === 'mmbiz' ? books.picture(id) : undefined
    if (picture) {
      response
        .writeHead(200, { 'content-type': picture.type, 'cache-control': 'max-age=86400' })
        .end(picture.bytes)
      return
    }
    const html =
      room === ''
        ? indexPage(books, account)
        : room === 'box'
          ? boxPage(books, account)
          : room === 's'
            ? articlePage(books, id, account)
            : room === 'draft'
              ? draftPage(books, id, account)
              : undefined
    response.writeHead(html ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
    response.end(html ?? '没有这个页面，可能已删除。')
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

function openFaults(): WeixinFaults & { take(path: string): Trouble | undefined } {
  const waiting = new Map<string, Trouble[]>()
  return {
    canPublish: true,
    polls: 1,
    outcome: 0,
    slowMs: 3000,
    next(path, trouble, times = 1) {
      waiting.set(path, [...(waiting.get(path) ?? []), ...Array<Trouble>(times).fill(trouble)])
    },
    take: (path) => waiting.get(path)?.shift(),
    clear: () => waiting.clear(),
  }
}

function messageOf(errcode: number): string {
  if (errcode === 40001) return 'invalid credential, access_token is invalid or not latest'
  if (errcode === 41001) return 'access_token missing'
  if (errcode === 42001) return 'access_token expired'
  if (errcode === 45009) return 'reach max api daily quota limit'
  if (errcode === 48001) return 'api unauthorized'
  if (errcode === -1) return 'system error'
  return 'refused'
}

async function send(
  response: ServerResponse,
  text: string,
  trouble: Trouble | undefined,
  slowMs: number,
): Promise<void> {
  if (trouble === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs))
  if (trouble === 'html502') return void response.writeHead(502).end('<html><h1>502 Bad Gateway</h1></html>')
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
  if (trouble === 'garbage') return void response.end('\u0000<<not json>>')
  if (trouble === 'empty') return void response.end('')
  response.end(trouble === 'half' ? text.slice(0, Math.floor(text.length / 2)) : text)
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** `\uXXXX` in the body is shown to the reader as it stands: JSON must be sent as raw UTF-8. */
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/\\u([0-9a-fA-F]{4})/g, '\\\\u$1'))
  } catch {
    return undefined
  }
}

async function fileOf(request: IncomingMessage, bytes: Buffer) {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return undefined
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const media = form.get('media')
  if (media === null || typeof media === 'string') return undefined
  return { name: media.name, bytes: new Uint8Array(await media.arrayBuffer()) }
}
