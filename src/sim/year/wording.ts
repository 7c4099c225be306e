import { type Day, daysBetween, plusDays, spokenDay } from '../../clock.ts'
import type { Happening } from './book.ts'
import type { Chance } from './chance.ts'

/** How people in the group say what happened: a few habits, none of them the form's. */
export interface Told {
  /** One line, or the two lines of somebody who writes in bits. */
  lines: string[]
}

/** A happening as its reporter writes it on `day`, with the numbers as first told. */
export function wordsOf(happening: Happening, day: Day, chance: Chance): Told {
  const fields = first(happening)
  const subject = subjectOf(happening, chance)
  const when = sayDay(happening.day, day, chance)
  const what = sayWhat(happening)
  const counted = sayCounts(fields, chance)
  const whole = counted ? `${what}${chance.percent(20) ? ' ' : '，'}${counted}` : what
  // Who writes a bare 今天 writes it first; a date stands anywhere.
  const forms = when.endsWith('天')
    ? [`${when}${subject}${whole}`, `${subject}${when}${whole}`]
    : [`${when}${subject}${whole}`, `${subject}${when}${whole}`, `上报：${subject}${when}${whole}`]
  // Only a number of people is sent after by itself; what was given out or done is said in one breath.
  if (fields.participants !== null && chance.percent(12))
    return { lines: [`${when}${subject}${what}`, counted] }
  return { lines: [chance.pick(forms)] }
}

/** The fields as they were told first, before any correction. */
function first({ fields, fate }: Happening): Happening['fields'] {
  return fate.kind === 'corrected' ? { ...fields, ...fate.first } : fields
}

function subjectOf({ place, fields }: Happening, chance: Chance): string {
  if (place.endsWith('村') && chance.percent(10)) return '我们村'
  const branchly = ['party_day', 'lecture', 'meeting'].includes(fields.category ?? '')
  return branchly && chance.percent(60) ? `${place}党支部` : place
}

function sayDay(day: Day, today: Day, chance: Chance): string {
  const past = daysBetween(day, today)
  if (past === 0 && chance.percent(50)) return '今天'
  if (past === 1 && chance.percent(50)) return '昨天'
  const dotted = `${Number(day.slice(5, 7))}.${Number(day.slice(8, 10))}`
  return chance.percent(15) && day === plusDays(today, -past) ? `${dotted}` : spokenDay(day)
}

const VERBS: Record<string, string> = {
  study: '开展',
  inspection: '开展',
  meeting: '召开',
  culture: '举办',
  volunteer: '开展',
  lecture: '开展',
}

/** The activity with the verb people use; what they never say like the form has words of its own. */
function sayWhat({ fields, place }: Happening): string {
  const topic = fields.topic ?? ''
  const own: Record<string, string> = {
    调整村党支部书记: '开展村“两委”班子调整',
    '调整“两委”委员': place.endsWith('社区') ? '开展“两委”换届补选' : '开展村“两委”班子调整',
    村党支部书记培训: '参加村党支部书记培训班',
    学历提升: '参加学历提升培训',
    县级擂台比武: '参加县级擂台比武',
    社区书记擂台比武: '参加社区书记擂台比武',
    发展对象培训班: '举办发展对象培训班',
    基层干部培训班: '举办基层干部培训班',
    党建专题培训: '举办党建专题培训',
    传达学习上级全会精神: '传达学习上级全会精神',
    为民办实事: '为群众办实事',
    婚丧简办: '倡导移风易俗',
  }
  return own[topic] ?? (VERBS[fields.category ?? ''] ?? '') + topic
}

function sayCounts(fields: Happening['fields'], chance: Chance): string {
  const quantity = fields.quantities[0]
  const said = [
    fields.participants === null ? '' : sayHeads(fields.participants, chance),
    fields.personTimes === null ? '' : `参加${fields.personTimes}人次`,
    quantity ? sayQuantity(quantity) : '',
  ]
  return said.filter(Boolean).join('，')
}

function sayHeads(heads: number, chance: Chance): string {
  const spelt = chance.percent(10) && heads < 100 ? spell(heads) : String(heads)
  return chance.pick([`${spelt}人参加`, `参加${spelt}人`, `来了${spelt}个人`, `到了${spelt}人`])
}

const NUMERALS = [...'零一二三四五六七八九']

/** 1 to 99 in Chinese numerals. */
function spell(value: number): string {
  const tens = Math.floor(value / 10)
  const ones = value % 10 === 0 ? '' : NUMERALS[value % 10]
  return tens === 0 ? `${ones}` : `${tens === 1 ? '' : NUMERALS[tens]}十${ones}`
}

function sayQuantity({ what, value, unit }: { what: string; value: number; unit: string }): string {
  const verbs: Record<string, string> = {
    书记: '调整书记',
    委员: '补选委员',
    宣传品: '发放宣传品',
    实事: '办实事',
    好媳妇好婆婆: '评出好媳妇好婆婆',
    一等奖: '获一等奖',
    二等奖: '获二等奖',
    三等奖: '获三等奖',
  }
  return `${verbs[what] ?? what}${value}${unit}`
}
