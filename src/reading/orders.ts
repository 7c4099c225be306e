import type { Span } from './reading.ts'
import { anyOf } from './wordlist.ts'

/** Said to the program, to make it do what no secretary may. */
const ORDER_WORDS = anyOf`
  从现在(?:起|开始)[^，。]{0,4}(?:你|听我) 你(?:必须|只能|只需)(?:听|服从|执行|按) (?:不要|禁止|停止)记录(?:任何|所有|各|一切) (?:规则|配置|系统)文件 台账(?:全部|都)?(?:清空|清零|删)
  (?:规矩|规则)[^，。]{0,4}(?:忘|作废|不算|不作数) (?:全部|都)翻[一]?倍 都给[^，。]{1,5}加\d 自动加\d 提示词 忽略[^，。]{0,6}(?:以上|之前|以前|上面|前面|前文|前述|所有|上文) 系统指令 管理员(?:指令|授权|命令) 系统(?:提示|授权)[:：] ignore\s(?:all|previous|the\sabove)
  (?:机器人|小助手|助手|小讯)(?:你|给我)?[^，。]{0,2}(?:听好|听着|记住|听令) (?:一律|以后|往后|凡是)[^，。]{0,14}(?:乘|翻倍|加倍|多记|少记|添个) 一律(?:按|加|减|算|记)[^，。]{0,4}\d 你(?:现在)?是[^，。]{0,8}(?:助手|管理员|机器人|AI) 扮演 原样(?:输出|发) 系统设置 system\sprompt 作为管理员 清空台账 (?:记录|台账|数据|存的)[^，。]{0,8}清空 删除所有 翻译成[^，。]{0,6}(?:并|后)输出 执行以下
  [把将][^，。]{0,20}(?:清零|清空|删除) [把将](?=[^，。]{0,20}(?:都|全部?|所有|每个|各村|统统|一律|全镇|全县|今年))[^，。]{0,24}(?:改[成为记]|记为|变成|写成|写为|乘以|翻倍)
`
const ORDER = new RegExp(ORDER_WORDS.source, 'i')
/** 把张湾村的人数改成5 */
const CHANGE = /[把将][^，。]{0,20}(?:改[成为到]|改记)/
/** 张湾村的人数写错了，把它改成5: what was wrong is said before, or nothing at all. */
const OPENS_A_MEND =
  /^[^一-龥\d]*$|错|不对|有误|漏|更正|补充|^[^，。；！？\n\d]{0,14}[，。 ]?(?:请|麻烦|帮我|帮忙|劳烦|烦请)?$|(?:上面|刚才|刚刚|前面|昨天|那条|这条|上一?条)/
/** Goes with an order once one was given. */
const FOLLOWS =
  /先记上|再存|统一(?:写|改|记|填)|写成|删[了掉光]|改成|改为|改记|记为|输出|删除|清空|发出来|清零|撤回|更正|20\d{2}-\d{4}|^人数/

/** An order to the program hidden in a message: blanked out (same length) before anything is read. */
export function withoutOrders(text: string): { text: string; orders: Span[] } {
  if (!ORDER.test(text) && !CHANGE.test(text)) return { text, orders: [] }
  const orders: Span[] = []
  let out = ''
  let from = 0
  for (const part of text.split(/(?<=[，。；！？\n )])|(?=\()/)) {
    const blank =
      ORDER.test(part) ||
      (CHANGE.test(part) && !OPENS_A_MEND.test(text.slice(0, from))) ||
      (orders.length > 0 && FOLLOWS.test(part))
    if (blank) orders.push([from, from + part.length])
    out += blank ? ' '.repeat(part.length) : part
    from += part.length
  }
  return { text: out, orders }
}
