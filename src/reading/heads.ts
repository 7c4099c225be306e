import type { Category } from './category.ts'
import { type Count, countedAs } from './count.ts'
import { bestOf, looksOn } from './headchoice.ts'
import { nounOf } from './headside.ts'
import { groupsOf, repeated, sharing, sum } from './headsum.ts'
import type { Counted } from './reading.ts'

interface Heads {
  participants?: Counted
  personTimes?: Counted
  used: Count[]
}

export function chooseHeads(text: string, counts: Count[], category: Category | undefined): Heads {
  const out: Heads = { used: [] }
  const persons = counts.filter((c) => c.unit.kind === 'person')
  const times = counts.filter((c) => c.unit.kind === 'times')
  const time =
    (category === 'culture' ? times.find((c) => nounOf(c) === 'crowd' && c.role !== 'other') : undefined) ??
    times.find((c) => c.role === 'attend') ??
    times.find((c) => c.role === 'perhaps')
  const one = time && isAudience(text, time) ? undefined : bestOf(text, persons, category, time !== undefined)
  const rounds = one && !time ? repeated(text, counts, one) : []
  if (rounds.length > 1) return timesOf(rounds)
  const groups = one && groupsOf(text, one)
  if (one && groups) {
    out.participants = groups
    out.used.push(
      one,
      ...counts.filter(
        (c) =>
          c.span[0] >= groups.span[0] && c.span[1] <= groups.span[1] && /^[个支组队班]$/.test(c.unit.unit),
      ),
    )
  } else if (one) {
    const row = sharing(text, counts, one)
    const alone = category === 'culture' && looksOn(one) && !isTight(row)
    const group = alone ? [one] : row
    out.participants = sum(group, one)
    out.used.push(...group)
  }
  if (!one && !time) {
    const households = counts.find((c) => tookPart(text, c, category))
    if (households) {
      out.participants = { ...countedAs(households, '人数：一户一人', 0.6) }
      out.used.push(households)
    }
  }
  if (time && !one) {
    out.personTimes = countedAs(time, '人次', 1)
    out.used.push(time)
  } else if (time && out.participants) out.personTimes = countedAs(time, '人次', 1)
  return out
}

/** 看戏的学生娃360个老师21个: told in one breath. */
function isTight(row: Count[]): boolean {
  return row.every((c, i) => i === 0 || c.span[0] - (row[i - 1]?.span[1] ?? 0) <= 4)
}

/** 70余户种植户参加, 到会61户: who came is told by the household, one for each. */
function tookPart(text: string, { unit, span, before }: Count, category: Category | undefined): boolean {
  if (unit.unit === '家') return /(?:实际来|实来)了?$/.test(before)
  if (unit.unit !== '户') return false
  if (
    category === 'contest' &&
    /^[^，。；]{0,8}(?:端了|抬了|牵了|带了)/.test(text.slice(span[1], span[1] + 14))
  )
    return true
  if (category && /^(?:meeting|study|training|lecture|other)$/.test(category) && /[到来去]了$/.test(before))
    return true
  return (
    /(?:到会|到场|实到|参会|参训|来了|出工)[^，。；]{0,3}$|参加[^，。；]{0,8}的(?:有|共|约)*$|(?:参加|参赛|参评|听课|参训|来听的)[一-龥]{0,4}[:：]?$/.test(
      before,
    ) ||
    /^[^，。；！？\n]{0,14}(?:参加|参训|到场|到会)(?!医保|保险|养老|合作)/.test(
      text.slice(span[1], span[1] + 20),
    )
  )
}

/** 志愿者4860名，办了900场，3.6万人次受益: over a longer time those who do it are a stock, and those who came are told in 人次. */
function isAudience(text: string, time: Count): boolean {
  if (
    /(?:听|看|观|来上课|来学)[一-龥]{0,2}的[一-龥]{0,4}(?:一共|有|共|约)*$|听众|观众|受众/.test(time.before)
  )
    return true
  return (
    /受益|受众|听众|观众|观看|观赏|受教育|惠及|吸引/.test(time.before + time.after) &&
    /累计|以来|目前|截至|上半年|全年|一年|[百千\d]{2}余?场/.test(text)
  )
}

function timesOf(rounds: Count[]): Heads {
  const [first] = rounds
  if (!first) return { used: [] }
  const personTimes = { ...sum(rounds, first), by: '人次：几场相加，同一个人可能来几次，不算人数' }
  return { personTimes, used: rounds }
}
