import type { Span } from './reading.ts'

/** The text with every span turned into `|`, code unit for code unit: no rule reads across a hole. */
export function masked(text: string, holes: Span[]): string {
  let out = ''
  let at = 0
  for (const [from, to] of [...holes].sort((a, b) => a[0] - b[0])) {
    if (to <= at || from >= text.length) continue
    const start = Math.max(from, at)
    const end = Math.min(to, text.length)
    out += text.slice(at, start) + '|'.repeat(end - start)
    at = end
  }
  return out + text.slice(at)
}
