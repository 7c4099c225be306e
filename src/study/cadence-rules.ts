import { Fault } from '../fault.ts'
import { CATEGORIES, CATEGORY_KEYS, type Category } from '../reading/category.ts'

export const PERIODS = ['月', '季度', '年'] as const
export type Period = (typeof PERIODS)[number]

/** One line of prompts/study-cadence.md: how often a branch should hold something, and by which rule. */
export interface CadenceRule {
  name: string
  period: Period
  /** null: 按需, counted but never owed. */
  times: number | null
  categories: Category[]
  /** A row counts when its topic has one of these; none: every row of the categories. */
  words: string[]
  /** The rule and where it stands. */
  source: string
}

export interface CadenceFile {
  rules: CadenceRule[]
  /** The reminder, with {姓名} {日期} {周期} {清单}. */
  reminder: string
}

/** Reads prompts/study-cadence.md. Fault `study/cadence` names every line that cannot be used. */
export function readCadence(markdown: string): CadenceFile {
  const [head = '', reminder = ''] = markdown.replaceAll('\r\n', '\n').split(/^## +提醒 *$/m)
  const lines = head.split('\n').filter((line) => line.trim().startsWith('|'))
  const wrong: string[] = []
  const rules = lines.slice(2).flatMap((line) => {
    const cells = line.trim().split('|').slice(1, -1)
    const read = readRule(cells.map((cell) => cell.trim()))
    if (typeof read !== 'string') return [read]
    wrong.push(`“${line.trim()}”：${read}`)
    return []
  })
  if (rules.length === 0) wrong.push('没有一行可用的规定')
  if (!reminder.includes('{清单}')) wrong.push('“## 提醒”一节要有 {清单}')
  if (wrong.length > 0)
    throw new Fault('study/cadence', `prompts/study-cadence.md 要改：${wrong.join('；')}。`)
  return { rules, reminder: reminder.trim() }
}

/** A rule, or what is wrong with the line. */
function readRule([name, period, times, categories, words, source]: string[]): CadenceRule | string {
  if (!name) return '缺少名称'
  const span = PERIODS.find((one) => one === period)
  if (!span) return `周期只能写 ${PERIODS.join('、')}`
  const count = times === '按需' ? null : Number(times?.normalize('NFKC') || Number.NaN)
  if (count !== null && !(Number.isInteger(count) && count > 0 && count < 60)) return '次数要写数字或“按需”'
  const kinds = split(categories).map(categoryOf)
  const known = kinds.filter((kind) => kind !== undefined)
  if (known.length === 0 || known.length < kinds.length) return '类别要写台账里的类别'
  if (!source) return '缺少依据'
  return { name, period: span, times: count, categories: known, words: split(words), source }
}

function split(cell: string | undefined): string[] {
  return (cell ?? '').split(/[、，,]/).filter((word) => word !== '')
}

function categoryOf(word: string): Category | undefined {
  return CATEGORY_KEYS.find((key) => CATEGORIES[key] === word)
}
