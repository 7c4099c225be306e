import type { Category } from './category.ts'
import type { Count } from './count.ts'
import { nameHeads } from './headside.ts'
import { spread } from './headspread.ts'
import { FOLLOW, LEAD, LEAD_END, NAMED } from './headwords.ts'
import { saidOutright } from './outright.ts'
import { attend, type Decision, other, type Place, type Saying } from './place.ts'
import { byLead, bySentence, enrolled } from './rolelead.ts'
import { sayingsIn } from './rolesayings.ts'
import { PART } from './rolewholes.ts'

export function isHead(count: Count): boolean {
  return count.unit.kind === 'person' || count.unit.kind === 'times'
}

/** Decides of every count of persons who they are, and keeps the reason. */
export function rolesOf(text: string, counts: Count[], category: Category | undefined): void {
  nameHeads(text, counts.filter(isHead))
  const sayings = sayingsIn(text)
  for (const [i, count] of counts.entries()) {
    if (!isHead(count)) continue
    const { before, after } = count
    const decided = decide({ text, count, previous: counts[i - 1], category, before, after }, sayings)
    count.role = decided.role
    count.because = decided.why
  }
  spread(text, counts)
}

/** A rule that knows the saying decides; else what they did, the verb they belong to, the words that gather them. */
function decide(place: Place, sayings: Saying[]): Decision {
  for (const saying of sayings) {
    const decided = saying(place)
    if (decided) return decided
  }
  return (
    bySaidOutright(place) ??
    byWhatTheyDidNot(place) ??
    byWork(place) ??
    byNoun(place) ??
    byLead(place) ??
    byWhatTheyDid(place) ??
    byGathering(place) ??
    bySentence(place) ?? { role: 'perhaps', why: '只说了人数' }
  )
}

function bySaidOutright({ count }: Place): Decision | null {
  return saidOutright(count) ? attend('明说到场') : null
}

const REACH = { came: 16, gone: 8, enrolled: 6, post: 16, none: 0 }

/** 15个学生2个老师 */
function isHeadBeside(text: string, count: Count, previous: Count | undefined): boolean {
  return (
    previous?.unit.kind === 'person' && /^[一-龥]{0,4}$/.test(text.slice(previous.span[1], count.span[0]))
  )
}

function byWhatTheyDidNot({ text, count, previous, before, after }: Place): Decision | null {
  if (/其中[^，。；]{0,6}$/.test(before)) return other(PART)
  if (/(?:队|小组)$/.test(before) && /^(?:队员|党员|成员|志愿者|组员)/.test(after)) return attend('队里的人')
  if (/^[^，。；]{0,4}(?:将(?!军)|拟|待)/.test(after)) return other('还没到的，不算参加')
  const gone = FOLLOW.scan(after).find((h) => /gone|post|enrolled/.test(h.sense) && h.start <= REACH[h.sense])
  if (gone?.sense === 'enrolled') return enrolled
  // 授旗仪式 36名队员领到了红马甲
  if (/^领[到了]/.test(gone?.word ?? '') && /^(?:队员|学员|志愿者|网格员|新兵)/.test(after))
    return attend('领到东西的队员')
  if (gone) return other(`${gone.word}的人，不算参加`)
  const named = NAMED.scan(after).find((h) => h.sense === 'taught' && h.start <= 4)
  if (named && !(named.word === '老师' && (count.value > 5 || isHeadBeside(text, count, previous))))
    return other(`${named.word}，不算参加`)
  if (
    /^(?!.{0,6}听).{0,6}(?:讲的|主讲|授课|讲课|来讲|主持|讲述)/.test(after) ||
    (count.value <= 3 && /^(?!.{0,6}听).{0,6}讲了/.test(after))
  )
    return other('讲的人，不算参加')
  return null
}

/** 请了师傅2位, 评委7: by their noun they taught or judged. */
function byNoun({ count, category }: Place): Decision | null {
  if (count.noun?.side !== 'before' || count.noun.sense !== 'taught') return null
  // 抽调网格员58名、技术员14名: where nothing is taught they are those who did it.
  if (/技术员|专家$/.test(count.noun.word) && !/^(?:training|lecture|study)$/.test(category ?? ''))
    return null
  return other(`${count.noun.word}，不算参加`)
}

const DOERS = /^.{0,4}(?:党员|志愿者|干部|队员).{0,2}(?:给|为|帮|替|去|到|凑|捐|买|出动|都在|都到)/

/** 3个支委走访8户: those who help, not those helped. */
function byWork({ count, before, after }: Place): Decision | null {
  if (count.noun?.side !== 'after' || count.noun.sense !== 'doer' || /[给为向对帮替]$/.test(before))
    return null
  const rest = after.slice(after.indexOf(count.noun.word) + count.noun.word.length)
  return /^(?:[^，。；]{0,2}(?:走访|慰问|看望|上门|入户)|[给为帮])/.test(rest) ? attend('他们做了事') : null
}

/** 18名党员清理河道, 9人给老人理发. */
function byWhatTheyDid({ count, after }: Place): Decision | null {
  if (/^.{0,3}(?:给|为(?!中共|预备|正式)|帮|替)(?!.{0,4}颁|.{0,4}发奖)/.test(after))
    return attend('他们做了事')
  if (DOERS.test(after)) return attend('他们做了事')
  if (!count.noun && count.unit.unit === '人' && /^[一-龥]{1,2}(?:了|完|出|好|上)/.test(after))
    return attend('他们做了事')
  const did = FOLLOW.scan(after).find((h) => h.sense === 'came' && h.start <= REACH.came)
  return did ? attend(`后面说“${did.word}”`) : null
}

/** 共有32人: they came, but where help is given they may be those who were helped. */
function byGathering({ before, category }: Place): Decision | null {
  if (/(?:接来|坐了)[^，。；]{0,12}$/.test(before) && !/^(?:membership|cadre)$/.test(category ?? ''))
    return attend('接来、坐下的人')
  const gathered =
    LEAD_END.last(before)?.sense === 'gathered' || LEAD.scan(before).some((h) => h.sense === 'gathered')
  return gathered && !served(category) ? attend('合计的人数') : null
}

/** In these the persons nothing is said of are those served or chosen, not those who came. */
export function served(category: Category | undefined): boolean {
  return category !== undefined && /^(?:service|mentor|cadre|membership|customs|inspection)$/.test(category)
}
