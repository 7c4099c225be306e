/** Words drawn as SVG need a Chinese font on the host (Debian: fonts-noto-cjk); without one the characters come out as boxes. */
export const FONT = 'Noto Sans CJK SC, Noto Serif CJK SC, PingFang SC, Microsoft YaHei, sans-serif'

/** Never at the beginning of a line; at most two of them hang over its end. */
const CLOSING = /[，。、；：？！”’）》〕】]/

/** Words broken into lines of so many full-width characters; any other character counts a little more than half. A figure stays whole, with its unit. */
export function brokenLines(words: string, chars: number): string[] {
  const rows: string[] = ['']
  let width = 0
  for (const piece of words.match(/\d[\d.,:%-]{0,14}[^\s\d]?|[\s\S]/gu) ?? []) {
    const wide = [...piece].reduce((sum, char) => sum + (isWide(char) ? 1 : 0.55), 0)
    if (width + wide > chars + (CLOSING.test(piece) ? 2 : 0)) {
      rows.push('')
      width = 0
    }
    rows[rows.length - 1] += piece
    width += wide
  }
  return rows
}

function isWide(char: string): boolean {
  return char > '\u2e7f' || /[“”—…]/.test(char)
}
