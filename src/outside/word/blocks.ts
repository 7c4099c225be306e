import {
  AlignmentType,
  type FileChild,
  ImageRun,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { ChartRun } from 'docx/charts'
import { type Chart, sayChart } from '../../annual/charts.ts'
import type { Block } from '../../annual/paper.ts'
import { BODY, fontOf, mm, SIZE } from './style.ts'

const HEADINGS = { 1: '黑体', 2: '楷体_GB2312', 3: BODY, 4: BODY } as const
const TEXT_WIDTH = mm(156)

/** One part of a paper. `last`: the last paragraph stays with the signature: that may not stand on a page alone. */
export function blockOf(block: Block, last = false): FileChild[] {
  if (block.kind === 'heading') return [headingOf(block.level, block.text)]
  if (block.kind === 'table') return [tableOf(block), new Paragraph({ children: [] })]
  if (block.kind === 'chart') return [chartOf(block.chart)]
  if (block.kind === 'picture') return pictureOf(block)
  const children = [new TextRun(block.text)]
  return [new Paragraph({ ...INDENTED, alignment: AlignmentType.BOTH, keepNext: last, children })]
}

/** Each paragraph begins two characters in. */
const INDENTED = { indent: { firstLine: SIZE.body * 20 } }

function headingOf(level: 1 | 2 | 3 | 4, text: string): Paragraph {
  const run = new TextRun({ text, font: fontOf(HEADINGS[level]) })
  return new Paragraph({ ...INDENTED, keepNext: true, outlineLevel: level, children: [run] })
}

function tableOf(block: Extract<Block, { kind: 'table' }>): Table {
  const shares = block.widths ?? block.header.map(() => 100 / block.header.length)
  const widths = shares.map((share) => Math.round((TEXT_WIDTH * share) / 100))
  const line = (cells: string[], head: boolean): TableRow =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: cells.map((text, n) => cellOf(text, widths[n] ?? 1000, head)),
    })
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    rows: [line(block.header, true), ...block.rows.map((row) => line(row, false))],
  })
}

function cellOf(text: string, width: number, head: boolean): TableCell {
  const run = new TextRun({ text, size: SIZE.table, characterSpacing: 0, font: fontOf(head ? '黑体' : BODY) })
  const spacing = { line: 300, lineRule: LineRuleType.EXACT }
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: [
      new Paragraph({ spacing, ...(head ? { alignment: AlignmentType.CENTER } : {}), children: [run] }),
    ],
  })
}

/** Never wider than 130 mm nor taller than 95 mm, so that two fit a page; its caption under it, in 楷体. */
function pictureOf({ bytes, width, height, caption }: Extract<Block, { kind: 'picture' }>): Paragraph[] {
  const scale = Math.min(491 / width, 359 / height)
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) }
  const altText = { name: caption || '图片', description: caption || '图片' }
  const picture = new ImageRun({ type: 'jpg', data: bytes, transformation, altText })
  const words = new TextRun({ text: caption, size: SIZE.page, font: fontOf('楷体_GB2312') })
  const spacing = { line: 240, lineRule: LineRuleType.AUTO, before: 120, after: caption ? 60 : 200 }
  const centred = { alignment: AlignmentType.CENTER }
  return [
    new Paragraph({ ...centred, spacing, keepNext: caption !== '', children: [picture] }),
    ...(caption ? [new Paragraph({ ...centred, children: [words] })] : []),
  ]
}

/** A chart of Word's own, with its data behind it: it can be changed there, and takes the reader's fonts. */
function chartOf(chart: Chart): Paragraph {
  const lying = chart.shape === 'bars'
  // A page holds 850.
  const height = lying ? Math.min(800, 90 + chart.labels.length * (chart.series.length > 1 ? 30 : 20)) : 300
  const small = { font: { size: 8 } }
  const run = new ChartRun({
    type: lying ? 'bar' : 'column',
    title: `${chart.title}（${chart.unit}）`,
    categories: chart.labels,
    series: chart.series.map((series, n) => ({ ...series, color: n === 0 ? 'A4161A' : 'B8B2A8' })),
    gapWidth: 60,
    font: { name: '宋体' },
    dataLabels: { value: true, ...small },
    valueAxis: { gridlines: false, visible: false, minimum: 0 },
    categoryAxis: { ...small, reverseOrder: lying },
    ...(chart.series.length < 2 ? { legend: false } : {}),
    altText: { name: chart.title, description: sayChart(chart) },
    transformation: { width: 580, height },
  })
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 240, lineRule: LineRuleType.AUTO, after: 200 },
    children: [run],
  })
}
