import { spokenDay } from '../clock.ts'
import { type Figure, type Item, sayFigure } from './figure.ts'
import type { Finding } from './finding.ts'
import type { Period } from './period.ts'
import type { Figures } from './rollup.ts'
import type { Piece } from './template.ts'

/** A stretch of a line; `figure` names the figure it was written from, `item` the row of an example. */
export interface Part {
  text: string
  figure?: string
  item?: string
}

/** A line of the report: its title (0), a heading of level 1–4, or a paragraph. */
export interface Line {
  level: 0 | 1 | 2 | 3 | 4 | 'text'
  parts: Part[]
}

/** 年度述职报告, or the brief of a month or quarter: every figure in it opens onto its items. */
export interface Report {
  period: Period
  title: string
  lines: Line[]
  markdown: string
  figures: Figures
  /** Names of the figures that stand in the text, in order. */
  used: string[]
  findings: Finding[]
}

/** Writes the report of a template from the figures of a period. */
export function writeReport(pieces: Piece[], figures: Figures, findings: Finding[], town: string): Report {
  const period = [...figures.values()][0]?.period ?? { key: '', from: '', to: '', name: '' }
  const parts = pieces.flatMap((piece) => partsOf(piece, figures, period, town))
  const lines = withoutGaps(linesOf(parts))
  const title = lines.find((line) => line.level === 0)
  const used = lines.flatMap((line) => line.parts).flatMap((part) => part.figure ?? [])
  return {
    period,
    title: title ? textOf(title) : `${town}${period.name}工作报告`,
    lines,
    markdown: markdownOf(lines),
    figures,
    used: [...new Set(used)],
    findings,
  }
}

/** The words of a line. */
export function textOf(line: Line): string {
  return line.parts.map((part) => part.text).join('')
}

function partsOf(piece: Piece, figures: Figures, period: Period, town: string): Part[] {
  switch (piece.kind) {
    case 'words':
      return [{ text: piece.text }]
    case 'town':
      return [{ text: town }]
    case 'year':
      return [{ text: period.key.slice(0, 4) }]
    case 'period':
      return [{ text: period.name }]
    case 'asOf':
      return [{ text: period.asOf ?? '' }]
    case 'running': {
      const chosen = period.asOf ? piece.yes : piece.no
      return chosen.flatMap((inner) => partsOf(inner, figures, period, town))
    }
    case 'present': {
      const chosen = piece.yes.every((inner) => isPresent(inner, figures)) ? piece.yes : piece.no
      return chosen.flatMap((inner) => partsOf(inner, figures, period, town))
    }
    default:
      return figureParts(piece, figures, (inner) => partsOf(inner, figures, period, town))
  }
}

/** Words are always there; a figure is when something was counted; a condition inside decides for itself. */
function isPresent(piece: Piece, figures: Figures): boolean {
  if (piece.kind !== 'figure' && piece.kind !== 'villages' && piece.kind !== 'cases') return true
  return (figures.get(piece.name)?.items.length ?? 0) > 0
}

function figureParts(
  piece: Extract<Piece, { name: string }>,
  figures: Figures,
  parts: (inner: Piece) => Part[],
): Part[] {
  const figure = figures.get(piece.name)
  if (!figure) return []
  if (piece.kind === 'villages') return villageParts(figure, piece.most)
  if (piece.kind === 'cases') return caseParts(figure, piece.most)
  if (piece.kind === 'when') {
    return (holds(figure.value, piece.sign, piece.bound) ? piece.yes : piece.no).flatMap(parts)
  }
  const exact = piece.exact && figure.items.length > 0
  return [
    { text: exact ? `${figure.value}${figure.basis.unit}` : sayFigure(figure), figure: figure.basis.name },
  ]
}

function holds(value: number, sign: string, bound: number): boolean {
  if (sign === '>=') return value >= bound
  if (sign === '<=') return value <= bound
  if (sign === '<') return value < bound
  return sign === '=' ? value === bound : value > bound
}

/** 如：红柳沟村、张湾村 — those that gave most to the figure, the earlier first where they are even. */
function villageParts(figure: Figure, most: number): Part[] {
  const given = new Map<string, { amount: number; item: string }>()
  for (const item of figure.items) {
    if (!item.village) continue
    const before = given.get(item.village)
    given.set(item.village, { amount: (before?.amount ?? 0) + item.amount, item: before?.item ?? item.id })
  }
  return [...given]
    .sort(([, a], [, b]) => b.amount - a.amount)
    .slice(0, most)
    .flatMap(([village, { item }], n) => [
      ...(n > 0 ? [{ text: '、' }] : []),
      { text: village, figure: figure.basis.name, item },
    ])
}

/** Examples from the rows that say most: village, day and topic, in the row's own words. */
function caseParts(figure: Figure, most: number): Part[] {
  const telling = figure.items.filter((item) => item.village && item.title && item.day)
  return [...telling]
    .sort((a, b) => b.amount - a.amount)
    .slice(0, most)
    .flatMap((item, n) => [
      ...(n > 0 ? [{ text: '；' }] : []),
      { text: caseOf(item), figure: figure.basis.name, item: item.id },
    ])
}

function caseOf(item: Item): string {
  return `${item.village}${item.day ? spokenDay(item.day) : ''}开展“${item.title.replace(/[“”]/g, '')}”`
}

/** Cuts the parts at line breaks; `#` to `#####` make the title and the headings. */
function linesOf(parts: Part[]): Line[] {
  const rows: Part[][] = [[]]
  for (const part of parts) {
    part.text.split('\n').forEach((text, n) => {
      if (n > 0) rows.push([])
      if (text !== '') rows.at(-1)?.push({ ...part, text })
    })
  }
  return rows.filter((row) => row.some((part) => part.text.trim() !== '')).map(lineOf)
}

/** A heading with nothing under it says so. */
function withoutGaps(lines: Line[]): Line[] {
  return lines.flatMap((line, n) => {
    const next = lines[n + 1]
    const empty = line.level !== 'text' && (!next || (next.level !== 'text' && next.level <= line.level))
    return empty ? [line, { level: 'text' as const, parts: [{ text: '这一时段没有记录。' }] }] : [line]
  })
}

function lineOf(parts: Part[]): Line {
  const [first, ...rest] = parts
  const marks = first?.text.match(/^\s*(#{1,5})\s+/)
  if (!first) return { level: 'text', parts }
  const text = first.text.slice(marks?.[0].length ?? 0).trimStart()
  const kept = [{ ...first, text }, ...rest].filter((part) => part.text !== '')
  const level = ([0, 1, 2, 3, 4] as const)[(marks?.[1]?.length ?? 0) - 1] ?? 'text'
  return { level, parts: kept }
}

/** The report as Markdown, an empty line between two lines. */
export function markdownOf(lines: Line[]): string {
  return lines
    .map((line) => (line.level === 'text' ? '' : `${'#'.repeat(line.level + 1)} `) + textOf(line))
    .join('\n\n')
}
