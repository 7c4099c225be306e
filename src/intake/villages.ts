import type { IntakeRoom } from './heard.ts'

type Names = Pick<IntakeRoom, 'town' | 'places'>

/** A village of the town named in the words, by its name or another of its names; the longest name wins. */
export function villageIn(words: string, room: Names): string | undefined {
  return spellings(room).find(({ spelling }) => words.includes(spelling))?.name
}

/** All villages of the town that the words name, each once, in the order of the words. */
export function villagesIn(words: string, room: Names): string[] {
  return [...new Set(mentions(words, room).map(({ name }) => name))]
}

/** Where the words name villages. */
export function mentions(words: string, room: Names): { name: string; at: number; end: number }[] {
  const names = spellings(room)
  const found: { name: string; at: number; end: number }[] = []
  for (let at = 0; at < words.length; ) {
    const here = names.find(({ spelling }) => words.startsWith(spelling, at))
    if (here) found.push({ name: here.name, at, end: at + here.spelling.length })
    at += here?.spelling.length ?? 1
  }
  return found
}

/** Longest first, so that 张家湾村 is not read as 张家湾. */
function spellings({ town, places }: Names): { name: string; spelling: string }[] {
  return places()
    .filter(({ name }) => town.villages.some((one) => one.name === name))
    .flatMap(({ name, aliases }) =>
      [name, ...aliases, name.replace(/村$/, '')].map((spelling) => ({ name, spelling })),
    )
    .filter(({ spelling }) => spelling.length > 1)
    .sort((a, b) => b.spelling.length - a.spelling.length)
}

const TOGETHER = /[两几]个?村都|联合|共同|一起|一道|携手|联办|合办|共建|结对/
/** 张湾村和红柳沟村, 红柳沟村、上滩村党支部: one after the other. */
const BESIDE = /^(村|社区)?(党(总支|支部|支)|两委|村委会)?(、|和|与|及|以及|同|跟|暨|,)$/

/**
 * The villages that hold an activity together (联合活动), in the order of the words; fewer than two when the message names
 * one, or names the other only in passing (到红柳沟村参观).
 */
export function jointVillages(plain: string, room: Names): string[] {
  const named = mentions(plain, room)
  const villages = [...new Set(named.map(({ name }) => name))]
  if (villages.length < 2) return []
  const beside = named.some(({ end, name }, n) => {
    const next = named[n + 1]
    return next !== undefined && next.name !== name && BESIDE.test(plain.slice(end, next.at))
  })
  return beside || TOGETHER.test(plain) ? villages : []
}
