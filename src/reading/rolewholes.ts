import type { Count } from './count.ts'
import { around, attend, other, type Saying } from './place.ts'
import { sinceAny } from './words.ts'

export const PART = '其中的一部分'
export const WHOLE = '全部的人数，选出、到场的另有数'

/** 由12名专家和9名医护人员组成: both make up those who came. */
export const madeUpOf: Saying = ({ text, count }) => {
  const [lead, next] = around(text, count, 30, 30)
  return /由[^，。；由]{0,28}$/.test(lead) &&
    /^[^，。；]{0,28}组成/.test(next) &&
    /^[^，。]{0,40}(?:队|组|团|班)/.test(next)
    ? { role: 'perhaps', why: '由他们组成的队伍' }
    : null
}

/** 五个委员到了四个 */
const CAME_OF =
  /^[一-龥]{0,5}(?:[到来]了|到会|实到|到场|出席)[\d一二两三四五六七八九十百]{1,4}[个名人位]?(?:[，。；！ \n]|$)/

/** 从初赛89个人里选的14个, 137名报名者中有112人: the whole the next is taken from. */
export const wholeOfNext: Saying = ({ text, count, before, previous }) => {
  if (previous?.because === WHOLE && count.span[0] - previous.span[1] < 12) return attend('从中选出、到场的')
  const next = around(text, count, 0, 22)[1]
  // 来了四十来个人里头二十几个是学生: these are some of them, and they came all.
  if (/^[一-龥]{0,4}里头?[\d一二三四五六七八九十几来]+个?人?是/.test(next)) return null
  if (CAME_OF.test(next)) return other(WHOLE)
  if (
    /^[一-龥]{0,8}(?:里头?|里面|者中|中|当中)(?:面)?(?:有|选|挑|评|产生|脱颖|晋级|到|只有|来)[^，。；]{0,4}[\d一二两三四五六七八九十]/.test(
      next,
    )
  )
    return /报名|初赛|参考|应到|候选|推荐|脱颖|选出|从/.test(next.slice(0, 12) + before) ||
      /里头?(?:选|挑|到|来)/.test(next)
      ? other(WHOLE)
      : null
  return /^[一-龥]{0,4}(?<!村|家|镇|县|屋|院|店|室|区|乡|地|社)里头?[\d一二两三四五六七八九十]/.test(next)
    ? other(WHOLE)
    : null
}

/** 光婆娘家就26个 */
const ONLY = /(?:光|单|仅)是?[^，。；\d ]{1,8}就(?:有|来了|到了|去了)?$/

/** 来了96个，女的31个: with the men not named, the women are among them. */
function isOneSex(text: string, count: Count, before: string, previous: Count | undefined): boolean {
  const sex = /(?:^|[，、 ])(女|男)(?:的|同志|性|党员)?(?:有|占)?$/.exec(before)?.[1]
  if (sex === undefined || previous?.unit.kind !== 'person' || previous.value <= count.value) return false
  return !text.includes(sex === '女' ? '男' : '女') && count.span[0] - previous.span[1] < 10
}

/** 师傅里退下来的老书记十八个: some of them. */
export const partOf: Saying = ({ text, count, before, after, previous }) => {
  if ((ONLY.test(before) && previous?.unit.kind === 'person') || isOneSex(text, count, before, previous))
    return other(PART)
  if (previous?.because === WHOLE || /^[^，。；]{0,3}(?:到|来|参加|出席|成功)/.test(after)) return null
  const lead = sinceAny(around(text, count, 18, 0)[0], '。；！？\n')
  if (/\((?:其中|含|包括)[^()\d]{0,10}$/.test(lead)) return other(PART)
  // 来了23个人 党员9个其余系后生
  if (
    /^(?:其余|剩下|另外的)/.test(after) &&
    previous?.unit.kind === 'person' &&
    previous.value >= count.value
  )
    return other(PART)
  if (/里头?[^，。]*[来去]了/.test(lead)) return null
  return /(?:其中|里头|里面|当中|之中|(?:党员|徒弟|师傅|学员|干部|对象|选手|人员)里)[，:]?(?:\d{2}岁)?[^，。\d ]{0,10}$/.test(
    lead,
  )
    ? other(PART)
    : null
}

/** 党员35/38到会: those who came of those who should have. */
export const share: Saying = ({ text, count, before, after }) => {
  if (before === '/') return other('应到的数')
  return after.startsWith('/') && text.charAt(count.span[1]) === '/' ? attend('斜线前是到的数') : null
}
