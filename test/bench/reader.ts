import { readFileSync } from 'node:fs'
import recognizers from '@microsoft/recognizers-text-suite'
import * as chrono from 'chrono-node'
import { readAll } from '../../src/reading/read.ts'

export const name = '识读：条/秒（处理器时间；同一批消息，同一次运行，轮流跑）'

interface Sample {
  text: string
  sent_at?: string
}

function samples(): Sample[] {
  const file = new URL('../reading/own/open.jsonl', import.meta.url)
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): Sample => JSON.parse(line))
}

const TURNS = 5
/** The reader runs all day: what counts is its rate once the engine has compiled what is used. */
const WARM_UP = 4
const TURN = 0.5

/**
 * Messages a second of each reader, in turns so that all have the same machine; the middle of the turns counts. Seconds of
 * processor time: what else runs on the machine changes little.
 */
function rates(messages: Sample[], readers: ((sample: Sample) => void)[]): number[] {
  for (const read of readers) rate(messages, read, WARM_UP)
  const turns = Array.from({ length: TURNS }, () => readers.map((read) => rate(messages, read, TURN)))
  return readers.map((_, i) => {
    const sorted = turns.map((turn) => turn[i] ?? 0).sort((a, b) => a - b)
    return sorted[Math.floor(TURNS / 2)] ?? 0
  })
}

function rate(messages: Sample[], read: (sample: Sample) => void, least: number): number {
  const start = process.cpuUsage()
  let done = 0
  for (;;) {
    for (const one of messages) read(one)
    done += messages.length
    const { user, system } = process.cpuUsage(start)
    const seconds = (user + system) / 1e6
    if (seconds >= least) return Math.round(done / seconds)
  }
}

/** The reader with all its fields, beside libraries that read dates (chrono) or dates and numbers (recognizers). */
export async function run(print: (line: string) => void): Promise<void> {
  const messages = samples()
  const { Culture, recognizeDateTime, recognizeNumber } = recognizers
  const [reader = 0, dates = 0, both = 0] = rates(messages, [
    (m) => readAll(m.text, m.sent_at ? { sentAt: m.sent_at } : {}),
    (m) => chrono.zh.parse(m.text, new Date('2026-06-10T16:20:00+08:00')),
    (m) => {
      recognizeDateTime(m.text, Culture.Chinese)
      recognizeNumber(m.text, Culture.Chinese)
    },
  ])
  print(`镇讯识读（全部字段）         ${reader}`)
  print(`chrono-node（只读日期）      ${dates}`)
  print(`recognizers-text（日期、数字）${both}`)
  print(`镇讯 ÷ recognizers-text = ${Math.round((10 * reader) / both) / 10}`)
}
