import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml'
import type { z } from 'zod'
import { Fault } from '../fault.ts'
import { issueSentences } from './sentences.ts'

export type Path = (string | number)[]

/** The town file while it is read: values by path, and the faults found so far, each with its line. */
export interface Sheet {
  fault(path: Path, say: string): void
  lineOf(path: Path): number
  /** The value at the path in the given form; undefined when it is faulty (noted then). */
  take<T>(path: Path, form: z.ZodType<T>): T | undefined
  /** The sound items of the list at the path, each with its own path; faulty ones are noted. */
  items<T>(path: Path, form: z.ZodType<T>, need: 'needed' | 'may lack'): { value: T; path: Path }[]
  /** Keys of the whole file that are none of these are noted. */
  onlyKeys(known: string[]): void
  /** Throws Fault `town/faulty` when anything was noted. */
  done(): void
}

/** Reads YAML; all scalars stay text (`failsafe`), so that 口令: 012 or 时间: 8:00 is what the clerk typed. */
export function openSheet(text: string, values: Record<string, string>): Sheet {
  const faults: { line: number; say: string }[] = []
  const counter = new LineCounter()
  const filled = fillPlaceholders(text, values, (line, say) => faults.push({ line, say }))
  const document = parseDocument(filled, { schema: 'failsafe', lineCounter: counter })
  const syntax = document.errors.filter((one) => one.code !== 'DUPLICATE_KEY')
  for (const error of document.errors) {
    faults.push({ line: counter.linePos(error.pos[0]).line, say: syntaxSentence(error) })
  }
  // Where the lines themselves do not hold together, everything after would be guesswork.
  if (syntax.length > 0) fail(faults)
  const root = contentOf(document)
  if (root === undefined) fail([{ line: 1, say: '本镇文件是空的，请照 bots/town.sample.yaml 填写。' }])

  const lineOf = (path: Path) => counter.linePos(offsetOf(document.contents, path)).line
  const fault = (path: Path, say: string) => faults.push({ line: lineOf(path), say })

  function take<T>(path: Path, form: z.ZodType<T>): T | undefined {
    const result = form.safeParse(valueAt(root, path), { reportInput: true })
    if (result.success) return result.data
    for (const issue of result.error.issues) {
      for (const { path: inner, say } of issueSentences(issue, path)) fault([...path, ...inner], say)
    }
    return undefined
  }

  return {
    fault,
    lineOf,
    take,
    items(path, form, need) {
      const list = valueAt(root, path)
      if (list === undefined || list === '') {
        if (need === 'needed') fault(path, `缺少“${path.join('·')}”，请照 bots/town.sample.yaml 补上。`)
        return []
      }
      if (!Array.isArray(list)) {
        fault(path, `“${path.join('·')}”下面应当是一个列表，每项前面加“- ”。`)
        return []
      }
      return list.flatMap((_, i) => {
        const value = take([...path, i], form)
        return value === undefined ? [] : [{ value, path: [...path, i] }]
      })
    },
    onlyKeys(known) {
      for (const key of Object.keys(root ?? {})) {
        if (!known.includes(key)) fault([key], `不认识“${key}”这一项，可用的是：${known.join('、')}。`)
      }
    },
    done() {
      if (faults.length > 0) fail(faults)
    },
  }
}

function fail(faults: { line: number; say: string }[]): never {
  const lines = [...faults].sort((a, b) => a.line - b.line).map(({ line, say }) => `第 ${line} 行：${say}`)
  const list = [...new Set(lines)]
  throw new Fault('town/faulty', `本镇文件有 ${list.length} 处要改：\n${list.join('\n')}`)
}

/** `${名}` -> its value, line by line; a comment may name what it likes. */
function fillPlaceholders(
  text: string,
  values: Record<string, string>,
  note: (line: number, say: string) => void,
): string {
  return text
    .split('\n')
    .map((line, i) => {
      if (line.trimStart().startsWith('#')) return line
      return line.replaceAll(/\$\{([^}]*)\}/g, (whole, name: string) => {
        const value = Object.hasOwn(values, name) ? values[name] : undefined
        if (value === undefined) note(i + 1, `没有给出“${whole}”的值，请改成实际内容。`)
        return value ?? whole
      })
    })
    .join('\n')
}

/** The file's content as plain data; undefined when there is none. */
function contentOf(document: ReturnType<typeof parseDocument>): Record<string, unknown> | undefined {
  const content: unknown = document.toJS()
  if (content === null || content === undefined || content === '') return undefined
  if (isRecord(content)) return content
  return fail([
    { line: 1, say: '本镇文件的格式不对，应当是“名称: 内容”一行一行写，请照 bots/town.sample.yaml 填写。' },
  ])
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)]
    else value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }
  return value
}

/** Where in the text the path begins, or as far along it as the text goes. */
function offsetOf(root: Node | null, path: Path): number {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((one) => isScalar(one.key) && one.key.value === step)
      if (!pair || !isScalar(pair.key)) break
      offset = pair.key.range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)]
      if (!isScalar(item) && !isMap(item) && !isSeq(item) && !isAlias(item)) break
      offset = item.range?.[0] ?? offset
      node = item
    } else break
  }
  return offset
}

const SYNTAX: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: '同一项写了两次，请合并成一项。',
  TAB_AS_INDENT: '行首用了制表符（Tab），请改成空格。',
  BAD_INDENT: '行首的空格数与上下行对不齐。',
  MISSING_CHAR: '缺少引号、括号或逗号，请检查是否成对。',
  BLOCK_AS_IMPLICIT_KEY: '这一行有两个冒号，或上一行没有写完；内容里有冒号时请加引号。',
  MULTILINE_IMPLICIT_KEY: '这一行缺少冒号（要用半角“:”，后面空一格），或上一行没有写完。',
}

function syntaxSentence(error: YAMLError): string {
  return SYNTAX[error.code] ?? '格式不对：请检查这一行的冒号（半角，后面空一格）、引号和行首空格。'
}
