import type { Count } from './count.ts'
import { NOUN, nounAtEnd, withoutFilling } from './headnouns.ts'
import { FOLLOW, LEAD } from './headwords.ts'

/**
 * Notes of every count of persons the noun of those counted: right before the number (党员14人), else right after it. Between two
 * counts a noun belongs to the first where that has none before it (11个党员4个妇女), else to the second (党员16名群众34名).
 */
export function nameHeads(text: string, heads: Count[]): void {
  for (const [i, count] of heads.entries()) {
    const own = nounAtEnd(count.before)
    const left = heads[i - 1]
    const gap = left?.noun?.side === 'after' ? text.slice(left.span[1], count.span[0]) : ''
    const taken = left?.noun !== undefined && gap.length < 10 && gap.trimEnd().endsWith(left.noun.word)
    if (own && !taken) count.noun = { word: own.word, sense: own.sense, side: 'before' }
    else {
      const next = NOUN.scan(count.after.slice(0, 14)).filter((h) => h.start <= 6)
      const hit = next.find((h) => h.sense === 'needy') ?? next[0]
      if (hit) count.noun = { word: hit.word, sense: hit.sense, side: 'after' }
    }
  }
}

/** The sense of that noun, '' where none is known. */
export function nounOf({ noun }: Count): string {
  return noun && noun.sense !== 'none' ? noun.sense : ''
}

const LINK = /^[ ，]?(?:、|和|及|以及|与|跟|加上?|外加|还有|另有|另外|连同|带|,)?/
/** 45名团员青年、22名渔嫂: nothing but a noun and what joins the two. */
const JOINED =
  /^[一-龥、]{0,14}(?:、|和|及|以及|与|还有|加上?|外加)$|^[一-龥]{0,8}(?:和|及|以及|与)[一-龥]{0,6}(?:院|村|镇|局|所|校|部|社区|公司|支部|站)$|^[一-龥]{0,8}(?:和|跟|与|及)[一-龥]{1,6}来的$/
/** 学生120人、老兵16人: a list of who was there, whatever the second are called. */
const LISTED = /^、[一-龥]{2,7}$/
/** 轮流念，加上旁听的老同志三位: added in so many words. */
const ADDED = /(?:也(?:跟|来|去|到)了|再?加上?|外加|还有|另有|另外|其他|其余|其它|连同)[^，。；！？\n]{0,10}$/
/** 5个网格员带着居民20多人 */
const LED = /^[一-龥]{0,5}(?:带着|领着|带领|带上|领上|叫上|喊上|约上|陪着)[一-龥]{0,6}$/
/** 3个大学生带着26个娃娃: the children are looked after. */
const CHILDREN = /^(?:娃|孩|学生|小朋友|儿童|少年)/
/** 老教师6人青年教师11人: one noun, but two kinds of them. */
const OTHER_KIND =
  /^[ ，、]?(?:新|老|青年|年轻|中年|退休|在职|流动|租户|企业|外来|返乡|机关|社区|农民|学生|预备|正式|积极|女|男)(?:的)?$/
/** 一批23人一批31人 */
const NEXT_LOT = /^[ ，、]?(?:另|还有)?(?:一|第二)[批拨车](?:来了|有)?$/
/** 男12人女5人: what stands between two that are told by their sex. */
export const BY_SEX = /^[ ，、和]?[男女](?:子组|子队|子|组|的|党员|同志|性|队|方|生|将)?$/

/** What stands between two counts of persons that are told side by side: at most the nouns of the two and `slack` characters more. */
export function sideBySide(text: string, left: Count, right: Count, slack = 6): boolean {
  if (left.number.upTo !== undefined || right.number.upTo !== undefined) return false
  const gap = text.slice(left.span[1], right.span[0])
  if (
    gap.length <= 26 &&
    !/[。；！？\n:]/.test(gap) &&
    ADDED.test(gap) &&
    !LEAD.scan(gap.slice(gap.search(ADDED))).some((h) => !/none|came|gathered/.test(h.sense))
  )
    return true
  if (gap.length > 18 || /[。；！？\n:]/.test(gap) || text.charAt(right.span[1]) === '次') return false
  // 46名学生在5名教师的带领下
  if (
    /^[一-龥]{1,4}在$/.test(gap) &&
    /^[一-龥]{1,4}的?带领下/.test(text.slice(right.span[1], right.span[1] + 10))
  )
    return true
  if (BY_SEX.test(gap) || NEXT_LOT.test(gap) || (LED.test(gap) && !CHILDREN.test(right.noun?.word ?? '')))
    return true
  if (
    /的$/.test(withoutFilling(right.before)) &&
    /的$/.test(withoutFilling(left.before)) &&
    left.before !== right.before &&
    gap.length < 14
  )
    return true
  if (JOINED.test(gap) && !hasVerb(gap.replace(/优秀|先进|模范/g, ''))) return true
  if (
    LISTED.test(gap) &&
    left.noun?.side === 'before' &&
    right.before === gap.slice(1) &&
    !hasVerb(gap.slice(1))
  )
    return true
  const [one, two] = [left.noun, right.noun]
  // 17个村书记3个社区书记
  if (
    one?.side === 'after' &&
    one.word === two?.word &&
    two.side === 'after' &&
    /^(?:村|社区|镇|机关|企业)[一-龥]{2,3}$/.test(gap)
  )
    return !text.startsWith(gap, right.span[1])
  if (one && one.word === two?.word)
    return two.side === 'before' && gap.endsWith(two.word) && OTHER_KIND.test(gap.slice(0, -two.word.length))
  if (HERE_AND_THERE.test(gap)) return true
  if (!two) return false
  const words = between(gap, left, right)
  if (
    (/[了着过出得]/.test(words) && !/^[^ ，]{1,8}的$/.test(words)) ||
    (right.noun?.side === 'after' && !OURS.test(words))
  )
    return false
  return words.length <= slack && !NOT_BETWEEN.test(gap) && !hasVerb(words)
}

/** 机关下来7个 村里23个, 代表13个 镇上陪同的5个, 村民自发来的19人. */
const HERE_AND_THERE =
  /^[ ，、和](?:(?:我们|咱们?)?(?:[村镇县]里|[村镇县]上|村|镇|机关|本村|外村|邻村|[一-龥]{1,4}(?:所|局|站|院|校|公司|企业|班)|[一二三四五六七八九]组|[一二三四五六七八九]队|(?:他们|我们|咱们?|对方)(?:支部|村|单位)?|社区|家属)(?:自己)?[一-龥]{0,2}(?:来了?|去了?|到了?|出了|凑了?|陪同|帮忙|自发来)?的?|[一-龥]{0,4}(?:陪同|陪着[一-龥]{0,8}|帮忙|自己来|自发来|赶来)的(?:党员|群众|家属)?)$/
/** 46个娃娃 加上咱支部9个党员 */
const OURS = /^(?:[我咱]们?|本|他们)?(?:[村镇县]里?|支部|[村镇县]上|学校|单位|机关)?(?:的|年轻|老|新)?$/
const NOT_BETWEEN =
  /请|聘|其中|[共总合]计?$|一共$|加起来$|拢共$|统共$|算上$|通过|产生|次日|第[一二三]|上午|下午|晚上|头天|分[成为]|有$/

/** The gap without the nouns of the two and what links them. */
function between(gap: string, left: Count, right: Count): string {
  let words = gap
  if (left.noun?.side === 'after') words = words.slice(words.indexOf(left.noun.word) + left.noun.word.length)
  words = words.replace(LINK, '')
  if (right.noun?.side === 'before') words = withoutFilling(words).slice(0, -right.noun.word.length)
  return words
}

/** 30人参加，干部5人: a verb ends the row; 观摩群众 is a noun. */
function hasVerb(words: string): boolean {
  if (words === '') return false
  // 包饺子的妇女: the verb only says which.
  const which = /^[^ ，]{1,8}的$/.test(words)
  const lead = LEAD.scan(words).filter((h) => h.sense !== 'none' && !(which && h.sense === 'came'))
  if (lead.some((h) => h.sense !== 'came' || h.end !== words.length)) return true
  return FOLLOW.scan(words).some(
    (h) => h.sense === 'gone' || (h.sense === 'came' && h.end !== words.length && !which),
  )
}
