export interface Sentence {
  text: string
  /** UTF-16 offset in the whole. */
  start: number
}

/** The sentences of a text with their places; a line break ends one too. Blank ones are left out. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = []
  for (const match of text.matchAll(/[^。！？!?\n]+[。！？!?]*[”’」』）)]*/g)) {
    const lead = match[0].length - match[0].trimStart().length
    const words = match[0].trim()
    if (words !== '') found.push({ text: words, start: match.index + lead })
  }
  return found
}
