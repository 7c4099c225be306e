import type { Published, SentDigest } from '../../annual/source.ts'
import { at, type Day, plusDays, weekdayOf } from '../../clock.ts'
import type { Chance } from './chance.ts'
import { PLACES } from './places.ts'

const COLUMNS = ['理论学习', '乡村振兴', '便民服务', '文明风尚']

/** 249 published articles, 168 of them on the work of 镇党委 and government. */
export function articlesOf(year: number, chance: Chance): Published[] {
  const official = chance.shuffle(Array.from({ length: 249 }, (_, n) => n < 168))
  return official.map((isOfficial, n) => {
    const day = plusDays(`${year}-01-02`, Math.floor((n * 362) / 249))
    return {
      id: `${day.slice(0, 7)}/a${String(n + 1).padStart(3, '0')}`,
      title: `${chance.pick(PLACES)}：${chance.pick(['支部活动纪实', '好人好事', '产业新事', '服务群众二三事'])}`,
      column: isOfficial ? '党委政府工作' : chance.pick(COLUMNS),
      own: isOfficial === true,
      at: at(day, '18:00'),
    }
  })
}

/** A digest each weekday, its lines in three sections. */
export function digestsOf(year: number): SentDigest[] {
  const days = Array.from({ length: 365 }, (_, n): Day => plusDays(`${year}-01-01`, n))
  return days
    .filter((day) => weekdayOf(day) < 6)
    .map((day) => ({
      id: `${day}/digest`,
      day,
      lines: ['时政要闻', '时政要闻', '理论热点', '工作动态'].map((section) => ({
        section,
        title: `${day} ${section}`,
      })),
      messages: [],
    }))
}
