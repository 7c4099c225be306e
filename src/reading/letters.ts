/** Which letters a text holds, roughly: two letters may share a place. It only ever says too much, so that a search may be left out where it says no. */
export type Letters = Uint8Array

const SIZE = 2048
const placeOf = (code: number): number => code % SIZE

export function lettersIn(text: string): Letters {
  const letters = new Uint8Array(SIZE)
  for (let at = 0; at < text.length; at += 1) letters[placeOf(text.charCodeAt(at))] = 1
  return letters
}

/** Plain words, a blank between two, as the places of their letters. */
export function words(list: TemplateStringsArray): number[][] {
  return list.raw
    .join('')
    .trim()
    .split(/\s+/)
    .map((word) => [...word].map((letter) => placeOf(letter.charCodeAt(0))))
}

/** All letters of one of the words are there; no list asks for nothing. */
export function mayHold(letters: Letters, list: number[][] | undefined): boolean {
  return list === undefined || list.some((word) => word.every((place) => letters[place] === 1))
}
