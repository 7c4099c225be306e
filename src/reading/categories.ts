import type { Category } from './category.ts'
import type { Span } from './reading.ts'

/** What a category is known by: the words, how much they weigh, and the topic they stand for when nothing better is said. */
interface Sign {
  category: Category
  words: RegExp
  weight: number
  topic?: string
}

const sign = (category: Category, weight: number, words: RegExp, topic?: string): Sign =>
  topic === undefined ? { category, weight, words } : { category, weight, words, topic }

/** Whole activities first (they name the category themselves), then what is done in them. */
const SIGNS: Sign[] = [
  sign('birthday', 14, /政治生日/g, '政治生日'),
  sign('party_day', 12, /主题党日|党日活动|固定党日|党员活动日|党日\+?/g, '主题党日'),
  sign('party_day', 5, /重温(?:入党)?誓词|重温入党志愿书/g, '重温入党誓词'),
  sign('contest', 13, /擂台|打擂|比武|比学赶超|大比拼|争星夺旗|晾晒比拼|攻擂|守擂/g, '擂台比武'),
  sign('contest', 9, /(?:知识|技能|劳动|党建|业务|法律|宣讲|演讲)(?:竞赛|比赛|大赛)|流动红旗/g),
  sign('mentor', 12, /导师帮带|帮带|师徒结对|师带徒|传帮带|导师|结对拜师|青蓝/g, '导师帮带'),
  sign(
    'membership',
    11,
    /发展党员|发展对象|入党积极分子|预备党员|转正|入党申请|政审|吸收[^，。]{0,8}(?:入党|党员)|接收[^，。]{0,6}党员/g,
    '发展党员',
  ),
  sign(
    'cadre',
    10,
    /述职|述德|述廉|民主测评|后备干部|后备力量|干部队伍|换届|干部考察|选聘|任职谈话|村干部(?:队伍|培养|管理|调整|考核)|分类管理|到村任职|驻村第一书记轮换/g,
  ),
  sign(
    'customs',
    12,
    /移风易俗|彩礼|婚俗|红白(?:理事|喜事|事)|新式婚礼|集体婚礼|丧事|丧葬|厚葬|喜事新办|白事|乡风文明|文明乡风|人情(?:攀比|风|债)|零彩礼|低彩礼|道德评议|村规民约|文明祭|铺张浪费|大操大办|积分超市|星级文明户|好媳妇|好婆婆|文明家庭|最美家庭|五好家庭/g,
  ),
  sign(
    'meeting',
    11,
    /党员大会|支委会|支部委员会|党小组会|三会一课|组织生活会|民主评议党员|支部大会|民主生活会/g,
  ),
  sign('meeting', 8, /党课/g, '党课'),
  sign(
    'meeting',
    5,
    /村民代表(?:大)?会|党群(?:联席)?会|四议两公开|(?:两委|村|社区)[^，。]{0,4}(?:开会|会议)|联席会/g,
  ),
  sign(
    'lecture',
    10,
    /宣讲(?!员)|理论宣讲|微党课|专题党课|党课开讲|党课比赛|讲授党课|板凳课|院坝会|流动党课|田间课堂/g,
    '宣讲',
  ),
  sign('lecture', 4, /宣讲员|宣讲团|宣传政策|政策宣传/g, '宣讲'),
  sign('training', 11, /培训|集训|轮训|实训|研修班|技术指导|技能提升班|田间教学|夜校/g, '培训'),
  sign(
    'training',
    7,
    /(?:农技|技术|种植|养殖|法律|法治|健康|安全|知识)[^，。]{0,6}(?:讲座|授课)|专题讲座|讲座/g,
    '讲座',
  ),
  sign('volunteer', 11, /志愿服务|志愿者|志愿|学雷锋|文明实践|义工/g, '志愿服务'),
  sign(
    'volunteer',
    9,
    /义务植树|植树|种树|义诊|义剪|理发|剪(?:了)?头发|打扫|大扫除|清扫|捡(?:拾)?垃圾|清(?:理)?(?:了)?(?:河道|垃圾|杂草|积雪)|扫雪|铲雪|除雪|义务劳动|护河|巡河|献血|交通劝导|护学/g,
  ),
  sign(
    'volunteer',
    9,
    /整治(?:村庄)?(?:人居)?环境|人居环境|环境(?:卫生)?整治|卫生整治|门前三包/g,
    '人居环境整治',
  ),
  sign(
    'service',
    10,
    /慰问|送温暖|我为群众办实事|为群众办|为民办|办实事|代办|缴费|帮办|送医|送药|捐款|捐赠|捐助|爱心|救助|助学|接诊|上门办/g,
  ),
  sign(
    'service',
    8,
    /走访|看望|入户|化解|调解|帮扶|排忧解难|慰劳|抢收|帮(?:助)?[^，。]{0,8}(?:收割|收|种|修|办|卖|销)|发放(?:物资|补贴|米|救灾)|安装|修路|修(?:好|了|建)|抢修|防汛|抗旱|清淤|解决/g,
  ),
  sign('service', 4, /接待群众|办理|排查|宣传防|回访|征求意见/g),
  sign(
    'culture',
    11,
    /文艺|演出|联欢|晚会|电影|广场舞|唱红歌|歌咏|合唱|戏曲|唱戏|送戏|村晚|秧歌|锣鼓|舞龙|舞狮|社火|灯谜|猜谜|写春联|送春联|春联|书法|摄影展|画展|非遗|剪纸|民俗|包粽子|包饺子|赏月|读书会|阅读|朗诵|书屋|文化(?:活动|节|艺术节|惠民|下乡)/g,
  ),
  sign('culture', 9, /篮球|乒乓球|拔河|运动会|趣味(?:运动|比赛|游戏)|球赛|象棋|健身|村BA|村超/g),
  sign(
    'study',
    8,
    /理论学习|中心组|读书班|集中学习|集体学习|专题学习|学习会|学习强国|学习研讨|研讨|学习教育|自学|政治学习/g,
  ),
  sign(
    'study',
    5,
    /学习(?!雷锋)|学(?:了|了习|二十大)|传达(?:学习)?|领学|观看[^，。]{0,10}(?:专题片|警示教育片|教育片)/g,
    '学习',
  ),
  sign(
    'inspection',
    11,
    /督查|督导|巡察|暗访|明察|检查(?!站)|抽查|考核验收|观摩督|专项巡|核查|安全检查|调研指导/g,
  ),
]

export interface CategoryFound {
  value: Category
  span: Span
  runnerUp?: Category
  topic?: string
  confidence: number
}

interface Score {
  points: number
  span: Span
  topic?: string
}

/** The category of the (normalised) text; the strongest sign leads, further signs of the same kind add a little. */
export function findCategory(text: string): CategoryFound | undefined {
  const scores = new Map<Category, Score>()
  for (const { category, words, weight, topic } of SIGNS) {
    for (const match of text.matchAll(words)) {
      const span: Span = [match.index, match.index + match[0].length]
      add(scores, category, weight, span, topic)
    }
  }
  const ranked = [...scores].sort((a, b) => b[1].points - a[1].points)
  const [best, second] = ranked
  if (!best) return undefined
  const close = second && second[1].points >= best[1].points * 0.7
  return {
    value: best[0],
    span: best[1].span,
    confidence: close ? 0.7 : 1,
    ...(best[1].topic === undefined ? {} : { topic: best[1].topic }),
    ...(close ? { runnerUp: second[0] } : {}),
  }
}

function add(
  scores: Map<Category, Score>,
  category: Category,
  weight: number,
  span: Span,
  topic?: string,
): void {
  const before = scores.get(category)
  if (!before) {
    scores.set(category, topic === undefined ? { points: weight, span } : { points: weight, span, topic })
    return
  }
  if (weight > before.points) {
    before.span = span
    if (topic !== undefined) before.topic = topic
  }
  before.points = Math.max(before.points, weight) + Math.min(1.5, weight / 8)
}
