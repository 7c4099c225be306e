import type { Category } from './category.ts'
import type { Count } from './count.ts'
import { nameHeads } from './headside.ts'
import { spread } from './headspread.ts'
import { FOLLOW, LEAD, LEAD_END, NAMED } from './headwords.ts'
import { SAYINGS, saidOutright } from './rolesayings.ts'

export function isHead(count: Count): boolean {
  return count.unit.kind === 'person' || count.unit.kind === 'times'
}

/** What a rule sees of a count of persons: the words around it and what they are. */
export interface Place {
  text: string
  count: Count
  previous: Count | undefined
  category: Category | undefined
  before: string
  after: string
}

export interface Decision {
  role: Count['role']
  why: string
}

/** Decides of every count of persons who they are, and keeps the reason. */
export function rolesOf(text: string, counts: Count[], category: Category | undefined): void {
  nameHeads(text, counts.filter(isHead))
  for (const [i, count] of counts.entries()) {
    if (!isHead(count)) continue
    const { before, after } = count
    const decided = decide({ text, count, previous: counts[i - 1], category, before, after })
    count.role = decided.role
    count.because = decided.why
  }
  spread(text, counts)
}

/** A rule that knows the saying decides; else what they did, the verb they belong to, the words that gather them. */
function decide(place: Place): Decision {
  for (const saying of SAYINGS) {
    const decided = saying(place)
    if (decided) return decided
  }
  return (
    bySaidOutright(place) ??
    byWhatTheyDidNot(place) ??
    byLead(place) ??
    byWhatTheyDid(place) ??
    byGathering(place) ?? { role: 'perhaps', why: '只说了人数' }
  )
}

function bySaidOutright({ count }: Place): Decision | null {
  return saidOutright(count) ? { role: 'attend', why: '明说到场' } : null
}

const REACH = { came: 16, gone: 8, post: 16, none: 0 }

function byWhatTheyDidNot({ before, after }: Place): Decision | null {
  if (/其中[^，。；]{0,6}$/.test(before)) return { role: 'other', why: '其中的一部分' }
  if (/(?:队|小组)$/.test(before) && /^(?:队员|党员|成员|志愿者|组员)/.test(after))
    return { role: 'attend', why: '队里的人' }
  const gone = FOLLOW.scan(after).find(
    (h) => (h.sense === 'gone' || h.sense === 'post') && h.start <= REACH[h.sense],
  )
  if (gone) return { role: 'other', why: `${gone.word}的人，不算参加` }
  const named = NAMED.scan(after).find((h) => h.sense === 'taught' && h.start <= 4)
  if (named) return { role: 'other', why: `${named.word}，不算参加` }
  if (/^.{0,6}(?:讲的|主讲|授课|讲课|来讲|主持)/.test(after))
    return { role: 'other', why: '讲的人，不算参加' }
  return null
}

const LEAD_WHY = {
  served: '是对象，不是参加的人',
  chosen: '是评出、办成的数，不是参加的人',
  absent: '是应到、没到的数',
  stock: '不是这次参加的人',
  taught: '讲的、评的，不算参加',
  needy: '是对象，不是参加的人',
}

/** 组织32名党员, 慰问老人5名: the last verb or label before the number. */
function byLead({ text, count, before }: Place): Decision | null {
  if (before === '') return byClauseBefore(text, count)
  if (RELATIVE.test(before)) return { role: 'attend', why: '说的是来的、做的人' }
  if (/[给为向][^，。；]{1,14}的$/.test(before)) return { role: 'other', why: '给他们的，不是参加的人' }
  const end = LEAD_END.last(before)
  const hit = LEAD.scan(before).findLast((h) => h.sense !== 'none' && h.sense !== 'gathered')
  if (end && end.sense !== 'gathered' && end.sense !== 'none' && !(hit && hit.end > end.start)) {
    if (end.sense === 'came') return { role: 'attend', why: `前面说“${end.word}”` }
    return { role: 'other', why: `前面说“${end.word}”，不是参加的人` }
  }
  if (
    count.unit.kind === 'person' &&
    DONE_TO.test(before) &&
    !(hit?.sense === 'came' && hit.end >= before.length - 1)
  )
    return { role: 'other', why: '前面的动词做在他们身上' }
  if (!hit) return null
  if (hit.sense === 'came') return { role: 'attend', why: `前面说“${hit.word}”` }
  if (hit.sense === 'none' || hit.sense === 'gathered') return null
  return { role: 'other', why: `“${hit.word}”${LEAD_WHY[hit.sense]}` }
}

/** 组织妇女做两癌筛查 147人: a number by itself belongs to what was said right before it. */
function byClauseBefore(text: string, count: Count): Decision | null {
  if (!/^(?:[，。；！ \n]|$)/.test(text.slice(count.span[1], count.span[1] + 1))) return null
  const clause = /[^，。；！\n ]{2,16} $/.exec(
    text.slice(Math.max(0, count.span[0] - 17), count.span[0]),
  )?.[0]
  const hit = clause && LEAD.scan(clause).findLast((h) => h.sense !== 'none')
  if (!hit || (hit.sense !== 'served' && hit.sense !== 'chosen') || /[给为帮向替送]/.test(hit.word))
    return null
  return { role: 'other', why: `“${hit.word}”${LEAD_WHY[hit.sense]}` }
}

/** 撤销了1名党员处分: the object of a verb that is no word of coming. */
const DONE_TO = /[一-龥]了$/

/** 来帮忙的乡亲, 去了医院看的: who did it is named by what they did. */
const RELATIVE =
  /来[^，。；的]{1,4}的[一-龥]{0,7}$|(?:来|去|看|听|坐|干|(?<![大中小入])学|开会|帮忙|帮工|上手)[了着]?(?:开会|听课|听|看|看戏|看病|参加|帮忙|干活|学|玩)?的[一-龥]{0,7}$/

const DOERS = /^.{0,4}(?:党员|志愿者|干部|队员).{0,2}(?:给|为|帮|替|去|到|凑|捐|买|出动|都在|都到)/

/** 18名党员清理河道, 9人给老人理发. */
function byWhatTheyDid({ after }: Place): Decision | null {
  if (/^.{0,3}(?:给|为|帮|替)(?!.{0,4}颁|.{0,4}发奖)/.test(after))
    return { role: 'attend', why: '他们做了事' }
  if (DOERS.test(after)) return { role: 'attend', why: '他们做了事' }
  const did = FOLLOW.scan(after).find((h) => h.sense === 'came' && h.start <= REACH.came)
  return did ? { role: 'attend', why: `后面说“${did.word}”` } : null
}

/** 共有32人: they came, but where help is given they may be those who were helped. */
function byGathering({ before, category }: Place): Decision | null {
  const gathered =
    LEAD_END.last(before)?.sense === 'gathered' || LEAD.scan(before).some((h) => h.sense === 'gathered')
  return gathered && !served(category) ? { role: 'attend', why: '合计的人数' } : null
}

/** In these the persons nothing is said of are those served or chosen, not those who came. */
export function served(category: Category | undefined): boolean {
  return category !== undefined && /^(?:service|mentor|cadre|membership|customs|inspection)$/.test(category)
}
