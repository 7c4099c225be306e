import { spokenDay } from '../clock.ts'
import type { RowQuantity } from '../ledger/entry.ts'
import { CATEGORIES } from '../reading/category.ts'
import type { SourceRow } from './source.ts'

/** What a template may name, already in the words of an article; empty where the row does not know it. */
export type Words = Record<string, string>

/** A row in the words of the templates (prompts/article/说明.md lists them). */
export function wordsOfRow(row: SourceRow, town: string): Words {
  const category = row.category ? CATEGORIES[row.category] : ''
  return {
    编号: row.number,
    上报人: row.by ?? '',
    村: row.village ?? row.organizer ?? town,
    主办: row.organizer ?? row.village ?? town,
    日期: row.date ? spokenDate(row.date) : '',
    类别: category === '其他' ? '' : category,
    主题: topicOf(row, category),
    地点: row.location ?? '',
    人数: row.participants === null ? '' : `${row.participantsApprox ? '约' : ''}${row.participants}人`,
    人次: row.personTimes === null ? '' : `${row.personTimes}人次`,
    场次: row.sessions === null ? '' : `${row.sessions}场`,
    数量: row.quantities.map(spokenQuantity).join('、'),
  }
}

function topicOf(row: SourceRow, category: string): string {
  const topic = row.topic ?? (category === '其他' ? '' : category)
  if (topic === '') return '有关活动'
  return /(活动|会|班|课|党日|生日|服务|培训|学习|比武|帮带|宣讲|走访|慰问|调研|督查|检查|讲座|义诊|竞赛|仪式|演出|比赛|整治|清扫|座谈)$/.test(
    topic,
  )
    ? topic
    : `${topic}活动`
}

function spokenQuantity({ value, unit, what, approx }: RowQuantity): string {
  const count = `${approx ? '约' : ''}${value}${unit}`
  if (what === '') return count
  // 走访12户 reads as it was said; 老党员12名 needs the count after the noun as well: the same order serves both.
  return `${what}${count}`
}

/** `2025-03-05` -> 3月5日, `A/B` -> 3月5日至7日, `A,B` -> 3月5日、6日. */
function spokenDate(date: string): string {
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
