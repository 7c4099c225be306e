import { escapeUTF8 } from 'entities'
import { fullDayWithWeekday } from '../clock.ts'
import { type Digest, SECTIONS } from '../digest/record.ts'
import { brokenLines, FONT } from './svg.ts'

const WIDTH = 750
const MARGIN = 48
const SIZE = 32
const LINE = 50
/** Full-width characters that fit a line beside its number. */
const CHARS = 18

interface Line {
  text: string
  x: number
  size: number
  colour: string
  bold?: true
}

/** 简报 as a picture for small screens: PNG, 750 pixels wide, no links. */
export async function drawCard(
  township: string,
  digest: Pick<Digest, 'day' | 'lines' | 'sources'>,
): Promise<Uint8Array> {
  const lines = cardLines(township, digest)
  const height = MARGIN * 2 + lines.length * LINE
  const words = lines.map(({ text, x, size, colour, bold }, index) => {
    const y = MARGIN + index * LINE + SIZE
    const weight = bold ? ' font-weight="bold"' : ''
    return `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}"${weight}>${escapeUTF8(text)}</text>`
  })
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="${FONT}">`,
    `<rect width="100%" height="100%" fill="#fff"/><rect width="100%" height="10" fill="#9b1c1c"/>`,
    ...words,
    '</svg>',
  ].join('')
  const { default: sharp } = await import('sharp')
  // Few colours: a card a day must not fill the disk.
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 32 }).toBuffer()
}

function cardLines(
  township: string,
  { day, lines, sources }: Pick<Digest, 'day' | 'lines' | 'sources'>,
): Line[] {
  const sections = SECTIONS.flatMap((section) => {
    const own = lines.filter((line) => line.section === section)
    if (own.length === 0) return []
    const items = own.flatMap((line, index) => [
      ...itemLines(`${index + 1}.`, line.title),
      { ...small(line.source), x: MARGIN + SIZE },
    ])
    return [BLANK, heading(section, SIZE + 2), ...items]
  })
  const works = sources.filter((one) => one.works).length
  const foot = sources.length > 0 ? [BLANK, small(`今日信源 ${works}/${sources.length} 正常`)] : []
  return [heading(`${township}每日简报`, SIZE + 8), small(fullDayWithWeekday(day)), ...sections, ...foot]
}

const BLANK: Line = { text: '', x: MARGIN, size: SIZE, colour: '#000' }

function heading(text: string, size: number): Line {
  return { text, x: MARGIN, size, colour: '#9b1c1c', bold: true }
}

function small(text: string): Line {
  return { text, x: MARGIN, size: SIZE - 6, colour: '#595959' }
}

function itemLines(number: string, words: string): Line[] {
  const text = { size: SIZE, colour: '#1a1a1a' }
  return brokenLines(words, CHARS).map((row, index) =>
    index === 0 ? { text: `${number} ${row}`, x: MARGIN, ...text } : { text: row, x: MARGIN + SIZE, ...text },
  )
}
