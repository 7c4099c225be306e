import type { Clock } from '../src/clock.ts'
import { openWeixinServer } from '../src/sim/weixin.ts'
import type { Keys } from './keys.ts'

/** The simulated public account and its client know each other by these. */
export const ACCOUNT = { appId: 'wxdemo', secret: 'demo-secret' }

/** The simulated account, on the port of last time where that is free: links to published articles name it. */
export async function openAccount(parts: { folder: string; clock: Clock; keys: Keys }) {
  const { keys, ...setup } = parts
  const before = Number((await keys.get('account-port')) ?? 0)
  const open = (port: number) => openWeixinServer({ ...setup, ...ACCOUNT, port })
  const account = await open(before).catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE') return open(0)
    throw thrown
  })
  await keys.put('account-port', new URL(account.url).port)
  // Whoever looks at the demo need not wait for a second question, minutes later.
  account.faults.polls = 0
  return account
}
