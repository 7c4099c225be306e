import type { Found } from './dateforms.ts'

const DATELINE_BEFORE =
  /(?:新华社|本报|中新社|中新网|人民网|新华网|电台|记者|通讯员|报道|融媒|日报|晚报|网)[^，。；！？\n]{0,16}$/
const DATELINE_AFTER =
  /^ ?(?:电(?!影|商|焊|工|力|视|动|子|信|话|器|机|脑|瓶|网|费|压|路|线|教)|讯|报道|消息|[^，。；！？\s]{0,6}(?:电|讯)(?= |\(|:|，|$))/

/** 3月27日本号发布。 */
const PUBLISHED =
  /^ ?(?:由)?(?:本号|本报|本刊|本网|本台|公众号|我号|编辑部|小编)?(?:首次|正式)?(?:发布|刊发|刊登|推送|编发|见报|播出)(?=[，。；！\n )]|$)/

export const DATELINE = '电头、报头的日期，是发稿日，不是活动日'
/** Why a day that was read is not the day of the activity; null where it is. */
export function notAnEvent(one: Found, before: string, after: string): string | null {
  if (/(?<!是)不是(?:在)?$/.test(before)) return '说错的那一天'
  if (/^(?:才|刚)?(?:来得及|有空|想起来?|补|才)(?:才)?(?:报|上报|补报|发|补)/.test(after))
    return '报送的日子，不是活动日'
  if (/^(?:上午|下午|晚上|早上)?(?:看|听)(?:新闻|电视|广播|说|人说)/.test(after))
    return '听说的日子，不是活动日'
  if (
    one.days[0]?.d === undefined &&
    /(?:截至|截止|截止到|截至到|(?<![一-龥])到|[镇县村乡区市]到)$/.test(before)
  )
    return '统计到哪个月，不是活动日'
  if (/^年?以来(?:新|入党|到任|任职|加入|上任)/.test(after)) return '说的是哪些人，不是活动日'
  if (/^[，, ]{0,2}(?:上午|下午)?记者(?:从|在)?[^，。]{0,20}(?:获悉|了解到|得知)/.test(after))
    return '采访的日子，不是活动日'
  if (/^(?:前夕|前后|来临|到来|之际|[^，。]{0,6}(?:来临|到来)之际)/.test(after))
    return '节日前后的说法，不是活动日'
  if (
    DATELINE_AFTER.test(after) &&
    (DATELINE_BEFORE.test(before) || /^ ?(?:电|讯|[^，。]{0,4}讯)/.test(after))
  )
    return DATELINE
  if (
    PUBLISHED.test(after) ||
    /(?:发布(?:时间|日期)?|刊发|编发|发稿|见报|推送)(?:时间|日期|于)?[: ]{0,2}$/.test(before)
  )
    return '发布的日期，不是活动日'
  if (
    /(?:截止|截至|最迟|最晚|不晚于)[^，。]{0,4}$/.test(before) &&
    /^[^，。；]{0,8}(?:报|交|上传|前|完成)/.test(after)
  )
    return '报送期限，不是活动日'
  if (/^[^，。；！\n]{0,10}?(?:之前|前)(?:[^，。；]{0,4})(?:报|交|上传|完成|反馈|填|发|改|整改)/.test(after))
    return '报送期限，不是活动日'
  if (/^[^，。；！\n]{0,4}(?:重要讲话|讲话精神|重要指示|印发|印制|颁布|施行|发布的|出台)/.test(after))
    return '文件或讲话的日期，不是活动日'
  if (
    /(?:生于|出生|入党时间|入党于|成立于|建于|始建于)[^，。]{0,3}$/.test(before) ||
    /^(?:里|份)?(?:出生|入党|参加工作|成立于|生人)/.test(after)
  )
    return '个人或单位的往事，不是活动日'
  return null
}
