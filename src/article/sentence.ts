export interface Sentence {
  text: string
  /** UTF-16 offset in the whole. */
  start: number
  /** A table row's: the heads of its columns, left to right. */
  heads?: string[]
}

/** The sentences of a text with their places; a line break ends one too. Blank ones are left out. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = []
  const pattern = /[^。！？!?\n]+[。！？!?]*[”’」』）)]*/g
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    // **一是抓部署。** closes its bold behind the stop.
    const isOpen = match[0].split('**').length % 2 === 0
    if (isOpen && text.startsWith('**', pattern.lastIndex)) pattern.lastIndex += 2
    const whole = text.slice(match.index, pattern.lastIndex)
    const lead = whole.length - whole.trimStart().length
    const words = whole.trim()
    if (words !== '') found.push({ text: words, start: match.index + lead })
  }
  return withHeads(found)
}

/** | 村 | 人数 | stands above its rows. */
function withHeads(sentences: Sentence[]): Sentence[] {
  let heads: string[] | undefined
  return sentences.map((one) => {
    if (!one.text.startsWith('|')) heads = undefined
    else if (!heads) heads = one.text.split('|')
    else return { ...one, heads }
    return one
  })
}
