import type { Count } from './count.ts'
import { withoutFilling } from './headnouns.ts'
import { LEAD, LEAD_END } from './headwords.ts'
import { attend, type Decision, other, type Place } from './place.ts'

export const ENROLLED = '报名、招收的人数'
export const enrolled: Decision = { role: 'perhaps', why: ENROLLED }

const LEAD_WHY: Record<string, string> = {
  served: '是对象，不是参加的人',
  chosen: '是评出、办成的数，不是参加的人',
  absent: '是应到、没到的数',
  stock: '不是这次参加的人',
  taught: '讲的、评的，不算参加',
  needy: '是对象，不是参加的人',
}

function otherBy({ word, sense }: { word: string; sense: string }): Decision {
  return other(`“${word}”${LEAD_WHY[sense] ?? ''}`)
}

/** 打分的党代表、村民代表75人: what stands before a row of nouns belongs to its last. */
function withList(text: string, count: Count, before: string): string {
  const from = count.span[0] - before.length
  if (before === '' || text.charAt(from - 1) !== '、') return before
  const row = /[一-龥、]{1,30}$/.exec(text.slice(Math.max(0, from - 30), from))?.[0] ?? ''
  return row + before
}

/** 组织32名党员, 慰问老人5名: the last verb or label before the number. */
export function byLead({ text, count, previous, before: words }: Place): Decision | null {
  // 9名优秀党务工作者和15名新党员: those are the ones before.
  const ofPrevious =
    previous?.unit.kind === 'person' &&
    /^[一-龥]{1,12}(?:和|与|及)$/.test(words) &&
    count.span[0] - words.length === previous.span[1]
  const said = ofPrevious ? '' : words
  const before = withList(text, count, said)
  if (before === '' || (withoutFilling(before) === '' && !LEAD.scan(before).some((h) => h.sense === 'came')))
    return /session|occasion/.test(previous?.unit.kind ?? '') ? null : byClauseBefore(text, count)
  const shared = byTeam(text, count, previous, before)
  if (shared) return shared
  const which = byWhich(before)
  if (which) return which
  if (RELATIVE.test(before) || THOSE_WHO.test(withoutFilling(before))) return attend('说的是来的、做的人')
  if (/[给为向][^，。；]{1,14}的$/.test(before)) return other('给他们的，不是参加的人')
  const end = LEAD_END.last(before)
  const hit = LEAD.scan(before).findLast((h) => h.sense !== 'none' && h.sense !== 'gathered')
  if (end && end.sense !== 'gathered' && end.sense !== 'none' && !(hit && hit.end > end.start)) {
    if (end.sense === 'came') return attend(`前面说“${end.word}”`)
    return other(`前面说“${end.word}”，不是参加的人`)
  }
  if (
    count.unit.kind === 'person' &&
    DONE_TO.test(before) &&
    text.charAt(count.span[0] - 1) !== ' ' &&
    !(hit?.sense === 'came' && hit.end >= before.length - 1)
  )
    return other('前面的动词做在他们身上')
  if (!hit) return null
  if (hit.sense === 'came') return attend(`前面说“${hit.word}”`)
  if (hit.sense === 'enrolled') return enrolled
  return otherBy(hit)
}

/** 出动了6支队伍83人: the verb stands before the number of teams. */
function byTeam(text: string, count: Count, previous: Count | undefined, before: string): Decision | null {
  if (previous?.unit.kind !== 'thing' || before.length > 4) return null
  if (
    text.slice(previous.span[1], count.span[0]) !== before ||
    !/^(?:个|支|组|队|辆|台|车|家)$/.test(previous.unit.unit)
  )
    return null
  const hit = LEAD.scan(previous.before).findLast((h) => /came|served/.test(h.sense))
  if (hit?.sense === 'came') return attend(`前面说“${hit.word}”`)
  return hit ? otherBy(hit) : null
}

/** 组织妇女做两癌筛查 147人: a number by itself belongs to what was said right before it. */
function byClauseBefore(text: string, count: Count): Decision | null {
  if (count.noun) return null
  if (!/^(?:[，。；！ \n]|$)/.test(text.slice(count.span[1], count.span[1] + 1))) return null
  // “争当巾帼模范”主题党日 28人: no word of a title is said of them.
  const clause = /[^，。；！\n ”]{2,16} $/.exec(
    text.slice(Math.max(0, count.span[0] - count.before.length - 17), count.span[0] - count.before.length),
  )?.[0]
  if (clause && FOR_ALL.test(clause)) return other('给他们的，不是参加的人')
  const hit = clause && LEAD.scan(clause).findLast((h) => h.sense !== 'none')
  if (!hit || (hit.sense !== 'served' && hit.sense !== 'chosen') || /[给为帮向替送]/.test(hit.word))
    return null
  return otherBy(hit)
}

/** 领的人71个, 猜中的132个, 没赶回来的3个: the verb before 的 says which people. */
function byWhich(before: string): Decision | null {
  const clause = WHICH.exec(before)?.groups?.verb
  if (!clause) return null
  if (/^(?:.*的)?(?:农村|城市|本[镇村县]|外[地村]|党员|年轻|女|男|年纪大|最[大小])$/.test(clause)) return null
  return GOT.test(clause) && !/来|到场|参加|参与/.test(clause) ? other(`“${clause}的”，不是参加的人`) : null
}

const WHICH = /(?<verb>[一-龥]{1,8})的(?:人|群众|村民|学员|同志|党员|学生)?(?:共|有|一共|大概|约|达|也?有)*$/
const GOT =
  /领(?!学|誓|唱|读|着|队)|咨询|猜|中奖|获|拿(?!着)|考上|录|没|未|不|请假|感冒|生病|外出|打工|合格|优秀|脱贫|受助|被|(?<!听)讲$|主持$|得|考下|得奖|谈拢|说好|站起来|提问|血压高|血糖高|打分|评分|亮分|退下来|剩下来|收|评|选|签/

/** 给80岁以上的老人发东西 一共61位: what all of a kind were given. */
const FOR_ALL =
  /[给为向][^，。李王张刘赵陈]{0,10}(?:老人|党员|群众|孩子|娃|学生|家庭|人员|对象|军人|职工|妇女|儿童|户)[^，。]{0,4}(?:发|送|办|量|测|体检|理|剪|慰问)/

/** 撤销了1名党员处分: the object of a verb that is no word of coming. */
const DONE_TO = /[一-龥]了$/

/** 来帮忙的乡亲, 去了医院看的: who did it is named by what they did. */
const RELATIVE =
  /来[^，。；的]{1,4}的[一-龥]{0,7}$|(?:来|去|看|听|坐|干|(?<![大中小入])学|开会|帮忙|帮工|上手)[了着]?(?:开会|听课|听|看|看戏|看病|参加|帮忙|干活|学|玩)?的[一-龥]{0,7}$/

/** 磨镰送水的红马甲 */
const THOSE_WHO = /[一-龥]{2}的(?:红马甲|志愿者|队员|民兵|后生)$/

/** 组织派出所、消防站等6个部门共48人: the verb stands before a row of names. */
export function bySentence({ text, count, before }: Place): Decision | null {
  const joined = (at: number) => /[、和及]/.test(text.charAt(at))
  const listed =
    before === '' ? joined(count.span[0] - 1) : text.charAt(count.span[0] - before.length - 1) === '、'
  if (!listed && !/(?:共|共计|一共|合计|总共|等|、[^、]{0,8})$/.test(before)) return null
  const lead =
    /[^，。；！？\n: ]{0,60}$/.exec(text.slice(Math.max(0, count.span[0] - 60), count.span[0]))?.[0] ?? ''
  const hit = LEAD.scan(lead).findLast((h) => /came|served|chosen/.test(h.sense))
  if (hit?.sense === 'came') return attend(`前面说“${hit.word}”`)
  if (hit?.sense === 'served' || hit?.sense === 'chosen') return otherBy(hit)
  return null
}
