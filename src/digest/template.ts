import { Fault } from '../fault.ts'
import { sectionsOf } from '../sections.ts'

/** prompts/digest.md, understood: how the digest looks and what it takes in. */
export interface DigestTemplate {
  freshHours: number
  perSection: number
  /** Characters, links included. */
  longest: number
  workdays: number
  emptyDay: 'work' | 'none'
  /** What a model is asked to do. */
  summing: string
  /** The pieces of text, by the heading they stand under. */
  pieces: Record<Piece, string>
}

const PIECES = ['抬头', '栏目', '条目', '工作动态', '结尾', '请示'] as const
type Piece = (typeof PIECES)[number]
const SUMMING = '请模型做摘要'

/** Throws Fault `digest/template`, which names every heading or setting that is missing or wrong. */
export function readTemplate(markdown: string): DigestTemplate {
  const parts = sectionsOf(markdown)
  const wrong: string[] = [...PIECES, SUMMING]
    .filter((name) => !parts.get(name))
    .map((name) => `缺少“## ${name}”一节`)
  const settings = parts.get('设置') ?? ''
  const template: DigestTemplate = {
    freshHours: number('保鲜小时', 1, 240),
    perSection: number('每栏条数', 1, 20),
    longest: number('字数上限', 300, 2000),
    workdays: number('工作动态取几个工作日', 1, 10),
    emptyDay: word('空白日', { 只发工作动态: 'work', 不发: 'none' }),
    summing: parts.get(SUMMING) ?? '',
    pieces: {
      抬头: parts.get('抬头') ?? '',
      栏目: parts.get('栏目') ?? '',
      条目: parts.get('条目') ?? '',
      工作动态: parts.get('工作动态') ?? '',
      结尾: parts.get('结尾') ?? '',
      请示: parts.get('请示') ?? '',
    },
  }
  if (wrong.length > 0)
    throw new Fault('digest/template', `简报模板 prompts/digest.md：${wrong.join('；')}。`)
  return template

  function said(name: string): string {
    return new RegExp(`^[-*\\s]*${name}\\s*[：:]\\s*(.*?)\\s*$`, 'm').exec(settings)?.[1] ?? ''
  }

  function number(name: string, low: number, high: number): number {
    const value = Number(said(name).normalize('NFKC') || Number.NaN)
    if (Number.isInteger(value) && value >= low && value <= high) return value
    wrong.push(`“${name}”要写 ${low} 到 ${high} 之间的整数`)
    return low
  }

  function word<T extends string>(name: string, choices: Record<string, T>): T {
    const [fallback] = Object.values(choices)
    const chosen = choices[said(name)] ?? fallback
    if (!(said(name) in choices)) wrong.push(`“${name}”要写“${Object.keys(choices).join('”或“')}”`)
    if (chosen === undefined) throw new Fault('digest/template', `简报模板的“${name}”没有可选的写法。`)
    return chosen
  }
}

/** Puts the values into the braces of a piece; a line whose only value is empty is left out. */
export function fill(piece: string, values: Record<string, string | number>): string {
  return piece
    .split('\n')
    .filter((line) => !/^\{[^{}]+\}$/.test(line.trim()) || valueNamed(line.trim().slice(1, -1)) !== '')
    .map((line) => line.replace(/\{([^{}]+)\}/g, (_all, name: string) => valueNamed(name)))
    .join('\n')

  function valueNamed(name: string): string {
    const value = values[name]
    return value === undefined ? `{${name}}` : String(value)
  }
}
