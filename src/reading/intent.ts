import type { Intent } from './reading.ts'

const WITHDRAW =
  /作废|撤回|撤销|发错|删[了掉除]|重复(?:报|上报|发)|留一个就行|不用(?:登|记|算)了|取消(?:刚才|上一?条|这条|那条)[^，。]{0,8}|报重了|别算|不要算/
const CORRECT =
  /^(?:更正|订正|勘误|改正|修正|纠正|补充)|更正|应为|应该是|写错|打错|报错|说错|记错|弄错|搞错|改成|改为|再补|补充一下|补报一下|漏(?:了|报|写)|少(?:报|写)了|多(?:报|写)了|不是\d+[^，。]{0,4}[，,]?(?:而)?是\d+|的?人数(?:改|为准)|以[^，。]{1,10}为准/
const ASK =
  /[？]|吗$|吗[。，]|多少|怎么|咋(?:报|填|写)|哪(?:一|个|些|天|里)|请问|查一下|列个表|能不能|可不可以|是不是|算不算|啥时候|什么时候|谁(?:知道|有)|几(?:点|号|个|次)[^，。]{0,6}$|导出|汇总一下|有没有/
const ADVERT =
  /优惠|促销|大促|退订|抢购|特价|包邮|加微信|加V|扫码(?:领|关注|投票|抢)|限时|直降|代理|招聘|月薪|贷款|红包封面|砍一刀|帮忙砍|拼团|投票|点赞|链接|https?:|团购|出售|低价|预约电话|买\d+/
const NOTICE =
  /@所有人|各村[^，。]{0,20}(?:报送|上报|前|请|务必|要)|请各|请大家|请全体|请[^，。]{0,12}(?:准时|按时|参加)|务必|按时报送|前报送|前上报|报送至|通知[:：]|^通知|关于[^，。]{0,30}的通知|兹定于|定于|准时参加|现将|届时/
const FORWARD = /^ ?(?:转发|转[:：]|转自|【转】|\[转\]|\[链接\]|\[聊天记录\])/
const ORDER =
  /系统提示词|提示词|忽略(?:以上|之前|上面|前面)|ignore (?:all|previous|the above)|你现在是|扮演|把[^，。]{0,20}(?:都|全部?)?改成|原样(?:输出|发)|system prompt|作为管理员|清空台账|删除所有/i
const JOKE = /哈哈|嘿嘿|呵呵|笑死|开玩笑|\[捂脸\]|\[偷笑\]|逗/
const ACK =
  /^(?:收到|好的?|行|嗯+|谢谢|感谢|辛苦|ok|OK|明白|知道了|了解|👍|🙏|早上好|大家好|在吗|\[[^\]]{1,4}\]|[^一-龥\d]{1,3})+/

/** What the reading found so far, as evidence that something was done. */
export interface Evidence {
  date: boolean
  future: boolean
  category: boolean
  organizer: boolean
  headcount: boolean
  quantities: number
}

/** What the (normalised) message is for. */
export function findIntent(text: string, seen: Evidence): Intent {
  const words = text.replace(/\[图片\]|\[视频\]|\[照片\]/g, '').trim()
  if (words === '') return /\[(?:图片|视频|照片)\]/.test(text) ? 'report' : 'chatter'
  if (ADVERT.test(words) && !(seen.category && seen.headcount && seen.organizer)) return 'chatter'
  if (FORWARD.test(words)) return 'chatter'
  if (WITHDRAW.test(words)) return 'withdrawal'
  if (NOTICE.test(words) && !DONE.test(words)) return 'chatter'
  if (CORRECT.test(words)) return 'correction'
  if (ASK.test(words) && words.length < 80) return 'query'
  if (JOKE.test(words) && !(seen.category && seen.organizer)) return 'chatter'
  if ((seen.future || PLAN.test(words)) && !DONE.test(words)) return 'chatter'
  return isReport(words, seen) ? 'report' : 'chatter'
}

const PLAN =
  /准备(?:搞|开|办|组织)|打算|计划(?:搞|开|办|于)|到时候|拟于|将于|即将|下周[^，。]{0,10}(?:搞|开|办|组织)/
const DONE = /开展了|组织了|举行了|召开了|圆满|顺利|参加了|来了|共有|完成了|已(?:经)?(?:开展|完成|召开)|实到/

function isReport(words: string, seen: Evidence): boolean {
  if (seen.category)
    return seen.date || seen.organizer || seen.headcount || seen.quantities > 0 || words.length > 12
  if (ACK.test(words) && words.length < 16) return false
  return seen.headcount && (seen.date || seen.organizer || words.length < 16)
}

/** An order to the program hidden in a message: blanked out (same length) before anything is read. */
export function withoutOrders(text: string): { text: string; orders: [number, number][] } {
  const orders: [number, number][] = []
  let out = ''
  let from = 0
  for (const part of text.split(/(?<=[，。；！？\n ])/)) {
    const blank = ORDER.test(part) || (orders.length > 0 && /改成|改为|输出|删除|清空|发出来/.test(part))
    if (blank) orders.push([from, from + part.length])
    out += blank ? ' '.repeat(part.length) : part
    from += part.length
  }
  return { text: out, orders }
}
