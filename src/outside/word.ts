import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  type IParagraphOptions,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx'
import type { Paper } from '../annual/paper.ts'
import { fullDay } from '../clock.ts'
import { blockOf } from './word/blocks.ts'
import { BODY, fontOf, mm, SIZE } from './word/style.ts'

const TITLE = '方正小标宋简体'
/** Characters of 22 pt that fit a line. */
const TITLE_FITS = 20
/** 225 mm in 22 lines, in twentieths of a point. */
const LINE = 579
/** 156 mm in 28 characters of 16 pt: each 0.25 pt narrower, in twentieths of a point. */
const NARROWER = -5

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
