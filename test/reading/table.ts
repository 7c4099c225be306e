import { readFileSync } from 'node:fs'

/** The rows of a table beside the tests, cell by cell; an empty line and one that begins with # is none. */
export function tableOf(file: string, between = '\t'): string[][] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(between))
}
