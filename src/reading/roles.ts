import type { Category } from './category.ts'
import type { Count } from './count.ts'
import { matchesOf } from './words.ts'

export function isHead(count: Count): boolean {
  return count.unit.kind === 'person' || count.unit.kind === 'times'
}

/** Words before a number of persons that say they took part. */
const CAME =
  /参加|参与|参评|到场|到会|实到|出席|来了|来的|吸引|听课|听讲|听众|聆听|观众|观看|参会|参训|参学|参赛|参演|参与|人数|受众|受教育|召集|发动|动员|(?<!党)组织|带领|集结|上台|签到|出动|到了|去了|集合|培训|接受|汇聚|投入|投工投劳|出工|出劳力|看的|听的|干活|宣讲(?!员|团|队)|整治|引导|号召|集中|邀请|组成|全体|在场|到课|现场|男女老少|面对面|来了|坐了|坐满了?|站了|围了|到课|与(?=$)|同(?=$)|在(?=$)|带队(?=$)|来[^，。；的]{1,4}的[一-龥]{0,7}(?=$)|(?:来|去|看|听|坐|干|(?<![大中小入])学|开会|帮忙|帮工|上手)[了着]?(?:开会|听课|听|看|看戏|看病|参加|帮忙|干活|学|玩)?的[一-龥]{0,7}(?=$)|一行(?=$)|受益|惠及|覆盖|服务|率(?=领)|率(?=$)|(?:我们|咱们|咱|我们村|我村|我支部)(?=$)|带着|邀(?=$)/g
/** Words that only gather: in an activity they count those who came, in help for people those who were helped. */
const GATHERED = /共有|共计|一共|总共|合计|总计|共(?=$|约|近)|有(?=$|近|约)/g
/** Words before a number of persons that make them somebody else. */
const NOT_CAME =
  /(?:[给为向][^，。；]{1,14}的)(?=$)|慰问|走访|看望|探望|帮扶|救助|资助|关爱|发展|吸收|接收|转正|确定|评选|表彰|选出|当选|评出|评定|产生|请假|应到|应参会|应出席|缺席|缺勤|宣讲员|讲师|导师|在册|对象|签订|签了|签署|签名|签字|获奖|其中|(?<![男女妇])[男女](?=$)|为|给|向|送(?!到|学|教|课|戏)|帮助|帮|办理|办了|义诊|接诊|列席|流动|讲解|主持|现有|新增|培养|选派|选聘|选拔(?!的)|储备|推荐|名单|入选|等奖|咨询|优秀|模范|发言|作了|脱贫|纳入|参保|联系|结对|接种|体检|筛查|入党(?!积极分子|介绍人)|党龄|外出|演员|工作人员|评委|律师|老师|专家|讲课|领学|登记|在岗|聘请|聘任|聘|组建|招募|注册|由(?=$|\d)|配备|任命|调整|免去|排查|救治|转移|安置|劝返|劝导|惠及[^，。]{0,3}户|服务对象|解答|培育|孵化|认定|救|保障|补贴|资格|奖励|奖给|兑换|借阅|考上|行动不便|孤寡|留守|独居|高龄|失能|量血压|测血压|测血糖|磨刀|随访|访视|双方|当事人|领誓|主持人|修剪|代购|(?:理|剪|量|测|检|送|帮|教|扶|修|治|洗|接)了(?=$)|颁发|发放|发给|送给|理发|剪发|喜获|荣获|考察|谈话|约谈|处分|查处|问责|提拔|交流|选优|配强|建档|监测/g

/** Right after the number: they took part. */
const THEN_CAME =
  /^[^，。；！]{0,10}的(?:见证|注视|目光|掌声|欢呼|祝福|陪伴)|^[^，。；！]{0,3}(?:给|为|帮|替)(?!.{0,4}颁|.{0,4}发奖)|^[^，。；！]{0,16}?(?:参加|参与|到场|到会|出席|参会|听课|聆听|听讲|听得|听了|旁听|观看|观摩|上台|登台|同台|亮相|晋级决赛|进了?决赛|受教育|受益|签到|参训|参学|参赛|前来|述职|连夜|连续|冒着|顶着|顶风|为村里|为群众|为老|深入|走村|入户|听(?=$|[，。 ])|来了|来到|到了|冒雨|走了|忙了|齐聚|欢聚|接受(?!义诊|咨询|调解|救助|表彰)|一起|一块|共同|干了|植树|种|清理|打扫|集中|重温|开展|比拼|角逐|竞技|踊跃|汇聚|投入|赴|走进|走上|整齐|默哀|诵读|围坐|面对面|动手|上手|忙活|[^，。；！]{0,4}(?:党员|志愿者|干部|队员)[^，。]{0,2}(?:给|为|帮|替|去|到|凑|捐|买|出动|都在|都到)|出力|出动|下地|劳动|搭建|学唱|学剪纸|到课|到齐|去(?!世)|来(?!自)|包饺子|上阵)/
/** Right after the number: they are somebody else. */
const THEN_NOT =
  /^[^，。；！]{0,8}?(?:请假|缺席|未到|没来|签(?:了|订|署|名|承诺)|线上|获得?|荣获|被(?![褥子套服单])|评为|列席|转正|交流发言|发(?:了)?纪念章|佩戴|累计|全年|一年来|作(?:了)?(?:发言|交流|汇报|表态)|发言|入党(?!誓词|志愿书|积极|申请)|光荣在党|成为|脱贫|缴费|参保|咨询|接受(?:义诊|咨询|调解|救助|表彰)|受到?表彰|提交|递交|进入村|进入两委|结成|结对(?!联系|帮扶|慰问|走访|看望|帮)|担任|纳入|学员”|走上领导|为.{0,4}主讲)|^[^，。；！]{0,16}(?:挂职|跟班|任职|轮岗)|^(?:[^，。；！]{0,4}(?:对象|导师|评委|讲师|宣讲员|律师|法官|技术员|农技员|教授|专家|大夫|老师(?!傅))|[^，。；！]{0,6}(?:讲的|主讲|授课|讲课|来讲|主持))/

/** 42人参加仪式: said outright. */
const PRESENT =
  /^[^，。；！]{0,5}(?:全|都)(?:部|都)?(?:到|参加)|^[^，。；！]{0,12}?(?:线上参加|参加|参与|到场|参会|到会|出席|登台|上台|参训|参演|聆听|观看|宣誓|(?:依次|逐一|轮流|分别|先后)(?!发言|交流|进行了?发言|作了?(?:发言|交流|表态))[^，。]{0,4}(?:作|讲|汇报|述职|上台|登台|答辩|演讲|展示|亮相|领诺|承诺|宣誓|签名|签字)|^(?:党员|代表|会员|选民|群众)?(?:投票|投了票|参加?表决|举手|打分|画票)|(?:一起|一块|一同|帮忙|上门|上阵|参战|出力)|填写[^，。]{0,4}(?:测评|问卷|选票)|(?:集体|先后|依次|分别)?接受(?:了)?[^，。；治谈]{0,6}(?:谈话|测试|考试|培训|测评|提问|教育))/

/** Decides of every count of persons who they are. */
export function rolesOf(text: string, counts: Count[], category: Category | undefined): void {
  for (const [i, count] of counts.entries()) {
    if (isHead(count)) count.role = roleOf(text, count, counts[i - 1], category)
  }
}

function roleOf(
  text: string,
  count: Count,
  previous: Count | undefined,
  category: Category | undefined,
): Count['role'] {
  const { before, after } = count
  if (
    /(?:应到|应参会|应参加|应出席|请假|缺席|缺勤)(?:会|的)?(?:正式)?(?:党员|代表|人员|人数)?(?:[:为是])? ?$/.test(
      before,
    )
  )
    return 'other'
  if (/评委[^，。]{0,3}$/.test(before)) return 'other'
  // 支部共有党员42名: how many there are, not how many came.
  if (STOCK.test(before) && !/参加|到/.test(after)) return 'other'
  if (/由$/.test(before) && /^[^，。；]{0,8}组成/.test(after)) return 'perhaps'
  if (/(?:最后|每|任何|哪怕|又)$/.test(before)) return 'other'
  if (/线上|浏览|点击|播放|观看量/.test(before)) return 'other'
  // 为40多名党员上了一堂党课: they listened.
  if (
    /[为给向]$/.test(before) &&
    /(?:上|讲|作|做|授)(?:了)?[^，。；]{0,12}(?:课|报告|讲座|辅导|宣讲)/.test(
      text.slice(count.span[1], count.span[1] + 40),
    )
  )
    return 'attend'
  // 与30名年轻干部结对: the two sides of a pair are neither those who came.
  if (category === 'mentor' && /(?:与|和)$/.test(before) && !/参加/.test(after)) return 'other'
  if (sexes(text, count)) return 'perhaps'
  // 全体党员(64人): the bracket counts them.
  if (
    /(?:全体|所有)[一-龥]{2,6}\((?:一?共)?$/.test(text.slice(Math.max(0, count.span[0] - 12), count.span[0]))
  )
    return 'attend'
  // 党员岗、青年岗各8人 一共24人: the total of equal parts.
  if (
    /各\d{1,4}[人名个位][，。 ]?(?:一共|总共|合计|共计|共)$/.test(
      text.slice(Math.max(0, count.span[0] - 10), count.span[0]),
    )
  )
    return 'attend'
  // 师徒一共8人: both sides together.
  if (
    /(?:师徒|双方|两边|两家|大家|我们|咱们?|人员)(?:加起来|一共|总共|共计|合计|共)(?:有|来了|是)?$/.test(
      before,
    )
  )
    return 'attend'
  // 73户198人: how many live there.
  if (previous?.unit.unit === '户' && count.span[0] - previous.span[1] <= 1 && !/参加|到场/.test(after))
    return 'other'
  if (
    category === 'birthday' &&
    /过(?:了)?[^，。]{0,6}生日|集体过|(?:举办|举行|开展|开|办|送上)了?[^，。；]{0,8}生日/.test(
      text.slice(count.span[1], count.span[1] + 24),
    )
  ) {
    const lead =
      text
        .slice(Math.max(0, count.span[0] - 40), count.span[0])
        .split(/[。！？”]/)
        .at(-1) ?? ''
    return /(?:(?<![收感得看听])到|赴|前往|走进)[一-龥]{2}/.test(lead) ? 'other' : 'attend'
  }
  if (saidPresent(count)) return 'attend'
  if (/其中[^，。；]{0,6}$/.test(before)) return 'other'
  if (/(?:队|小组)$/.test(before) && /^(?:队员|党员|成员|志愿者|组员)/.test(after)) return 'attend'
  if (THEN_NOT.test(after)) return 'other'
  const came = last(before, CAME)
  const not = last(before, NOT_CAME)
  if (came > 0 && came >= not) return 'attend'
  if (not > 0) return 'other'
  if (THEN_CAME.test(after)) return 'attend'
  const gathered = last(before, GATHERED) > 0
  return gathered && !served(category) ? 'attend' : 'perhaps'
}

const STOCK =
  /(?:支部|全村|辖区|现|我们?村|本村)(?:共|总共|现)?有(?:正式|注册|在册)?(?:党员|代表|村民|人口|社员)?$/

/** 来了2个老师: they came to teach. */
const TAUGHT =
  /^[^，。；！]{0,4}(?:导师|评委|讲师|宣讲员|律师|法官|技术员|农技员|教授|专家|大夫|医生|老师(?!傅))/

const LABELLED =
  /(?<!应)(?:实到|到会|到场|参加|出席|参训|参会|来了|到了)(?:会|的)?(?:正式)?(?:党员|代表|群众|人员|人数|村民)?(?:大概|大约|约|有|共)?[:为是]? ?$/

/** 实到31人, 53人到会: said outright, on one side of the number or the other. */
export function saidPresent({ before, after }: Count): boolean {
  if (LABELLED.test(before) && !TAUGHT.test(after)) return true
  const here = PRESENT.exec(after)?.[0]
  return here !== undefined && (/逐一|依次|集体/.test(here) || !/线上参加|签|请假/.test(here))
}

/** 男12人女5人: together they are those who came. */
function sexes(text: string, count: Count): boolean {
  const around = text.slice(Math.max(0, count.span[0] - 14), count.span[1] + 6)
  const own = text.slice(Math.max(0, count.span[0] - 4), count.span[0])
  return /[男女](?:的|党员|同志|性|队|方|生|将)? ?$/.test(own) && /男/.test(around) && /女/.test(around)
}

/** Where the last match ends; 0 when there is none. */
function last(text: string, pattern: RegExp): number {
  let end = 0
  for (const match of matchesOf(text, pattern)) end = match.index + match[0].length
  return end
}

/** In these the persons nothing is said of are those served or chosen, not those who came. */
export function served(category: Category | undefined): boolean {
  return category !== undefined && /^(?:service|mentor|cadre|membership|customs|inspection)$/.test(category)
}
