import type { ServerResponse } from 'node:http'
import type { PublishSettings } from './call.ts'
import type { Callback } from './event.ts'

/** How one call goes wrong. `drop`: the work is done, the answer never arrives; `cut`: the socket dies before the work. */
export type Trouble = 'drop' | 'cut' | 'slow' | 'garbage' | 'half' | 'html502' | 'empty' | number

export interface WeixinFaults extends PublishSettings {
  /** The next `times` calls of a path go wrong so; a number is an errcode answered instead of the work. */
  next(path: string, trouble: Trouble, times?: number): void
  /** Token calls and API calls are only let in from these addresses (40164 otherwise); absent: from anywhere. */
  allow?: string[]
  /** Where finished publications are pushed to; absent: nowhere. */
  callback?: Callback
  /** Milliseconds that a `slow` answer takes. */
  slowMs: number
  clear(): void
}

/** A day without faults, until somebody orders one. */
export function openFaults(): WeixinFaults & { take(path: string): Trouble | undefined } {
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

/** The answer, spoilt as the trouble wants. */
export async function send(
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
