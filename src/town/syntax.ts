import type { YAMLError } from 'yaml'

export interface LineFault {
  line: number
  say: string
}

const SENTENCES: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: '同一项写了两次，请合并成一项。',
  TAB_AS_INDENT: '行首用了制表符（Tab），请改成空格。',
  BAD_INDENT: '行首的空格数与上下行对不齐。',
  BLOCK_AS_IMPLICIT_KEY: '这一行有两个冒号，或上一行没有写完；内容里有冒号时请加引号。',
}

/** The parser's errors, one to a line, as a clerk would look for them. */
export function syntaxFaults(text: string, errors: { code: YAMLError['code']; line: number }[]): LineFault[] {
  const lines = text.split('\n')
  const faults = new Map<number, string>()
  for (const { code, line } of errors) {
    // The parser often stumbles some lines after the slip: a quote that is not closed shows at the end of the file.
    const slip = code === 'DUPLICATE_KEY' ? undefined : slipBefore(lines, line)
    const fault = slip ?? { line, say: SENTENCES[code] ?? '格式不对：请检查冒号、引号和行首的空格。' }
    if (!faults.has(fault.line)) faults.set(fault.line, fault.say)
  }
  return [...faults].map(([line, say]) => ({ line, say }))
}

/** The nearest line, from the error upwards, with a slip that clerks make. */
function slipBefore(lines: string[], errorLine: number): LineFault | undefined {
  for (let line = errorLine; line >= 1; line -= 1) {
    const say = slipIn(lines[line - 1] ?? '')
    if (say !== undefined) return { line, say }
  }
  return undefined
}

function slipIn(line: string): string | undefined {
  const words = line.replace(/(^|\s)#.*$/, '')
  const key = /^\s*(?:- +)?([^\s:：'"[{]+)(.*)$/.exec(words)
  if (/^ *\t/.test(words)) return '行首用了制表符（Tab），请改成空格。'
  if (key && /^ *：/.test(key[2] ?? '')) return `“${key[1]}”后面用了全角冒号，请改成半角“:”，后面空一格。`
  if (key && /^:[^\s/]/.test(key[2] ?? '')) return `“${key[1]}”的冒号后面要空一格。`
  if (/^\s*-[^\s-]/.test(words)) return '“-”后面要空一格。'
  if (countOf(words, '[') !== countOf(words, ']')) return '方括号 [ ] 没有成对。'
  if (countOf(words, '{') !== countOf(words, '}')) return '花括号 { } 没有成对。'
  if (countOf(words, '"') % 2 === 1 || countOf(words, "'") % 2 === 1) return '引号没有成对。'
  return undefined
}

function countOf(text: string, sign: string): number {
  return text.split(sign).length - 1
}
