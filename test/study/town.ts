import { readFileSync } from 'node:fs'
import { readTown } from '../../src/town.ts'

const YAML = readFileSync(new URL('../town.yaml', import.meta.url), 'utf8')

/** The town of the scenes. */
export const TOWN = readTown(YAML, { FEEDS: 'http://feeds.test' })

/** A file under prompts/, as the office edits it. */
export function prompt(name: string): string {
  return readFileSync(new URL(`../../prompts/${name}`, import.meta.url), 'utf8')
}
