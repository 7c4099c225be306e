import { createHash, randomInt } from 'node:crypto'
import type { SimPublication } from './books.ts'

/** Where the account pushes what happens, as set in its console; `token` signs each push. */
export interface Callback {
  url: string
  token: string
}

/** The platform waits so long for an answer, and tries so often in all (公众平台接口文档 接收事件推送). */
const [PATIENCE_MS, TRIES] = [5000, 3]

/** PUBLISHJOBFINISH: how a publication ended, pushed to the callback address in plain mode. */
export async function pushFinished(
  one: SimPublication,
  { callback, base, now }: { callback: Callback; base: string; now: number },
): Promise<void> {
  const body = eventXml(one, base, now)
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      const answer = await fetch(signedAddress(callback, now), {
        method: 'POST',
        headers: { 'content-type': 'text/xml' },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      if (answer.ok) return
    } catch {
      // Not reached: tried again, as the platform does, then given up.
    }
  }
}

function signedAddress({ url, token }: Callback, now: number): URL {
  const [timestamp, nonce] = [String(Math.floor(now)), String(randomInt(1e9))]
  const address = new URL(url)
  const signature = signatureOf(token, timestamp, nonce)
  for (const [name, value] of Object.entries({ signature, timestamp, nonce })) {
    address.searchParams.set(name, value)
  }
  return address
}

/** SHA-1 of the three, sorted as text and joined. */
function signatureOf(token: string, timestamp: string, nonce: string): string {
  return createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex')
}

function eventXml(one: SimPublication, base: string, now: number): string {
  const done =
    one.status === 0
      ? `<article_id><![CDATA[${one.articleId}]]></article_id><article_detail><count>1</count><item><idx>1</idx><article_url><![CDATA[${base}/s/${one.articleId}]]></article_url></item></article_detail>`
      : one.status === 2 || one.status === 4
        ? '<fail_idx>1</fail_idx>'
        : ''
  return `<xml><ToUserName><![CDATA[gh_simulated]]></ToUserName><FromUserName><![CDATA[system]]></FromUserName><CreateTime>${Math.floor(now)}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[PUBLISHJOBFINISH]]></Event><PublishEventInfo><publish_id>${one.publishId}</publish_id><publish_status>${one.status}</publish_status>${done}</PublishEventInfo></xml>`
}
