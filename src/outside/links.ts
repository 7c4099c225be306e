import { type Dispatcher, fetch } from 'undici'
import type { LinkState, Links } from '../article/links.ts'
import { Fault } from '../fault.ts'
import { checkAddress, openDialers } from './feed/guard.ts'

interface LinkOptions {
  /** `host` or `host:port` of the office's own network that may be looked at. */
  allowPrivate?: string[]
  /** For one link, redirects and all. */
  millis?: number
}

const REDIRECTS = 5
const GONE = [404, 410]
/** The server will not say without a sign-in, or not now, or not to a program. */
const UNSAID = [401, 403, 405, 408, 425, 429, 451]

/** Looks whether a web page is there: HEAD, then GET where HEAD is not spoken; nothing of the page is read. */
export function openLinks({ allowPrivate = [], millis = 8_000 }: LinkOptions = {}): Links & {
  close(): Promise<void>
} {
  const dialers = openDialers()

  function dialerFor(url: URL): Dispatcher {
    if (allowPrivate.includes(url.host) || allowPrivate.includes(url.hostname)) return dialers.open
    checkAddress(url)
    return dialers.guarded
  }

  async function statusOf(address: string, method: 'HEAD' | 'GET', signal: AbortSignal): Promise<number> {
    let url = new URL(address)
    for (let hop = 0; hop <= REDIRECTS; hop += 1) {
      const headers = { 'user-agent': 'zhenxun/0.1 (link check)', accept: '*/*' }
      const answer = await fetch(url, {
        dispatcher: dialerFor(url),
        method,
        headers,
        redirect: 'manual',
        signal,
      })
      await answer.body?.cancel()
      const to = answer.headers.get('location')
      if (answer.status < 300 || answer.status >= 400 || !to) return answer.status
      url = new URL(to, url)
    }
    return 0
  }

  async function look(address: string): Promise<LinkState> {
    const signal = AbortSignal.timeout(millis)
    try {
      const first = await statusOf(address, 'HEAD', signal)
      const status = first >= 400 ? await statusOf(address, 'GET', signal) : first
      if (GONE.includes(status)) return 'dead'
      return status === 0 || status >= 500 || UNSAID.includes(status) ? 'unknown' : 'alive'
    } catch (thrown) {
      return isRefused(thrown) ? 'inner' : 'unknown'
    }
  }

  return { look, close: dialers.close }
}

/** The guard's own refusal, wherever the client wrapped it. */
function isRefused(thrown: unknown): boolean {
  for (let one = thrown; one instanceof Error; one = one.cause) {
    if (one instanceof Fault) return one.code === 'feed/refused-address'
  }
  return false
}
