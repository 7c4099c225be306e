import { readFileSync } from 'node:fs'
import recognizers from '@microsoft/recognizers-text-suite'
import * as chrono from 'chrono-node'
import { readAll } from '../../src/reading/read.ts'

export const name = '识读：条/秒（同一批消息，同一次运行）'

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

/** Messages a second, after one round to warm up. */
function rate(messages: Sample[], read: (sample: Sample) => void, seconds: number): number {
  for (const one of messages) read(one)
  const start = performance.now()
  let done = 0
  while (performance.now() - start < seconds * 1000) {
    for (const one of messages) read(one)
    done += messages.length
  }
  return Math.round((done * 1000) / (performance.now() - start))
}

/** The reader with all its fields, beside libraries that read dates (chrono) or dates and numbers (recognizers). */
export async function run(print: (line: string) => void): Promise<void> {
  const messages = samples()
  const { Culture, recognizeDateTime, recognizeNumber } = recognizers
  const reader = rate(messages, (m) => readAll(m.text, m.sent_at ? { sentAt: m.sent_at } : {}), 3)
  const dates = rate(messages, (m) => chrono.zh.parse(m.text, new Date('2026-06-10T16:20:00+08:00')), 3)
  const both = rate(
    messages,
    (m) => {
      recognizeDateTime(m.text, Culture.Chinese)
      recognizeNumber(m.text, Culture.Chinese)
    },
    3,
  )
  print(`镇讯识读（全部字段）         ${reader}`)
  print(`chrono-node（只读日期）      ${dates}`)
  print(`recognizers-text（日期、数字）${both}`)
  print(`镇讯 ÷ recognizers-text = ${Math.round((10 * reader) / both) / 10}`)
}
