import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { Fault } from '../fault.ts'
import { COUNTED_STATES, type RowState, STATE_WORDS } from '../ledger/row.ts'
import { CATEGORIES, type Category } from '../reading/category.ts'
import { fieldOf, REGISTER_NAMES, type RegisterName, registerOf } from '../register/kinds.ts'
import { type Basis, COUNTS, type Where } from './basis.ts'
import { MANNERS } from './spoken.ts'

const STATES = new Map<string, RowState>(
  Object.keys(STATE_WORDS)
    .filter((key): key is RowState => key in STATE_WORDS)
    .map((key) => [STATE_WORDS[key], key]),
)
const CATEGORY_WORDS = new Map<string, Category>(
  Object.keys(CATEGORIES)
    .filter((key): key is Category => key in CATEGORIES)
    .map((key) => [CATEGORIES[key], key]),
)
const REGISTER_WORDS = new Map<string, RegisterName>(
  REGISTER_NAMES.map((key) => [registerOf(key).label, key]),
)

/** A word of a fixed list -> what it stands for; the fault says which words there are. */
function oneOf<V>(table: Map<string, V>) {
  return z.string().transform((word, context) => {
    const found = table.get(word)
    if (found !== undefined) return found
    context.addIssue({
      code: 'custom',
      message: `“${word}”不认识，可以写：${[...table.keys()].join('、')}`,
    })
    return z.NEVER
  })
}

const word = z.union([z.string(), z.number(), z.boolean()]).transform((value) => {
  if (typeof value === 'boolean') return value ? '是' : '否'
  return String(value)
})
const words = z.union([word.transform((one) => [one]), z.array(word).min(1)])
const categories = z.union([
  oneOf(CATEGORY_WORDS).transform((one) => [one]),
  z.array(oneOf(CATEGORY_WORDS)).min(1),
])

const yes = oneOf(
  new Map([
    ['是', true],
    ['否', false],
  ]),
)

const whereFile = z.strictObject({
  类别: categories.exactOptional(),
  组织: words.exactOptional(),
  村: words.exactOptional(),
  字样: words.exactOptional(),
  不含: words.exactOptional(),
  数量单位: z.string().exactOptional(),
  数量字样: words.exactOptional(),
  名册: oneOf(REGISTER_WORDS).exactOptional(),
  名册条件: z.record(z.string(), words).exactOptional(),
  日期: z.string().exactOptional(),
  求和: z.string().exactOptional(),
  不同: z.string().exactOptional(),
  起止: z.string().exactOptional(),
  栏目: words.exactOptional(),
  本镇工作: yes.exactOptional(),
  版块: words.exactOptional(),
})

const figureFile = z.strictObject({
  名称: z.string().min(1),
  章: z.string().min(1),
  计: oneOf(new Map(Object.entries(COUNTS))),
  单位: z.string(),
  条件: whereFile.default({}),
  状态: z.array(oneOf(STATES)).min(1).exactOptional(),
  联合活动: oneOf(
    new Map<string, 'once' | 'each'>([
      ['计一次', 'once'],
      ['各计一次', 'each'],
    ]),
  ).default('once'),
  说法: oneOf(new Map(Object.entries(MANNERS))).default('exact'),
  余字: z.enum(['余', '多']).default('余'),
  分项: z.array(z.string()).default([]),
  说明: z.string().exactOptional(),
})
type FigureFile = z.infer<typeof figureFile>

/**
 * Reads figures.yaml, a list of figures. Fault `annual/basis`: its sentence names every fault with its line,
 * “第 14 行：…”.
 */
export function readBasis(yaml: string): Basis[] {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines })
  const faults: { line: number; say: string }[] = document.errors.map((error) => ({
    line: error.linePos?.[0].line ?? 1,
    say: '这里的写法不合 YAML 格式，请检查缩进、冒号和引号。',
  }))
  const lineOf = (path: PropertyKey[]): number => lineAt(document, lines, path)
  const list: unknown = document.errors.length > 0 ? [] : document.toJS()
  if (!Array.isArray(list)) faults.push({ line: 1, say: '应当是一份清单，每条以“- 名称:”开头。' })
  const read = (Array.isArray(list) ? list : []).map((one: unknown, n) => {
    const parsed = figureFile.safeParse(one)
    if (parsed.success) return basisOf(parsed.data, lineOf([n]))
    for (const issue of parsed.error.issues) {
      faults.push({ line: lineOf([n, ...issue.path]), say: sayIssue(issue, one) })
    }
    return undefined
  })
  const bases = read.filter((basis) => basis !== undefined)
  faults.push(...crossFaults(bases, read.length === bases.length))
  if (faults.length > 0) {
    const said = faults.sort((a, b) => a.line - b.line).map(({ line, say }) => `第 ${line} 行：${say}`)
    throw new Fault('annual/basis', `口径文件 figures.yaml 有 ${said.length} 处要改。\n${said.join('\n')}`)
  }
  return bases
}

function lineAt(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return lines.linePos(Number(node.range[0])).line
    }
  }
  return 1
}

function sayIssue(issue: z.core.$ZodIssue, figure: unknown): string {
  const name =
    typeof figure === 'object' && figure !== null && '名称' in figure ? `“${figure.名称}”` : '这一条'
  const field = issue.path.map(String).join('·')
  if (issue.code === 'unrecognized_keys') return `${name}里有不认识的项：${issue.keys.join('、')}。`
  if (issue.code === 'custom') return `${name}的“${field}”：${issue.message}。`
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat().find((one) => one.code === 'custom')
    return `${name}的“${field}”：${inner?.message ?? '写法不对'}。`
  }
  if (issue.code === 'invalid_type' && isAbsent(figure, issue.path)) return `${name}缺少“${field}”。`
  return `${name}的“${field}”写法不对。`
}

function isAbsent(figure: unknown, path: PropertyKey[]): boolean {
  let held: unknown = figure
  for (const key of path) {
    if (typeof held !== 'object' || held === null) return true
    held = Reflect.get(held, key)
  }
  return held === undefined || held === null
}

function basisOf(file: FigureFile, line: number): Basis {
  return {
    name: file.名称,
    chapter: file.章,
    unit: file.单位,
    count: file.计,
    where: whereOf(file.条件),
    states: file.状态 ?? [...COUNTED_STATES],
    joint: file.联合活动,
    spoken: file.说法,
    word: file.余字,
    parts: file.分项,
    ...(file.说明 ? { note: file.说明 } : {}),
    line,
  }
}

function whereOf(file: FigureFile['条件']): Where {
  const register = file.名册
  const key = (label: string): string =>
    label === '年龄' ? 'age' : ((register && fieldOf(register, label)?.key) ?? label)
  return {
    ...(file.类别 && { categories: file.类别 }),
    ...(file.组织 && { organizers: file.组织 }),
    ...(file.村 && { villages: file.村 }),
    ...(file.字样 && { words: file.字样 }),
    ...(file.不含 && { without: file.不含 }),
    ...(file.数量单位 && { quantityUnit: file.数量单位 }),
    ...(file.数量字样 && { quantityWords: file.数量字样 }),
    ...(register && { register }),
    ...(file.名册条件 && {
      fields: Object.entries(file.名册条件).map(([label, wanted]) => ({ key: key(label), wanted })),
    }),
    ...(file.日期 && { when: key(file.日期) }),
    ...(file.求和 && { sum: key(file.求和) }),
    ...(file.不同 && { distinct: key(file.不同) }),
    ...(file.起止 && { range: key(file.起止) }),
    ...(file.栏目 && { columns: file.栏目 }),
    ...(file.本镇工作 !== undefined && { own: file.本镇工作 }),
    ...(file.版块 && { sections: file.版块 }),
  }
}

/** What is wrong between figures, or between a figure and its register. */
function crossFaults(bases: Basis[], whole: boolean): { line: number; say: string }[] {
  const names = new Map<string, Basis>()
  const faults: { line: number; say: string }[] = []
  for (const basis of bases) {
    const blame = (say: string): unknown => faults.push({ line: basis.line, say: `“${basis.name}”${say}` })
    const earlier = names.get(basis.name)
    if (earlier) blame(`与第 ${earlier.line} 行重名，请换一个名称。`)
    names.set(basis.name, basis)
    if (basis.count === 'register' && !basis.where.register) blame('计的是名册，条件里还要写明是哪本“名册”。')
    if (basis.count === 'quantity' && !basis.where.quantityUnit) blame('计的是数量，条件里还要写“数量单位”。')
    if (basis.count === 'share' && basis.parts.length !== 2) blame('是占比，“分项”要写两个：先部分，后全体。')
    if (basis.count === 'sum' && basis.parts.length === 0) blame('是合计，要写“分项”。')
    for (const key of strangeFields(basis)) blame(`用到的“${key}”在名册里没有这一栏。`)
  }
  if (!whole) return faults
  for (const basis of bases) {
    for (const part of basis.parts.filter((one) => !names.has(one))) {
      faults.push({ line: basis.line, say: `“${basis.name}”的分项“${part}”不是已有的数据。` })
    }
    if (reaches(basis, basis.name, names)) {
      faults.push({ line: basis.line, say: `“${basis.name}”的分项绕回到了自己。` })
    }
  }
  return faults
}

function strangeFields({ where }: Basis): string[] {
  const { register } = where
  if (!register) return []
  const used = [
    ...(where.fields ?? []).map((one) => one.key),
    where.when,
    where.sum,
    where.distinct,
    where.range,
  ]
  return used.filter((key) => key !== undefined && key !== 'age' && !fieldOf(register, key)).map(String)
}

function reaches(from: Basis, name: string, names: Map<string, Basis>, seen = new Set<string>()): boolean {
  return from.parts.some((part) => {
    if (part === name) return true
    const next = names.get(part)
    if (!next || seen.has(part)) return false
    seen.add(part)
    return reaches(next, name, names, seen)
  })
}
