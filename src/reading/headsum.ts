import { type Count, countedAs, round } from './count.ts'
import { BY_SEX, nounOf, sideBySide } from './headside.ts'
import { parseNumeral } from './numerals.ts'
import type { Counted } from './reading.ts'
import { ENROLLED } from './rolelead.ts'
import { PAIRED } from './rolesayings.ts'

/** 党员18人、群众30人参加; 男12人女5人: counts side by side of different people, none of them the total. */
export function sharing(text: string, all: Count[], one: Count): Count[] {
  // 5个过生日的一个没落，其他13个: a lone 一 between two groups is no third.
  const counts = all.filter(
    (c) => c === one || (c.unit.kind === 'person' && (c.value > 1 || c.role !== 'other')),
  )
  // 到会党员31 预备党员2: the label belongs to the first of the groups.
  const label = /(?:到会|到场)(?:党员|群众|(?:村民|群众|党员)?代表|干部|村民)$/.test(one.before)
  if (
    !label &&
    /(?:共有?|共计|总共|一共|合计|总计|实到|人数|到场|到会|拢共|统共|加起来|算上)[^，。]{0,6}$/.test(
      one.before,
    )
  )
    return onward(text, counts, one)
  const at = counts.indexOf(one)
  const group = [one]
  for (let i = at - 1; i >= 0 && beside(text, counts[i], counts[i + 1]); i -= 1)
    group.unshift(...counts.slice(i, i + 1))
  for (let i = at + 1; i < counts.length && beside(text, counts[i - 1], counts[i]); i += 1)
    group.push(...counts.slice(i, i + 1))
  return withSeated(text, counts, group)
}

/** 13名成员参加，6人作交流发言，各村书记11人列席: those in attendance, told after the speakers. */
function withSeated(text: string, counts: Count[], group: Count[]): Count[] {
  const last = group.at(-1)
  if (last?.role !== 'attend' || /(?:[到来]了|共|人数|实到)$/.test(last.before)) return group
  const at = counts.indexOf(last)
  const seated = counts
    .slice(at + 1, at + 4)
    .find(
      (c) =>
        c.role === 'attend' &&
        (/列席$/.test(c.before) || /^[一-龥]{0,8}列席/.test(c.after)) &&
        !/[。！？\n]/.test(text.slice(last.span[1], c.span[0])),
    )
  return seated ? [...group, seated] : group
}

/** 共198名学生和12名老师: 共 is said of both. */
function onward(text: string, counts: Count[], one: Count): Count[] {
  const next = counts[counts.indexOf(one) + 1]
  const gap = next ? text.slice(one.span[1], next.span[0]) : ''
  // 到会15人，6名驻村干部列席; 实到 is the whole of those who came
  if (
    next &&
    next.role === 'attend' &&
    gap.length < 14 &&
    !/实到/.test(one.before) &&
    /列席/.test(gap + text.slice(next.span[1], next.span[1] + 14))
  )
    return [one, next]
  // 一共去了十七个党员还有五个大学生
  if (next && /^[一-龥]{0,8}(?:还有|加上|外加|另有|另外)$/.test(gap) && beside(text, one, next))
    return [one, next]
  // 参加学生：216人, and on the next line 到校家长：130人
  if (
    next &&
    next.role === 'attend' &&
    /^\s*\n[^\n\d]{2,8}: ?$/.test(gap) &&
    /(?:参加|到校|到场|到会)[一-龥]{1,4}$/.test(one.before)
  )
    return [one, next]
  const joined = next && /^[一-龥]{1,8}(?:和|及|以及|与|、)$/.test(gap)
  const seated = /(?:共有?|到会|到场|参加|出席)$/.test(one.before)
  return joined && seated && beside(text, one, next) ? [one, next] : [one]
}

function beside(text: string, left: Count | undefined, right: Count | undefined): boolean {
  if (left?.unit.kind !== 'person' || right?.unit.kind !== 'person') return false
  const gap = text.slice(left.span[1], right.span[0])
  const both = text.includes('男') && text.includes('女')
  const within = /^总数里/.test(left.because ?? '') || /^总数里/.test(right.because ?? '')
  const bySex = both && !within && BY_SEX.test(gap)
  if (!bySex && (left.role === 'other' || right.role === 'other')) return false
  if (/^全[镇村县乡市区]/.test(right.before)) return false
  if (left.because === ENROLLED || right.because === ENROLLED) return false
  if (alsoThere(left, right, gap)) return true
  // 三十七个人大部分是嬢嬢还有两个大爷: some of them.
  if (/大部分|多半|多数|大多|主要是/.test(gap)) return false
  if (left.because === PAIRED && right.because === PAIRED) return !gap.includes('。')
  if (!sideBySide(text, left, right)) return false
  return bySex || oneKind(text, left, right)
}

/** 29名新党员宣誓，46名老党员一同重温: others who were there too. */
function alsoThere(left: Count, right: Count, gap: string): boolean {
  const goesOn = !/[。；！？\n]/.test(gap)
  if (left.role === 'attend' && right.role === 'attend' && /(?:另有|另外|也有)$/.test(right.before) && goesOn)
    return true
  // 班子9个人，列席4个
  if (left.role !== 'other' && right.role === 'attend' && /^[，、 ]?列席$/.test(gap)) return true
  if (left.role !== 'attend' || right.role === 'other' || (left.noun?.word === right.noun?.word && left.noun))
    return false
  if (
    !/^[一-龥]{0,8}?(?:也(?!有)|跟着一起|一同|一道|陪同|陪着|跟着|随同|列席|到场观礼)|^[一-龥、]{0,8}?(?:到会听|旁听|听会|参加评议|参加(?:民主)?测评|现场测评)|^听(?!说)/.test(
      right.after,
    ) &&
    !/列席(?:的)?$/.test(right.before) &&
    right.because !== '受邀参加'
  )
    return false
  return goesOn
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

/**
 * 3月3日、5日分别学习，参加18人、20人; 上午32人 下午28人: the same people may have come both times, so the sum is person-times
 * and no headcount.
 */
export function repeated(text: string, counts: Count[], one: Count): Count[] {
  for (const first of counts.slice(0, counts.indexOf(one) + 1)) {
    if (first.unit.kind !== 'person' || first.role === 'other') continue
    const run = runFrom(text, counts, first)
    if (run.length > 1 && run.includes(one)) return run
  }
  return []
}

function runFrom(text: string, counts: Count[], one: Count): Count[] {
  const run = [one]
  for (let i = counts.indexOf(one) + 1; i < counts.length; i += 1) {
    const left = run.at(-1) ?? one
    const right = counts[i]
    if (right?.unit.kind !== 'person' || right.role === 'other') break
    const gap = text.slice(left.span[1], right.span[0])
    const list = /^ ?[、和，] ?$/.test(gap) && (right.after === '' || /^参加|^到会/.test(right.after))
    if (!list && !anotherTime(text, left, gap)) break
    run.push(right)
  }
  const teams = /[组班村队](?:分别|依次)?(?:来了|到了|有)?$/.test(one.before) && !/[日号]/.test(one.before)
  return teams ? [] : run
}

const TIME_WORD =
  /^(?:.{0,6}?[，、 和])?(?:又|还)?(?:上午|下午|晚上|中午|早上|白天场?|晚上?场|夜场|第[二三四五]?[天场次回批期晚堂节班]|[一-龥]{2,6}那[场回次]|次日|后一天|今天|二场|末场|\d{1,2}[号日])(?:场|班|的)?[，]?(?:又|再|则)?(?:来了?|去了?|到了?|有|参加|听众|学员|观众|到场)*$/
const FIRST_TIME =
  /(?:上午|早上|中午|白天场?|头一?[天场次回批期晚堂节班]|[一-龥]{2,6}那[场回次]|第一[天场次回批期晚堂节班]|首[场日批]|昨天|\d{1,2}[号日])[^，。；]{0,6}$/

/** 头天22人 第二天19人 */
function anotherTime(text: string, left: Count, gap: string): boolean {
  return (
    gap.length <= 16 &&
    TIME_WORD.test(gap) &&
    FIRST_TIME.test(text.slice(Math.max(0, left.span[0] - 14), left.span[0]))
  )
}

/** 两个班各30人: each of two groups had thirty. */
export function groupsOf(text: string, one: Count): Counted | undefined {
  if (
    /(?:男女|双方|两[村班组队]|两个[村班组队]|[一-龥]{2,6}[跟和与][一-龥]{2,6})各(?:有|来了?|出)?$/.test(
      one.before,
    )
  )
    return { ...countedAs(one, '人数：各', 0.9), value: round(one.value * 2) }
  const groups = /^[ ，]?(?:一?共|总共|分成?了?)(?<n>\d{1,2}|[一二两三四五六七八九十]{1,2})个?[组队班]/.exec(
    text.slice(one.span[1], one.span[1] + 10),
  )?.groups?.n
  const many = groups && /[一每][组队班]$/.test(one.before) ? parseNumeral(groups) : null
  if (many) return { ...countedAs(one, '人数：各', 0.9), value: round(one.value * many) }
  const lead = text.slice(Math.max(0, one.span[0] - 20), one.span[0])
  const each = EACH.exec(lead)
  const times = each?.groups?.n ? parseNumeral(each.groups.n) : null
  if (!each || times === null) return undefined
  const from = one.span[0] - lead.length + each.index
  const counted = countedAs(one, '人数：各', 0.9)
  return { ...counted, value: round(times * one.value), span: [from, one.span[1]] }
}

/** 6支队伍 每队12人, 分两班 每班6人, 三个组每组8人 */
const EACH =
  /(?<n>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个|支|组|队|班|桌|车|批)[一-龥]{0,3}[ ，]?(?:每(?:支|个|一)?(?:班|小?组|村|支部|点|队伍?|桌|车|批)?|(?<=(?:班|组|村|支部|点|队) ?)各)(?:有|来了?|坐)?$/
