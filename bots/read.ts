import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import { Fault } from '../src/fault.ts'
import { lineOf } from '../src/reading/line.ts'
import { readAll } from '../src/reading/read.ts'
import type { ReadingContext } from '../src/reading/reading.ts'

const inputSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string(),
  sent_at: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/)
    .exactOptional(),
  from: z.string().exactOptional(),
  village: z.string().exactOptional(),
})

export interface ReadOptions {
  input: Readable
  output: Writable
  errors: Writable
  /** Villages and bodies of the town file. */
  places?: ReadingContext['places']
}

/** `zhenxun read`: JSON lines in, JSON lines out (design.md). Returns the number of lines that could not be read. */
export async function readCommand(options: ReadOptions): Promise<number> {
  const lines = createInterface({ input: options.input, crlfDelay: Number.POSITIVE_INFINITY })
  let number = 0
  let bad = 0
  for await (const line of lines) {
    number += 1
    if (line.trim() === '') continue
    try {
      await write(options.output, `${answer(line, options)}\n`)
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      bad += 1
      await write(options.errors, `第 ${number} 行：${thrown.say}\n`)
    }
  }
  return bad
}

function answer(line: string, options: ReadOptions): string {
  const input = parse(line)
  const context: ReadingContext = {
    ...(input.sent_at === undefined ? {} : { sentAt: input.sent_at }),
    ...(input.village === undefined ? {} : { village: input.village }),
    ...(options.places ? { places: options.places } : {}),
  }
  const [first] = readAll(input.text, context)
  if (!first) throw new Fault('read/empty', '没有读出任何内容，请把这一行发给管理员。')
  return JSON.stringify(lineOf(input.id, first))
}

/** Throws Fault `read/bad-line` for what is no JSON or lacks a field. */
function parse(line: string): z.infer<typeof inputSchema> {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (cause) {
    throw new Fault('read/bad-line', '不是一个完整的 JSON 对象，已跳过，请检查引号和逗号。', { cause })
  }
  const result = inputSchema.safeParse(json)
  if (result.success) return result.data
  const field = result.error.issues[0]?.path.join('.') || '整行'
  const wants: Record<string, string> = {
    id: '“id”要有，写文字或数字',
    text: '“text”要有，写消息原文',
    sent_at: '“sent_at”要写成 2025-03-05T15:20 的样子（北京时间）',
  }
  throw new Fault('read/bad-line', `${wants[field] ?? `“${field}”的写法不对`}，已跳过。`)
}

/** Waits when the reader of our output is slower than we are, so that memory stays flat. */
async function write(stream: Writable, text: string): Promise<void> {
  if (stream.write(text)) return
  await new Promise<void>((resolve) => stream.once('drain', resolve))
}
