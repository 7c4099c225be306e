import { words } from './letters.ts'
import { around, attend, other, type Saying } from './place.ts'
import { WHOLE } from './rolewholes.ts'

/** 给80岁以上的老人发被子 12个人一人一床: those who got it. */
const sharers: Saying = ({ text, count }) => {
  const [lead, next] = around(text, count, 24, 10)
  return /^[一-龥]{0,4}[ ，]?(?:每[人名位]|一人)[一\d二两]/.test(next) &&
    /[给为向][^。！？\n]*(?:发|送|赠)|慰问|看[望]?(?:老|娃|孩|病)|看望/.test(lead)
    ? other('分到东西的人')
    : null
}

/** 给18位母亲办了插花活动: it was held for them, and they came. */
const heldFor: Saying = ({ text, count, before }) =>
  /[给为]$/.test(before) &&
  /^[^，。；]{1,8}?(?:举办|举行|组织|开展|搞|开|办(?!理))了?(?:一?[场次个期堂])?[^，。；体义慰]{0,10}(?:活动|沙龙|体验|会|班|宴|讲座|课)/.test(
    around(text, count, 0, 30)[1],
  )
    ? attend('为他们办的，他们到场')
    : null

/** 带了26名青年志愿者到老街: they came along; a master takes on his pupils. */
const broughtAlong: Saying = ({ category, before, after }) =>
  category !== 'mentor' &&
  /带了?(?:上)?(?:[一-龥]{1,4}(?:伙|队))?$/.test(before) &&
  /^(?:[一-龥]{0,4}(?:志愿者|党员|干部|队员|青年|学生|师生|医生|医护|同事|姐妹|民兵|徒弟|娃)|[到去来洗扫捡清])/.test(
    after,
  )
    ? attend('带来的人')
    : null

/** 人员：村服务站6人, in a report by the line. */
const listed: Saying = ({ text, count }) =>
  /(?:^|\n)(?:参加|参与|到场)?人[员数]: ?[^，。；\n\d]{0,14}$/.test(around(text, count, 24, 0)[0])
    ? attend('写明的人员')
    : null

/** 服务145人, 服务居民520人次: those who were served; over a longer time all who came by (1.3万场次，服务45万人次). */
const servedHere: Saying = ({ text, count, before }) =>
  !(count.unit.kind === 'times' && /[\d万余多]场次?/.test(text)) &&
  /(?<!志愿)服务了?(?:群众|居民|村民|老人|商户|客户)?(?:约|共|近)?$/.test(before)
    ? other('服务到的人')
    : null

/** 惠及老人29名: where nothing was held they are those who were served. */
const benefited: Saying = ({ text, count, before }) =>
  count.unit.kind === 'person' && /惠及[一-龥]{0,6}$/.test(before) && !text.includes('场')
    ? other('惠及的人，不算参加')
    : null

/** 新当选的118名村干部集体宣誓: chosen before, and now they came. */
const sworn: Saying = ({ text, count, before }) =>
  /(?:当选|上任|任职|入职|入党|任命|招募|选派|抽调)的$/.test(before) &&
  /^[^。；！？\n]{0,28}(?:宣誓|参加|受训|座谈|报到|走进|来到|深入|佩戴党徽|诵读|重温)/.test(
    around(text, count, 0, 34)[1],
  )
    ? attend('当选后来参加')
    : null

/** 此前205名书记参加了初赛，18名站上决赛舞台 */
const heats: Saying = ({ text, count }) =>
  text.includes('决赛') &&
  /^[^，。；]{0,14}(?:参加|参与)了?(?:初赛|预赛|海选|选拔)/.test(around(text, count, 0, 24)[1])
    ? other(WHOLE)
    : null

/** 把14个老党员都跑到了, 先后来到11位高龄老人家中 */
const visited: Saying = ({ text, count, before }) =>
  (/把$/.test(before) && /^[^，。；]{0,16}都(?:跑到|走到|跑遍|走遍)/.test(around(text, count, 0, 30)[1])) ||
  (/(?:来到|走进|前往|到|去|入)$/.test(before) &&
    /^[^，。；到去走赴入]{0,14}(?:家中|家里|家门)/.test(around(text, count, 0, 24)[1]))
    ? other('上门去看的人')
    : null

/** 老师两个 县上来的 讲完又到地里教: those who taught. */
const teachers: Saying = ({ text, count, category }) =>
  (/^(?:lecture|training)$/.test(category ?? '') &&
    count.value <= 5 &&
    /^(?:民警|法官|律师|医生|大夫|专家|技术员|讲师|检察官)/.test(count.after)) ||
  (/^(?:老师|教员|师傅)$/.test(count.noun?.word ?? '') &&
    count.value <= (/娃|学生|孩子|学员|小朋友/.test(text) ? 8 : 3) &&
    /讲完|讲了|讲的|教了|来讲|授课|教(?![育师授室练])[一-龥]{2}/.test(text))
    ? other('讲课的老师，不算参加')
    : null

/** 宣讲成员达130余名, 还有2个优秀党员, 全镇1200多党员，今天各支部…: how many there are. */
const existing: Saying = ({ text, count, before, after }) => {
  if (/(?:宣讲|志愿|服务)(?:成员|人员|骨干|队员)(?:已经?)?(?:达到?|有|共有?|发展到)?$/.test(before))
    return other('队伍里的人数，不是来的人数')
  if (/^(?:优秀|先进|模范|标兵|五好)/.test(after) && /(?:还有|有|拿了|得了)$/.test(before))
    return other('评出的人')
  return /(?:^|[，。；！ \n])全[镇村县乡市区校]$/.test(around(text, count, 3, 0)[0]) &&
    !/^[^，。；！\n]{0,20}(?:参加|参与|到场|参训|上阵|出动)/.test(around(text, count, 0, 26)[1]) &&
    /^[一-龥]{2,4}$/.test(after) &&
    count.noun?.side === 'after'
    ? other('原有的人数，不是来的人数')
    : null
}

/** 去了11个大夫，看了203个牧民: they came to serve. */
const healers: Saying = ({ before, after }) =>
  /(?:去|来|派|出动)了$/.test(before) && /^(?:个)?(?:大夫|医生|医护|专家)/.test(after)
    ? attend('来义诊的人')
    : null

/** 组建18人的应急队伍，不间断巡查: the team was made up to do it at once. */
const crew: Saying = ({ text, count, before }) => {
  if (/(?:组建|成立)的[^，。]{0,12}队$/.test(before)) return attend('队里的人')
  const next = around(text, count, 0, 40)[1]
  return /(?:组建|组成|成立|组织|抽调)了?(?:一支)?$/.test(before) &&
    /^的?[^，。；]{0,6}(?:队伍?|突击队|专班|小组)[，、]?[^。；]{0,8}(?:巡查|巡逻|清理|排水|转移|抢修|抢险|值守|排查|疏通|清雪|赶赴|投入|参与)/.test(
      next,
    )
    ? attend('组队就去做了')
    : null
}

/** Sayings that tell what people were to the activity: given to, visited, teaching, in the heats. */
export const STANDINGS: [saying: Saying, needs?: number[][]][] = [
  [sharers, words`每 一人`],
  [heldFor, words`给 为`],
  [broughtAlong, words`带`],
  [listed, words`人员 人数`],
  [servedHere, words`服务`],
  [benefited, words`惠及`],
  [sworn, words`的`],
  [heats, words`决赛`],
  [visited, words`家 把`],
  [teachers, words`老师 教员 师傅 民警 法官 律师 医生 大夫 专家 技术员 讲师 检察官`],
  [existing],
  [crew, words`组 成立 抽调`],
  [healers, words`大夫 医生 医护 专家`],
]
