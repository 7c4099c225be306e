/** The characters that numbers are written with, and what each is worth: 2 (两, 俩, 贰), 10 (十, 拾), 1e4 (万). */
export const DIGITS: Map<string, number> = worth([
  ['零〇', 0],
  ['一壹幺', 1],
  ['二贰貳两兩俩倆', 2],
  ['三叁叄仨', 3],
  ['四肆', 4],
  ['五伍', 5],
  ['六陆陸', 6],
  ['七柒', 7],
  ['八捌', 8],
  ['九玖', 9],
])
export const UNITS: Map<string, number> = worth([
  ['十拾', 10],
  ['百佰', 100],
  ['千仟', 1000],
  ['万萬', 1e4],
  ['亿億', 1e8],
  ['兆', 1e12],
])
export const TENS: Map<string, number> = worth([
  ['廿', 20],
  ['卅', 30],
  ['卌', 40],
])

function worth(table: [characters: string, value: number][]): Map<string, number> {
  return new Map(table.flatMap(([characters, value]) => Array.from(characters, (c) => [c, value] as const)))
}

export function isDigit(text: string, i: number): boolean {
  const code = text.charCodeAt(i)
  return code >= 48 && code <= 57
}

export function isTwo(c: string): boolean {
  return c === '两' || c === '兩'
}
