import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Fault } from '../fault.ts'

const FOLDER = fileURLToPath(new URL('../../prompts/', import.meta.url))

/** The text of a file that the office edits, `article/single.md`. Throws Fault `prompts/missing`. */
export function readPrompt(name: string): string {
  try {
    return readFileSync(`${FOLDER}${name}`, 'utf8')
  } catch (cause) {
    throw new Fault('prompts/missing', `缺少模板文件 prompts/${name}，请从安装包里补上这个文件再启动。`, {
      cause,
    })
  }
}

/** Every Markdown file of a folder of prompts/, by its name without the ending. */
export function readPrompts(folder: string): Record<string, string> {
  const names = readdirSync(`${FOLDER}${folder}`).filter((name) => name.endsWith('.md'))
  return Object.fromEntries(
    names.map((name) => [name.slice(0, -'.md'.length), readPrompt(`${folder}/${name}`)]),
  )
}
