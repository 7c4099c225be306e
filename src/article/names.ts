import { findPlaces } from '../reading/places.ts'
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
  for (const { name, aliases } of [...town.villages, ...town.bodies]) {
    for (const spelling of [name, ...aliases]) if (spelling.length > 1) spellings.set(spelling, name)
  }
  for (const { row } of sources) {
    for (const name of [row.village, row.organizer])
      if (name && !spellings.has(name)) spellings.set(name, name)
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

/** Does a row belong to the named village or body? */
export function belongs(source: Source, name: string, gazetteer: Gazetteer): boolean {
  const { village, organizer } = source.row
  if (village === name || organizer === name) return true
  return mentionsIn(organizer ?? '', gazetteer).some((one) => one.name === name)
}

/** Heads that make a place no place of its own: 各村, 本社区, 走进乡镇. */
const GENERIC =
  /^(?:[一-龥]*?(?:各|全|本|我|该|每|几|多|两|三|四|五|六|七|八|九|十|\d|驻|进|入|农|乡|到|下|为|由|与|和|及|等|兄弟|周边|基层|其他|先后|分别|所在|行政|自然|示范|美丽|文明|重点|帮扶))?(?:村|社区|镇|乡|县|市|区|省|组|屯|庄|党支部|支部|党委|党总支|党小组|村委会|两委|合作社|工作队|学校|小学|医院|妇联|团委|党组|小区)+$/

/** Places and bodies that no list knows, by the shape of their names; known names are left out. */
export function strangersIn(text: string, mentions: Mention[], town: ProofTown): Mention[] {
  let masked = text
  for (const { span } of mentions) masked = blank(masked, span)
  for (let at = masked.indexOf(town.name); at >= 0; at = masked.indexOf(town.name)) {
    masked = blank(masked, [at, at + town.name.length])
  }
  return findPlaces(masked)
    .map(({ span }) => ({ name: text.slice(...span), span }))
    .filter(({ name }) => !GENERIC.test(name) && !/[□，。、]/.test(masked.slice(0, 0) + name))
}

function blank(text: string, [start, end]: Span): string {
  return `${text.slice(0, start)}${'□'.repeat(end - start)}${text.slice(end)}`
}
