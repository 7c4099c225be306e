import { Fault } from '../fault.ts'

/** A piece of a report template: words, a figure, examples from a figure's rows, words under a condition. */
export type Piece =
  | { kind: 'words'; text: string }
  | { kind: 'figure'; name: string; exact: boolean }
  | { kind: 'town' | 'year' | 'period' | 'asOf' }
  | { kind: 'villages'; name: string; most: number }
  | { kind: 'cases'; name: string; most: number }
  | { kind: 'when'; name: string; sign: string; bound: number; yes: Piece[]; no: Piece[] }
  | { kind: 'present' | 'running'; yes: Piece[]; no: Piece[] }

interface Mark {
  text: string
  line: number
}

/**
 * Reads report.md. Marks stand in double braces: `{{数据名}}`, `{{数据名 照实}}`, `{{镇}}`, `{{年}}`, `{{时段}}`,
 * `{{村例 数据名 3}}`, `{{事例 数据名 1}}`, `{{如果 数据名}}…{{否则}}…{{完}}`, `{{如果 数据名 >= 10}}…{{完}}`.
 * `{{如有}}…{{否则}}…{{完}}` stands only when every figure inside it has a source; `{{如未满}}…{{否则}}…{{完}}` only in a
 * year that still runs, and there `{{截至}}` is the day it is counted up to.
 * Fault `annual/template` names every fault with its line.
 */
export function readTemplate(markdown: string, names: Set<string>): Piece[] {
  const faults: string[] = []
  const tokens = tokensOf(markdown)
  const open: { mark: Mark; piece: Extract<Piece, { no: Piece[] }>; into: Piece[] }[] = []
  const pieces: Piece[] = []
  let into = pieces
  for (const token of tokens) {
    if ('words' in token) {
      into.push({ kind: 'words', text: token.words })
      continue
    }
    const word = token.text
    const last = open.at(-1)
    if (word === '否则' || word === '完') {
      if (!last) faults.push(`第 ${token.line} 行：“${word}”前面没有“如果”“如有”或“如未满”。`)
      else if (word === '否则') into = last.piece.no
      else into = open.pop()?.into ?? pieces
      continue
    }
    const piece = pieceOf(token, names, faults)
    if (!piece) continue
    into.push(piece)
    if ('no' in piece) {
      open.push({ mark: token, piece, into })
      into = piece.yes
    }
  }
  for (const { mark } of open) faults.push(`第 ${mark.line} 行：“{{${mark.text}}}”后面缺少“{{完}}”。`)
  if (faults.length > 0) {
    throw new Fault(
      'annual/template',
      `报告模板 report.md 有 ${faults.length} 处要改。\n${faults.join('\n')}`,
    )
  }
  return pieces
}

/** Comments are dropped, but keep their line breaks so that lines still count. */
function tokensOf(markdown: string): ({ words: string } | Mark)[] {
  const plain = markdown
    .replace(/\r\n?/g, '\n')
    .replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ''))
  let line = 1
  return plain.split(/(\{\{[^}]*\}\})/).map((chunk) => {
    const here = line
    line += chunk.split('\n').length - 1
    return /^\{\{/.test(chunk)
      ? { text: chunk.slice(2, -2).trim().replace(/\s+/g, ' '), line: here }
      : { words: chunk }
  })
}

const PLAIN: Record<string, 'town' | 'year' | 'period' | 'asOf'> = {
  镇: 'town',
  年: 'year',
  时段: 'period',
  截至: 'asOf',
}

function pieceOf(mark: Mark, names: Set<string>, faults: string[]): Piece | undefined {
  const [first = '', second = '', third = '', fourth = ''] = mark.text.split(' ')
  const plain = PLAIN[mark.text]
  if (plain) return { kind: plain }
  if (mark.text === '如有') return { kind: 'present', yes: [], no: [] }
  if (mark.text === '如未满') return { kind: 'running', yes: [], no: [] }
  const known = (name: string): string => {
    if (!names.has(name)) faults.push(`第 ${mark.line} 行：没有叫“${name}”的数据，请对照 figures.yaml。`)
    return name
  }
  if (first === '如果') {
    if (third && !/^(>=|<=|>|<|=)$/.test(third)) faults.push(`第 ${mark.line} 行：“${third}”不是比较号。`)
    if (third && !/^\d+$/.test(fourth)) faults.push(`第 ${mark.line} 行：比较号后面要写一个数。`)
    const sign = third || '>'
    return { kind: 'when', name: known(second), sign, bound: Number(fourth || 0), yes: [], no: [] }
  }
  if (first === '村例' || first === '事例') {
    return { kind: first === '村例' ? 'villages' : 'cases', name: known(second), most: Number(third) || 1 }
  }
  return { kind: 'figure', name: known(first), exact: second === '照实' }
}
