import type { Article } from '../article/article.ts'
import { type CoverTools, originalOf } from '../article/cover.ts'
import { mustBeSigned, xml } from '../article/exits.ts'
import { footLines } from '../article/html.ts'
import { type Piece, piecesOf } from '../article/pieces.ts'
import { THEMES, type Theme } from '../article/theme.ts'
import { Fault } from '../fault.ts'
import { brokenLines, FONT } from './svg.ts'

const WIDTH = 750
const MARGIN = 48
const INNER = WIDTH - MARGIN * 2
/** What librsvg can still draw is 32,767 pixels. */
const MOST = 30_000

interface Style {
  size: number
  colour: string
  bold?: boolean
  indent?: number
  /** Space after the last line. */
  after: number
  centred?: boolean
}

/** The sheet as it grows downwards. */
interface Sheet {
  y: number
  svg: string[]
  pictures: { input: Buffer; left: number; top: number }[]
}

/**
 * 长图: the signed article as one JPEG of 750 pixels in width, to be forwarded in a group. Needs a Chinese font on the
 * host (Debian: fonts-noto-cjk). Faults `article/unsigned`, `article/too-long`.
 */
export async function drawPoster(
  article: Article,
  town: string,
  blobs: CoverTools['blobs'],
): Promise<Uint8Array> {
  mustBeSigned(article)
  const theme = THEMES[article.theme]
  const sheet: Sheet = { y: 64, svg: [], pictures: [] }
  const faint = { size: 24, colour: theme.faint }
  write(sheet, `${town} · ${article.column}`, { size: 24, colour: theme.accent, after: 26 })
  write(sheet, article.title, { size: 44, colour: theme.text, bold: true, after: 14 })
  write(sheet, article.author, { ...faint, after: 36 })
  for (const piece of piecesOf(article)) await place(sheet, piece, theme, blobs)
  rule(sheet, theme)
  for (const line of footLines(article)) write(sheet, line, { ...faint, after: 4, centred: true })
  return painted(sheet, theme)
}

async function place(sheet: Sheet, piece: Piece, theme: Theme, blobs: CoverTools['blobs']): Promise<void> {
  const plain = { size: 32, colour: theme.text, after: 28 }
  switch (piece.kind) {
    case 'heading':
      sheet.y += 14
      return write(sheet, piece.text, { size: 36, colour: theme.accent, bold: true, after: 20 })
    case 'item':
      return write(sheet, `${piece.mark} ${piece.text}`, { ...plain, after: 16 })
    case 'quote':
      return write(sheet, piece.text, { ...plain, colour: theme.faint, indent: 32 })
    case 'table':
      for (const cells of [piece.header, ...piece.rows])
        write(sheet, cells.join('　'), { ...plain, size: 28, after: 10 })
      sheet.y += 18
      return
    case 'picture':
      return paste(sheet, await originalOf(piece.picture.hash, { blobs }), piece.caption, theme)
    default:
      return write(sheet, piece.text, plain)
  }
}

function write(sheet: Sheet, words: string, style: Style): void {
  const { size, colour, bold, indent = 0, after, centred } = style
  const chars = Math.floor((INNER - indent) / size)
  const line = Math.round(size * 1.7)
  const weight = bold ? ' font-weight="bold"' : ''
  const [x, anchor] = centred ? [WIDTH / 2, ' text-anchor="middle"'] : [MARGIN + indent, '']
  for (const row of words.split('\n').flatMap((one) => brokenLines(one, chars))) {
    const baseline = sheet.y + Math.round(size * 1.15)
    sheet.svg.push(
      `<text x="${x}" y="${baseline}" font-size="${size}" fill="${colour}"${weight}${anchor}>${xml(row)}</text>`,
    )
    sheet.y += line
  }
  sheet.y += after
}

async function paste(sheet: Sheet, bytes: Uint8Array, caption: string, theme: Theme): Promise<void> {
  const { default: sharp } = await import('sharp')
  const { data, info } = await sharp(bytes, { limitInputPixels: 60_000_000 })
    .rotate()
    .flatten({ background: '#ffffff' })
    .resize({ width: INNER, height: 1200, fit: 'inside' })
    .toBuffer({ resolveWithObject: true })
  sheet.pictures.push({ input: data, left: Math.round((WIDTH - info.width) / 2), top: sheet.y })
  sheet.y += info.height + 12
  if (caption) write(sheet, caption, { size: 24, colour: theme.faint, after: 0, centred: true })
  sheet.y += 24
}

function rule(sheet: Sheet, theme: Theme): void {
  sheet.y += 12
  sheet.svg.push(
    `<rect x="${MARGIN}" y="${sheet.y}" width="${INNER}" height="2" fill="${theme.accent}" opacity="0.25"/>`,
  )
  sheet.y += 24
}

async function painted(sheet: Sheet, theme: Theme): Promise<Uint8Array> {
  const height = sheet.y + MARGIN
  if (height > MOST) {
    throw new Fault(
      'article/too-long',
      '这篇推文太长，一张长图放不下。请用 Word 或打印页，或者把文章分成两篇。',
    )
  }
  const { default: sharp } = await import('sharp')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="${FONT}"><rect width="100%" height="100%" fill="#ffffff"/><rect width="100%" height="10" fill="${theme.accent}"/>${sheet.svg.join('')}</svg>`
  const out = await sharp(Buffer.from(svg)).composite(sheet.pictures).jpeg({ quality: 86 }).toBuffer()
  return new Uint8Array(out)
}
