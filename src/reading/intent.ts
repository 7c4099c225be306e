import { asks, asksBack, asksHow, asksTheNumber, bids, isOurAffair } from './asking.ts'
import { comesLate, corrects, withdraws, withoutDeeds } from './mends.ts'
import { isAdvert, isDone, isForwarded, isHiring, isNotice, isPlan } from './notices.ts'
import type { Intent } from './reading.ts'
import { isAmongNeighbours, isAnswer, isCourtesy, isJoke, isNews, isTalk } from './talk.ts'

/** What the reading found so far, as evidence that something was done. */
export interface Evidence {
  date: boolean
  future: boolean
  category: boolean
  /** A kind of activity that is only guessed at from what was done. */
  deed: boolean
  organizer: boolean
  headcount: boolean
  quantities: number
}

const PICTURES = /\[(?:图片|视频|照片)\]/g

/** What the (normalised) message is for. */
export function findIntent(text: string, seen: Evidence): Intent {
  const pictured = /\[(?:图片|视频|照片)\]/.test(text)
  const said = text
    .replace(PICTURES, '')
    .replace(/“[^”\n]{12,120}”|^“[^”\n]{4,120}”/g, '')
    .trim()
  if (said === '') return pictured ? 'report' : 'chatter'
  if (isNews(said)) return 'chatter'
  // A passage of several sentences that tells of an activity is no conversation.
  if (said.length > 90 && seen.category && (seen.date || seen.organizer) && !isNotice(said)) return 'report'
  const full = seen.category && seen.headcount && seen.organizer
  if (isForwarded(said) || isHiring(said) || (isAdvert(said) && !full)) return 'chatter'
  return mendOf(said, seen) ?? questionOf(said, seen, full) ?? reportOrTalk(said, seen, pictured)
}

/** Withdrawal, correction, or a report that comes late and only sounds like one. */
function mendOf(said: string, seen: Evidence): Intent | undefined {
  if (asksHow(said) && !seen.headcount) return 'query'
  const whole = (seen.category || seen.date) && seen.headcount && seen.organizer
  const mending = whole ? withoutDeeds(said) : said
  if (comesLate(said) && seen.category && seen.headcount) return 'report'
  if (bids(said) && !whole && asks(said)) return 'query'
  if (withdraws(mending)) return 'withdrawal'
  return corrects(mending) ? 'correction' : undefined
}

function questionOf(said: string, seen: Evidence, full: boolean): Intent | undefined {
  if (isJoke(said) && (!seen.category || /^(?:哈|嘿|呵){2,}/.test(said)) && !seen.headcount) return 'chatter'
  if ((bids(said) && !full) || asksTheNumber(said)) return 'query'
  if (!full && isAnswer(said)) return 'answer'
  if (isTalk(said, seen)) return 'chatter'
  if (!full && !seen.headcount && isAmongNeighbours(said)) return 'chatter'
  if (asksBack(said) && !full) return 'query'
  if (isNotice(said) && !isDone(said)) return 'chatter'
  // 出动多少人新闻里没说: a long line with figures tells more than it asks.
  const tells = said.length >= 80 || (said.length >= 36 && seen.quantities > 1)
  if (!asks(said) || tells || full) return undefined
  return seen.category || isOurAffair(said) ? 'query' : 'chatter'
}

function reportOrTalk(said: string, seen: Evidence, pictured: boolean): Intent {
  const event = seen.date && seen.headcount && seen.organizer
  if (isJoke(said) && !seen.category && !event) return 'chatter'
  if ((seen.future || isPlan(said)) && !isDone(said)) return 'chatter'
  return isReport(said, seen, pictured) ? 'report' : 'chatter'
}

/** 举行“…”活动: said in the form of news. */
const HELD = /(?:开展|举行|举办|召开)了?[^，。]{2,30}(?:活动|会|仪式|培训|比赛|讲座|演出)(?!吗|没)/
/** 今天大扫除, 昨晚党课: a day and what was on it, no more. */
const BRIEF =
  /^(?:我们?村|村里)?(?:今[天早晚儿]|昨[天晚儿]|前天|上午|下午)(?!.*(?:[去要吗吧呢没不想快的报表谁是]|照片|名单|通知|材料|开会|怎|啥|什么))[^，。？！]{3,9}$/
/** 义诊活动圆满结束, 党课讲完了, 昨晚放电影了 */
const OVER = /圆满|结束了?$|(?:开|讲|办|搞|做|学|发|送|放|演)(?:完|好|过|[一-龥]{1,4})?了(?=[，。！ ]|$)|顺利/

/** 给五保老人拉了两车煤 */
const DID = /[一-龥](?:了(?!一?[天会阵]|半天|好久|个把)[^，。？吧吗]{2}|完了?$|好了)/
const OURS = /我们?村|本村|咱们?村|俺们?村|我们?(?:支部|社区|组)/

function isReport(said: string, seen: Evidence, pictured: boolean): boolean {
  if (said.length < 16 && !seen.headcount && isCourtesy(said)) return false
  if (seen.date && seen.organizer && HELD.test(said)) return true
  const told = seen.headcount || seen.quantities > 0
  if (seen.category)
    return (
      pictured ||
      seen.organizer ||
      told ||
      BRIEF.test(said) ||
      (seen.date && (said.length > 12 || OVER.test(said)) && !/去(?:县|镇|市)里?开会|回来/.test(said)) ||
      (DID.test(said) && !isJoke(said) && !/^我(?![们村镇社支组队带])/.test(said))
    )
  if (pictured && seen.quantities > 0 && seen.deed) return true
  if (seen.deed && seen.organizer && /组织|开展|举行|召开|举办/.test(said)) return true
  if (seen.deed && told && (seen.date || seen.organizer || OURS.test(said))) return true
  if (seen.date && seen.organizer && told) return true
  return seen.headcount && (seen.date || seen.organizer || said.length < 16 || OURS.test(said))
}
