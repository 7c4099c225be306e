import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  ImageRun,
  type IParagraphOptions,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { ChartRun } from 'docx/charts'
import type { Chart } from '../annual/charts.ts'
import type { Block, Paper } from '../annual/paper.ts'
import { fullDay } from '../clock.ts'

/*
 * 公文格式 (GB/T 9704-2012): A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines of 28 characters of
 * 3号 (16 pt); 标题 2号小标宋 centred; 一、黑体, （一）楷体, 1. and （1）仿宋; page number 4号 between dashes, right on odd and
 * left on even pages; 成文日期 in Arabic figures without padding zero. The font names are habit, not the standard.
 */
const BODY = '仿宋_GB2312'
const TITLE = '方正小标宋简体'
const HEADINGS = { 1: '黑体', 2: '楷体_GB2312', 3: BODY, 4: BODY } as const
/** Half points. */
const SIZE = { title: 44, body: 32, page: 28, table: 21 }
/** 225 mm in 22 lines, in twentieths of a point. */
const LINE = 579
/** 156 mm in 28 characters of 16 pt: each 0.25 pt narrower, in twentieths of a point. */
const NARROWER = -5
/** Characters of 22 pt that fit a line. */
const TITLE_FITS = 20
/** Millimetres in twentieths of a point. */
const mm = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)
const TEXT_WIDTH = mm(156)

/** Sets a paper in the official format. Fonts are named, not embedded: Word takes the reader's own. */
export async function writeWord(paper: Paper): Promise<Uint8Array> {
  const appendix: FileChild[] = paper.appendix
    ? [new Paragraph({ children: [new PageBreak()] }), ...appendixOf(paper.appendix)]
    : []
  const document = new Document({
    title: paper.title,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: fontOf(BODY), size: SIZE.body, characterSpacing: NARROWER },
          paragraph: { spacing: lines() },
        },
      },
    },
    sections: [
      {
        properties: PAGE,
        footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
        children: [
          ...titleOf(paper.title),
          ...paper.blocks.flatMap((block, n) => blockOf(block, n === paper.blocks.length - 1)),
          ...signatureOf(paper),
          ...appendix,
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const PAGE: NonNullable<ISectionOptions['properties']> = {
  page: {
    size: { width: mm(210), height: mm(297) },
    margin: {
      top: mm(37),
      left: mm(28),
      bottom: mm(35),
      right: mm(26),
      // The page number stands 7 mm under the text.
      footer: mm(25),
    },
  },
}

function fontOf(name: string): { ascii: string; hAnsi: string; eastAsia: string; cs: string } {
  return { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: name, cs: 'Times New Roman' }
}

function lines(): NonNullable<IParagraphOptions['spacing']> {
  return { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 }
}

function footer(alignment: (typeof AlignmentType)[keyof typeof AlignmentType]): Footer {
  const run = { font: fontOf('宋体'), size: SIZE.page }
  // One empty character on the outer side.
  const indent = { left: SIZE.page * 10, right: SIZE.page * 10 }
  const children: ParagraphChild[] = [
    new TextRun({ ...run, text: '— ' }),
    new TextRun({ ...run, children: [PageNumber.CURRENT] }),
    new TextRun({ ...run, text: ' —' }),
  ]
  return new Footer({ children: [new Paragraph({ alignment, indent, children })] })
}

/** The title, and an empty line under it. */
function titleOf(title: string): Paragraph[] {
  const runs = titleLines(title).map(
    (text, n) => new TextRun({ text, font: fontOf(TITLE), size: SIZE.title, ...(n > 0 ? { break: 1 } : {}) }),
  )
  const spacing = { line: 700, lineRule: LineRuleType.EXACT }
  return [
    new Paragraph({ alignment: AlignmentType.CENTER, spacing, outlineLevel: 0, children: runs }),
    new Paragraph({ children: [] }),
  ]
}

/** A title too long for one line is cut between words, into lines of about the same length. */
function titleLines(title: string): string[] {
  const count = Math.ceil(title.length / TITLE_FITS)
  const lines = ['']
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(title)) {
    const last = lines.at(-1) ?? ''
    const full = last.length + segment.length / 2 > title.length / count
    if (full && lines.length < count) lines.push(segment)
    else lines[lines.length - 1] = last + segment
  }
  return lines
}

/** The last paragraph stays with the signature: that may not stand on a page alone. */
function blockOf(block: Block, last = false): FileChild[] {
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

/** The office and the day under the text: the day four characters from the right, the office centred on it. */
function signatureOf({ signer, day }: Paper): Paragraph[] {
  if (!signer && !day) return []
  const said = day ? fullDay(day) : ''
  const right = (text: string, characters: number): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: characters * SIZE.body * 10 },
      keepNext: true,
      children: [new TextRun(text)],
    })
  const overhang = Math.max(0, Math.round(4 - ((signer ?? '').length - said.length * 0.75) / 2))
  return [
    new Paragraph({ children: [], keepNext: true }),
    ...(signer ? [right(signer, overhang)] : []),
    ...(said ? [right(said, 4)] : []),
  ]
}

function appendixOf(appendix: NonNullable<Paper['appendix']>): FileChild[] {
  const run = new TextRun({ text: appendix.title, font: fontOf('黑体') })
  return [
    new Paragraph({ children: [run], outlineLevel: 0 }),
    new Paragraph({ children: [] }),
    ...appendix.blocks.flatMap((block) => blockOf(block)),
  ]
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

/** What the chart shows, for those who do not see it. */
function sayChart(chart: Chart): string {
  const said = chart.series.map(
    ({ name, values }) =>
      `${name}：${chart.labels.map((label, n) => `${label} ${values[n] ?? 0}`).join('，')}`,
  )
  return `${chart.title}，单位${chart.unit}。${said.join('；')}`
}
