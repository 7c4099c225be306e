import { spokenDay } from '../clock.ts'
import type { RowQuantity } from '../ledger/entry.ts'
import { CATEGORIES } from '../reading/category.ts'
import type { SourceRow } from './source.ts'

/** What a template may name, already in the words of an article; empty where the row does not know it. */
export type Words = Record<string, string>

/** A row in the words of the templates (prompts/article/说明.md lists them). */
export function wordsOfRow(row: SourceRow, town: string): Words {
  const category = row.category ? CATEGORIES[row.category] : ''
  const topic = topicOf(row, category)
  return {
    编号: row.number,
    上报人: row.by ?? '',
    村: placeOf(row, town),
    主办: row.organizer ?? row.village ?? town,
    日期: row.date ? briefDate(row.date) : '',
    类别: category === '其他' ? '' : category,
    主题: topic,
    开展: doing(topic),
    其间: occasion(topic),
    地点: locationOf(row),
    人数: row.participants === null ? '' : `${row.participantsApprox ? '约' : ''}${row.participants}人`,
    人次: row.personTimes === null ? '' : `${row.personTimes}人次`,
    场次: row.sessions === null ? '' : `${row.sessions}场`,
    规模: scale(row),
    数量: spokenQuantities(row),
  }
}

const ACTIVITY =
  /(?:活动|会|班|课|生日|服务|培训|学习|比武|帮带|宣讲|走访|慰问|调研|督查|检查|讲座|义诊|竞赛|仪式|演出|比赛|整治|清扫|座谈|评选|巡查)$/
/** Topics that say themselves what was done: 走访慰问困难党员, 硬化村道. */
const DOES =
  /^(?:走访|慰问|看望|清扫|清理|清运|硬化|修建|修缮|维修|集中学习|学习|观看|发放|栽植|栽种|种植|组织|召开|举办|开展|参观|排查|调解|义务)(?!.*(?:培训|活动|班|会|服务|演出|比赛|讲座)$)/

function topicOf(row: SourceRow, category: string): string {
  const topic = row.topic ?? (category === '其他' ? '' : category)
  if (topic === '') return '有关活动'
  return ACTIVITY.test(topic) || DOES.test(topic) || /党日$/.test(topic) ? topic : `${topic}活动`
}

/** 召开村民代表大会, 举办培训班, 走访慰问困难党员, 开展主题党日活动. */
function doing(topic: string): string {
  if (DOES.test(topic)) return topic
  if (/党日$/.test(topic)) return `开展${topic}活动`
  if (/会$/.test(topic)) return `召开${topic}`
  if (/(?:培训|培训班|班|演出|比赛|竞赛|讲座|仪式|评选)$/.test(topic)) return `举办${topic}`
  return `开展${topic}`
}

/** What a later sentence calls the occasion. */
function occasion(topic: string): string {
  if (/会$/.test(topic)) return '会上'
  return /(?:培训|培训班|班)$/.test(topic) ? '培训中' : '活动中'
}

/** 张湾村、红柳沟村: who did it together stands together. */
function placeOf(row: SourceRow, town: string): string {
  if (row.organizer?.includes('、')) return row.organizer
  return row.village ?? row.organizer ?? town
}

/** A location that swallowed a verb would make a sentence that nobody can read. */
function locationOf({ location }: SourceRow): string {
  return location && !/举办|开展|召开|联合|组织/.test(location) ? location : ''
}

/** 共3场，覆盖1200人次 */
function scale({ sessions, personTimes }: SourceRow): string {
  const parts = [
    sessions === null ? '' : `共${sessions}场`,
    personTimes === null ? '' : `覆盖${personTimes}人次`,
  ]
  return parts.filter((one) => one !== '').join('，')
}

/** The money last; what it was spent on stands before it. */
function spokenQuantities(row: SourceRow): string {
  const isMoney = ({ unit, what }: RowQuantity) => /元$/.test(unit) && !/金|款|资|钱|补|费|投入/.test(what)
  const goods = row.quantities.filter((one) => !isMoney(one)).map(spokenQuantity)
  const money = row.quantities.filter(isMoney).map((one) => spokenQuantity({ ...one, what: '涉及资金' }))
  return [...goods, ...money].join('、')
}

function spokenQuantity({ value, unit, what, approx }: RowQuantity): string {
  const count = `${approx ? '约' : ''}${value}${unit}`
  if (what === '') return count
  // 走访12户 reads as it was said; 老党员12名 needs the count after the noun as well: the same order serves both.
  return `${what}${count}`
}

/** `2025-03-05` -> 3月5日, `A/B` -> 3月5日至7日, `A,B` -> 3月5日、6日. */
function briefDate(date: string): string {
  const join = date.includes('/') ? '至' : '、'
  const days = date.split(/[/,]/)
  return days
    .map((day, index) => {
      const before = days[index - 1]
      const sameMonth = before !== undefined && before.slice(0, 7) === day.slice(0, 7)
      return sameMonth ? `${Number(day.slice(8))}日` : spokenDay(day)
    })
    .join(join)
}
