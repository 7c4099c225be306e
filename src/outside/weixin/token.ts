import { z } from 'zod'
import { type Clock, millisOf } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import { call, type Wire } from './call.ts'

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number() })

/** A token lives at least 300 s when it is handed out: it is fetched anew a minute before its end. */
const MARGIN_MS = 60_000

export interface Tokens {
  /** The token in force; one request at a time asks for a new one. */
  get(): Promise<string>
  /** The platform no longer takes this one. */
  drop(token: string): void
}

/** stable_token: the same token for everybody who asks while it is valid, so several processes do not kill each other's. */
export function openTokens(wire: Wire, appId: string, secret: string, clock: Clock): Tokens {
  let held: { token: string; until: number } | undefined
  let asking: Promise<string> | undefined

  async function ask(): Promise<string> {
    const body = { grant_type: 'client_credential', appid: appId, secret }
    const answer = await call(wire, { path: '/cgi-bin/stable_token', body, write: false }, tokenSchema)
    held = { token: answer.access_token, until: millisOf(clock.now()) + answer.expires_in * 1000 - MARGIN_MS }
    return answer.access_token
  }

  return {
    async get() {
      if (held && millisOf(clock.now()) < held.until) return held.token
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    drop(token) {
      if (held?.token === token) held = undefined
    },
  }
}

/** Runs the request with a token; a dead token is fetched anew once, then the Fault stands. */
export async function withToken<T>(tokens: Tokens, run: (token: string) => Promise<T>): Promise<T> {
  const token = await tokens.get()
  try {
    return await run(token)
  } catch (thrown) {
    if (!(thrown instanceof Fault && thrown.code === 'press/token')) throw thrown
    tokens.drop(token)
    return run(await tokens.get())
  }
}
