import { type Bench, found, type Unplaced } from './bench.ts'
import type { Mention } from './names.ts'
import { peopleIn } from './people.ts'
import type { Scoped } from './scope.ts'
import type { Source } from './source.ts'

const IN_NEED = /(?:困难群众|低保户|脱贫户|特困户|残疾人|孤儿|留守儿童|学生|小朋友|患者|病人|五保户)[：:]?$/

/** 走访慰问张三、李四等困难党员 names those who were helped. */
function isInNeed(text: string, [start, end]: [number, number]): boolean {
  const [before, after] = [text.slice(0, start), text.slice(end)]
  if (IN_NEED.test(before)) return true
  const helped = /(?:走访|慰问|看望|资助|救助|帮扶)(?:了)?(?:[一-龥]{2,3}[、和])*$/.test(before)
  return (
    helped &&
    /^(?:[、和][一-龥]{2,3})*(?:等|[\d一二两三四五六七八九十]+[名户位])[^，。；]{0,4}(?:困难|低保|脱贫|残疾|患病|受灾|五保|特困|留守|学生|儿童)/.test(
      after,
    )
  )
}

/** People: only those whom a cited row or its message names, or who filed it; those in need and children are never named. */
export function wrongNames({ sentence, mentions, village }: Scoped, bench: Bench): Unplaced[] {
  const filed = bench.sources.flatMap(({ row }) => [row.by, ...(row.entries ?? []).map((one) => one.by)])
  const known = [...bench.town.people.map((one) => one.name), ...filed].flatMap((one) => one || [])
  // A caption that names only the person may be of any row.
  const pool = mentions.length > 0 && village.length > 0 ? village : bench.sources
  return namedIn(sentence.text, [...new Set(known)]).flatMap(({ name, span }) => {
    if (isInNeed(sentence.text, span)) {
      return [
        found('private', sentence, span, pool[0], `“${name}”是困难群众或未成年人，姓名不宜公开，请隐去。`),
      ]
    }
    if (pool.some((source) => namesPerson(source, name, sentence.text, span))) return []
    const say = `“${name}”不在所依据的台账和群消息里，请核对姓名，确有其人请注明依据后放行。`
    return [found('person', sentence, span, pool[0], say)]
  })
}

/** 农技员刘建国: behind 员, 者 and 师 a name follows as it does behind 记者. */
const ROLE = /[一-龥](?:(?<![党队会委官动人社成])员|(?<!或)者|[教医技律]?师|大夫|支书)(?=[一-龥]{2})/g

function namedIn(text: string, known: string[]): Mention[] {
  const framed = text.replace(ROLE, (role) => '记者'.padStart(role.length, '□'))
  const found = peopleIn(text, known)
  if (framed === text) return found
  const more = peopleIn(framed, []).filter(
    ({ span }) => !found.some((one) => one.span[0] < span[1] && span[0] < one.span[1]),
  )
  return [...found, ...more.filter(({ span }) => endsWord(text, span[1]))]
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

function endsWord(text: string, at: number): boolean {
  return at >= text.length || [...segmenter.segment(text)].some(({ index }) => index === at)
}

function namesPerson({ row, text }: Source, name: string, said: string, [start]: [number, number]): boolean {
  if ((row.entries ?? []).some((one) => one.by === name) || row.by === name) return true
  if (standsWhole(text, name)) return true
  // 马强以…: where a name ends is not always to be seen.
  const short = name.slice(0, 2)
  return name.length === 3 && name[1] !== name[2] && endsWord(said, start + 2) && standsWhole(text, short)
}

/** 刘建 does not stand in 刘建国授课. */
function standsWhole(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const line = text.slice(at).split('\n')[0] ?? ''
    if (endsWord(line, name.length)) return true
  }
  return false
}
