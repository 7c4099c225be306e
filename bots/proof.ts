import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { parseWordings } from '../src/article/amiss.ts'
import { inFile, readArticleFile } from '../src/article/file.ts'
import { FINDING_KINDS, type Finding } from '../src/article/finding.ts'
import { proofArticle, type SourceRow } from '../src/article/proof.ts'
import { Fault } from '../src/fault.ts'
import { readPrompt } from '../src/outside/prompts.ts'
import { isCategory } from '../src/reading/category.ts'

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null)
const count = z
  .number()
  .nullish()
  .transform((value) => value ?? null)
const quantity = z
  .object({
    value: z.number(),
    unit: z.string().default(''),
    what: z.string().default(''),
    approx: z.boolean().optional(),
  })
  .transform(({ approx, ...rest }) => ({ ...rest, ...(approx ? { approx: true as const } : {}) }))
const fields = z.object({
  participants: z.number().nullable().exactOptional(),
  personTimes: z.number().nullable().exactOptional(),
  sessions: z.number().nullable().exactOptional(),
  date: z.string().nullable().exactOptional(),
  quantities: z.array(quantity).exactOptional(),
})
const entry = z.object({
  by: z.string().default(''),
  fields: fields.catch({}).default({}),
  was: fields.catch({}).default({}),
})
const rowSchema = z.object({
  number: z.union([z.string(), z.number()]).transform(String),
  state: z.string().default('received'),
  village: text,
  organizer: text,
  date: text,
  category: text,
  topic: text,
  location: text,
  participants: count,
  participants_approx: z.boolean().optional(),
  person_times: count,
  sessions: count,
  quantities: z
    .array(quantity)
    .nullish()
    .transform((value) => value ?? []),
  messages: z.array(z.unknown()).catch([]).default([]),
  words: z.array(z.string()).catch([]).default([]),
  entries: z
    .array(entry.catch({ by: '', fields: {}, was: {} }))
    .catch([])
    .default([]),
})
const rowsSchema = z.union([
  z.object({ rows: z.array(rowSchema) }),
  z.array(rowSchema).transform((rows) => ({ rows })),
])

/** `zhenxun proof ARTICLE.md --rows ROWS.json [--json]` (design.md): prints the findings; exit status 1 where review is barred, 2 where nothing could be proofread. */
export async function proofCommand(
  articleFile: string,
  options: { rows: string; json?: boolean },
): Promise<void> {
  try {
    await proofFiles(articleFile, options)
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    console.error(thrown.say)
    process.exitCode = 2
  }
}

async function proofFiles(articleFile: string, options: { rows: string; json?: boolean }): Promise<void> {
  const [text, rows] = [await read(articleFile, '推文'), await read(options.rows, '台账')]
  const findings = proofText(text, rowsOf(rows, options.rows))
  if (text.trim() === '')
    throw new Fault('proof/empty', `${articleFile} 里没有内容，请核对是不是选错了文件。`)
  console.log(options.json ? JSON.stringify({ findings }, null, 2) : spoken(findings))
  if (findings.length > 0) process.exitCode = 1
}

/** The findings of an article file against rows, each with its place in the file. */
export function proofText(text: string, rows: SourceRow[]): Finding[] {
  const file = readArticleFile(text)
  const article = {
    title: file.title.text,
    author: file.author.text,
    digest: file.digest.text,
    body: file.body.text,
    pictures: [],
    backing: [],
  }
  const wordings = parseWordings(readPrompt('article/用词.md'))
  const town = { name: '', villages: [], bodies: [], people: [] }
  // A file's pictures are files beside it or addresses: there is no picture column to compare with.
  return proofArticle(article, rows, town, wordings)
    .filter(({ kind }) => kind !== 'picture')
    .map((finding) => inFile(finding, file))
}

async function read(path: string, what: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new Fault('proof/no-file', `打不开${what}文件 ${path}，请核对文件名和位置。`, { cause })
  })
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    const say = `${what}文件 ${path} 不是 UTF-8 文本，请另存为 UTF-8 编码的纯文本再试。`
    throw new Fault('proof/not-text', say, { cause })
  }
}

/** Rows as `zhenxun play --json` prints them. Throws Fault `proof/rows`. */
export function rowsOf(json: string, path: string): SourceRow[] {
  const parsed = rowsSchema.safeParse(parse(json, path))
  if (!parsed.success) {
    throw new Fault('proof/rows', `${path} 不像 zhenxun play --json 的输出：里面要有 rows，每条要有 number。`)
  }
  return parsed.data.rows.map((row) => ({
    ...row,
    category: row.category !== null && isCategory(row.category) ? row.category : null,
    personTimes: row.person_times,
    participantsApprox: row.participants_approx ?? false,
    words: [...new Set([...row.words, ...row.messages.flatMap(wordsOf)])],
  }))
}

function parse(json: string, path: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new Fault('proof/rows', `${path} 不是完整的 JSON 文件，请重新用 zhenxun play --json 导出。`, {
      cause,
    })
  }
}

/** A message's own words, where the file carries them and not only its id. */
function wordsOf(message: unknown): string[] {
  if (typeof message === 'string') return /[一-龥]/.test(message) ? [message] : []
  const parsed = z.object({ text: z.string() }).safeParse(message)
  return parsed.success ? [parsed.data.text] : []
}

function spoken(findings: Finding[]): string {
  if (findings.length === 0) return '校对通过：数字、日期和名称都能在台账里找到。'
  const lines = findings.map(({ kind, say, span }) => `· ${FINDING_KINDS[kind]}（第 ${span[0]} 字）${say}`)
  return [`校对有 ${findings.length} 处要解决，暂不能送审：`, ...lines].join('\n')
}
