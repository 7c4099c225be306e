import { spokenDay } from '../clock.ts'
import type { Chart } from './charts.ts'
import type { Drift } from './closing.ts'
import { type Comparison, sayGrowth } from './compare.ts'
import { COMMON_BASIS, sayBasis, sayExact } from './explain.ts'
import { type Figure, type Item, sayFigure } from './figure.ts'
import { type Report, textOf } from './report.ts'

/** 文稿: what a Word file holds, as plain data; `outside/word.ts` sets it in the official format. */
export interface Paper {
  title: string
  blocks: Block[]
  /** Who signs it, under the text at the right. */
  signer?: string
  /** 成文日期, `YYYY-MM-DD`. */
  day?: string
  /** What follows on pages of its own. */
  appendix?: { title: string; blocks: Block[] }
}

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'table'; header: string[]; rows: string[][]; widths?: number[] }
  | { kind: 'chart'; chart: Chart }
  /** JPEG; its size in pixels gives the shape. */
  | { kind: 'picture'; bytes: Uint8Array; width: number; height: number; caption: string }

/** 表: what an Excel file holds; one sheet a figure. */
export interface Sheet {
  name: string
  header: string[]
  rows: (string | number)[][]
}

/** The report as a paper: the text, the charts and, as an appendix, where each figure comes from. */
export function paperOf(
  report: Report,
  more: { charts: Chart[]; compared: Comparison[]; drift: Drift[]; town: string; day: string },
): Paper {
  const text = report.lines
    .filter((line) => line.level !== 0)
    .map((line): Block => {
      const { level } = line
      if (level === 'text' || level === 0) return { kind: 'text', text: textOf(line) }
      return { kind: 'heading', level, text: textOf(line) }
    })
  return {
    title: report.title,
    blocks: text,
    signer: `中共${more.town}委员会`,
    day: more.day,
    appendix: {
      title: '附件：数据来源',
      blocks: numbered([
        ...sourceBlocks(report),
        ...findingBlocks(report),
        ...comparedBlocks(more.compared),
        ...driftBlocks(more.drift),
        ...chartBlocks(more.charts),
      ]),
    },
  }
}

/** The headings of the appendix as 一、二、三、. */
function numbered(blocks: Block[]): Block[] {
  let nth = 0
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block
    nth += 1
    return { ...block, text: `${'一二三四五'.slice(nth - 1, nth)}、${block.text}` }
  })
}

function sourceBlocks(report: Report): Block[] {
  const figures = report.used.flatMap((name) => report.figures.get(name) ?? [])
  const rows = figures.map((figure) => [
    figure.basis.name,
    sayFigure(figure),
    sayExact(figure),
    sayBasis(figure.basis),
    sayItems(figure),
  ])
  return [
    { kind: 'heading', level: 1, text: '报告中的数据从哪里来' },
    { kind: 'text', text: COMMON_BASIS },
    {
      kind: 'table',
      header: ['数据', '报告说法', '准确值', '口径', '来源'],
      rows,
      widths: [16, 12, 15, 34, 23],
    },
  ]
}

/** The first sources by number; the workbook has them all. */
function sayItems(figure: Figure): string {
  const { items } = figure
  if (items.length === 0) return '无'
  if (items[0]?.kind === 'record') return `名册 ${items.length} 条`
  const kinds = { row: '台账', article: '推文', digest: '简报', record: '名册' }
  const first = items.slice(0, 3).map(sayItem)
  return `${kinds[items[0]?.kind ?? 'row']} ${items.length} 条：${first.join('、')}${items.length > 3 ? ' 等' : ''}`
}

/** A row has a number that people know; an article or a digest is known by its day. */
function sayItem({ kind, id, day }: Item): string {
  return kind === 'row' || !day ? id : spokenDay(day)
}

function findingBlocks(report: Report): Block[] {
  const told = report.findings.filter((finding) => finding.kind !== 'no-rows')
  if (told.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: '需要核对的地方' },
    ...told.map((finding): Block => ({ kind: 'text', text: finding.say })),
  ]
}

function comparedBlocks(compared: Comparison[]): Block[] {
  if (compared.every((one) => one.before === 0)) return []
  const rows = compared.map((one) => [
    one.name,
    `${one.now}${one.unit}`,
    one.before === 0 ? '无' : `${one.before}${one.unit}`,
    sayGrowth(one),
  ])
  return [
    { kind: 'heading', level: 1, text: '与上年同期比较' },
    { kind: 'table', header: ['数据', '本期', '上年同期', '增减'], rows },
  ]
}

function driftBlocks(drift: Drift[]): Block[] {
  if (drift.length === 0) return []
  const rows = drift.map(({ name, unit, was, now, causes }) => [
    name,
    `${was}${unit}`,
    now === undefined ? '口径已删' : `${now}${unit}`,
    causes.map((cause) => `${cause.item} ${cause.say}`).join('；'),
  ])
  return [
    { kind: 'heading', level: 1, text: '结账以后的变动' },
    { kind: 'table', header: ['数据', '当时', '现在', '原因'], rows },
  ]
}

function chartBlocks(charts: Chart[]): Block[] {
  if (charts.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: '图' },
    ...charts.map((chart): Block => ({ kind: 'chart', chart })),
  ]
}

/** A sheet a figure, after one that lists them all. Sheet names are cut to Excel's 31 characters and never repeat. */
export function sheetsOf(report: Report): Sheet[] {
  const figures = [...report.figures.values()]
  const overview: Sheet = {
    name: '全部数据',
    header: ['章', '数据', '报告说法', '准确值', '单位', '来源条数', '口径'],
    rows: figures.map((figure) => [
      figure.basis.chapter,
      figure.basis.name,
      sayFigure(figure),
      figure.value,
      figure.basis.unit,
      figure.items.length,
      sayBasis(figure.basis),
    ]),
  }
  return [overview, ...figures.map(figureSheet)]
}

function figureSheet(figure: Figure): Sheet {
  return {
    name: figure.basis.name.replace(/[\\/?*[\]:]/g, '').slice(0, 31),
    header: ['编号', '内容', '村或单位', '日期', `计入（${figure.basis.unit}）`, '群消息'],
    rows: figure.items.map((item) => [
      item.id,
      item.title,
      item.village ?? '',
      item.day ?? '',
      item.amount,
      item.messages.join('、'),
    ]),
  }
}
