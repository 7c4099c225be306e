import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml'
import type { z } from 'zod'
import { Fault } from '../fault.ts'
import { issueSentences } from './sentences.ts'
import { type LineFault, syntaxFaults } from './syntax.ts'
import { wordsIn } from './values.ts'

export type Path = (string | number)[]

/** The town file while it is read: values by path, and the faults found so far, each with its line. */
export interface Sheet {
  fault(path: Path, say: string): void
  lineOf(path: Path): number
  has(path: Path): boolean
  /** The value at the path in the given form; undefined when it is faulty (noted then). */
  take<T>(path: Path, form: z.ZodType<T>): T | undefined
  /** The sound items of the list of this name; what is faulty is noted, as is the lack of a list that is needed. */
  items<T>(name: string, form: z.ZodType<T>, need: 'needed' | 'may lack'): T[]
  /** The items of the list as typed, sound or not; a list that is none has none. */
  rows(name: string): Row[]
  row(path: Path): Row
  /** Throws Fault `town/faulty` when anything was noted. */
  done(): void
}

/** A few lines of the file as typed. */
export interface Row {
  path: Path
  has(key: string): boolean
  /** Empty when there is none. */
  text(key: string): string
  words(key: string): string[]
}

/** Reads YAML; all scalars stay text (`failsafe`), so that 口令: 012 or 时间: 8:00 is what the clerk typed. */
export function openSheet(yaml: string, values: Record<string, string>): Sheet {
  const { text, faults } = fillPlaceholders(yaml, values)
  const unfilled = new Set(faults.map((one) => one.line))
  const counter = new LineCounter()
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: counter, logLevel: 'error' })
  const lineAt = (offset: number) => counter.linePos(offset).line
  const errors = document.errors.map(({ code, pos }) => ({ code, line: lineAt(pos[0]) }))
  faults.push(...syntaxFaults(text, errors), ...aliasFaults(document, lineAt))
  // Where the lines themselves do not hold together, everything after would be guesswork.
  if (errors.some((one) => one.code !== 'DUPLICATE_KEY') || hasAlias(document)) fail(faults)
  const root = contentOf(document)
  const lineOf = (path: Path) => lineAt(offsetOf(document.contents, path))

  function fault(path: Path, say: string): void {
    const line = lineOf(path)
    // An address without its `${FEEDS}` is no address: that was told already.
    if (!unfilled.has(line)) faults.push({ line, say })
  }

  function take<T>(path: Path, form: z.ZodType<T>): T | undefined {
    const result = form.safeParse(valueAt(root, path), { reportInput: true })
    if (result.success) return result.data
    for (const issue of result.error.issues) {
      for (const { path: inner, say } of issueSentences(issue, path)) fault([...path, ...inner], say)
    }
    return undefined
  }

  function rowAt(path: Path): Row {
    const at = (key: string) => valueAt(root, [...path, key])
    return {
      path,
      has: (key) => at(key) !== undefined,
      text: (key) => textIn(at(key)),
      words: (key) => wordsIn(at(key)),
    }
  }

  return {
    fault,
    lineOf,
    has: (path) => valueAt(root, path) !== undefined,
    take,
    items(name, form, need) {
      const list = valueAt(root, [name])
      if (list === undefined || list === '') {
        if (need === 'needed') fault([name], `缺少“${name}”，请照 bots/town.sample.yaml 补上。`)
        return []
      }
      if (!Array.isArray(list)) {
        fault([name], `“${name}”下面应当是一个列表，每项前面加“- ”。`)
        return []
      }
      return list.flatMap((_, i) => take([name, i], form) ?? [])
    },
    rows(name) {
      const list = valueAt(root, [name])
      return Array.isArray(list) ? list.map((_, i) => rowAt([name, i])) : []
    },
    row: rowAt,
    done() {
      if (faults.length > 0) fail(faults)
    },
  }
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}

function fail(faults: LineFault[]): never {
  const lines = [...faults].sort((a, b) => a.line - b.line).map(({ line, say }) => `第 ${line} 行：${say}`)
  const list = [...new Set(lines)]
  throw new Fault('town/faulty', `本镇文件有 ${list.length} 处要改：\n${list.join('\n')}`)
}

/** `*name` would stand for another part of the file: no clerk means that. */
function aliasFaults(document: Document, lineAt: (offset: number) => number): LineFault[] {
  const faults: LineFault[] = []
  visit(document, {
    Alias(_, node) {
      faults.push({ line: lineAt(node.range?.[0] ?? 0), say: '内容以“*”开头时请加引号。' })
    },
  })
  return faults
}

function hasAlias(document: Document): boolean {
  return aliasFaults(document, () => 0).length > 0
}

/** `${名}` -> its value, line by line; a comment may name what it likes. */
function fillPlaceholders(
  yaml: string,
  values: Record<string, string>,
): { text: string; faults: LineFault[] } {
  const faults: LineFault[] = []
  const lines = yaml.split('\n').map((line, i) => {
    if (line.trimStart().startsWith('#')) return line
    return line.replaceAll(/\$\{([^}]*)\}/g, (whole, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      if (value === undefined) faults.push({ line: i + 1, say: `没有给出“${whole}”的值，请改成实际内容。` })
      return value ?? whole
    })
  })
  return { text: lines.join('\n'), faults }
}

/** The file's content as plain data. Fault `town/faulty` when there is none. */
function contentOf(document: Document): Record<string, unknown> {
  const content: unknown = document.toJS()
  if (isRecord(content)) return content
  if (content === null || content === '')
    fail([{ line: 1, say: '本镇文件是空的，请照 bots/town.sample.yaml 填写。' }])
  return fail([{ line: 1, say: '格式不对，应当是“名称: 内容”一行一行写，请照 bots/town.sample.yaml 填写。' }])
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
