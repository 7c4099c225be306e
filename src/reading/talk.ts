import { anyOf } from './wordlist.ts'

/** Talk that names activities, people and numbers and still reports nothing. */

/** 【新华社北京3月5日电】, 据央视新闻: the words of a newspaper. */
const NEWS = anyOf`
  【[^】\n]{0,14}(?:电|日报|晚报|早报|快报|时报|讯|社|网|新闻|融媒|发布)】 ^\s?据[^，。]{1,10}(?:新闻|报道|消息|社|网|报)[，:] ^\s?[一-龥]{2,6}(?:日报|晚报|新华社|央视|新闻联播)[:：]
`
const HEARSAY =
  /看新闻|新闻[里上]?说|网上说|抖音|^(?:隔壁|邻|外|别的?)(?:镇|村|县|乡)(?!.{0,10}(?:让|托|代|替|帮|叫)我?)|听说|据说|听人说|真的假的|有人说|(?:^|[，。 ])人家(?!里|中)/
/** 听说沙坪村请了专家教剪枝，去了五十多个人: told on, not wondered at. */
const RETOLD = /^(?:听说|据说|听人说)(?!.*(?:真的假的|真热闹|摆拍|啥时候也|咱也|[吗？]))/
/** 表扬张湾村，…12人参加: the office speaks of what was reported before, or asks for what was not. */
const OFFICE =
  /^(?:通报|表扬|点名)(?:一下|:|[^，。会]{2,10}[，:])|(?:提出|予以|特此|点名)表扬|大家[^，。]{0,4}向[^，。]{1,8}学习|^请[^，。]{2,10}(?:补报|上报|报送)|^(?:热烈)?(?:祝贺|恭喜)/
const ACCIDENT = anyOf`
  摔伤 受伤 车祸 (?<!防)溺水 中毒 送医院 住院 病故 过世 打架 失火 着火(?![塘盆炉]) 触电 走失 走丢 失踪 交通事故 [轻重]伤 伤亡 伤了?[\d一二三两几]+个?人 打(?:了)?120 撞(?:了|上)(?:人|车|护栏|树|墙) 大家绕行
`
/** With one of these the accident is what the activity was about. */
const ABOUT_IT =
  /查|扑灭|处置|演练|慰问|看望|探望|捐|宣传|培训|救助|预防|讲座|宣讲|帮扶|走访|参加|到会|志愿|帮|出动|党员|组织/
const EVERYDAY = anyOf`
  来[^，。]{0,4}办事的 忙死 贩子 商贩 客人 亲戚 忙不过来 收羊 收牛 群已满 大寿 寿宴 满月 办喜酒 喜宴 阴性 核酸 饿得 打牌 牌桌 麻将 麻雀 彩票 降温 快递 盒饭 订餐 喝酒 聚一聚 钓了?\d 车位 堵车
  还(?:差|有|剩)[^，。谁哪几]{0,8}(?:没|未)(?:交|报|到|来|办) (?:已经|早就|前面|之前)报过 收到[，。\s]+我 (?<!一)也要搞 也想搞 啥时候也 也搞一[场个次] 出发了 已出发 一车\d+人 (?:只|就)剩 第一次来
`
/** 好的 我们村派3个人去: an answer to a notice, of what is to come. */
const ACCEPTED =
  /^(?:好的?|没问题|可以|行|收到|OK|ok|嗯+)[，。！ ]*(?:我们?村?|咱们?村?|[一-龥]{2,4}村)?[^，。]{0,4}(?:\d+|[一二两三四五六七八九十])[个名位]?人?[^，。]{0,4}(?:去|来|参加|报名)?$|^(?:我们?|咱们?)?村?(?:派|去|报名?)(?:\d+|[一二两三])个(?:人)?$/
/** 给大家拜年了, 抢了38个红包 */
const GREETING = /(?:给|向)[^，。]{0,6}(?:大家|各位|领导|书记)[^，。]{0,4}拜年|抢了?[^，。]{0,6}红包/
/** 我报个名 擂台赛; 报名：李强 王芳 2人 */
const SIGN_UP = /^(?:我|给我|帮我|我们村?)[^，。\d]{0,4}报个?名|算我一个|^报名[:：]/
/** 要是能来30个人就好了, 每次都是那20来个人: wished, dreamt, guessed or always so. */
const UNREAL = anyOf`
  要是[^。]{0,16}(?:就好|多好) 梦[到见]来? 做梦 ^估计[^，。]{0,12}能 恨不得 ^(?:每次|每回|次次|回回|天天|老是|总是)[^。]{0,24}(?:都|就) 也?得加油 要加油 还得加把劲
`
/** 3票赞成 2票反对 那就周五 */
const VOTED = /\d票(?:赞成|同意)[^。]{0,10}那就/
/** 我们村有党员46名, 人口1280人 tells of a stock, 去年搞了12次 of long ago. */
const STOCK =
  /有\d+[个名](?:党员|老人|群众)[^，。]{0,2}(?:不会|没有|在外|出去)|有(?:正式|预备)?(?:党员|人口|村民|户籍)[^，。]{0,3}\d|(?:总人口|人口|常住)[^，。一-龥]{0,2}\d/
const LONG_AGO = anyOf`
  去年(?!\d{1,2}月|[一二三四五六七八九十]{1,2}月|年?底|写|报)[^，。]{0,8}(?:\d|[一二三四五六七八九十])[^，。]{0,3}[次场] ^(?:我)?(?:前年|大前年|小时候|当年|想当年|那年) 去年[^。]{0,30}(?:真难忘|难忘啊|还记得|那会儿|那时候|那次)
`
const PRAISE = anyOf`
  [搞办做干]得(?:真|很|挺|特别)?(?:好|不错|成功|漂亮)(?!评) 值得[^，。]{0,4}学习 要加油 得加油
`
/** 今天镇里来人检查…做得不错: praise told by those who were visited. */
const VISITED =
  /来人?(?:到|我们?村|村里|我们?这里?)?[^，。]{0,4}(?:检查|督查|考核|验收|调研|观摩|考察|暗访)|[镇县市省][里上]?(?:检查|督查|考核|验收)组/
/** 这个月开了8次会，哪还有空干活 */
const COMPLAINT =
  /(?:这个?月|这周|这礼拜|一个?[月周]|一天到晚|今年|才几天)[^，。]{0,6}(?:[开填报写交]了?)[^，。]{0,3}(?:\d|[两三四五六七八九十])[^，。\d]{0,3}(?:会|表|材料|总结|报表)(?!议|员)(?=.*(?:累|烦|哪|都没|没空|没时间|受不了|咋|啥|吃不消|顾不上|干活|忙不|头大|够呛|天哪|唉|吧|正经|没[干办做]))/
const NOT_HELD = anyOf`
  原定[^。]{0,16}改[到成在] (?:没|未)(?:能)?(?:开|举行|去|组织)成 还没(?:开|搞|办|组织) (?:推迟|延期|顺延|改期)[到至] 因[^，。]{1,8}(?:取消|没开|没搞|停了|不开) [没无]活动
`
const HELD_AFTER_ALL = /实到|来了|补上|补开|补办|今天开了/
/** 谁家有空帮收一下, 借我50米: neighbours asking neighbours. */
const FAVOUR = anyOf`
  谁家的?[^，。]{0,8}[狗羊牛猪鸡鸭鹅猫车] [我他咱]们?家[^，。]{0,12}(?:下了|生了|丢了|跑了)   谁(?:家|那|那儿|有空)[^，。]{0,10}(?:帮|借|有|要|买|卖) (?<!哪[^，。]{0,12})借(?:我|用|一下|给) 捎 (?:丢|捡到?|拾到?|找到?|看到|看见|见过?|见着)了?[^，。]{0,10}(?:钥匙|手机|钱包|身份证|狗|羊|牛) [到去]哪里?去了 晚到\d
`
/** 今天去县里开会 下午回来, 刚从县里学习回来: where the speaker is. */
const WHEREABOUTS =
  /^(?:我)?(?:今天|明天|上午|下午|今早)?(?:我)?(?:去|在)(?:县|镇|市|乡|省|区)[里上]?(?:开会|办事|培训|学习|参会)|^(?:我)?刚?从[^，。]{1,6}(?:回来|到家)/
const JOKE = anyOf`
  累死 烦死 气死 哈哈 嘿嘿 呵呵 笑死 开玩笑 \[捂脸\] \[偷笑\] 逗 吹牛 😂 🤣 嘻嘻
`
/** 收到，端午安康: said out of courtesy. */
const ACK =
  /^(?:收到|好的?|行|嗯+|谢谢|感谢|辛苦|ok|OK|明白|知道了?|了解|马上|立即|祝|恭喜|👍|🙏|早上好|大家好|在吗|\[[^\]]{1,4}\]|[^一-龥\d]{1,3})+/
const WISH = /(?:安康|快乐|吉祥|幸福|如意)[。！ ~]*$/

/** 对 就是昨天那个 人数二十六, 选第二个: said back to a question of ours. */
const ANSWER = anyOf`
  ^(?:对的?|是的|没错|嗯+对?|哦)[，。\s](?=.*(?:是|\d|[一二三四五六七八九十]|那个|这个|就是)) ^(?:我?选|应该选)第?[一二三四\d] ^第[一二三四\d]个(?:[，。\s]|$) ^回(?:你|复|答)?[^，。:]{0,6}[:，](?!村|家) ^(?:对|是|行|可以|嗯)[，\s]*就[按记算报] ^你问的 ^就(?:写|按|报|填|算|记)[^，。]{0,6}(?:\d|[一二三四五六七八九十]|吧) ^哦?你(?:问|说)的?(?:是)?(?:日期|人数|时间|地点|哪|几|谁|那) ^(?:日期|人数|地点|时间|类别|主题|名称|组织|单位)[是嘛]?[啊呀哈呢噢哦嘛][，。\s]* ^是(?:(?:上|这|本)个?[月周]|[今昨前]天|上?礼拜|\d{1,2}月|(?=\d{1,2}[号日]))(?:\d{1,2}[号日])?(?:那天|上午|下午|晚上)?[，。\s]*对?的?$ ^(?:嗯|对|是|好|哎)(?:[，。\s]*(?:对|是|好)的?)*[，。\s]*就[按算记归] ^\d+[个人名位]?[，。\s]*(?:都|全|全部)是 ^就(?:在|是在)[^，。\d]{2,12}$ ^(?:没有?|不是)[^，。]{1,8}[，。\s]+(?:全|都)是 ^就是(?:昨天|前天|上面|刚才|刚刚)?[那这][个条次](?:[，。\s]|$)
`

/** What of the reading bears on it. */
interface Told {
  category: boolean
  date: boolean
  headcount: boolean
}

export const isNews = (text: string): boolean => NEWS.test(text)
export const isJoke = (text: string): boolean => JOKE.test(text)
export const isCourtesy = (text: string): boolean => ACK.test(text) || WISH.test(text)
export const isAnswer = (text: string): boolean => ANSWER.test(text)
/** Neighbours among themselves: a favour asked, a thing lost, where one is. */
export const isAmongNeighbours = (text: string): boolean => FAVOUR.test(text) || WHEREABOUTS.test(text)

/** Hearsay, praise, an accident, everyday life, what did not take place. */
export function isTalk(text: string, { category, date, headcount }: Told): boolean {
  const retold =
    (date && headcount && text.length > 45) || (category && text.length > 24 && RETOLD.test(text))
  if ((HEARSAY.test(text) && !retold) || OFFICE.test(text) || SIGN_UP.test(text) || LONG_AGO.test(text))
    return true
  if (ACCIDENT.test(text) && !ABOUT_IT.test(text) && !(category && headcount)) return true
  if (
    NOT_HELD.test(text) &&
    !/^(?:还有)?(?:哪|谁)/.test(text) &&
    !HELD_AFTER_ALL.test(text) &&
    !(category && headcount)
  )
    return true
  if (GREETING.test(text) && !headcount) return true
  if (VOTED.test(text) && !headcount) return true
  if (UNREAL.test(text) && text.length < 40) return true
  if (ACCEPTED.test(text) && !category) return true
  if (PRAISE.test(text) && !(date && (headcount || (category && VISITED.test(text))))) return true
  if (COMPLAINT.test(text) && !headcount) return true
  if (STOCK.test(text) && !date && !/参加|到会|开展|活动|组织/.test(text)) return true
  return !category && EVERYDAY.test(text)
}
