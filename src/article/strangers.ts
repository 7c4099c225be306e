import type { Span } from '../reading/reading.ts'
import type { Mention, ProofTown } from './names.ts'

const SUFFIX =
  /村|社区|镇|乡|屯|庄|嘎查|合作社|公司|小学(?!生)|中学(?![习生])|学校|幼儿园|卫生院|医院|协会|商会|银行|法庭|基金会|农场|林场|工厂/g
/** Enterprises are named after anything; a village only where a name can begin. */
const ENTERPRISE = /合作社|公司|协会|商会|基金会|农场|工厂/
/** Words that stand before such a suffix without being a name. */
const PLAIN =
  /^(?:本村|我村|各村|全村|该村|镇村|两村|走进|来到|深入|前往|组织|参加|开展|召开|举办|联合|邀请|带领|各|全|本|我|该|每|几|多|两|三|四|五|六|七|八|九|十|进|入|驻|出|到|在|由|和|与|及|等|为|是|的|了|下|上|对|从|向|所|其他|先后|分别|所在|行政|自然|示范|美丽|文明|重点|帮扶|试点|基层|全体|农村|乡村|部分|相关|有关|附近|周边|兄弟|优秀|先进|党员|群众|村民|中心|乡镇|镇|乡|村|县|市|区|省|个|名|社区|村级|机关|农民|专业|股份|经济|有限|责任|民营|国有|非公|企业|基层|志愿|示范|一些|这个|那个|强|富|兴|爱|建|护|治|美|串|游|访|住|回|离|老|新|城中|城郊|移民|搬迁|边境|产业|信用|卫生|电商|空壳|薄弱|后进|脱贫|贫困|特色|传统|古|数字|智慧|和美|平安|幸福|红色|清廉|绿色|生态|乡|山|渔|农|龙头|大型|小型|知名|爱心|涉农|当地|本地|外地|多家|几家|一家|有|被|就|都|也|还|及|将|让|把|给|请|帮|助|看|说|讲|谈|话|念|恋|归|返|出|守|绕|环|沿|跨|近|邻|远)$/
const NOT_A_VILLAGE =
  /^(?:道|路|巷|街|园|校|办|组(?!织)|屋|宅|头|口|域|落|风|企|集体|账|规|史|超|容|貌|民|里|部|内|情|医|级|庄|两|干(?!净)|书|支(?!持)|务|歌|晚|B|委|妇|史|长|官|组长|党(?!员|支部|委|总支)|规民约)/

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Places and bodies that no list and no row knows, by the shape of their names. */
export function strangersIn(text: string, mentions: Mention[], town: ProofTown): Mention[] {
  let masked = text
  for (const { span } of mentions) masked = blank(masked, span)
  if (town.name !== '') masked = masked.replaceAll(town.name, '□'.repeat(town.name.length))
  return [...masked.matchAll(SUFFIX)].flatMap((match): Mention[] => {
    const end = match.index + match[0].length
    if (/^[村镇乡屯庄]$/.test(match[0]) && NOT_A_VILLAGE.test(masked.slice(end))) return []
    const start = headStart(masked, match.index, ENTERPRISE.test(match[0]))
    if (start === match.index) return []
    return [{ name: text.slice(start, end), span: [start, end] }]
  })
}

/** Walks left from a suffix over single characters, or one word, that may be a name. */
function headStart(text: string, suffix: number, enterprise: boolean): number {
  const before = /[一-龥]*$/.exec(text.slice(Math.max(0, suffix - 12), suffix))?.[0] ?? ''
  const words = [...segmenter.segment(before)].map((word) => word.segment)
  let start = suffix
  for (let at = words.length - 1; at >= 0 && at > words.length - 5; at -= 1) {
    const word = words[at] ?? ''
    if (PLAIN.test(word)) break
    const first = at === words.length - 1
    if (word.length > 1 && (!first || VERB.test(word) || !(enterprise || opensName(words[at - 1])))) break
    start -= word.length
    if (word.length > 1) break
  }
  return start
}

/** A word may be a name (红旗村) only where a name can begin. */
function opensName(before: string | undefined): boolean {
  return before === undefined || /[在到赴由和与及从向为对是了]$/.test(before)
}

const VERB =
  /^(?:清理|清扫|整治|走访|慰问|宣传|打造|建设|提升|改善|服务|帮助|支持|推进|推动|加强|覆盖|惠及|巡查|检查|督查|指导|调研|参观|学习|培训|动员|发动|号召|引导|鼓励|完善|健全|规范|落实|成立|创建|争创|评选|表彰|美化|绿化|亮化|硬化|修缮|维修|新建|改造|关爱|关心|帮扶|扶持|发展|壮大|激活|擦亮|守护|保护|爱护|热爱|共建|共治|共享|依托|围绕|结合|按照|根据|通过|利用|安排|召集|协助|配合|具体|主要|重要|基本|广大|所有|每个|各个|整个|不少|许多|多个|为民|兴农|引进|走出|返回|回到|联系|对接|入驻|进入)$/

function blank(text: string, [start, end]: Span): string {
  return `${text.slice(0, start)}${'□'.repeat(end - start)}${text.slice(end)}`
}
