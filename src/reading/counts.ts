import type { Category } from './category.ts'
import { type Numeral, scanNumerals } from './numerals.ts'
import type { Counted, Quantity, Refusal, Span } from './reading.ts'
import { type Unit, unitAt } from './units.ts'

export interface Counts {
  participants?: Counted
  personTimes?: Counted
  sessions?: Counted
  quantities: Quantity[]
  refused: Refusal[]
}

/** A number with its unit and the words on both sides of it, up to the next number or stop. */
interface Count {
  number: Numeral
  unit: Unit
  value: number
  span: Span
  before: string
  after: string
  approx: boolean
  role: Role
  /** The message says that they went somewhere: 到…, 赴…, 前往… */
  away: boolean
}

type Role = 'attend' | 'perhaps' | 'other'

/** All counts of the (normalised) text; `taken` are the spans of dates and times. */
export function findCounts(text: string, taken: Span[], category?: Category): Counts {
  const refused: Refusal[] = []
  const counts = collect(text, taken, refused)
  for (const count of counts) if (isHead(count)) count.role = roleOf(count, category)
  return choose(text, counts, refused, category)
}

function isHead(count: Count): boolean {
  return count.unit.kind === 'person' || count.unit.kind === 'times'
}

const STOP = /[，。；！？\n、():]/

function collect(text: string, taken: Span[], refused: Refusal[]): Count[] {
  const out: Count[] = []
  const phrases = setPhrases(text)
  const blocked = [...taken, ...phrases].sort((a, b) => a[0] - b[0])
  let b = 0
  let from = 0
  const numerals = scanNumerals(text)
  numerals.forEach((number, i) => {
    while (b < blocked.length && (blocked[b]?.[1] ?? 0) <= number.start) b += 1
    const block = blocked[b]
    if (block && block[0] < number.end) {
      from = Math.max(from, block[1])
      return
    }
    const next = numerals[i + 1]?.start ?? text.length
    const one = measure(text, number, from, next)
    if (typeof one === 'string')
      refused.push({
        text: text.slice(number.start, Math.min(text.length, number.end + 2)),
        span: [number.start, number.end],
        why: one,
      })
    else if (one) {
      if (one.unit.kind === 'refused')
        refused.push({
          text: text.slice(one.span[0], one.span[1]),
          span: one.span,
          why: one.unit.why ?? '不是数量',
        })
      else out.push(one)
      from = one.span[1]
    }
  })
  return out
}

/** Words that only look like numbers. */
const PHRASES =
  /三会一课|四议两公开|一站式|一对一|一户一[策案档]|一村一[品策]|一事一议|一老一小|一肩挑|两学一做|两委|两山|两会|两个[^，。]{0,4}(?:维护|确立)|二十[大届]|[一二三]中全会|十[四五]五|三农|三资|三务|三堆|三清|五清|四清|五星|五好|五保|五老|五美|三下乡|百姓|千万不|万家|万众|千家万户|第一书记|第一时间|第一线|一线|一起|一同|一块(?!展)|一道|一致|一定|一直|一律|一一|一下|一些|一边|一方面|一系列|一如既往|一体|统一|唯一|进一步|专一|一行(?!人)|一贯|一般|一度|一旦|一并|一心|一样|一带|一切|之一|同一|逐一|十分|十足|七一(?!\d)|八一|五一|六一|十一(?=期间|假期|国庆|长假)|五四|三八(?!户)|九九重阳|七七|百日攻坚|百年|千年|双百|三支一扶|三级|两级|四级|四套班子|两新|三个[^，。]{0,3}(?:代表|务必)|八项规定|四风|六稳|六保|九尺|百分百|一把手|三五成群|四下|七上八下|一窝蜂|一股脑|万一|半[天年月]|一?上午|一?下午|三农|九年级|一年级|一代|五谷|三夏|三秋|四季|八段锦|百家|一盔一带|五险一金|一网通办|两不愁三保障|三保障|一卡通|二维码|一条心|一家人|一窗|一门|一张纸|一对(?=夫妻|新人)/g

function setPhrases(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(PHRASES)) spans.push([match.index, match.index + match[0].length])
  for (const match of text.matchAll(/\d{7,}|https?:\/\/[^\s一-龥]{1,200}/g))
    spans.push([match.index, match.index + match[0].length])
  return spans
}

/** A number -> a count, a reason why it is none, or null. */
function measure(text: string, number: Numeral, from: number, next: number): Count | string | null {
  if (number.kind === 'ordinal') return '名次或编号，不是数量'
  if (number.kind !== 'cardinal') return '比率，不是数量'
  const unit = unitAt(text, number.end) ?? bareUnit(text, number, from, next)
  if (!unit) return null
  const before = clause(text.slice(Math.max(from, number.start - 24), number.start), 'last')
  const after = clause(text.slice(unit.end, Math.min(next, unit.end + 24)), 'first')
  if (LIMIT.test(before) || /^(?:以内|以下|为限|封顶)/.test(after)) return '限额，不是实际数'
  const approx =
    number.approx === true ||
    /(?:约|近|将近|大概|差不多|接近|超过?|逾|上|至少|多达|达到?|大约摸)$/.test(
      before.replace(/(?:达到?)$/, ''),
    ) ||
    /^ ?(?:多|余|来|左右|上下|以上|许)/.test(text.slice(number.end)) ||
    /^(?:左右|上下|以上|多(?!名)|之多)/.test(after)
  const value = round(number.value * unit.factor)
  return {
    number,
    unit,
    value,
    span: [number.start, unit.end],
    before,
    after,
    approx,
    role: 'other',
    away: /(?:到|赴|前往|走进)[一-龥]/.test(text.slice(Math.max(0, number.start - 60), number.start)),
  }
}

const LIMIT = /(?:不超过?|不过|不得超过|不高于|至多|最多|限|上限|控制在|不多于)[^，。]{0,3}$/

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

function clause(text: string, side: 'first' | 'last'): string {
  const parts = text.split(STOP)
  return (side === 'last' ? parts.at(-1) : parts[0]) ?? ''
}

/** 应到28实到23, 男12女5, 一等奖1, 人数：32, 收了7万9千2: the unit is left to the reader. */
function bareUnit(text: string, number: Numeral, from: number, next: number): Unit | null {
  const before = text.slice(Math.max(from, number.start - 8), number.start)
  const after = text.slice(number.end, Math.min(next, number.end + 1))
  const unit = (kind: Unit['kind'], name: string): Unit => ({
    text: '',
    kind,
    unit: name,
    end: number.end,
    factor: 1,
  })
  if (/[a-zA-Z.%/:]/.test(after)) return null
  if (/(?:应到|实到|请假|缺席|缺勤|人数|到会|男|女|参加人员|党员|群众|志愿者)(?:[:为是])? ?$/.test(before))
    return unit('person', '人')
  if (/(?:[一二三]等奖|优秀奖|特等奖|优胜奖)(?:[:为]| )?$/.test(before)) return unit('person', '名')
  if (/(?:人次)[:为] ?$/.test(before)) return unit('times', '人次')
  if (
    /(?:收了?|花了?|捐了?|筹了?|共计|金额|缴费|卖了?|挣了?|交了?)(?:[:为])? ?$/.test(before) &&
    number.value >= 10
  )
    return unit('money', '元')
  return null
}

const ATTEND =
  /参加|参与|到场|到会|实到|出席|来了|来的|共有|共计|吸引|听课|听讲|听众|聆听|观众|观看|参会|参训|人数|覆盖|惠及|受益|受教育|集中|召集|发动|动员|组织|带领|集结|上台|现场|签到|投入|出动|到了|去了|有|集合|投入|参赛|参学|整治|宣讲|培训|接受/g
const OTHER =
  /慰问|走访|看望|帮扶|救助|资助|关爱|发展|吸收|接收|转正|确定|评选|表彰|评委|评出|请假|应到|缺席|缺勤|宣讲员|讲师|导师|在册|对象|签订|签了|签署|获奖|其中|男|女|为|给|向|送|帮助|帮|办理|办了|服务|义诊|接诊|调解|列席|流动|讲解|主持|现有|全村共?有|全镇共?有|全县|新增|培养|选派|选聘|储备|推荐|名单|入选|等奖|咨询|慰问金|优秀|模范|户|发言|作了|脱贫|纳入|缴费|参保|探望|联系|结对|接种|体检|入党|党龄|外出|年龄|演员|工作人员/g
const ATTEND_AFTER =
  /^[^，。；！\d]{0,14}?(?:参加|参与|到场|到会|出席|参会|听课|聆听|听讲|听了|观看|观摩|上台|进了?决赛|受教育|受益|签到|参训|参学|参赛|前来|来了|到了|冒雨|同台|齐聚|欢聚|接受|同上|一起|一块|共同|干了|植|种|清|打扫|现场|开展|集中|重温|学习|比拼|角逐|展开)/
const OTHER_AFTER =
  /^(?:[^，。；！\d]{0,10}?(?:请假|缺席|未到|签(?:了|订|署)|签|线上|获得?|荣获|被|评为|列席|转正|发言|交流发言|作了?|入党|讲|光荣在党|成为|晋级|脱贫|缴费|参保|咨询|接受(?:义诊|咨询|调解|救助)|受到?表彰|提交|递交|宣讲|授课)|[^，。；！\d]{0,4}(?:对象|导师|评委|讲师|宣讲员|主持))/

function roleOf(count: Count, category: Category | undefined): Role {
  const { before, after } = count
  if (
    /^[^，。；！\d]{0,10}?(?:参加|参与|到场|听课|参会|到会|出席|上台|受益|参训)/.test(after) &&
    !/线上参加/.test(after)
  ) {
    if (!/(?:请假|应到)$/.test(before)) return 'attend'
  }
  if (OTHER_AFTER.test(after)) return 'other'
  if (ATTEND_AFTER.test(after) && !last(before, OTHER)) return 'attend'
  const good = last(before, ATTEND)
  const bad = last(before, OTHER)
  if (good > bad) return 'attend'
  if (bad > 0) return birthday(count, category) ? 'perhaps' : 'other'
  return 'perhaps'
}

/** 为3名党员过政治生日: they are who took part, unless the branch went out with them and its number was not said. */
function birthday(count: Count, category: Category | undefined): boolean {
  return category === 'birthday' && !count.away && /(?:为|给|帮)[^，。]{0,6}$/.test(count.before)
}

/** Where the last match ends; 0 when there is none. */
function last(text: string, pattern: RegExp): number {
  let end = 0
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length
  return end
}

/** Categories whose uncounted persons are those served or chosen, not those who came. */
const SERVED: Category[] = ['service', 'mentor', 'cadre', 'membership', 'customs', 'inspection']

function choose(text: string, counts: Count[], refused: Refusal[], category: Category | undefined): Counts {
  const out: Counts = { quantities: [], refused }
  const heads = counts.filter((c) => c.unit.kind === 'person')
  const strong = heads.find((c) => /实到|到会|人数/.test(c.before)) ?? heads.find((c) => c.role === 'attend')
  const weak = category && SERVED.includes(category) ? undefined : heads.find((c) => c.role === 'perhaps')
  const times =
    counts.find((c) => c.unit.kind === 'times' && c.role !== 'other') ??
    counts.find((c) => c.unit.kind === 'times')
  // 36907个志愿者，31万人次受益: with 人次 said, a bare number of persons is a stock.
  const chosen = strong ?? (times ? undefined : weak)
  if (chosen) out.participants = counted(chosen, strong ? '人数：参加' : '人数：名数', strong ? 1 : 0.8)
  if (times) out.personTimes = counted(times, '人次', 1)
  const session = counts.find((c) => c.unit.kind === 'session')
  if (session) out.sessions = counted(session, '场次', 1)
  const each = perHead(text, counts)
  for (const count of counts) {
    if (count === chosen || count === times || count === session) continue
    out.quantities.push(...quantity(text, count, each.get(count) ?? 1))
  }
  sexes(counts, out)
  return out
}

/** 男12人女5人: 17, unless a total is said. */
function sexes(counts: Count[], out: Counts): void {
  const men = counts.find((c) => /男[^，。]{0,3}$/.test(c.before) || /^男/.test(c.after))
  const women = counts.find((c) => /女[^，。]{0,3}$/.test(c.before) || /^女/.test(c.after))
  if (!men || !women || men === women || out.participants) return
  const span: Span = [Math.min(men.span[0], women.span[0]), Math.max(men.span[1], women.span[1])]
  out.participants = { value: men.value + women.value, span, by: '人数：男加女', confidence: 1 }
}

function counted(count: Count, by: string, confidence: number): Counted {
  const out: Counted = { value: count.value, span: count.span, by, confidence }
  if (count.approx) out.approx = true
  if (count.number.upTo !== undefined) out.upTo = round(count.number.upTo * count.unit.factor)
  return out
}

/** 慰问党员3名，每人一盒月饼: what each of those served got counts three times; a meal per head of those who came does not. */
function perHead(text: string, counts: Count[]): Map<Count, number> {
  const factors = new Map<Count, number>()
  for (const match of text.matchAll(/每[人户名位]|人均|每家/g)) {
    const end = text.slice(match.index).search(/[。；！\n]/)
    const stop = end < 0 ? text.length : match.index + end
    const served = counts.findLast(
      (c) => c.span[1] <= match.index && c.role === 'other' && /[人名位户]/.test(c.unit.unit),
    )
    if (!served) continue
    for (const c of counts) {
      if (c.span[0] >= match.index && c.span[0] < stop && !isHead(c)) factors.set(c, served.value)
    }
  }
  return factors
}

function quantity(text: string, count: Count, times: number): Quantity[] {
  if (count.unit.kind === 'length' && /往返|来回|全程|相距|距离|坐车|行程|徒步/.test(count.before)) return []
  if (count.unit.unit === '个' && count.value === 1) return []
  const one = counted(count, times === 1 ? '数量' : '数量：每人份乘人数', 1)
  return [{ ...one, value: round(one.value * times), unit: count.unit.unit, what: whatOf(text, count) }]
}

function whatOf(_text: string, count: Count): string {
  const noun = /^[ ]?[一-龥“”]{1,12}/.exec(count.after)?.[0]?.trim()
  const lead = /[一-龥“”]{1,10}$/.exec(count.before)?.[0]
  return (noun || lead || '').replace(/^(?:的|了)/, '')
}
