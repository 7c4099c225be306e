import { Fault } from '../../fault.ts'

/** File names hold 255 bytes; the rest is for `.json`, the mark of damage and the time. */
const LONGEST = 180

/**
 * A cut or shelf -> the name of its file: letters (Chinese too), digits, `-` and `_` stand as they are, everything
 * else becomes `%` and four hex digits, so that no name leaves the folder. Fault `store/bad-name`: empty or too long.
 */
export function fileNameOf(name: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{N}_-]/gu, (odd) => [...units(odd)].map(escapeUnit).join(''))
  if (safe === '' || Buffer.byteLength(safe) > LONGEST) {
    throw new Fault('store/bad-name', `“${name.slice(0, 40)}”不能用作数据文件的名字：为空或太长。`)
  }
  return safe
}

/** The way back from `fileNameOf`. */
export function nameOfFile(file: string): string {
  return file.replaceAll(/%([0-9A-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function* units(text: string): Generator<number> {
  for (let i = 0; i < text.length; i += 1) yield text.charCodeAt(i)
}

function escapeUnit(unit: number): string {
  return `%${unit.toString(16).toUpperCase().padStart(4, '0')}`
}
