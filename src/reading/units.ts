import { nounAtEnd, peopleAllTold, startsWithNoun, withoutFilling } from './headnouns.ts'
import { LEAD } from './headwords.ts'

/** What stands behind a number. `person` and `times` may be a headcount; the refused ones never count anything that was done. */
export type UnitKind = 'person' | 'times' | 'session' | 'occasion' | 'money' | 'length' | 'thing' | 'refused'

export interface Unit {
  kind: UnitKind
  /** As it is kept: 块 -> 元, 个 before a person -> 名. */
  unit: string
  end: number
  /** Multiplies the number: 万斤. */
  factor: number
  /** refused: why. */
  why?: string
}

const PERSON =
  '参农|蚕农|椒农|梨农|护工|巧手|业主|租户|教官|阿姐|客商|宝妈|经销商|先生|女士|保安|司机|大夫|保姆|孤儿|老汉|老太|大爷|大妈|大姨|大叔|大伯|大娘|年轻人|中年人|后生|嫂子|大嫂|伙子|男的|女的|男同志|女同志|护林员|护边员|保洁员|环卫工|裁缝|社员|会员|牧民|渔民|茶农|果农|菜农|枣农|香客|村医|党员|群众|村民|志愿者|干部|代表|老人|学生|孩子|儿童|同志|书记|队员|居民|职工|农户|户主|青年|妇女|学员|师生|家长|老乡|乡亲|大学生|成员|委员|积极分子|对象|导师|讲师|宣讲员|评委|选手|老兵|军人|教师|老师|医生|专家|网格员|组长|支书|主任|小朋友|娃娃|娃|劳力|劳动力|嘉宾|观众|演员|人|骨干|能手|支委|乡贤|工人|医护|护士|律师|厨师|民警|游客|新人|种植户|养殖户|徒弟|爱心人士|职员|伙计|小伙|姑娘|媳妇|媒婆|红娘|兵|师傅|婆娘|汉子|老表|街坊|邻居|红马甲|红袖章'
/** 6个党员教育示范点 are no persons: the noun goes on. */
const NOUN_GOES_ON =
  '教育|活动|服务|之家|示范|家庭|队|站|大会|会|中心|小组|先锋|基地|名额|广场|工作室|岗|阵地|公寓|食堂|点|大院|场所|教室|微信|户(?!主)|乐园|超市|团|院|家(?!长)|饺子|民'
const PERSON_NEXT = new RegExp(
  `^(?:村、社区)?(?:(?![送给发为帮替赠捐]|[一二三四五六七八九十]+[个名位])[一-龥]){0,8}?(?:${PERSON})(?!${NOUN_GOES_ON})`,
)
/** 8个村书记 are persons, 8个村 are not. */
const BODIES =
  /^[^，。 给为帮替到去在]{0,3}?(?:村|社区|支部|乡镇|镇|单位|部门|小组|家庭|企业|项目|问题|节目|班子|团|方队|代表队|戏班|摊位?|问|点|站|岗)(?!(?:、?社区)?(?:的(?=(?:党组织)?书记|支书|主任))?(?:、?社区)?(?:党?支部|党委|党组织|党总支)?(?:书记|支书|主任|干部|官|民|代表|两委|成员))/

const REFUSED: [RegExp, string][] = [
  [/^ ?(?:周岁|岁半|多岁|岁)/, '年龄，不是数量'],
  [/^(?:年级|届|版|楼|层|路|排|号楼|号线|室|单元|期工程|期用地|年期|号文|号院|号令)/, '编号或届次，不是数量'],
  [/^ ?(?:页|页码)/, '页数，不是人数'],
  [/^(?:周年|年来|年间|年党龄|多?年)/, '年数，不是数量'],
  [/^ ?(?:个)?(?:多|半)?(?:小时|钟头|分钟|秒|学时|课时|刻钟)|^点钟|^点半/, '时长，不是数量'],
  [/^(?:天|周|星期|个?(?:多)?月|个星期|个季度|季度|个工作日|日内|晚|夜|宿)/, '时长，不是数量'],
  [
    /^(?:℃|度|摄氏度|分(?!队|批|别|类|组|钟)|分之|倍|成(?!员|立|功)|折|级|ml|毫升|厘米|毫米|寸|平米见方|G|MB|个百分点)/,
    '度量或比率，不是数量',
  ],
  [
    /^(?:大(?![锅桶箱袋包车筐捆盒碗盆壶堆])|中全会|个维护|个意识|个自信|个确立|个务必|个不|个专项|个坚持|个清单|个关键|个能力|个方面|个环节|个字)/,
    '固定说法，不是数量',
  ],
]
const SOME_REFUSED = new RegExp(REFUSED.map(([pattern]) => pattern.source).join('|'))

const BLOOD = /^(?:毫升|ml)/

const HEADS =
  /^ ?(?:多|余|来)?(?:(?<times>人\/?次数?|人·次|名次人|余人次)|(?<head>余名|名(?!次|单(?!身|亲|位)|额|称|字)|位(?!于|置)|口子(?!人)|(?:余|号|个|口)?人(?!(?:民|均|大|居环|才(?!参)|员会|工|畜|生活|身|家|情|选|事|社|武|防|力|次第)))|(?<session>场次|场(?!地|面|所|馆|景|院|镇))|(?<money>万元|亿元|千元|万块钱?|块钱|元钱|元(?!旦|宵)|圆(?=整|[，。；]|$)|万(?=资金|补贴))|(?<occasion>台次|车次|架次|册次|户次|班次|课次|站次|批次|轮次|次|回(?!来|家|访|答)|期|轮|趟|遍))/
const THINGS =
  '苗(?![木圃床族])|桌次|围(?=[，。；、 ]|$)|折(?=[徽京黄豫秦越昆花戏大])|板车|峰|出(?=[，。；、 ]|$)|粒|竿|挑(?=水|粪|柴|[，。；、 ]|$)|出(?=[大小]?戏|节目|折子戏)|桩(?![一-龥]{2})|桩(?=红|白|喜|丧|矛|纠|事)|拨(?=人|来|客|群众|[，。；、 ]|$)|盖帘|杯|碗|担|挑|瓢|盅|集(?![体合中镇市团上资])|编织袋|部(?!门|队|分|委|署|级|落|位|的)|扇|颗(?!粒)|枝|摞|沓|丛|听(?=奶|饮|啤|可)|蛇皮袋|麻袋|立方米|平方米|平方公里|公里|千米|平米|里地|公斤|千克|公顷|人份|亩地|盆|吨|斤|亩|米(?!面|粉|线|饭)|方|套|件|份|盒|箱|袋|桶|瓶|壶|棵|株|条|张|本|册|幅|副(?![主书组会镇支队班站所校院局])|针(?![线对灸织])|把|面|支(?!部|委|书|渠|流)|台|辆|起|处|户|项|批|床|对|间|座|家|盏|根|篇|首|队|只|头(?![奖名等回次天])|匹|桌|组|类|种(?![粮植养菜田地烟茶瓜])|枚|块|片|节|堂|车|捆|罐|提|筐|筒|罩|双|卷|栋|幢|孔|眼|口|顶|朵|艘|段|所|门|则|句|道|具|卡|封|分队|支队|个|例|宗|单|员|尾|羽|匣|包|串|页|帧|樽|尊|架|笔|场|挂|板|领|身|样|滴|树|票(?!价|据|决|选)|船|垛|窝|束|锅|盘|坛|缸|棚(?=大棚|蔬菜|[，。；、 ]|$)|垧|扎|匾'
const THING = new RegExp(
  `^ ?(?:多|余|来)?(?:[大小满整](?=[桶箱袋包车筐捆盒碗锅盆壶堆]))?(?<scale>万)?(?<thing>${THINGS})`,
)

/** 来了200多群众: people counted without a measure word. */
const PEOPLE =
  /^(?=[男女](?:的|生|将|党员|同志)?(?:[，。；、 和\d一二两三四五六七八九十]|$))|^ ?(?:多|余|来)?(?=(?:游客|听众|市民|党员|群众|村民|志愿者|干部|老人|学生|孩子|儿童|居民|职工|农户|青年|妇女|学员|师生|家长|老乡|乡亲|观众)(?!教育|活动|服务|之家|示范|家庭|大会|代表会|会议|队|会|中心|小组|先锋|基地|广场|工作室|食堂|大院|乐园|节|路|村|监))/

/** 花了3万8 群众都说要得: money, not people. */
const SPENT = /(?:花|省|捐|筹|卖|收|挣|凑|交|付)了?$/

/** The unit that starts at `from` (a blank allowed), or null when nothing countable follows. `lead`: the word before the number. */
export function unitAt(text: string, from: number, lead: string): Unit | null {
  const rest = text.slice(from, from + 20)
  for (const [pattern, why] of SOME_REFUSED.test(rest) ? REFUSED : []) {
    const match = pattern.exec(rest)
    if (match && BLOOD.test(match[0]) && (/血[^，。]{0,4}$/.test(lead) || text.includes('献血')))
      return unitOf('thing', '毫升', from + match[0].length)
    if (match) return { ...unitOf('refused', match[0], from + match[0].length), why }
  }
  if (/[仨俩]/.test(text.charAt(from - 1)) && /^(?:村|支部|社区|组|单位)/.test(rest))
    return unitOf('thing', '个', from)
  // 一户俩西瓜
  if (/[人户家]$/.test(lead) && text.charAt(from - 1) === '俩' && /^[一-龥]{2}/.test(rest))
    return unitOf('thing', '个', from)
  // 听课的五十多号
  if (
    /^号(?:[，。；！ \n]|$)/.test(rest) &&
    /[多来十百]/.test(text.charAt(from - 1)) &&
    /[的了有]$/.test(lead.trim())
  )
    return unitOf('person', '人', from + 1)
  const g = HEADS.exec(rest)
  if (g?.groups) return named(g[0], g.groups, from)
  const people = SPENT.test(lead) ? null : PEOPLE.exec(rest)
  if (people) return unitOf('person', '人', from + people[0].length)
  // 来了俩农技员
  if (/[仨俩]/.test(text.charAt(from - 1)) && startsWithNoun(rest)) return unitOf('person', '名', from)
  const thing = THING.exec(rest)
  return thing?.groups ? material(thing[0], thing.groups, rest, from, lead, text) : null
}

function unitOf(kind: UnitKind, unit: string, end: number, factor = 1): Unit {
  return { kind, unit, end, factor }
}

function named(whole: string, g: Record<string, string | undefined>, from: number): Unit {
  const end = from + whole.length
  if (g.times) return unitOf('times', '人次', end)
  if (g.head) return unitOf('person', /[名位]/.test(g.head) ? g.head.replace('余', '') : '人', end)
  if (g.session) return unitOf('session', g.session, end)
  if (g.occasion) return unitOf('occasion', g.occasion, end)
  return moneyUnit(g.money ?? '元', end)
}

function moneyUnit(word: string, end: number): Unit {
  if (word.startsWith('万块')) return unitOf('money', '元', end, 1e4)
  if (word === '千元') return unitOf('money', '元', end, 1000)
  if (word === '亿元') return unitOf('money', '亿元', end)
  return unitOf('money', word.startsWith('万') ? '万元' : '元', end)
}

/** 听课的30来个, 男的19个, 实到三十一个: what stands before 个 tells of people. */
const LEAD_PERSON = new RegExp(
  `(?:${PERSON}|年轻人|来了|去了|到了|到得齐 ?|到齐 ?|全到 ?|男的|女的|我们|咱们|咱|(?:我们|咱们?)这[批次回]|(?:[上做出帮开]工|跳舞|唱歌|秧歌|锣鼓|打扫|巡逻|值班|献血|报名|参赛|打分|投票|体检|开会|上课|学习|干|上阵)的|(?:(?:实|应|未|没)到|请假|缺席)(?:的)?(?:是|有)?|到会|到场|[来去听看学坐到]的|转正|接收(?:预备)?|吸收|(?:听课|参加|干活|帮忙|参训|参会|到场|上手)的)(?:大概|大约|约|有|共|一共|总共|总计|合计|不到|才|就|差不多|近|将近|占)?$`,
)
const LEAD_BOARD =
  /(?:砖茶|[糕饼糖碑墓帕布](?:分了|发了|送了)?|奖牌(?:发出去|发了|送出)?|展板|牌|板|地块|地|石|砖|匾|玻璃|屏|蛋糕|肥皂|香皂|毛巾|地膜|电池|宣传栏|(?:更换|安装|张贴|换|装|(?<!补)贴|铺|立|刷|安)了?)$/
const NEXT_BOARD =
  /^(?:展板|牌|板|地|石|砖|宣传|横幅|匾|玻璃|屏|黑板|蛋糕|肥皂|香皂|毛巾|面|电|显示|标|指示|荒)/

function material(
  whole: string,
  g: Record<string, string | undefined>,
  rest: string,
  from: number,
  lead: string,
  text: string,
): Unit {
  const unit = g.thing ?? '个'
  const end = from + whole.length
  const factor = g.scale === '万' ? 1e4 : 1
  const next = rest.slice(whole.length).replace(/\([^)]{0,4}\)/, '')
  if (unit === '个' && (isPerson(next, lead, text) || (ENDS.test(next) && peopleAllTold(text, from, lead))))
    return unitOf('person', '名', end, factor)
  if (unit === '口' && /(?:看|听|来|到)[^，。]{0,4}的(?:有|共)*$/.test(lead))
    return unitOf('person', '人', end, factor)
  if (unit === '块' && !NEXT_BOARD.test(next) && !LEAD_BOARD.test(lead))
    return unitOf('money', '元', end, factor)
  if (/^(?:公里|千米|米|里地)$/.test(unit)) return unitOf('length', unit, end, factor)
  return unitOf('thing', unit === '亩地' ? '亩' : unit, end, factor)
}

const GOES_ON = new RegExp(`^(?!老人家)[一-龥]{1,4}(?:${NOUN_GOES_ON})`)

/** 31个到了, 6个在外打工 */
const THEN_PERSON =
  /^(?:过生日的|来的|参加的|到的|报名|参赛|举手|没表态|走不动|卧床|行动不便|表态|投票|是[^，。]{0,6}(?:党员|入党)|到了|来了|没[来到去]|请假|在外|外出|参加|到场|去了|缺席|回不来|上台|上场|感冒|生病)/

/** 来了7个队, 给3个班讲: groups. */
const GROUPS = /^(?:队(?![员长])|班(?![长主组子])|支部|单位|方阵|节目|作品)/
/** 评出优秀5个: people, unless works, teams or machines were judged. A prize (一等奖1个) is a thing. */
const WINNERS =
  /(?:优秀|评[出为成了上]?[^，。]{0,4}[“]?好[”]?的?|[“]?(?:较好|良好|一般|合格|称职|基本称职)[”]?等?次?的?)$/
const NO_WINNERS = /作品|节目|[队组村户家]$|家庭|单位|方案|案例|支部/
const TEAMS =
  /[\d一二两三四五六七八九十](?:支[一-龥]{0,6}队|个队|个村派队|[台艘条]一?[一-龥]{0,3}(?:机|船|舟))/

function isPerson(following: string, lead: string, text: string): boolean {
  // 给11个6月份入党的党员过生日
  const next = following.replace(/^\d{1,2}月份?(?=入党|转正)/, '')
  if (GROUPS.test(next) || /投工$/.test(lead)) return false
  if (/^[一二三]等奖|^优[秀胜]奖/.test(next) || /(?:等|优秀|优胜)奖$/.test(lead)) return false
  if (WINNERS.test(lead)) return !NO_WINNERS.test(lead) && !TEAMS.test(text)
  if (WHO_DOES.test(next) || (THEY_DID.test(next) && /doer|guest|host/.test(nounAtEnd(lead)?.sense ?? '')))
    return true
  if (THEN_PERSON.test(next) || (startsWithNoun(next) && !GOES_ON.test(next) && !BODIES.test(next)))
    return true
  if (PERSON_NEXT.test(next)) return !BODIES.test(next)
  return (
    (ENDS.test(next) || !BODIES.test(next)) &&
    ((LEAD_PERSON.test(lead) && !/[每一各]人$/.test(lead)) ||
      ((ENDS.test(next) || ALL_DID.test(next)) && namesPeople(lead)))
  )
}

const ALL_DID = /^(?:全乎|全部?(?:到|在|来)|都(?:到|在|来|去|参加|跟|练|学)|也(?:来|到|上)|挨个|轮流|一起)/
/** 阿姨廿二个做汤圆: those named did it. */
const THEY_DID =
  /^(?:干|做|包(?!子)|打(?!井)|扫|唱|跳|扛|抬|挖|清|捡|搬|跑|守|巡|编|绣|煮|去|来|到|帮|在|一起|一块|轮)/
/** 43个种菜的 */
const WHO_DOES = /^(?:[种养做卖开跑打干搞修管看会])[一-龥]{1,3}的(?=[，。 到去来]|$)/
const ENDS = /^(?:[，。；！、 \n)加和]|$)/
/** 到场领奖的27个, 老的12个, 他们来12个, 人不多 十四个. */
const BY_DEED =
  /(?:来|去|入党|谈拢|考下证|得奖|考下来|视力不好|站起来问|过关|合格|及格|谈体会|到场?|跑腿|帮厨|打下手|掌勺|参加|参赛|参演|上场|报名|发言|表态|举手|迟到|缺课|开会|讲|问|听|看|坐|站|干|学|领|做|帮|扛|挖|扫|捡|抬|搬|扭|唱|跳|舞|敲|打鼓|陪同|随行|同行|烧火|下水|写检查|卧床|选|挑|剩|[老中青小男女]|年轻|中年)[一-龥]{0,3}的(?:[连带][一-龥]{1,3})?$|(?<![送带拿运捐寄端抬搬拉])(?:来|凑|招进来|学完|结业|下来|喊|叫)了?$|(?:拿上证|拿证|结业|毕业)的$|(?:来了|到了|到齐了?|到场|人不多|人不少|都在|全在|人到) $|^班$|(?:村里|机关|(?:机关|[镇县村])[上里]的|[镇村县]上|[本外邻]村|学校|单位|社区|自己的|不少|不落|不差)$/

function namesPeople(lead: string): boolean {
  if (
    /(?:剩下|余下|其余|其他|数了[数下]|数了有|数下来|数了一下|点了点|^[场次天回]|[头后前第][一二两三]?期|抽血|小孩|量血压|谈(?:话)?(?:谈)?了|考试?过了?|理发|剃头|剪发|高血压|糖尿病|阳性|新发|患者|[头第][一二三四]?[场天回]|[本外邻]村的|村[上里]的)$/.test(
      lead,
    )
  )
    return true
  // 发展对象定了3个
  if (
    nounAtEnd(lead.replace(/(?:定|确定|选|列|评|推)[出了上下]{0,2}$/, ''))?.sense === 'doer' &&
    /[定选列评推][出了上下]{0,2}$/.test(lead)
  )
    return true
  const verb = LEAD.scan(lead).at(-1)
  if (verb?.sense === 'came' && verb.end === lead.length && lead.length > 2) return true
  if (/(?:拢共|统共|加起来|算上|一行|跟了|跟着)$/.test(lead)) return true
  const noun = nounAtEnd(lead)
  return (
    (noun !== undefined && !/team|none/.test(noun.sense)) ||
    BY_DEED.test(withoutFilling(lead)) ||
    BY_DEED.test(lead)
  )
}
