import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import { Fault } from '../src/fault.ts'
import { type Case, caseSchema, scoreCases } from '../src/reading/cases.ts'
import { explainLines } from '../src/reading/explain.ts'
import { lineOf } from '../src/reading/line.ts'
import type { Known } from '../src/reading/places.ts'
import { readAll } from '../src/reading/read.ts'
import type { ReadingContext } from '../src/reading/reading.ts'

const inputSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string(),
  sent_at: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T\d{2}:\d{2}/)
    .exactOptional(),
  from: z.string().exactOptional(),
  village: z.string().exactOptional(),
})

export interface ReadOptions {
  input: Readable
  output: Writable
  errors: Writable
  /** Villages and bodies of the town file. */
  places?: Known[]
  /** Prints why, for people, in place of JSON. */
  explain?: boolean
  /** A file of corrected cases (JSON lines, or a month of `data/…/cases`): the reader is scored on them and nothing is read from `input`. */
  cases?: string
}

/** `zhenxun read`: JSON lines in, JSON lines out (design.md). Returns the number of lines that could not be read. */
export async function readCommand(options: ReadOptions): Promise<number> {
  if (options.cases !== undefined) return score(options.cases, options)
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

function answer(line: string, { places, explain }: ReadOptions): string {
  const input = parse(line, inputSchema)
  const context: ReadingContext = {
    ...(input.sent_at === undefined ? {} : { sentAt: input.sent_at }),
    ...(input.village === undefined ? {} : { village: input.village }),
    ...(places ? { places } : {}),
  }
  const readings = readAll(input.text, context)
  if (explain) return [`# ${input.id}`, ...readings.flatMap((r) => explainLines(input.text, r))].join('\n')
  const [first] = readings
  if (!first) throw new Fault('read/empty', '没有读出任何内容，请把这一行发给管理员。')
  return JSON.stringify(lineOf(input.id, first))
}

const WANTS: Record<string, string> = {
  id: '“id”要有，写文字或数字',
  text: '“text”要有，写消息原文',
  sent_at: '“sent_at”要写成 2025-03-05T15:20 的样子（北京时间）',
}

/** Throws Fault `read/bad-line` for what is no JSON or lacks a field. */
function parse<T>(line: string, schema: z.ZodType<T>): T {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (cause) {
    throw new Fault('read/bad-line', '不是一个完整的 JSON 对象，已跳过，请检查引号和逗号。', { cause })
  }
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const field = result.error.issues[0]?.path.join('.') || '整行'
  throw new Fault('read/bad-line', `${WANTS[field] ?? `“${field}”的写法不对`}，已跳过。`)
}

/** Scores the reader on the office's own corrected cases. */
async function score(file: string, { output, errors, places = [] }: ReadOptions): Promise<number> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Fault('read/no-file', `打不开样例文件 ${file}，请检查路径。`, { cause })
  })
  const cases: Case[] = []
  let bad = 0
  for (const [i, line] of text.split('\n').entries()) {
    // A file of the shelf `cases` is the same lines between brackets, with commas.
    const record = line.trim().replace(/,$/, '')
    if (['', '[', ']'].includes(record)) continue
    try {
      cases.push(parse(record, caseSchema))
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      bad += 1
      await write(errors, `第 ${i + 1} 行：${thrown.say}\n`)
    }
  }
  const { fields, differences } = scoreCases(cases, places)
  await write(output, `样例 ${cases.length} 条\n`)
  for (const f of fields) {
    const rate = f.of === 0 ? '—' : `${Math.round((1000 * f.right) / f.of) / 10}%`
    await write(output, `${f.name}  对 ${f.right} / ${f.of}（${rate}），无中生有 ${f.invented}\n`)
  }
  for (const line of differences) await write(output, `  ${line}\n`)
  return bad
}

/** Waits when the reader of our output is slower than we are, so that memory stays flat. */
async function write(stream: Writable, text: string): Promise<void> {
  if (stream.write(text)) return
  await new Promise<void>((resolve) => stream.once('drain', resolve))
}
