import { withoutDeeds } from './mends.ts'
import type { Intent, Span } from './reading.ts'
import { asksTheNumber, isNews, isTalk } from './talk.ts'

const LAST = '(?:刚才|刚刚|刚|上一?条|上面|前面|这条|那条|那个|这个)'
const WITHDRAW = new RegExp(
  `作废|撤回|撤销|撤(?:了|掉)|不要了|没搞成|没办成|发错(?!.{0,6}(?:是|应))|发重|报重|重了(?=[，。 ]|$)|删[了掉除一]|重复(?:报|上报|发)|留一个就行|不用(?:登|记|算|报)了|别(?:算|登|记)|不要(?:算|登|记)|不算数|不作数|作数不|(?:${LAST}|上一条)[^，。]{0,6}(?:去掉|拿掉|抹掉|划掉|剔除|清掉)|取消${LAST}|${LAST}[^，。]{0,10}(?:取消|不算|删|撤|作废|收回)`,
)
const CORRECT =
  /^(?:再)?补(?:一下|上|个)|^(?:更正|订正|勘误|改正|修正|纠正|补充)|更正|(?<![一-龥]反)应(?:为|该是|是)|(?:写|打|报|说|记|弄|搞|算|数|填|输|选|加|点|列|登|抄|念)(?:错|反(?=了|[，。 ]|$)|颠倒|成[^，。]{1,6}了|成了(?![一-龥]{0,6}(?:品牌|样板|习惯|亮点)))|(?:那条|这条|上一条|刚才|刚报)[^。]{0,16}(?:加上|添上|补上|改到|换成|其实)|改(?:成|为|一下)|再补|补(?:充|报)(?:一下|[:，])|(?<![房屋顶瓦棚管]子?|水管|家里)漏(?:了|报|写|算)|(?:少|多)(?:报|写|算)(?:了)?|不是\d+[^，。]{0,4}[，,]?(?:而)?是\d+|数字?(?:不对|有误|错)|(?:不对|有误)[，。 ]|上报错误|人数[^，。]{0,4}(?:再|要|得)?(?:加|减)(?:上|去|掉)?\d|(?:再|还要?|要|得)(?:加|减|添|扣|去)(?:上|掉)?\d+(?:个|人|名)|人数(?:改|为准)|以[^，。]{1,10}为准|是\d+[^，。]{0,4}不是\d+|(?:那条|这条|刚才|上面|分类|类别|地点|时间|日期|名字)[^。]{0,16}不是(?!.{0,6}[吗？])/
/** @小助手 请统计一季度各村三会一课次数: an order to the bot that asks. */
const BID =
  /^把[^，。\d]{2,10}[^，。]{0,12}(?:台账|名单|数据|情况|报表)[^，。]{0,4}(?:列|调|查|理|发)(?:个表|出来|一?下|给|我)|^[@＠]?(?:小助手|助手|机器人|小镇)[^，。\d]{0,6}?(?:统计|汇总|查|列|导出|算|数一?下|看看|看一?下|说说|发[^，。]{0,6}(?:表|清单|名单))/
const ASK =
  /[？]|吗(?:$|[。，])|(?:没有?|不|呢)[呀啊呢嘛哈]?$|多少|怎么(?!样)|咋(?:报|填|写|弄)|哪(?:一|几|个|些|天|里|类)|请问|查一?下|列个表|能不能|可不可以|是不是|算不算|啥时候|什么时候|谁(?:知道|有|没|还没|发一?下|发我)|还差[^，。]{0,6}(?:没|几|什么)|(?<![十百千万])几(?:点|号|个|次|张|名|场|条|回|期|户|人)[^，。]{0,6}$|(?:差|缺|都有|报了?)些?(?:什么|啥)|(?:什么|啥)$|(?:给我|帮我)(?:看|查)|^查|(?:几|多少)[个名位]人|发(?:给)?我(?:看看|一份|一下|$)|(?:导出|汇总一下|统计一下)|有没有|能(?:给|发|导)[^，。]{0,8}[不吗]|(?:报|登|记|交|搞|开|办)了?(?:几|多少|好多)[条场次个]|(?:加起来|一共|总共|合计|到底)[^，。\d]{0,6}好多/
/** 我报的那条收到没有, 名单谁有 发我一份 */
const ASK_BACK =
  /(?:收到|看到|登上|登记|记上|入账|通过|审核|批)[^，。]{0,4}(?:没有?|吗|没$|了没)|(?:名单|表格?|材料|模板|台账|照片|文件|通知|格式)[^，。]{0,6}(?:谁有|在哪|发[我给])/
/** What one asks the office about; a question without any of it is talk among people. */
const OUR_AFFAIR =
  /报|几条|名单|名额|表格|列表|材料|人次|几场|多少场|次数|主题党日|党日|志愿|类|台账|收到|统计|情况|进度|数据|党课|活动|记录|培训|学习|会议|党员|支部|宣讲|慰问|积分|考勤|照片|格式|模板|截止|填|党费|推文|会(?:是)?(?:几点|在哪|什么时候|啥时)|公众号|稿|政治生日|小助手|哪(?:个|几个|些)村/
/** 谁家有空帮收一下, 借我50米: neighbours asking neighbours. */
const FAVOUR =
  /谁(?:家|那|那儿|有空)[^，。]{0,10}(?:帮|借|有|要|买|卖)|(?<!哪[^，。]{0,12})借(?:我|用|一下|给)|捎|(?:丢|捡到?|拾到?|找到?|看到|看见|见过?|见着)了?[^，。]{0,10}(?:钥匙|手机|钱包|身份证|狗|羊|牛)/
/** 今天去县里开会 下午回来: where the speaker is. */
const WHEREABOUTS =
  /^(?:我)?(?:今天|明天|上午|下午|今早)?(?:我)?(?:去|在)(?:县|镇|市|乡|省|区)[里上]?(?:开会|办事|培训|学习|参会)/
const ADVERT =
  /优惠|促销|大促|清仓|退订|抢购|特价|包邮|加微信|加V|扫码|限时|直降|代理|招聘|月薪|贷款|红包封面|砍一刀|帮忙砍|拼团|接龙|投(?:个|一|下)?票|投一投|点赞|助力|链接|https?:|团购|出售|转让|低价|预约电话|联系电话|块钱一斤|元一斤|满\d+减|买\d+|\d+号选手|选手投/
const NOTICE =
  /^(?:请|麻烦)?(?:大家|各位|你们)[^，。]{0,3}(?:把|将)|(?:把|将)[^，。]{2,16}(?:发|传|交|报)(?:到|在|进|给)?(?:群里?|我|办公室|邮箱)|@所有人|请带|互相转告|要求[^，。]{0,4}(?:各|每)|^各位[^，。]{1,8}注意|每(?:个)?(?:村|支部)[^，。]{0,6}不少于|各村[^，。]{0,20}(?:报送|上报|前|请|务必|要|统计|注意|抓紧)|请各|请大家|请全体|请[^，。]{0,16}(?:准时|按时|参加|到会)|请及时|请提前|请[^，。]{0,8}(?:准备|查收|知悉|转告)|务必|按时报送|前(?:报送?|上报|交|发)|报送至|报我|发我|交到|通知[:：]|^[^，。]{0,8}通知|停水|停电|关于[^，。]{0,30}的通知|兹定于|定于|准时(?:参加|参会|到)|现将|届时|领导让|收到请回复/
const FORWARD =
  /^ ?(?:转发|转[:：]|转自|【转】|\[转\]|\[链接\]|转[^，。: ]{2,14}(?:文件|通知|消息)[:：]|\[聊天记录\]|[^，。 ]{1,8}(?:融媒|发布|新闻|日报)[^，。]{0,4}[:：|])|【转发】|\(转发\)|\[转发\]/
const ORDER =
  /从现在(?:起|开始)[^，。]{0,4}(?:你|听我)|你(?:必须|只能|只需)(?:听|服从|执行|按)|(?:不要|禁止|停止)记录(?:任何|所有|各|一切)|(?:规则|配置|系统)文件|台账(?:全部|都)?(?:清空|清零|删)|提示词|忽略[^，。]{0,6}(?:以上|之前|以前|上面|前面|前文|前述|所有|上文)|系统指令|管理员(?:指令|授权|命令)|系统(?:提示|授权)[:：]|ignore (?:all|previous|the above)|你(?:现在)?是[^，。]{0,8}(?:助手|管理员|机器人|AI)|扮演|把[^，。]{0,20}(?:都|全部?)?(?:改成|清零|清空|删除)|原样(?:输出|发)|系统设置|system prompt|作为管理员|清空台账|删除所有|翻译成[^，。]{0,6}(?:并|后)输出|执行以下/i
const JOKE = /累死|烦死|气死|哈哈|嘿嘿|呵呵|笑死|开玩笑|\[捂脸\]|\[偷笑\]|逗|吹牛|嘻嘻/
const ACK =
  /^(?:收到|好的?|行|嗯+|谢谢|感谢|辛苦|ok|OK|明白|知道了?|了解|马上|立即|祝|恭喜|👍|🙏|早上好|大家好|在吗|\[[^\]]{1,4}\]|[^一-龥\d]{1,3})+/
/** 端午安康 */
const WISH = /(?:安康|快乐|吉祥|幸福|如意)[。！ ~]*$/
const PLAN =
  /准备(?=\d|下|明|周|后天)|报名参加[^，。]{2,12}的(?:有|是)|准备(?:搞|开|办|组织)|打算|计划(?:搞|开|办|于)|到时候|拟于|将于|即将|(?:下周|明天|后天)[^，。]{0,14}(?:搞|开|办|组织|举行)/
const DONE =
  /开展了|组织了|举行了|召开了|圆满|顺利(?!开展)|参加了|来了|共有|完成了|已(?:经)?(?:开展|完成|召开)|实到|到会\d|\d人参加|参加\d/

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
  const words = text.replace(/\[(?:图片|视频|照片)\]|“[^”\n]{12,120}”|^“[^”\n]{4,120}”/g, '').trim()
  if (words === '') return /\[(?:图片|视频|照片)\]/.test(text) ? 'report' : 'chatter'
  if (isNews(words)) return 'chatter'
  // A passage of several sentences that tells of an activity is no conversation.
  if (words.length > 90 && seen.category && (seen.date || seen.organizer) && !NOTICE.test(words))
    return 'report'
  const full = seen.category && seen.headcount && seen.organizer
  if (FORWARD.test(words) || (ADVERT.test(words) && !full)) return 'chatter'
  const whole = (seen.category || seen.date) && seen.headcount && seen.organizer
  const mending = whole ? withoutDeeds(words) : words
  if (WITHDRAW.test(mending)) return 'withdrawal'
  // 补报：6月2日讲党课35人 is a report that comes late.
  if (/^ ?补报/.test(words) && seen.category && seen.headcount && (seen.date || seen.organizer))
    return 'report'
  if (CORRECT.test(mending) && !/@所有人|各村/.test(words)) return 'correction'
  if (JOKE.test(words) && !seen.category && !seen.headcount) return 'chatter'
  if (BID.test(words) && !full) return 'query'
  if (asksTheNumber(words)) return 'query'
  if (isTalk(words, seen)) return 'chatter'
  if (!full && !seen.headcount && (FAVOUR.test(words) || WHEREABOUTS.test(words))) return 'chatter'
  if (ASK_BACK.test(words) && !full) return 'query'
  if (NOTICE.test(words) && !DONE.test(words)) return 'chatter'
  if (ASK.test(words) && words.length < 80 && !full)
    return seen.category || OUR_AFFAIR.test(words) ? 'query' : 'chatter'
  if (JOKE.test(words) && !full) return 'chatter'
  if ((seen.future || PLAN.test(words)) && !DONE.test(words)) return 'chatter'
  return isReport(words, seen) ? 'report' : 'chatter'
}

/** 举行“…”活动: said in the form of news. */
const HELD = /(?:开展|举行|举办|召开)了?[^，。]{2,30}(?:活动|会|仪式|培训|比赛|讲座|演出)(?!吗|没)/

function isReport(words: string, seen: Evidence): boolean {
  if (words.length < 16 && !seen.headcount && (ACK.test(words) || WISH.test(words))) return false
  if (seen.date && seen.organizer && HELD.test(words)) return true
  if (seen.category)
    return (
      seen.organizer ||
      seen.headcount ||
      seen.quantities > 0 ||
      (seen.date && words.length > 12 && !/去(?:县|镇|市)里?开会|回来/.test(words))
    )
  return seen.headcount && (seen.date || seen.organizer || words.length < 16 || /我们?村|本村/.test(words))
}

/** An order to the program hidden in a message: blanked out (same length) before anything is read. */
export function withoutOrders(text: string): { text: string; orders: Span[] } {
  if (!ORDER.test(text)) return { text, orders: [] }
  const orders: Span[] = []
  let out = ''
  let from = 0
  for (const part of text.split(/(?<=[，。；！？\n )])|(?=\()/)) {
    const blank =
      ORDER.test(part) ||
      (orders.length > 0 &&
        /改成|改为|改记|记为|输出|删除|清空|发出来|清零|撤回|更正|20\d{2}-\d{4}|^人数/.test(part))
    if (blank) orders.push([from, from + part.length])
    out += blank ? ' '.repeat(part.length) : part
    from += part.length
  }
  return { text: out, orders }
}
