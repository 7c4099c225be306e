import type { Span } from '../reading/reading.ts'
import type { Town } from '../town.ts'
import type { Source } from './source.ts'

/** Villages and bodies that can be told apart by name: those of the town and those of the rows. */
export interface Gazetteer {
  /** Longest spelling first. */
  spellings: { spelling: string; name: string }[]
}

export interface Mention {
  name: string
  span: Span
}

export type ProofTown = Pick<Town, 'name' | 'villages' | 'bodies' | 'people'>

export function gazetteerOf(town: ProofTown, sources: Source[]): Gazetteer {
  const spellings = new Map<string, string>()
  const add = (spelling: string, name: string) => {
    if (spelling.length > 1 && !spellings.has(spelling)) spellings.set(spelling, name)
  }
  for (const { row } of sources) if (row.village) add(row.village, row.village)
  for (const { name, aliases } of [...town.villages, ...town.bodies]) {
    for (const spelling of [name, ...aliases]) add(spelling, name)
  }
  for (const { row } of sources) {
    if (!row.organizer) continue
    // 张湾村、红柳沟村: two that did it together, each with its own name.
    const several = row.organizer.split(/[、和与及]/)
    if (several.length === 1) add(row.organizer, row.village ?? row.organizer)
    else for (const one of several) if (/[村社区]$/.test(one)) add(one, one)
  }
  return {
    spellings: [...spellings]
      .map(([spelling, name]) => ({ spelling, name }))
      .sort((a, b) => b.spelling.length - a.spelling.length),
  }
}

/** Where known villages and bodies are named, left to right. */
export function mentionsIn(text: string, gazetteer: Gazetteer): Mention[] {
  const found: Mention[] = []
  for (const { spelling, name } of gazetteer.spellings) {
    for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
      const span: Span = [at, at + spelling.length]
      if (!found.some((one) => span[0] < one.span[1] && span[1] > one.span[0])) found.push({ name, span })
    }
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

const TOGETHER = /^(?:党支部|村委会|“?两委”?)?(?:[、，和与及同跟]|以及|联合|携手|会同)$/
const JOINS = /(?:联合|携手|会同|邀请|[与和同])$/

/** 张湾村、红柳沟村联合开展: whom the message names together with the row's own village. */
export function partnersOf({ row }: Source, gazetteer: Gazetteer): Set<string> {
  const own = [row.village, row.organizer]
  const found = new Set<string>()
  for (const words of row.words) {
    const mentions = mentionsIn(words, gazetteer)
    for (const [index, after] of mentions.entries()) {
      const before = mentions[index - 1]
      if (!before) continue
      const gap = words.slice(before.span[1], after.span[0])
      const joined =
        TOGETHER.test(gap) || (JOINS.test(gap) && !/[。；\n]/.test(gap) && /联合|携手|会同/.test(words))
      if (!joined || !(own.includes(before.name) || own.includes(after.name) || found.has(before.name)))
        continue
      found.add(before.name).add(after.name)
    }
  }
  return found
}

/** Does a row belong to the named village or body? */
export function belongs({ row, partners }: Source, name: string, gazetteer: Gazetteer): boolean {
  if (row.village === name || row.organizer === name || partners.has(name)) return true
  return mentionsIn(row.organizer ?? '', gazetteer).some((one) => one.name === name)
}
