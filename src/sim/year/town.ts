import { LEADER, OFFICE, PLACES, REPORT_GROUP, SECRETARY_GROUP, speakerOf, VILLAGES } from './places.ts'

/** The town file of the simulated year, as an office would write it; `${FEEDS}` is where its sources are. */
export function yearTown(): string {
  const places = PLACES.map((place) => {
    const short = place.replace(/(村|社区)$/, '')
    return VILLAGES.includes(place) ? `  - 名称: ${place}\n    别名: [${short}]` : `  - 名称: ${place}`
  })
  const people = PLACES.map(
    (place) => `  - 姓名: ${speakerOf(place)}\n    角色: [联络员]\n    村: [${place}]`,
  )
  const office = ['初审', '复审', '终审'].map((role, n) => `  - 姓名: ${OFFICE[n]}\n    角色: [${role}]`)
  return `镇: 青石镇
机器人: 小助手
村:
${places.join('\n')}
单位:
  - 名称: 镇党委
  - 名称: 镇党校
  - 名称: 镇机关
群:
  - 名称: ${REPORT_GROUP}
    用途: [收报, 通知]
  - 名称: ${SECRETARY_GROUP}
    用途: [收报]
人员:
${people.join('\n')}
${office.join('\n')}
  - 姓名: ${LEADER}
    角色: [书记]
审核:
  初审: [${OFFICE[0]}]
  复审: [${OFFICE[1]}]
  终审: [${OFFICE[2]}]
收报:
  静默分钟: 3
  追问小时: 24
  必填: [日期, 类别, 村]
  回执: 每条
  催报: 否
时间表:
  - 事项: 简报
    时间: 每个工作日 8:00
    群: [${REPORT_GROUP}]
简报:
  先审后发: 否
信源:
  - 名称: 云岭新闻网
    网址: \${FEEDS}/news.xml
    栏目: 时政要闻
  - 名称: 云岭理论
    网址: \${FEEDS}/theory.xml
    栏目: 理论热点
免打扰:
  从: 21:30
  到: 7:00
发言上限:
  每人每天: 5
  每群每天: 20
`
}
