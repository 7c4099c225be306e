import type { LookupFunction } from 'node:net'
import { type Dispatcher, fetch, type Response } from 'undici'
import { Fault } from '../../fault.ts'
import { checkAddress, openDialers } from './guard.ts'

export interface Limits {
  /** Of the unpacked document. */
  bytes: number
  /** For the whole of it: connecting, redirects and the last byte. */
  millis: number
  redirects: number
}

export const LIMITS: Limits = { bytes: 5_000_000, millis: 15_000, redirects: 3 }

export interface Fetched {
  bytes: Uint8Array
  contentType: string
  /** Where it was found in the end. */
  url: string
}

export interface Fetcher {
  /**
   * The document at the address; the last one again when the server says that it has not changed.
   * Throws Fault `feed/http`, `feed/too-big`, `feed/timeout`, `feed/refused-address`, `feed/bad-address`,
   * `feed/redirects`, `feed/unreachable`.
   */
  fetch(address: string): Promise<Fetched>
  close(): Promise<void>
}

interface Kept extends Fetched {
  etag: string | null
  modified: string | null
}

/** `allowPrivate`: `host` or `host:port` of the office's own network that may be read (the demo's feeds, an intranet). */
export function openFetcher({
  allowPrivate = [],
  limits = LIMITS,
  lookup,
}: {
  allowPrivate?: string[]
  limits?: Limits
  lookup?: LookupFunction
}): Fetcher {
  const dialers = openDialers(lookup ? { lookup } : {})
  const kept = new Map<string, Kept>()

  function dialerFor(url: URL): Dispatcher {
    if (allowPrivate.includes(url.host) || allowPrivate.includes(url.hostname)) return dialers.open
    checkAddress(url)
    return dialers.guarded
  }

  async function follow(
    address: string,
    before: Kept | undefined,
    signal: AbortSignal,
  ): Promise<[URL, Response]> {
    let url = addressOf(address)
    for (let hop = 0; hop <= limits.redirects; hop += 1) {
      const answer = await fetch(url, {
        dispatcher: dialerFor(url),
        headers: headersFor(before),
        redirect: 'manual',
        signal,
      })
      const to = answer.headers.get('location')
      if (![301, 302, 303, 307, 308].includes(answer.status) || !to) return [url, answer]
      await answer.body?.cancel()
      url = addressOf(to, url)
    }
    throw new Fault(
      'feed/redirects',
      '信源地址一再跳转，没有读到内容。请在浏览器里打开它，把最后停下的地址填进本镇文件。',
    )
  }

  async function get(address: string, signal: AbortSignal): Promise<Fetched> {
    const before = kept.get(address)
    const [url, answer] = await follow(address, before, signal)
    if (answer.status === 304 && before) return before
    if (!answer.ok) {
      await answer.body?.cancel()
      throw httpFault(answer.status)
    }
    const bytes = await readBody(answer, limits.bytes)
    const contentType = answer.headers.get('content-type') ?? ''
    const page: Kept = {
      bytes,
      contentType,
      url: url.href,
      etag: answer.headers.get('etag'),
      modified: answer.headers.get('last-modified'),
    }
    if (page.etag || page.modified) kept.set(address, page)
    return page
  }

  return {
    async fetch(address) {
      const signal = AbortSignal.timeout(limits.millis)
      try {
        return await get(address, signal)
      } catch (thrown) {
        throw faultOf(thrown, signal, limits)
      }
    },
    close: dialers.close,
  }
}

function addressOf(text: string, base?: URL): URL {
  if (URL.canParse(text, base?.href)) return new URL(text, base)
  throw new Fault('feed/bad-address', `“${text.slice(0, 80)}”不是完整的网址，请在本镇文件里改正。`)
}

function headersFor(before: Kept | undefined): Record<string, string> {
  return {
    'user-agent': 'zhenxun/0.1 (feed reader)',
    accept:
      'application/rss+xml, application/atom+xml, application/feed+json, application/xml, text/xml, text/html;q=0.8, */*;q=0.5',
    ...(before?.etag ? { 'if-none-match': before.etag } : {}),
    ...(before?.modified ? { 'if-modified-since': before.modified } : {}),
  }
}

/** Reads what the server sends, unpacked, and hangs up as soon as it is too much. */
async function readBody(answer: Response, most: number): Promise<Uint8Array> {
  if (!answer.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body) {
    size += chunk.byteLength
    if (size > most) throw tooBig(most)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export function tooBig(most: number): Fault {
  const size = Math.round(most / 1_000_000)
  return new Fault(
    'feed/too-big',
    `信源内容超过 ${size} MB，没有读完就停下了。订阅源一般只有几十 KB，请核对地址是否填成了别的文件。`,
  )
}

function httpFault(status: number): Fault {
  if (status === 404 || status === 410) {
    return new Fault('feed/http', `信源地址已不存在（${status}），请到该网站查新的订阅地址。`)
  }
  if (status === 401 || status === 403) {
    return new Fault('feed/http', `网站不让读取这个信源（${status}），请核对地址，或换一个信源。`)
  }
  if (status >= 500)
    return new Fault('feed/http', `信源网站自身出错（${status}），下次会再试，一般不用处理。`)
  return new Fault('feed/http', `信源网站没有给出内容（${status}），请在浏览器里打开地址核对。`)
}

/** undici wraps what went wrong a few layers deep; the sentence for a person is found or made here. */
function faultOf(thrown: unknown, signal: AbortSignal, limits: Limits): Fault {
  for (let one = thrown; one instanceof Error; one = one.cause) if (one instanceof Fault) return one
  if (signal.aborted) {
    return new Fault(
      'feed/timeout',
      `信源在 ${Math.ceil(limits.millis / 1000)} 秒内没有给完内容，这次先不等了，下次会再试。若天天如此，请换一个信源。`,
      { cause: thrown },
    )
  }
  return new Fault(
    'feed/unreachable',
    '连不上信源网站，或内容传到一半断了。请检查本机网络和地址，下次会再试。',
    { cause: thrown },
  )
}
