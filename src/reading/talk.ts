/** Talk that names activities, people and numbers and still reports nothing. */

/** 【新华社北京3月5日电】, 据央视新闻: the words of a newspaper. */
const NEWS =
  /【[^】\n]{0,14}(?:电|日报|晚报|早报|快报|时报|讯|社|网|新闻|融媒|发布)】|^ ?据[^，。]{1,10}(?:新闻|报道|消息|社|网|报)[，:]/
const HEARSAY = /听说|据说|听人说|真的假的|有人说|(?:^|[，。 ])人家(?!里|中)/
/** 表扬张湾村，…12人参加: the office speaks of what was reported before, or asks for what was not. */
const OFFICE =
  /^(?:通报|表扬|点名)(?:一下|:|[^，。会]{2,10}[，:])|(?:提出|予以|特此|点名)表扬|大家[^，。]{0,4}向[^，。]{1,8}学习|^请[^，。]{2,10}(?:补报|上报|报送)/
const ACCIDENT =
  /摔伤|受伤|车祸|(?<!防)溺水|中毒|送医院|住院|病故|过世|打架|失火|着火(?![塘盆炉])|触电|走失|失踪|交通事故|[轻重]伤|伤亡|伤了?[\d一二三两几]+个?人|打(?:了)?120|撞(?:了|上)(?:人|车|护栏|树|墙)|大家绕行/
/** With one of these the accident is what the activity was about. */
const ABOUT_IT =
  /演练|慰问|看望|探望|捐|宣传|培训|救助|预防|讲座|宣讲|帮扶|走访|参加|到会|志愿|帮|出动|党员|组织/
const EVERYDAY =
  /贩子|商贩|客人|亲戚|忙不过来|收羊|收牛|群已满|大寿|寿宴|满月|办喜酒|阴性|核酸|打牌|麻将|彩票|降温|快递|还(?:差|有|剩)[^，。谁哪几]{0,8}(?:没|未)(?:交|报|到|来|办)|(?:已经|早就|前面|之前)报过|收到[，。 ]+我|也要搞|也想搞|第一次来/
/** 我们村有党员46名 tells of a stock, 去年搞了12次 of long ago. */
const STOCK = /有(?:正式|预备)?(?:党员|人口|村民|户籍)[^，。]{0,3}\d/
const LAST_YEAR =
  /去年(?!\d{1,2}月|[一二三四五六七八九十]{1,2}月|年?底|写|报)[^，。]{0,8}(?:\d|[一二三四五六七八九十])[^，。]{0,3}[次场]/
const PRAISE = /[搞办做干]得(?:真|很|挺|特别)?(?:好|不错|成功|漂亮)|值得[^，。]{0,4}学习|要加油/
const NOT_HELD =
  /原定[^。]{0,16}改[到成在]|(?:没|未)(?:能)?(?:开|举行|去|组织)成|还没(?:开|搞|办|组织)|(?:推迟|延期|顺延|改期)[到至]|因[^，。]{1,8}(?:取消|没开|没搞|停了|不开)/
/** 我报个名 擂台赛 */
const SIGN_UP = /^(?:我|给我|帮我|我们村?)[^，。\d]{0,4}报个?名|算我一个/
const HELD_AFTER_ALL = /实到|来了|补上|补开|补办|今天开了/

/** What of the reading bears on it. */
interface Told {
  category: boolean
  date: boolean
  headcount: boolean
}

export function isNews(words: string): boolean {
  return NEWS.test(words)
}

/** Hearsay, praise, an accident, everyday life, what did not take place. */
export function isTalk(words: string, { category, date, headcount }: Told): boolean {
  if (HEARSAY.test(words) || OFFICE.test(words)) return true
  if (ACCIDENT.test(words) && !ABOUT_IT.test(words)) return true
  if (SIGN_UP.test(words)) return true
  if (NOT_HELD.test(words) && !/^(?:还有)?(?:哪|谁)/.test(words) && !HELD_AFTER_ALL.test(words)) return true
  if (LAST_YEAR.test(words)) return true
  if (PRAISE.test(words) && !(date && headcount)) return true
  if (STOCK.test(words) && !date && !/参加|到会|开展|活动|组织/.test(words)) return true
  return !category && EVERYDAY.test(words)
}

/** 去了30多人吧？: the number itself is what is asked. */
const ASKED =
  /(?:\d|[一二两三四五六七八九十百])(?:多|余|来)?[个名位]?[^，。！？\n]{0,6}(?:吧|吗|没有|没|么|呢)？|是不是(?=去|来|有|开|搞|参加|是|\d)|到底(?=是|有|去|来)/

export function asksTheNumber(words: string): boolean {
  return ASKED.test(words)
}
