import { anyOf } from './wordlist.ts'

const LAST = '(?:刚才|刚刚|刚|上一?条|上面|前面|这条|那条|那个|这个)'

const WITHDRAWING = anyOf`
  作废 撤回 撤销 撤(?:了|掉) 请撤(?!离|出|到) 不要了 没搞成 没办成 发错(?!.{0,6}(?:是|应)) 发重 报重 重了(?=[，。\s]|$) 删[了掉除一吧] 请删 重复(?:报|上报|发) 留一个就行
  不用(?:登|记|算|报)了 别(?:算|登|记)(?![不得错]) 不要(?:算|登|记) 不算数 不作数 作数不 不算啊 重复[^。]{0,8}留 撤一下 拿下来吧? 别当真 当我?没(?:发|说|报) 误发 误报 请忽略 注销(?!户口) ^无效$
`
const TAKEN_BACK = new RegExp(
  `(?:${LAST}|上一条)[^，。]{0,14}(?:去掉|拿掉|抹掉|划掉|剔除|清掉|无效)|取消${LAST}|${LAST}[^，。]{0,10}(?:取消|不算|删|撤|作废|收回|不要(?=$|[，。 了]))`,
)

const CORRECTING = anyOf`
  ^(?:再)?补(?:一下|上|个) ^(?:更正|订正|勘误|改正|修正|纠正|补充|纠错) 更正 (?<![一-龥]反)应(?:为|该是|该为|该算|是)
  (?:写|打|报|说|记|弄|搞|算|数|填|输|选|加|点|列|登|抄|念)(?:错|岔|混|偏|反(?=了|[，。\s]|$)|颠倒|成[^，。]{1,6}了|成了(?![一-龥]{0,6}(?:品牌|样板|习惯|亮点)))
  (?:那条|这条|上一条|刚才|刚刚|刚报)[^。]{0,16}(?:加上|添上|补上|改到|换成|其实|再加) 改(?:成|为|一下) [把将][^，。]{2,24}(?:改|换)(?:成|为|到) ^改\d 从\d+[^，。]{0,3}改到\d ”改“ (?:户数|人数|数字|数据)[^，。]{0,4}有出入 (?:人数|日期|时间|地点|类别|数字?|户数|村名|单位|主题|数量|场次|名称)[^，。]{0,3}(?:错|不对|有误|不准|不符) [报写算数打填](?:多|少)了 ^更改 请更改 更改为 ^修改
  再补 补(?:充|报)(?:一下|[:，]) (?<![房屋顶瓦棚管]子?|水管|家里)漏(?:了|报|写|算) (?:少|多)(?:报|写|算)(?:了)? 不是\d+[^，。]{0,4}[，,]?(?:而)?是\d+
  数字?(?:不对|有误|错) (?:不对|有误)[，。\s] 上报错误 人数[^，。]{0,4}(?:再|要|得)?(?:加|减)(?:上|去|掉)?\d (?:再|还要?|要|得)(?:加|减|添|扣|去)(?:上|掉)?\d+(?:个|人|名) 人数(?:改|为准)
  以[^，。]{1,10}为准 是\d+[^，。]{0,4}[，。\s]?不是\d+ (?:那条|这条|刚才|上面|分类|类别|地点|时间|日期|名字)[^。]{0,16}不是(?!.{0,6}[吗？]) [那这]个[^。]{0,14}不是[^，。吗？]{1,8}[，。\s]?(?:而)?是
  ^不是[^，。\s吗？]{1,8}[，。\s](?:而)?是[^，。]{1,10}$ 忘(?:了|记了?)(?:说|算|写|加|填)
  ^(?:一共|总共|合计|共计?)(?:应该)?是?\d+$ ^(?:一共|总共|合计)?(?:应该|其实|实际)?是\d+[个人名位户场次]{0,2}[的了]?$ \d[^，。]{0,3}才对
  (?:前头|前面|刚才|上午|早上)[^，。]{0,4}[说报写][^，。]{0,8}\d[^。]{0,20}(?:一共|总共|其实|实际|后来)
`
/** @所有人 …应该是…: said to all it is a rule. */
const TO_ALL = /@所有人|各村|^请?(?:大家|各位)/
/** 补报：6月2日讲党课35人 is a report that comes late. */
const LATE =
  /^ ?(?:补报|补上?[^，。]{0,6}没报的?|漏报了?(?:一?个|一条|一次)(?!人)|[^，。]{0,4}忘(?:了|记)(?:上?报|说|发)了?)(?!.*(?:还有|再加|那条))/

/** Takes a report back. */
export function withdraws(text: string): boolean {
  return WITHDRAWING.test(text) || TAKEN_BACK.test(text)
}

/** Puts a report right or adds to it. */
export function corrects(text: string): boolean {
  return CORRECTING.test(text) && !TO_ALL.test(text)
}

export function comesLate(text: string): boolean {
  return LATE.test(text)
}

/**
 * A whole report may hold the words of a correction: 撤销了1名党员处分, 把写错的标语改过来. What the activity did to something
 * else is blanked before the words that mend a report are looked for.
 */
const DONE_TO_SOMETHING = new RegExp(
  [
    '(?:撤销|删除|删掉|取消|更正|纠正|修正|改正)了?(?!那|这|上|刚|前面|一下|[:，。 \\d]|$)[^，。；！]{2,}',
    '(?:写|打|填|算|说|搞|弄|选|记|报)错的(?=[一-龥\\d])',
    '“[^”\\n]{2,20}”改(?:成|为)',
    '(?:没|未)(?:写|打|填|算|说|报|答)错',
    '(?:讲到|说到|提到|谈到|通报)[^，。]{0,12}(?:写|报|填|弄|搞|做)错了?',
  ].join('|'),
  'g',
)

export function withoutDeeds(words: string): string {
  return words.replace(DONE_TO_SOMETHING, (deed) => ' '.repeat(deed.length))
}

/** 张湾村的2025-0001…, 昨天报的那个作废: a part that speaks of another report than the one told before it. */
const ANOTHER =
  /[，。；！\n ](?=[^，。；！\n]{0,14}(?:20\d{2}-\d{4}|(?:昨天|前天|上次|之前|前面|早上|上午|前几天)报的))/

/** Where a part about another report begins; -1 where there is none. */
export function anotherFrom(text: string): number {
  return ANOTHER.exec(text)?.index ?? -1
}
