import { z } from 'zod'
import { Fault } from '../fault.ts'

/** Bytes of a text that 企业微信's group robots take (developer.work.weixin.qq.com, 群机器人配置说明). */
const MOST_BYTES = 2048
/** What 企业微信 answers, also with HTTP 200; other receivers may answer what they like. */
const answerSchema = z.object({ errcode: z.number() })
const HINTS: Record<number, string> = {
  45009: '发得太频繁',
  93000: '地址里的 key 不对，机器人可能已被删除',
}

/**
 * A second way to the operator: one JSON POST, in the form of 企业微信's group robots, which others understand as well.
 * The address is the whole secret: it stands in no sentence. Fault `webhook/failed`.
 */
export function openWebhook({ url, timeoutMs = 10_000 }: { url: string; timeoutMs?: number }) {
  return async (text: string): Promise<void> => {
    const body = JSON.stringify({ msgtype: 'text', text: { content: cut(text) } })
    const { ok, status, said } = await post(url, body, timeoutMs)
    if (!ok) throw failed(`对方回答 HTTP ${status}`)
    const code = answerSchema.safeParse(jsonOf(said))
    if (code.success && code.data.errcode !== 0) {
      throw failed(HINTS[code.data.errcode] ?? `对方回答 errcode ${code.data.errcode}`)
    }
  }
}

/** Redirects are not followed: the text would go to a stranger. */
async function post(url: string, body: string, timeoutMs: number) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { ok: answer.ok, status: answer.status, said: await answer.text() }
  } catch (thrown) {
    throw failed(reasonOf(thrown))
  }
}

/** Without the original error, which may quote the address. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '连不上'
  if (thrown.name === 'TimeoutError') return '等了太久没有回答'
  const { cause } = thrown
  return cause instanceof Error && 'code' in cause ? `连不上（${String(cause.code)}）` : '连不上'
}

function failed(why: string): Fault {
  return new Fault(
    'webhook/failed',
    `告警没有送到：${why}。请核对 ZHENXUN_ALERT_URL，运行 zhenxun doctor 可以再试。`,
  )
}

/** undefined: no JSON, as receivers other than 企业微信 answer. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** As much as is taken, never half of a character. */
function cut(text: string): string {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= MOST_BYTES) return text
  const whole = new TextDecoder().decode(bytes.slice(0, MOST_BYTES - 3))
  return `${whole.replace(/\uFFFD+$/, '')}…`
}
