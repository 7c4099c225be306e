import { millisOf, systemClock } from '../src/clock.ts'

/** 进度: how far long work is, at what pace and how long it may still take. */
export interface Progress {
  /** `where`: what is being worked on, in words. */
  at(done: number, where: string): void
  /** What it took, in a sentence. */
  sum(): string
}

const CELLS = 24
/** Milliseconds between two lines: on a terminal one line is drawn over; elsewhere each is a line of its own. */
const EVERY = { terminal: 200, elsewhere: 10_000 }

/** `total`: how much there is; `first`: how much was done before this run. */
export function openProgress(total: number, first: number, out: NodeJS.WriteStream): Progress {
  const began = millis()
  let shown = 0
  let last = first

  const pace = () => ((last - first) * 1000) / Math.max(1, millis() - began)

  return {
    at(done, where) {
      last = done
      const wait = out.isTTY ? EVERY.terminal : EVERY.elsewhere
      if (millis() - shown < wait && done < total) return
      shown = millis()
      const filled = Math.round((CELLS * done) / total)
      const bar = '█'.repeat(filled) + '░'.repeat(CELLS - filled)
      const left = pace() > 0 ? `，还要${spell((total - done) / pace())}` : ''
      const line = `${bar} ${where} ${done}/${total} 条，每秒 ${pace().toFixed(0)} 条${left}`
      out.write(out.isTTY ? `\r\x1b[K${line}` : `${line}\n`)
    },
    sum() {
      const seconds = (millis() - began) / 1000
      const memory = Math.round(process.resourceUsage().maxRSS / 1024)
      return `放完了：${last - first} 条用了${spell(seconds)}，每秒 ${pace().toFixed(0)} 条，内存最多 ${memory} MB。`
    },
  }
}

function millis(): number {
  return millisOf(systemClock.now())
}

function spell(seconds: number): string {
  const whole = Math.ceil(seconds)
  return whole < 60 ? ` ${whole} 秒` : ` ${Math.floor(whole / 60)} 分 ${whole % 60} 秒`
}
