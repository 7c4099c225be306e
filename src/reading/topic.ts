import type { CategoryFound } from './categories.ts'
import { masked } from './masked.ts'
import type { Field, Span } from './reading.ts'

/** Verbs that bring an activity about; what follows them is its name. */
const HOST =
  /(?:组织|联合|集中|同步|继续|积极|深入|正式|隆重|成功)?(?:组织召开|组织开展|开展|举行|举办|召开|组织|进行|启动|推行|实施|承办|主办|开设|搞|办|开)(?:了|过|的是)?(?:[一二两三]?[个场次期堂节届]|[\d一二三四五六七八九十]{1,3}[场次期堂节](?=[一-龥]))?/g
/** What an activity is called by its last word; longer ones first. */
const HEAD =
  '主题党日\\+?活动|主题党日活动|主题党日|党日活动|党员活动日|党日|党员大会|支委会|组织生活会|党小组会|民主评议|政治生日|主题活动|实践活动|志愿服务|文艺演出|文艺汇演|专题党课|微党课|党课|启动仪式|升旗仪式|仪式|宣讲|培训班|培训会|培训|轮训|擂台赛|擂台比武|擂台|比武|竞赛|比赛|大赛|球赛|决赛|运动会|晚会|联欢会|联谊会|座谈会|研讨会|学习会|现场会|推进会|交流会|评议会|恳谈会|见面会|动员会|报告会|分享会|读书会|生日会|学习|读书班|讲座|义诊|植树|走访慰问|慰问(?![金品])|走访|看望|行动|整治|测评|评议|评选|大会|会议|例会|观摩|督查|督导|检查|调研|排查|服务|缴费|婚礼|讲堂|课堂|夜校|演出|汇演|展演|电影|庙会|文化节|艺术节|游园|大扫除|清雪|清扫|帮带制|制度|工程|机制|模式|辅导|宣传|教育|演练|体检|筛查|登记|捐款|捐赠|签约|答辩|述职|谈话|谈心|选举|换届|公示|会|课|展|赛|日|节'
const HEAD_END = new RegExp(`(?:${HEAD})(?:活动|工作|启动仪式)?`, 'g')
const QUOTED = /[“"《「][^”"》」\n]{2,30}[”"》」]/g

interface Candidate {
  span: Span
  by: string
  points: number
}

/** What the activity was called. `holes` are the spans of dates, counts and names: no topic runs across one. */
export function findTopic(
  text: string,
  holes: Span[],
  category: CategoryFound | undefined,
): Field<string> | undefined {
  const line = masked(text.slice(0, 2000), holes)
  const found = [...labelled(text), ...quoted(line), ...hosted(line), ...headed(line), ...acted(line)]
  const ranked = found
    .map((c) => weigh(c, line, category))
    .sort((a, b) => b.points - a.points || a.span[0] - b.span[0])
  const best = ranked[0]
  const told = category?.value === 'party_day' ? studied(line) : severalActs(line, ranked)
  if (told && (!best || best.points < 11)) return told
  if (best && best.points >= 5) {
    const confidence = Math.min(0.9, best.points / 12)
    const span = closed(text, best.span)
    return { value: tidy(text.slice(...span)), span, by: `主题：${best.by}`, confidence }
  }
  if (!category) return undefined
  const words = text.slice(...category.span)
  return { value: category.topic ?? words, span: category.span, by: '主题：类别词', confidence: 0.5 }
}

/** 主题党日 学二十大精神: what was studied says more than the kind of day. */
function studied(line: string): Field<string> | undefined {
  if (/[“"《]/.test(line)) return undefined
  const match =
    /(?:传达)?(?:学习|学)了?(?<what>[^，。；！？\n|:() ]{2,24}?(?:精神|思想|讲话|条例|准则|文件|党章|章程|理论|论述|决定|报告|党史))/.exec(
      line,
    )
  if (!match) return undefined
  const span: Span = [match.index, match.index + match[0].length]
  return { value: match[0].replace(/了/, ''), span, by: '主题：学习内容', confidence: 0.8 }
}

/** 累计入户走访128户，化解矛盾纠纷3起，办实事11件: when nothing is named, the deeds are the topic. */
function severalActs(line: string, ranked: Candidate[]): Field<string> | undefined {
  const cumulative = /累计|以来|共开展/.test(line)
  if (!cumulative && (ranked[0]?.points ?? 0) >= 8.5) return undefined
  const deeds = Array.from(
    line.matchAll(
      /(?:^|[，、； |])(?:累计|共|已|先后|并|组织|村民|我们村|我村)*(?<deed>(?:入户走访|走访慰问|走访|慰问|化解|调解|办实?|解决|栽植|种植|粉刷|清理|清运|接收|确定|吸收|整治|排查|发放|修|帮助|代办|送|拆除|硬化|捐)[^，。；！？\n|:() 、]{1,8})(?=\|)/g,
    ),
  )
  const first = deeds[0]
  const last = deeds.at(-1)
  if (deeds.length < 2 || !first || !last) return undefined
  const names = deeds.slice(0, 3).map((m) => (m.groups?.deed ?? '').replace(/了$/, ''))
  return {
    value: names.join('、'),
    span: [first.index, last.index + last[0].length],
    by: '主题：所做的事',
    confidence: 0.6,
  }
}

/** A quotation that was begun is closed. */
function closed(text: string, [from, to]: Span): Span {
  const words = text.slice(from, to)
  const open = words.lastIndexOf('“') > words.lastIndexOf('”')
  return [from, open && text.charAt(to) === '”' ? to + 1 : to]
}

function labelled(text: string): Candidate[] {
  const match = /(?:主题|内容|活动名称|议题)[:为是 ] ?(?<name>[^，。；！？\n ]{2,30})/.exec(text)
  const name = match?.groups?.name
  if (!match || !name) return []
  const start = match.index + match[0].length - name.length
  return [{ span: [start, start + name.length], by: '写明', points: 11 }]
}

const BREAK = /[，。；！？\n|:()]/

/** “…”主题党日活动: the quotation and the noun it names. */
function quoted(text: string): Candidate[] {
  const out: Candidate[] = []
  for (const match of text.matchAll(QUOTED)) {
    const end = match.index + match[0].length
    const tail = firstPart(text.slice(end, end + 24))
    const after =
      /^(?:主题)?(?:系列)?活动/.exec(tail)?.[0].length ??
      upToHead(
        tail.replace(/^(?:为主题的|为主题|主题的)/, (w) => w),
        18,
      )
    if (after > 0) out.push({ span: [match.index, end + after], by: '引号', points: 9 })
    else out.push({ span: [match.index, end], by: '引号', points: /《/.test(match[0]) ? 1 : 3 })
  }
  return out
}

function hosted(text: string): Candidate[] {
  const out: Candidate[] = []
  for (const match of text.matchAll(HOST)) {
    const start = match.index + match[0].length
    const tail = firstPart(text.slice(start, start + 32))
    const length = upToHead(tail, 30)
    if (length >= 2) out.push({ span: [start, start + length], by: '开展', points: 8 })
  }
  return out
}

/** A noun phrase that ends like an activity, without a verb before it: 主题党日, 理论宣讲. */
function headed(text: string): Candidate[] {
  const out: Candidate[] = []
  for (const match of text.matchAll(HEAD_END)) {
    const end = match.index + match[0].length
    const lead =
      text
        .slice(Math.max(0, match.index - 14), match.index)
        .split(/[，。；！？\n|:() ”"》]/)
        .at(-1) ?? ''
    const kept = lead.replace(LEAD, '')
    if (match[0].length + kept.length < 2) continue
    out.push({ span: [match.index - kept.length, end], by: '名称', points: match[0].length > 1 ? 6 : 3 })
  }
  return out
}

/** Words that stand before an activity's name but do not belong to it. */
const LEAD =
  /^.*(?:走村|作|进行|书屋|理事会|书记|支书|主任|我们|咱们|我村|本村|今天|昨天|组织|开展|进行|举行|举办|召开|参加|在|到|了|是|把|将|和|与|的|党员|上午|下午|晚上|早上|给|为|对|搞|以来|累计|村(?!规|级|民|党)|支部(?!书记|委员)|镇上|县里|镇里|通过|一[场次个堂期]|等|要|去|来|随后|接着|之后)/

/** Something was done to something: 慰问困难群众, 栽植行道树. Verb and object at the head of a part. */
const ACTS =
  /(?:走访慰问|慰问|走访|看望|探望|学习|重温|参观|观看|清理|清扫|打扫|栽植|种植|栽种|种|植|发放|送|化解|调解|接收|吸收|确定|发展|选聘|选拔|推荐|签订|签|检查|督查|督导|督促|整治|维修|修建|修|打|安装|帮助|帮(?!带|扶)|排查|整改|缴|办理|代办|义诊|理|剪|捐|救助|巡|护|铲|扫|捡|拆|粉刷|硬化|制作|包|放|唱|演|讲|传达|评|选|领取|入户|给[^，。|]{2,8}?(?:送|打扫|过|办|剪|理|发|讲|做|修))(?:了)?[^，。；！？\n|:() 的]{1,12}/g

function acted(text: string): Candidate[] {
  const out: Candidate[] = []
  for (const match of text.matchAll(ACTS)) {
    const lead = text.charAt(match.index - 1)
    const points = lead === '' || BREAK.test(lead) || lead === ' ' ? 5.5 : 4
    out.push({ span: [match.index, match.index + match[0].length], by: '做了什么', points })
  }
  return out
}

function firstPart(text: string): string {
  return text.split(BREAK)[0] ?? ''
}

/** Length of the phrase up to its last head, at most `most`; 0 when it has none. */
function upToHead(text: string, most: number): number {
  let end = 0
  for (const match of text.matchAll(HEAD_END)) {
    const stop = match.index + match[0].length
    if (stop > most) break
    if (end > 0 && / /.test(text.slice(end, match.index))) break
    if (end > 0 && /[来去到参让吸引党员群]/.test(text.slice(end, match.index))) break
    end = stop
  }
  return end
}

function weigh(c: Candidate, text: string, category: CategoryFound | undefined): Candidate {
  const words = text.slice(...c.span)
  const lead = text.slice(Math.max(0, c.span[0] - 40), c.span[0])
  let points = c.points
  if (category && c.span[0] <= category.span[0] && category.span[1] <= c.span[1]) points += 3
  if (
    /(?:为(?:了)?|根据|按照|结合|围绕|借助|通过)[^，。；|]{0,30}$/.test(lead) ||
    /^(?:为|进一步)/.test(words)
  )
    points -= 4
  if (/^(?:情况|工作|形式|方式|活动|会|日|节|课)$/.test(words)) points -= 6
  points += Math.min(1.5, words.length / 8)
  if (words.length > 26) points -= 2
  if (words.length <= 2) points -= 1
  if (/,|会上|会后|随后|期间/.test(lead.slice(-6))) points -= 2
  points -= Math.min(2, c.span[0] / 150)
  return { ...c, points }
}

function tidy(words: string): string {
  return words
    .replace(/^.*(?:携手|邀请)[^“”]*开设/, '')
    .replace(/^(?:乡|镇|村)?(?:作|情况进行|进行)/, '')
    .replace(/^(?:了|个|一场|一次|一堂|的|第?[一二三四五六七八九十\d]+[届期次])/, '')
    .replace(/为主题的|为主题|为题(?:讲授|作|开展)?的?/, '')
    .replace(/\|+/g, '')
    .replace(/\d+(?:岁|周岁)(?:以上)?的?/g, '')
    .trim()
}
