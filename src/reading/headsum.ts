import { type Count, countedAs, round } from './count.ts'
import { nounOf, sideBySide } from './headside.ts'
import type { Counted } from './reading.ts'

/** 党员18人、群众30人参加; 男12人女5人: counts side by side of different people, none of them the total. */
export function sharing(text: string, counts: Count[], one: Count): Count[] {
  if (/(?:共有?|共计|总共|一共|合计|总计|实到|人数)[^，。]{0,6}$/.test(one.before)) return [one]
  const at = counts.indexOf(one)
  const group = [one]
  for (let i = at - 1; i >= 0 && beside(text, counts[i], counts[i + 1]); i -= 1)
    group.unshift(...counts.slice(i, i + 1))
  for (let i = at + 1; i < counts.length && beside(text, counts[i - 1], counts[i]); i += 1)
    group.push(...counts.slice(i, i + 1))
  return group
}

function beside(text: string, left: Count | undefined, right: Count | undefined): boolean {
  if (left?.unit.kind !== 'person' || right?.unit.kind !== 'person') return false
  const bySex = /^[ ，、和]?[男女](?:的|党员|同志|性|队|方|生|将)?$/.test(
    text.slice(left.span[1], right.span[0]),
  )
  if (!bySex && (left.role === 'other' || right.role === 'other')) return false
  if (!sideBySide(text, left, right)) return false
  return bySex || oneKind(text, left, right)
}

/** 孩子36名 志愿者5名: those it is for, and those who made it possible; joined by 和 they came together. */
function oneKind(text: string, left: Count, right: Count): boolean {
  const kinds = [nounOf(left), nounOf(right)]
  if (!kinds.some((k) => /host|taught|needy|chosen|crowd/.test(k))) return true
  return /^.{0,6}(?:、|和|与|及|跟)/.test(text.slice(left.span[1], right.span[0]))
}

export function sum(group: Count[], one: Count): Counted {
  if (group.length === 1)
    return countedAs(one, `人数：${one.because ?? '名数'}`, one.role === 'attend' ? 1 : 0.8)
  const first = group[0] ?? one
  const final = group.at(-1) ?? one
  const out: Counted = {
    value: round(group.reduce((n, c) => n + c.value, 0)),
    span: [first.span[0], final.span[1]],
    by: '人数：相加',
    confidence: 0.9,
  }
  if (group.some((c) => c.approx)) out.approx = true
  return out
}

/** 3月3日、5日分别学习，参加18人、20人: the same people twice are person-times, no headcount. */
export function repeated(text: string, counts: Count[], one: Count): Count[] {
  const run = [one]
  for (let i = counts.indexOf(one) + 1; i < counts.length; i += 1) {
    const left = run.at(-1) ?? one
    const right = counts[i]
    if (right?.unit.kind !== 'person' || !/^ ?[、和，] ?$/.test(text.slice(left.span[1], right.span[0])))
      break
    if (right.after !== '' && !/^参加|^到会/.test(right.after)) break
    run.push(right)
  }
  return run
}

/** 两个班各30人: each of two groups had thirty. */
export function groupsOf(text: string, counts: Count[], one: Count): Counted | undefined {
  if (/(?:男女|双方|两[村班组队]|两个[村班组队])各(?:有|来了?)?$/.test(one.before))
    return { ...countedAs(one, '人数：各', 0.9), value: round(one.value * 2) }
  const before = counts[counts.indexOf(one) - 1]
  if (!before || !/^(?:个|支|组|队|班|桌)$/.test(before.unit.unit)) return undefined
  if (
    !/^(?:(?:班|小?组|村|支部|点|队)各|[一-龥]{0,3}[ ，]?每(?:支|个|一)?(?:班|小?组|村|支部|点|队|桌)?)(?:有|来了?)?$/.test(
      text.slice(before.span[1], one.span[0]),
    )
  )
    return undefined
  const counted = countedAs(one, '人数：各', 0.9)
  return { ...counted, value: round(before.value * one.value), span: [before.span[0], one.span[1]] }
}
