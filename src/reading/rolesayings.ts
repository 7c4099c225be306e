import { lettersIn, mayHold, words } from './letters.ts'
import { around, attend, other, type Saying } from './place.ts'
import { STANDINGS } from './rolestandings.ts'
import { madeUpOf, partOf, share, wholeOfNext } from './rolewholes.ts'
import { sinceAny, untilAny } from './words.ts'

/** 应到28, 请假5人: labels of those who should have come or did not. */
const ABSENT_LABEL =
  /(?:应到|应来|应参会|应参加|应出席|请假|缺席|缺勤|没来|未到|缺)(?:会|的|了)?(?:正式)?(?:党员|代表|人员|人数|同志)?(?:[:为是有]|还有)? ?$/
const RANK = '名次，不是数量'
export const PAIRED = '仪式上结对的双方'
export const TAUGHT = '给他们上课，他们到场'

const soFar: Saying = ({ count }) => (count.soFar ? other('今年以来、截至某日的累计') : null)

/** 5名老党员代表受邀参加 */
const invited: Saying = ({ text, count }) =>
  /^[^，。；]{0,26}(?:受邀|应邀)(?:参加|出席|到场)/.test(around(text, count, 0, 34)[1])
    ? attend('受邀参加')
    : null

/** 对前三名颁发证书 */
const ranks: Saying = ({ text, count }) =>
  count.unit.unit === '名' && /(?<![目此之])前$/.test(around(text, count, 2, 0)[0]) ? other(RANK) : null

/** 一人奖了800, 一个老师带一串: 一 that counts nobody. */
const loneOne: Saying = ({ text, count }) =>
  count.value === 1 &&
  /^一[个人]/.test(text.slice(...count.span)) &&
  !/参加|来了|到了|转正|接收|发展|请假|缺席/.test(count.before + count.after)
    ? other('“一个人”一类的说法')
    : null

const label: Saying = ({ before }) => (ABSENT_LABEL.test(before) ? other('应到或没到的数') : null)

/** 支部共有党员42名: how many there are, not how many came. */
const STOCK =
  /(?:支部|全村|全镇|全县|全市|全区|村里|辖区|现|我们?村|本村|我镇|全校|[一-龥]村|社区)(?:[一-龥]{0,6}(?:老人|群众|村民))?(?:共|总共|现)?有(?:正式|注册|在册)?(?:党员|代表|村民|人口|社员|志愿者|老人)?$/
/** 70岁以上老人共83名 */
const OLDER = /^以上的?(?:老人|党员|老年人|群众)(?:共有?|一共|有)$/
const stock: Saying = ({ before, after }) =>
  (STOCK.test(before) || OLDER.test(before)) && !/参加|到/.test(after)
    ? other('原有的人数，不是来的人数')
    : null

const jury: Saying = ({ before, after }) =>
  /(?:唱|讲|演|教|教课|上课|讲课)的(?:先生|师傅|老师|大学生)$/.test(before) ||
  /(?:老师|讲师|师傅|艺人|专家|教练|教授|先生)[一-龥]{0,6}请了$/.test(before) ||
  (/[来请]了$/.test(before) && /^(?:教(?!师)|讲|指导|示范|授课|点评)/.test(after)) ||
  /评委[^，。]{0,3}$|(?:请|邀|聘)(?:了|来)?[^，。]{0,4}(?:老师|医生|师傅|教练)$/.test(before) ||
  (/(?:请|邀|聘)(?:来?了|来)?$/.test(before) && /^(?:老先生|先生|老师|师傅|专家|教练|大夫|医生)/.test(after))
    ? other('评委，不算参加')
    : null

const composed: Saying = ({ before, after }) =>
  /由$/.test(before) && /^[^，。；]{0,8}组成/.test(after) ? { role: 'perhaps', why: '由他们组成' } : null

const figure: Saying = ({ before }) =>
  /(?:\+|最后|每[天日月周年]?|任何|哪怕|又|家家来|户户来|每家来|每户来|每家出|每户出|人手|不差|不少)$/.test(
    before,
  )
    ? other('“最后一人”“每个人”一类的说法')
    : null

const online: Saying = ({ before }) =>
  /线上|浏览|点击|播放|观看量/.test(before) ? other('线上的人数，不是到场的') : null

/** 为40多名党员上了一堂党课, 为326名学生讲解自救要点: they listened. */
const taughtTo: Saying = ({ text, count, before }) =>
  (/[为给向]$/.test(before) ||
    /[为给向][^，。；]{0,10}(?:年级|[班村]|全体)$/.test(around(text, count, 14, 0)[0])) &&
  /^[^，。；]{0,12}(?:(?:上|讲|作|做|授)(?:了)?[^，。；]{0,24}(?:课|报告|讲座|辅导|宣讲)|讲解|宣讲|示范)/.test(
    around(text, count, 0, 40)[1],
  )
    ? attend(TAUGHT)
    : null

/** 给三十余名娃娃耍了一回皮影: it was shown to them. */
const shownTo: Saying = ({ text, count, before, previous, category }) =>
  category === 'culture' &&
  previous === undefined &&
  /[为给向]$/.test(before) &&
  /^[^，。；]{0,12}(?:表演|演出|放映|[放演唱耍]了)/.test(around(text, count, 0, 40)[1])
    ? attend('演给他们看，他们到场')
    : null

/** 来咨询的210多人: they came to be served. */
const askers: Saying = ({ before }) =>
  /来?(?:看牙|量血[压鸭]|测血[压糖]|咨询|问事|问诊|就诊|看病|办事|办证)的(?:人|群众|村民|居民)?(?:有|共|约)*$/.test(
    before,
  )
    ? other('来办事的，不算参加')
    : null

/** 与30名年轻干部结对: the two sides of a pair came only where they met at a ceremony. */
const pair: Saying = ({ text, count, before, after, category }) => {
  if (category !== 'mentor') return null
  if (
    /仪[式试]|拜的?师|见面会|签了字|当场|现场签|搞师徒结对|一对一结对|(?:[今昨]天|[日号])[^。]{0,30}(?:结对|拜师)[^。]*签/.test(
      text,
    ) &&
    /师|徒|教师|大夫|医生|干部|年轻人|支书|书记|委员|员工|选调生|老[船舵]|后生|农民|秀才|工匠|能人|土专家|把式|新[一-龥]农/.test(
      before + after,
    ) &&
    (/仪式/.test(text) || !/签订|聘/.test(untilAny(around(text, count, 0, 40)[1], '，。；！')))
  )
    return attend(PAIRED)
  return /(?:与|和)$/.test(after) || (/(?:与|和)$/.test(before) && !/参加/.test(after))
    ? other('结对的一方')
    : null
}

/** 男12人女5人: together they are those who came. */
const sexes: Saying = ({ text, count, category }) => {
  const own = around(text, count, 4, 0)[0]
  if (!/[男女](?:子组|子队|子|组|的|党员|同志|性|队|方|生|将)? ?$/.test(own) && !/^[男女]/.test(count.after))
    return null
  const near = around(text, count, 14, 6).join('')
  if (!/男/.test(near) || !/女/.test(near)) return null
  const role = /^(?:customs|inspection)$/.test(category ?? '') ? 'attend' : 'perhaps'
  return { role, why: '男女各多少' }
}

/** 全体党员(64人): the bracket counts them. */
const bracket: Saying = ({ text, count }) =>
  /(?:全体|所有)[一-龥]{2,6}\((?:一?共)?$/.test(around(text, count, 12, 0)[0])
    ? attend('括号里是全体人数')
    : null

/** 党员岗、青年岗各8人 一共24人: the total of equal parts. */
const equalParts: Saying = ({ text, count }) =>
  /各\d{1,4}[人名个位][，。 ]?(?:一共|总共|合计|共计|共)$/.test(around(text, count, 10, 0)[0])
    ? attend('各部分的合计')
    : null

/** 师徒一共8人: both sides together. */
const together: Saying = ({ before, count }) =>
  /(?:师徒|双方|两边|两家|大家|(?:我们|咱们?)(?:这[批次回]|村|全村|支部)?|人员)(?:加起来|一共|总共|共计|合计|共)(?:有|来了|是)?$/.test(
    before,
  )
    ? attend('两边合计')
    : /加起来(?:有|是|共)?$/.test(before) && count.noun?.sense === 'doer'
      ? attend('合起来的人数')
      : null

/** 73户198人: how many live there. */
const household: Saying = ({ previous, count, after }) =>
  previous?.unit.unit === '户' && count.span[0] - previous.span[1] <= 1 && !/参加|到场/.test(after)
    ? /(?:(?<!出)[去来]了?|参加)$/.test(previous.before)
      ? attend('来的户和人')
      : other('户里的人口')
    : null

const BIRTHDAY = /过(?:了)?[^，。]{0,6}生日|集体过|(?:举办|举行|开展|开|办|送上)了?[^，。；]{0,8}生日/
/** 给6名党员集体过政治生日: they are there, unless others went to them. */
const birthday: Saying = ({ text, count, category }) => {
  const [lead, further] = around(text, count, 40, 24)
  // 到了党员30 给里头4个党员过政治生日: up to the next who are counted.
  const next = further.split(/(?<![和与及、])\d+[个名位]/)[0] ?? ''
  if (/政治生日/.test(text) && /^[^，。；]{0,14}(?:领到|收到|接过)[^，。；]{0,8}(?:贺卡|礼)/.test(next))
    return attend('过生日的人在场')
  if (category !== 'birthday')
    return /[给为]$/.test(lead) && BIRTHDAY.test(untilAny(next, '，。；！'))
      ? other('过生日的人，不是参加的人数')
      : null
  if (
    !BIRTHDAY.test(next) &&
    !/^[^，。；]{0,8}过的/.test(next) &&
    !/过[^，。；]{0,8}生日”?的$|入党的[一共总有]{0,3}$/.test(lead) &&
    !/^[^，。；]{0,14}(?:领到|收到|接过)/.test(next)
  )
    return null
  const sentence = sinceAny(lead, '。！？”')
  return /(?:(?<![收感得看听])到|赴|前往|走进)[一-龥]{2}/.test(sentence)
    ? other('上门给他们过生日')
    : attend('过生日的人在场')
}

/** 对97名拟发展对象开展审查: what is done is done to them. */
const objectOf: Saying = ({ text, count }) => {
  const lead = around(text, count, 16, 0)[0]
  if (!/对(?!照|标|接|象|于|联|手|面|方|歌|阵)[^，。；！？\n]{0,14}$/.test(lead)) return null
  const next = untilAny(around(text, count, 0, 26)[1], '，。；！？\n')
  if (!/开展|进行|实施|上门|诊疗|服务|予以|给予|展开|作了|做了|发放|审查|考察|慰问/.test(next)) return null
  return /培训|宣讲|授课|辅导|教育|演练|轮训|讲解|(?:干部|书记|后备|人选)[^，。]{0,10}(?:考核|考察|面试|测试|测评)/.test(
    next,
  )
    ? attend('对他们办的培训、宣讲、考核')
    : other('做事的对象')
}

/** 一个没落, 一个都没剩, 不差一人: nobody is counted. */
const nobody: Saying = ({ text, count }) =>
  count.value === 1 &&
  /^(?:(?:都|也)?[没不未]|[^，。]{0,4}(?:都|也)[没不未])/.test(around(text, count, 0, 6)[1])
    ? other('“一个没落”一类的说法')
    : null

/** 除3个外出的都来了, 可坐100人, 计划培训200人: no number of those who came. */
const notMeant: Saying = ({ before, after }) => {
  if (/除了?$/.test(before)) return other('除外的，没到')
  if (/(?:可|能)(?:坐|容纳|住|达)(?:下|得下)?$|容纳$/.test(before)) return other('容量，不是到场的')
  if (/(?:计划|预计|打算|力争|目标|争取|下一步)[^，。；]{0,10}$/.test(before))
    return other('计划的数，还没办')
  return /名额/.test(after.slice(0, 4)) ? other('名额，不是到场的') : null
}

/** Who a count is by a saying of its own, in this order; with the words without which none says so. */
const SAYINGS: [saying: Saying, needs?: number[][]][] = [
  [soFar],
  [nobody],
  [loneOne],
  [ranks, words`前`],
  [invited, words`受邀 应邀`],
  [share, words`/`],
  [notMeant, words`除 可 能 容纳 计划 预计 打算 力争 目标 争取 下一步 名额`],
  [label, words`应 请假 缺 没来 未到`],
  [partOf, words`其余 剩下 含 包括 其中 里 当中 之中 女 男 光 单 仅`],
  [objectOf, words`对`],
  [madeUpOf, words`组成`],
  [wholeOfNext],
  [jury, words`评委 请 邀 聘 来了 教 讲 唱的 演的`],
  [stock, words`有`],
  [composed, words`组成`],
  [figure],
  [online, words`线上 浏览 点击 播放 观看量`],
  [taughtTo, words`课 报告 讲座 辅导 宣讲 讲解 示范`],
  [shownTo, words`表演 演出 放映 放了 演了 唱了 耍了`],
  [askers, words`咨询 诊 看病 看牙 血 办`],
  [pair],
  [sexes, words`男 女`],
  [bracket, words`(`],
  [equalParts, words`各`],
  [together, words`共 合 加起来`],
  [household, words`户`],
  [birthday, words`生日`],
  ...STANDINGS,
]

/** The sayings that this text has words for. */
export function sayingsIn(text: string): Saying[] {
  const letters = lettersIn(text)
  return SAYINGS.filter(([, needs]) => mayHold(letters, needs)).map(([saying]) => saying)
}
