import { readFile } from 'node:fs/promises'
import type { ReadingContext } from '../src/reading/reading.ts'
import { readTown } from '../src/town.ts'

/** Villages and bodies of a town file, as the reader knows them. Fault `town/faulty`. */
export async function placesOf(townFile: string): Promise<NonNullable<ReadingContext['places']>> {
  const town = readTown(await readFile(townFile, 'utf8'), { FEEDS: 'http://127.0.0.1' })
  return [...town.villages, ...town.bodies]
}
