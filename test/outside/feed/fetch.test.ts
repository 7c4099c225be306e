import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { Fault } from '../../../src/fault.ts'
import { openFeed } from '../../../src/outside/feed/feed.ts'
import { isPrivate } from '../../../src/outside/feed/guard.ts'

const NOW = '2026-06-05T12:00:00.000+08:00'
const RSS = `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>源</title><item><title>好的一条</title><link>/1.html</link><pubDate>2026-06-05</pubDate></item></channel></rss>`
const LIMITS = { bytes: 1_000_000, millis: 1_500, redirects: 3 }

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A real server on this machine; its `host:port`. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

function reader(settings: Parameters<typeof openFeed>[0]) {
  const feed = openFeed({ limits: LIMITS, ...settings })
  closers.push(feed.close)
  return (url: string) => feed.fetch({ name: '源', url, section: '时政要闻' }, NOW)
}

async function faultOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    expect(thrown.say).toMatch(/[一-龥].*。$/)
    return thrown.code
  }
  throw new Error('nothing was thrown')
}

/** Sends until the other side hangs up; resolves `closed` then. */
function endless(answer: ServerResponse, chunk: Buffer, pause: number): void {
  const timer = setInterval(() => answer.write(chunk), pause)
  answer.on('close', () => clearInterval(timer))
}

describe('a source over HTTP', () => {
  it('is read, its links made whole', async () => {
    const host = await serve((_q, answer) => answer.end(RSS))
    const page = await reader({ allowPrivate: [host] })(`http://${host}/rss.xml`)
    expect(page).toMatchObject({ charset: 'utf-8', title: '源' })
    expect(page.items.map((one) => one.link)).toEqual([`http://${host}/1.html`])
  })

  it('is asked whether it has changed, and answers 304', async () => {
    const asked: IncomingMessage['headers'][] = []
    const host = await serve((request, answer) => {
      asked.push(request.headers)
      if (request.headers['if-none-match'] === '"v1"') return answer.writeHead(304).end()
      answer.writeHead(200, { etag: '"v1"', 'last-modified': 'Fri, 05 Jun 2026 01:00:00 GMT' }).end(RSS)
    })
    const read = reader({ allowPrivate: [host] })
    const first = await read(`http://${host}/`)
    expect(await read(`http://${host}/`)).toEqual(first)
    expect(asked[0]?.['if-none-match']).toBeUndefined()
    expect(asked[1]).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Fri, 05 Jun 2026 01:00:00 GMT',
    })
  })

  it('of 50 MB is hung up on early', async () => {
    let sent = 0
    const chunk = Buffer.alloc(100_000, 'x')
    const host = await serve((_q, answer) => {
      const more = (): void => {
        while (sent < 50_000_000 && !answer.destroyed) {
          sent += chunk.length
          if (!answer.write(chunk)) return void answer.once('drain', more)
        }
      }
      more()
    })
    expect(await faultOf(reader({ allowPrivate: [host] })(`http://${host}/`))).toBe('feed/too-big')
    expect(sent).toBeLessThan(20_000_000)
  })

  it('that trickles and never ends is given up in time', async () => {
    const host = await serve((_q, answer) => endless(answer, Buffer.from(' '), 20))
    expect(await faultOf(reader({ allowPrivate: [host] })(`http://${host}/`))).toBe('feed/timeout')
  })

  it('that takes the call and says nothing is given up in time', async () => {
    const host = await serve(() => undefined)
    expect(await faultOf(reader({ allowPrivate: [host] })(`http://${host}/`))).toBe('feed/timeout')
  })

  it('that is a gzip bomb is stopped by its unpacked size', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '))
    expect(bomb.length).toBeLessThan(100_000)
    const host = await serve((_q, answer) => answer.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    expect(await faultOf(reader({ allowPrivate: [host] })(`http://${host}/`))).toBe('feed/too-big')
  })

  it('may be gzipped', async () => {
    const host = await serve((_q, answer) =>
      answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(RSS)),
    )
    expect((await reader({ allowPrivate: [host] })(`http://${host}/`)).items).toHaveLength(1)
  })

  it('that says it is gzipped and is not, that breaks off, that is not there', async () => {
    const host = await serve((request, answer) => {
      if (request.url === '/gzip') return answer.writeHead(200, { 'content-encoding': 'gzip' }).end(RSS)
      answer.writeHead(200, { 'content-length': '9999' })
      answer.write(RSS)
      setTimeout(() => answer.destroy(), 20)
    })
    const read = reader({ allowPrivate: ['127.0.0.1'] })
    expect(await faultOf(read(`http://${host}/gzip`))).toBe('feed/unreachable')
    expect(await faultOf(read(`http://${host}/breaks`))).toBe('feed/unreachable')
    expect(await faultOf(read('http://127.0.0.1:1/'))).toBe('feed/unreachable')
  })

  it.each([404, 403, 500, 418])('that answers %i says what to do', async (status) => {
    const host = await serve((_q, answer) => answer.writeHead(status).end())
    expect(await faultOf(reader({ allowPrivate: [host] })(`http://${host}/`))).toBe('feed/http')
  })

  it('may move three times, not for ever', async () => {
    const host = await serve((request, answer) => {
      const left = Number(request.url?.slice(1))
      if (left > 0) answer.writeHead(302, { location: `/${left - 1}` }).end()
      else answer.end(RSS)
    })
    const read = reader({ allowPrivate: [host] })
    expect((await read(`http://${host}/3`)).items).toHaveLength(1)
    expect(await faultOf(read(`http://${host}/4`))).toBe('feed/redirects')
  })
})

describe('addresses of our own network', () => {
  it('are refused by redirect, and nothing is asked there', async () => {
    let asked = 0
    const inner = await serve((_q, answer) => {
      asked += 1
      answer.end(RSS)
    })
    const port = inner.split(':')[1]
    const targets = [
      inner,
      `localhost:${port}`,
      `2130706433:${port}`,
      `127.1:${port}`,
      `[::1]:${port}`,
      '127.0.0.1',
      'localhost',
    ]
    const outer = await serve((request, answer) => {
      answer.writeHead(302, { location: `http://${targets[Number(request.url?.slice(1))]}/` }).end()
    })
    const read = reader({ allowPrivate: [outer] })
    for (const index of targets.keys()) {
      expect(await faultOf(read(`http://${outer}/${index}`)), targets[index]).toBe('feed/refused-address')
    }
    expect(asked).toBe(0)
  })

  it.each(['127.0.0.1', '10.1.2.3', '192.168.1.1', '::1', 'fe80::1'])(
    'are refused after DNS says %s',
    async (address) => {
      const lookup = (
        _host: string,
        _options: unknown,
        done: (e: null, list: { address: string; family: number }[]) => void,
      ) =>
        done(null, [
          { address: '93.184.216.34', family: 4 },
          { address, family: address.includes(':') ? 6 : 4 },
        ])
      expect(await faultOf(reader({ lookup })('http://feeds.invalid/rss.xml'))).toBe('feed/refused-address')
    },
  )

  it('are refused when DNS changes its mind between check and call', async () => {
    let calls = 0
    const lookup = (
      _host: string,
      _options: unknown,
      done: (e: null, list: { address: string; family: number }[]) => void,
    ) => {
      calls += 1
      done(null, [{ address: '127.0.0.1', family: 4 }])
    }
    expect(await faultOf(reader({ lookup })('http://rebind.invalid/'))).toBe('feed/refused-address')
    expect(calls).toBe(1)
  })

  it.each([
    ['ftp://e.invalid/', 'feed/bad-address'],
    ['file:///etc/passwd', 'feed/bad-address'],
    ['http://user:pass@e.invalid/', 'feed/bad-address'],
    ['not an address', 'feed/bad-address'],
    ['http://e.invalid:6379/', 'feed/refused-address'],
    ['http://0x7f.1/', 'feed/refused-address'],
    ['http://017700000001/', 'feed/refused-address'],
    ['http://[::ffff:127.0.0.1]/', 'feed/refused-address'],
    ['http://169.254.169.254/latest/meta-data/', 'feed/refused-address'],
    ['http://１２７．０．０．１/', 'feed/refused-address'],
  ])('%s is refused before anything is asked', async (address, code) => {
    expect(await faultOf(reader({})(address))).toBe(code)
  })

  const INSIDE =
    '0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::1 3fff::1 fc00::1 fd12:3456::1 fe80::1 febf::1 fec0::1 ff02::1 ff0e::1 localhost 127.1 2130706433'
  const OUTSIDE =
    '1.1.1.1 8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1 192.167.1.1 192.169.1.1 198.17.255.255 198.20.0.1 223.255.255.255 2400:3200::1 2606:4700:4700::1111 240e::1'
  it('are known, some sixty of them', () => {
    expect(INSIDE.split(' ').filter((one) => !isPrivate(one))).toEqual([])
    expect(OUTSIDE.split(' ').filter(isPrivate)).toEqual([])
  })
})
