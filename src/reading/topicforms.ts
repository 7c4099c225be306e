import type { Span } from './reading.ts'
import { matchesOf } from './words.ts'

/** A stretch of the text that may name the activity. `value`: where the name is put together from two places. */
export interface Candidate {
  span: Span
  by: string
  points: number
  value?: string
}

/** Verbs that bring an activity about; what follows them is its name. */
const HOST =
  /(?:组织|联合|集中|同步|继续|积极|深入|正式|隆重|成功|扎实)?(?:组织召开|组织开展|组织举办|开展|举行|举办|召开|组织|进行|启动|推行|实施|承办|主办|开设|搞|办|开)(?:了|过|的是)?(?:[一二两三]?[个场次期堂节届]|[\d一二三四五六七八九十]{1,3}[场次期堂节](?=[一-龥]))?(?:\|+|年度|年|度|第?[一二三四五六七八九十\d]*[期届次]|季度)*/g
/** These two also take persons or stand for any doing: another verb after them names the activity. */
const WEAK_HOST = /^(?:集中|积极|联合)?(?:组织|进行|开|办)/

/** What an activity is called by its last word; longer ones first. */
const HEAD =
  '主题党日\\+?活动|主题党日活动|主题党日|党日活动|党员活动日|党日|党员大会|支委会|组织生活会|党小组会|民主评议|政治生日|主题活动|实践活动|志愿服务(?!队|总队|站|中心|者)|文艺演出|文艺汇演|专题党课|微党课|党课|启动仪式|升旗仪式|仪式|典礼|宣讲(?!团|队|员|小分队|站|稿)|培训班|培训会|培训|轮训|提升班|研修班|读书班|擂台赛|擂台比武|擂台|比武|竞赛|比赛|大赛|球赛|决赛|联赛|运动会|晚会|联欢会|联谊会|座谈会|研讨会|学习会|现场会|推进会|交流会|评议会|恳谈会|见面会|动员会|报告会|分享会|读书会|生日会|票决会|院坝会|学习|讲座|义诊|植树|义务劳动|劳动|走访慰问|慰问(?![金品])|走访|看望|行动|整治|测评|评议|评选|大会|会议|例会|观摩|明察暗访|督查(?!组|队|员)|督导(?!组|队|员)|检查|巡检|巡查|抽查|暗访|考核|验收|调研|排查|服务(?!队|站|中心|所|点|台|大厅|群众|对象|大局|期)|缴费|婚礼|讲堂|课堂|夜校|(?:[送一-龥]{2})下乡|进(?:校园|村|社区|企业|万家|小区)(?=[，。 |“”]|$)|演出|汇演|展演|电影|庙会|文化节|艺术节|游园|大扫除|清雪|清扫|帮带制|承诺制|制度|工程|计划|机制|模式|辅导|宣传|教育(?!基地|片|中心|馆|示范|局|部门)|演练|排练|兑换|巡堤|巡山|运动(?!会|员|场|服|量)|体检|筛查|登记|捐款|捐赠|签约|答辩|述职|谈话|谈心|选举|换届|公示|彩排|大集|庆典|联欢|联谊|巡演|家访|恳谈(?!会)|跳蚤市场|百家宴|长街宴|教学(?!楼|点)|抗旱|抢险|揭牌|普法(?!宣传|讲座)|会战|攻坚战|搬家|海选|夜话|放流|晚宴|饺子宴|百叟宴|千人宴|会演|活动(?!中|现场|当天|时|期间|室|站|场|经费|地点|内容|开展|的|结束|后|前|由|最后)|(?<!社|机|委员|理事|协|居委|村委|工|商|合|学|议事)会(?!员|长|场|堂|客|费)|课(?!堂|题|程)|(?<![发开进拓])展(?!对象|党员|示|开|现|览|望|板|销)|赛|(?<![今昨近当连次翌即平节周])日(?!前|常|子|益|期)|(?<![环情细季礼关])节(?!约|俭|目|点|省|育)'
const HEAD_END = new RegExp(`(?:${HEAD})(?:系列)?(?:活动|工作|启动仪式|现场会)?`, 'g')
const BREAK = /[，。；！？\n|:()]/

/** These are done to something: with an object after them they are a verb, not the end of a name. */
const TRANSITIVE =
  /^(?:走访慰问|慰问|走访|看望|学习|宣讲|宣传|整治|检查|督查|督导|巡查|排查|调研|观摩|登记|评选|清扫|义诊|评议|验收|考核|培训|教育|服务)$/
const OBJECT = /^(?!活动|工作|中|时|后|前|会|班|现场|期间|制|了?[，。；]|等|和|与|、|及|在|到)[一-龥《“]{2}/

/** 主题：…, 题为《…》, 地点 and 内容 lines that name the activity outright. */
export function labelled(text: string): Candidate[] {
  const match =
    /(?:(?:主题|内容|活动名称|议题)[:为是 ] ?|题(?:为|目)[:为是 ]?(?=《|“)|(?:讲|学)的(?:是)?(?!来|人|时候|老师|都|有|共|一共|总共)(?=[一-龥《“]{3}))(?<name>[^，。；！？\n ]{2,30})/.exec(
      text,
    )
  const name = match?.groups?.name
  if (!match || !name) return []
  const start = match.index + match[0].length - name.length
  return [{ span: [start, start + name.length], by: '写明', points: 11 }]
}

/** 导师帮带：…, 春耕农资下乡：…: the name stands before the colon. */
export function titled(text: string): Candidate[] {
  const name = /^ ?(?<name>[一-龥“”]{3,16}):/.exec(text)?.groups?.name
  if (
    !name ||
    /(?:村|社区|支部|镇|乡|屯|寨|[补上]?报|通知|领导|书记|主任|情况|汇报|如下|时间|日期|按|讯|补充|更正)$/.test(
      name,
    )
  )
    return []
  const start = text.indexOf(name)
  return [{ span: [start, start + name.length], by: '名称', points: 6 }]
}

/** 以“…”为主题，…举办文艺汇演: the theme and the name that follows it. */
export function themed(text: string): Candidate[] {
  const match =
    /以(?<theme>[“"《「][^”"》」\n]{2,40}[”"》」]|[^“，。；|]{2,20}?)为(?:主题|主线|题|主要内容)(?:的)?/.exec(
      text,
    )
  const theme = match?.groups?.theme
  if (!match || !theme) return []
  const start = match.index + 1
  const end = match.index + match[0].length
  const rest = text.slice(end, end + 90).split(/[。；\n]/)[0] ?? ''
  const name = [...hosted(rest), ...headed(rest)].sort((a, b) => b.points - a.points)[0]
  const quoted = /^[“"《「]/.test(theme)
  if (!name) return [{ span: [start, start + theme.length], by: '为主题', points: quoted ? 10 : 8 }]
  return [
    {
      span: [start, end + name.span[1]],
      by: '为主题',
      points: 11,
      value: theme + plain(rest.slice(...name.span)),
    },
  ]
}

const QUOTED = /[“"《「][^”"》」\n]{2,40}[”"》」]/g

/** “…”主题党日活动: the quotation and the noun it names. */
export function quoted(text: string): Candidate[] {
  const out: Candidate[] = []
  for (const match of matchesOf(text, QUOTED)) {
    const end = match.index + match[0].length
    const tail = firstPart(text.slice(end, end + 24))
    const after = /^(?:主题)?(?:系列)?活动(?!中)/.exec(tail)?.[0].length ?? upToHead(tail, 18)
    if (after > 0) out.push({ span: [match.index, end + after], by: '引号', points: 9 })
    else out.push({ span: [match.index, end], by: '引号', points: /《/.test(match[0]) ? 1 : 3 })
  }
  return out
}

export function hosted(text: string): Candidate[] {
  const out: Candidate[] = []
  for (const match of matchesOf(text, HOST)) {
    const start = match.index + match[0].length
    const tail = firstPart(text.slice(start, start + 36))
    const weak = WEAK_HOST.test(match[0])
    if (weak && /开展|举行|举办|召开|进行|^[^，。|]{0,14}(?:去|到|赴|走进|来到|入户|参观|观看)/.test(tail))
      continue
    const length = upToHead(tail, 32)
    if (length >= 2) out.push({ span: [start, start + length], by: '开展', points: weak ? 7.5 : 8 })
    else if (!weak && /^[^，。]{3,}/.test(tail) && /举办|举行/.test(match[0]))
      out.push({ span: [start, start + Math.min(tail.length, 24)], by: '开展', points: 6 })
  }
  return out
}

/** A noun phrase that ends like an activity, without a verb before it: 主题党日, 理论宣讲. */
export function headed(text: string): Candidate[] {
  const out: Candidate[] = []
  for (const match of matchesOf(text, HEAD_END)) {
    const end = match.index + match[0].length
    if (TRANSITIVE.test(match[0]) && OBJECT.test(text.slice(end, end + 4))) continue
    const lead = lastPart(text.slice(Math.max(0, match.index - 14), match.index))
    const kept = lead.replace(LEAD, '')
    if (match[0].length + kept.length < 2) continue
    out.push({ span: [match.index - kept.length, end], by: '名称', points: match[0].length > 1 ? 6 : 3 })
  }
  return out
}

/** Words that stand before an activity's name but do not belong to it. */
const LEAD =
  /^.*(?:进(?:小区|社区|校园|企业|机关|农户|村寨|村组|院坝|屋场|村|组)|走村串户|走村|(?<!合)作|进行|书屋|理事会|书记|支书|主任|我们|咱们|我村|本村|今天|昨天|组织|开展|进行|举行|举办|召开|参加|参与|带队|期间|广场|在|到|了|是|把|将|和|与|的|党员|网格员|志愿者|上午|下午|晚上|早上|给|为|对(?!象|接|面)|搞|以来|累计|(?<!^|[乡农])村(?!规|级|民|党|晚|歌|史|校|BA)|支部(?!书记|委员)|镇上|县里|镇里|通过|一[场次个堂期]|等|要|去|来|随后|接着|之后)/

const VERB =
  '走访慰问|慰问|走访|看望|探望|学习|解读|重温|参观|观看|清理|清(?=河|沟|渠|塘|淤|雪|路)|看(?=孩子|老人|老党员|病人|[^，。|]{0,4}户)|磨(?=剪|刀)|清扫|打扫|栽植|种植(?!户|业|大户)|抢种|抢收|栽种|种(?!植|粮|类|子|养)|植|发放|发(?=[了放给书传宣一-龥]{0,2}(?:单|金|书|包|章|药|册|券|米|油|面|衣|被))|送(?!达|审|别)|化解|调解|接收|吸收|确定|发展(?=党员)|选聘|选拔|推荐|签订|签|检查|督查|督导|督促|巡查|查(?=各|看|[^，。|]{0,6}(?:情况|公开|工作|禁烧|安全|隐患|台账|档案|账))|整治|维修|修建|修|打(?=井|药|扫)|搞(?=卫生|环境|大扫除)|安装|帮助|帮忙|帮(?!带|扶)|排查|整改|缴|办理|代办|义诊|理(?=发)|剪|捐|救助|巡|护(?!士|理|航|林员|林队|工|边员)|铲|扫(?!码)|捡|拆|粉刷|硬化|制作|包(?=了?(?:饺|粽|汤|抄|馄|元宵|月饼))|放(?=电影|映)|唱|表演|演(?!出|练|讲)|讲(?!话|师|台|课|座|堂|党课)|宣讲|传达|评(?!委)|选(?!手|举)|领取|入户|收(?=了?(?:玉米|麦|稻|秋|割|苹果|土豆|洋芋))|颁发|指导(?!员|组|站)|核查|换(?=灯|锁|水|门|窗|药)|犁|翻耕|商定|议定|商议|核对|清点|抢通|抢修|清障|缝补|疏通|开挖|架设|铺设|搭建|加固|搬运|搬(?!迁)|抬|割(?!草机)|浇灌|浇|喷洒|消杀|布置|悬挂|张贴|录制|拍摄|采摘|插秧|播种|补种|晾晒|翻晒|转运|劝导|劝退|劝停|叫停|制止|认领|买(?!卖)|捐|凑|赴(?=[^，。|]{2,14}(?:学习|参观|观摩|考察))|到(?=[^，。|]{1,10}(?:报到|宣誓|参观|包|做|打扫))|去(?=[^，。|]{1,10}(?:学习|参观|打扫|搞|理发))|给[^，。|]{2,8}?(?:送|打扫|过|办|剪|理|发|讲|做|修)'
/** Something was done to something: 慰问困难群众, 栽植行道树. Verb and object, the object as far as the next stop. */
const NO_OBJECT =
  '(?!在|于|一[上下半整]|两个?[天小]|几[天个]|正|开讲|搞|办|开(?!水)|活动|委员|会|团|队|员|小组|小分队|班|结束|完|工作|了[，。；]|现场|中[，。]|时|后|前)'
const ACTS = new RegExp(
  `(?:(?:义务|免费|上门|集中|自发|主动|连夜|冒雨)(?:给|帮|为)?)?(?:${VERB})(?:了)?(?:\\|{1,12}(?=[一-龥]{2}))?${NO_OBJECT}[^，。；！？\\n|:() 的]{1,16}`,
  'g',
)
/** 帮助缺劳力农户17户抢种玉米: those helped, how many, and what was done for them. */
const FOR_WHOM = new RegExp(
  `(?:帮(?!带|扶)助?|为|给|替)(?!了|进一步)[^，。；|:]{0,10}\\|+[^，。；|]{0,8}?(?:${VERB})(?:了)?(?:“[^”]{2,20}”)?[^，。；！？\\n|:() ]{1,12}`,
  'g',
)

export function acted(text: string): Candidate[] {
  const out: Candidate[] = []
  for (const match of matchesOf(text, FOR_WHOM))
    out.push({ span: spanOf(match), by: '做了什么', points: 6, value: plain(match[0]) })
  for (const match of matchesOf(text, ACTS)) {
    const lead = text.charAt(match.index - 1)
    const first = out.length === 0 ? 0.6 : 0
    const extra = /^(?:送去|送上|送出|送来|并|发放|签)/.test(match[0]) ? -1 : 0
    const points = (lead === '' || BREAK.test(lead) || lead === ' ' ? 5.5 : 4.8) + first + extra
    out.push({ span: spanOf(match), by: '做了什么', points, value: plain(match[0]) })
  }
  return out
}

const CHECK =
  '(?:全面|专项|实地|随机|集中|联合|现场)?(?:督查|督导检查|督导|检查|考核|巡检|巡查|抽查|暗访|核查|评估|验收|调研)'
const CHECKED = new RegExp(
  `(?:对|就|\\|)(?<what>[^，。；|]{2,24}?)(?:情况|工作)?(?:进行|开展)(?:了)?(?<how>${CHECK})`,
)

/** 对12个村党务公开情况进行了督查: what was checked, and the check. */
export function checked(text: string): Candidate[] {
  const match = CHECKED.exec(text)
  const { what, how } = match?.groups ?? {}
  if (!match || !what || !how) return []
  const matter = what.replace(/^(?:对|各|全镇|全县|辖区|个?村(?:的)?|个)+/, '')
  const value = /(?:村|社区|镇|乡|企业|单位)$/.test(matter) || matter === '' ? how : matter + how
  return [{ span: spanOf(match), by: '督查什么', points: 10, value }]
}

function spanOf(match: RegExpExecArray): Span {
  return [match.index, match.index + match[0].length]
}

function plain(words: string): string {
  return words.replace(/\|+/g, '')
}

function firstPart(text: string): string {
  const stop = text.search(BREAK)
  return stop < 0 ? text : text.slice(0, stop)
}

const OPENING = '，。；！？\n|:() ”"》'

function lastPart(text: string): string {
  let from = text.length
  while (from > 0 && !OPENING.includes(text.charAt(from - 1))) from -= 1
  return text.slice(from)
}

/** Length of the phrase up to its last head, at most `most`; 0 when it has none. */
function upToHead(text: string, most: number): number {
  let end = 0
  for (const match of matchesOf(text, HEAD_END)) {
    const stop = match.index + match[0].length
    if (stop > most) break
    if (end > 0 && /[ 来去到参让吸引党员群]/.test(text.slice(end, match.index))) break
    end = stop
  }
  return end
}
