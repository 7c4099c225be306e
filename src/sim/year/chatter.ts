import { at, plusDays } from '../../clock.ts'
import type { Chance } from './chance.ts'
import type { YearEvent } from './event.ts'
import { OFFICE, PLACES, REPORT_GROUP, SECRETARY_GROUP, speakerOf } from './places.ts'

/** What fills a work group between the reports. None of it is one. */
const LINES = [
  ...[
    '收到',
    '好的',
    '收到，谢谢',
    '嗯嗯',
    '👍',
    '[强]',
    '[抱拳]',
    '辛苦了',
    '明白',
    '已转发',
    '知道了',
    '马上办',
  ],
  '请问表格模板谁有？',
  '我们村网络不好，图片晚点发',
  '路上堵车，晚到十分钟',
  '明天的会在几楼开？',
  '今天风大，大家注意防火',
  '谁家的羊跑到公路上了，赶紧去看看',
  '材料已放到办公室桌上了',
  '电话打不通，麻烦回一下',
  '@所有人 看一下通知',
  '新来的同志改一下群昵称',
  '停电了，下午三点恢复',
  '麻烦把上周的通知再发一遍',
  '村里自来水管道在修，有问题打我电话',
  '这个链接打不开',
  '祝大家周末愉快',
  '下雪了，出行注意安全',
  '会议室钥匙在门卫那里',
  '上次培训的课件能发一份吗',
]

const NOTICES = [
  '请各村于本周五下班前报送材料，逾期不候',
  '通知：明天上午9点在镇会议室开会，请准时参加',
  '【提醒】请大家及时查看学习平台',
  '近期有大风降温天气，请各村做好防范',
  '请各村把户籍底册再核一遍，有变动的报给派出所',
]

/** So many lines of chatter, spread over the year. */
export function chatterOf(year: number, count: number, chance: Chance): YearEvent[] {
  return Array.from({ length: count }, (_, n): YearEvent => {
    const day = plusDays(`${year}-01-01`, Math.floor((n * 365) / count))
    const official = chance.percent(8)
    const minute = chance.between(7 * 60, 21 * 60)
    const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    return {
      id: `c${n + 1}`,
      at: at(day, clock),
      group: chance.percent(75) ? REPORT_GROUP : SECRETARY_GROUP,
      from: official ? chance.pick(OFFICE) : chance.percent(4) ? '外人' : speakerOf(chance.pick(PLACES)),
      kind: 'text',
      text: chance.pick(official ? NOTICES : LINES),
    }
  })
}
