import { escapeUTF8 } from 'entities'
import { brokenLines, FONT } from './svg.ts'

const WIDTH = 750
const MARGIN = 90
const SIZE = 36
const LINE = 64
const CHARS = 15
const TOP = 330

/**
 * 贺卡 of a 政治生日 as PNG, 750 pixels wide. `words`: the first line addresses the person, the last two sign; what stands
 * between is the greeting.
 */
export async function drawGreeting(words: string): Promise<Uint8Array> {
  const [address = '', ...rest] = words.split('\n').filter((line) => line.trim() !== '')
  const signed = rest.splice(-2)
  const body = rest.flatMap((line) => brokenLines(`\u3000\u3000${line.trim()}`, CHARS))
  const start = TOP + LINE
  const end = start + body.length * LINE + LINE / 2
  const height = end + signed.length * LINE + MARGIN
  const right = signed.map((line, n) => text(line, WIDTH - MARGIN, end + n * LINE, 'text-anchor="end"'))
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="${FONT}" font-size="${SIZE}">`,
    '<rect width="100%" height="100%" fill="#fdf8f0"/><rect width="100%" height="230" fill="#9b1c1c"/>',
    `<rect x="28" y="28" width="${WIDTH - 56}" height="${height - 56}" fill="none" stroke="#c8a464" stroke-width="3"/>`,
    `<text x="${WIDTH / 2}" y="152" font-size="68" fill="#fff6e0" font-weight="bold" text-anchor="middle" letter-spacing="12">政治生日快乐</text>`,
    text(address, MARGIN, TOP, 'font-weight="bold"'),
    ...body.map((line, n) => text(line, MARGIN, start + n * LINE)),
    ...right,
    '</svg>',
  ].join('')
  const { default: sharp } = await import('sharp')
  return sharp(Buffer.from(svg)).png().toBuffer()
}

function text(words: string, x: number, y: number, more = ''): string {
  return `<text x="${x}" y="${y}" fill="#3a1d1d" xml:space="preserve" ${more}>${escapeUTF8(words)}</text>`
}
