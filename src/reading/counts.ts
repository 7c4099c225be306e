import type { Category } from './category.ts'
import { type Count, countedAs, round } from './count.ts'
import { chooseHeads, isHead, rolesOf } from './heads.ts'
import { type Numeral, scanNumerals } from './numerals.ts'
import { setPhrases } from './phrases.ts'
import { quantitiesOf } from './quantities.ts'
import type { Counted, Quantity, Refusal, Span } from './reading.ts'
import { type Unit, unitAt } from './units.ts'

export interface Counts {
  participants?: Counted
  personTimes?: Counted
  sessions?: Counted
  quantities: Quantity[]
  refused: Refusal[]
  /** Number and unit, taken or refused: no topic or place is made of them. */
  spans: Span[]
}

/** All counts of the (normalised) text; `taken` are the spans of dates and times. */
export function findCounts(text: string, taken: Span[], category?: Category): Counts {
  const refused: Refusal[] = []
  const counts = collect(text, taken, refused)
  rolesOf(text, counts, category)
  const heads = chooseHeads(text, counts, category)
  const session = counts.find((c) => isSession(text, c)) ?? counts.find((c) => isRound(text, c, category))
  const out: Counts = {
    quantities: [],
    refused,
    spans: [
      ...counts.map((c) => c.span),
      ...refused.filter((r) => !/编号|年数/.test(r.why)).map((r) => r.span),
    ],
  }
  if (heads.participants) out.participants = heads.participants
  if (heads.personTimes) out.personTimes = heads.personTimes
  if (session) out.sessions = countedAs(session, '场次', 1)
  const used = new Set([...heads.used, ...(session ? [session] : [])])
  out.quantities = quantitiesOf(
    text,
    counts.filter((c) => !used.has(c)),
    counts.filter((c) => !heads.used.includes(c)),
    refused,
  )
  return out
}

/** 宣讲3场, 培训2期, 一场宣讲; not 下了一场雨. */
function isSession(text: string, count: Count): boolean {
  if (count.unit.kind === 'session')
    return (
      !/分$/.test(count.before) && !/^(?:婚事|红事|白事|雨|雪|火|病|霜|风|误会|车祸|大病)/.test(count.after)
    )
  if (count.unit.kind === 'occasion' && count.unit.unit === '期')
    return /培训|班|宣讲|讲堂|课/.test(count.before + count.after)
  return (
    count.unit.unit === '堂' &&
    /课|讲座|讲堂|培训/.test(text.slice(count.span[1], count.span[1] + 30)) &&
    !isHead(count)
  )
}

/** 举办技术培训20余次, 组织了一次义务植树, 讲了三次 每次30人: times that are sessions of the activity itself. */
const ROUNDS: Partial<Record<Category, RegExp>> = {
  training: /(?:培训|培训班|讲座|授课|指导|实训)(?:班|会|活动)?(?:共|约|近|达)?$/,
  lecture: /(?:宣讲|党课|讲座|院坝会|讲堂|宣讲会)(?:活动)?(?:共|约|近|达)?$/,
  culture: /(?:演出|彩排|放映|电影|比赛)(?:活动)?(?:共|约|近|达)?$/,
  volunteer: /(?:志愿服务|义诊)(?:活动)?(?:共|约|近|达)?$/,
  study: /(?:学习|夜校|学习会)(?:活动)?(?:共|约|近|达)?$/,
}

function isRound(text: string, count: Count, category: Category | undefined): boolean {
  if (count.unit.kind !== 'occasion' || !/^[次期]$/.test(count.unit.unit)) return false
  const after = text.slice(count.span[1], count.span[1] + 20)
  if (count.value === 1)
    return /(?:组织|开展|举行|举办|召开|搞|办)了?$/.test(count.before) && /^[^，。]{2,12}/.test(after)
  if (/每次/.test(after) && !/每$/.test(count.before)) return true
  return category !== undefined && (ROUNDS[category]?.test(count.before) ?? false)
}

const STOP = /[，。；！？\n、():]/

function collect(text: string, taken: Span[], refused: Refusal[]): Count[] {
  const out: Count[] = []
  const phrases = setPhrases(text)
  const sets = new Set(phrases)
  const blocked = [...taken, ...phrases].sort((a, b) => a[0] - b[0])
  const free: Numeral[] = []
  let b = 0
  for (const number of scanNumerals(text)) {
    while (b < blocked.length && (blocked[b]?.[1] ?? 0) <= number.start) b += 1
    const block = blocked[b]
    if (!block || block[0] >= number.end) free.push(number)
  }
  // 队员一共22个: a set phrase still belongs to the words before the number, a date does not.
  const days = blocked.filter((span) => !sets.has(span))
  let d = 0
  let from = 0
  for (const [i, number] of free.entries()) {
    for (; d < days.length && (days[d]?.[1] ?? 0) <= number.start; d += 1)
      from = Math.max(from, days[d]?.[1] ?? 0)
    const one = measure(text, number, from, free[i + 1]?.start ?? text.length)
    if (!one) continue
    if ('why' in one) refused.push(one)
    else out.push(one)
    from = one.span[1]
  }
  return out
}

/** A number -> a count, a refusal with its reason, or null where it counts nothing at all. */
function measure(text: string, number: Numeral, from: number, next: number): Count | Refusal | null {
  const start = Math.max(from, number.start - 24)
  const lead = text.slice(start, number.start)
  const refuse = (why: string, end = number.end): Refusal => ({
    text: text.slice(number.start, end),
    span: [number.start, end],
    why,
  })
  if (number.kind === 'ordinal') return refuse('名次或编号，不是数量')
  if (number.kind !== 'cardinal') return refuse('比率，不是数量')
  const unit = unitAt(text, number.end, lead) ?? bareUnit(text, number, lead, next)
  if (!unit) return null
  if (unit.kind === 'refused') return refuse(unit.why ?? '不是数量', unit.end)
  const before = part(lead, 'last')
  const after = part(text.slice(unit.end, Math.min(next, unit.end + 24)), 'first')
  if (LIMIT.test(before) || /^(?:以内|以下|为限|封顶)/.test(after))
    return refuse('限额，不是实际数', unit.end)
  if (/(?:满|党龄|近|过去|年龄)$/.test(before) && unit.unit === '年')
    return refuse('年数，不是数量', unit.end)
  const half = text.charAt(unit.end) === '半' && /^(?:亩|斤|吨|公里|里地|桶|袋|车)$/.test(unit.unit)
  if (half) unit.end += 1
  const value = (number.value + (half ? 0.5 : 0)) * unit.factor
  const count: Count = {
    number,
    unit,
    value,
    span: [number.start, unit.end],
    before,
    after,
    approx: false,
    role: 'other',
  }
  count.approx = isApprox(text, count)
  return wanMoney(text, count)
}

function isApprox(text: string, count: Count): boolean {
  if (count.number.approx) return true
  if (/(?:约|近|将近|大概|差不多|接近|超过?|逾|上|至少|多达|达|不到|不足|来|有个)$/.test(count.before))
    return true
  if (/^ ?(?:多|余|来)/.test(text.slice(count.number.end, count.number.end + 2))) return true
  return /^ ?(?:左右|上下|以上|之多|开外|多(?![名个]))/.test(count.after)
}

/** 50余万元 is kept as 50 万元. */
function wanMoney(text: string, count: Count): Count {
  const words = text.slice(count.number.start, count.number.end)
  if (count.unit.kind !== 'money' || count.unit.unit !== '元' || !/[万亿][余多]?$/.test(words))
    return { ...count, value: round(count.value) }
  const unit = /亿[余多]?$/.test(words) ? '亿元' : '万元'
  if (text.slice(count.unit.end - 1, count.unit.end) !== '元') return { ...count, value: round(count.value) }
  return {
    ...count,
    value: round(count.value / (unit === '亿元' ? 1e8 : 1e4)),
    unit: { ...count.unit, unit },
  }
}

const LIMIT =
  /(?:(?:不|没|未|没有)超过?|不过|不得超过|不得高于|不高于|至多|最多|限(?!期)|上限|控制在|不多于|少于)[^，。]{0,3}$/

function part(text: string, side: 'first' | 'last'): string {
  const parts = text.split(STOP)
  const one = (side === 'last' ? parts.at(-1) : parts[0]) ?? ''
  if (side === 'first') return one.split(' ')[0] ?? ''
  // A blank before the number parts it from a long phrase, not from its label: 参加人数 32.
  const words = one.trimStart().split(' ')
  const tail = words.at(-1) ?? ''
  const label = words.at(-2) ?? ''
  return tail !== '' ? tail : label.length <= 6 ? label : ''
}

const BARE: [RegExp, Unit['kind'], string][] = [
  [
    /(?:应到|实到|请假|缺席|缺勤|人数|到会|到场|男|女|参加人员|党员|群众|代表|志愿者|村民|干部|评委|参加|实来)(?:[:为是约]| ?)$/,
    'person',
    '人',
  ],
  [/(?:[一二三]等奖|优秀奖|特等奖|优胜奖)(?:[:为]| )?$/, 'person', '名'],
  [/人次[:为] ?$/, 'times', '人次'],
  [
    /(?:收了?|花了?|捐了?|筹了?|共计|金额|缴费|卖了?|挣了?|交了?|收入|花费|分红[^，。]{0,8}(?:一共|总共|合计)?)(?:[:为]| )?$/,
    'money',
    '元',
  ],
]

/** 应到28实到23, 男12女5, 一等奖1, 人数：32, 收了7万9千2: the unit is left to the reader. */
function bareUnit(text: string, number: Numeral, lead: string, next: number): Unit | null {
  const after = text.slice(number.end, Math.min(next, number.end + 1))
  if (/[a-zA-Z.%/:~-]/.test(after) || !Number.isInteger(number.value)) return null
  for (const [pattern, kind, unit] of BARE) {
    if (!pattern.test(lead)) continue
    if (kind === 'money' && number.value < 10) return null
    if (/^[\d一二三]/.test(text.charAt(number.start)) && /参加$/.test(lead) && /^[一-龥]/.test(after))
      return null
    return { kind, unit, end: number.end, factor: 1 }
  }
  return null
}
