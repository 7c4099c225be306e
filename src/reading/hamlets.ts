import type { OrganizerFound } from './organizer.ts'
import type { Span } from './reading.ts'

/** 杨家岔 at the head of the line or right after the date, though it does not end in 村. */
export function byPosition(text: string, holes: Span[]): OrganizerFound | undefined {
  const starts = [0, ...holes.map((h) => h[1])]
  for (const at of starts) {
    const match =
      /^[ ，]?(?:(?:上午|下午|晚上|早上|中午|晚)[ ，]?)?(?<name>[一-龥]{2,4})(?= |$|:(?!\d)|\|)/.exec(
        text.slice(at, at + 8),
      )
    const name = match?.groups?.name
    if (!match || !name || NO_NAME.test(name) || !LIKE_A_HAMLET.test(name)) continue
    if (at > 0 && text.charAt(at + match[0].length) === '|') continue
    const start = at + match[0].indexOf(name)
    return { field: { value: name, span: [start, start + name.length], by: '组织者：位置', confidence: 0.5 } }
  }
  return undefined
}

/** 八里铺、东辛庄、小河沿三个村…: several without 村 at the head, and how many they are. */
export function jointly(head: string): OrganizerFound | undefined {
  const match = /^\|*(?<name>[一-龥]{2,4}(?:[、和][一-龥]{2,4}){1,4})(?=[两二三四五六]个?村|等\d*个?村)/.exec(
    head,
  )
  const name = match?.groups?.name
  if (!match || !name) return undefined
  const start = match[0].length - name.length
  return { field: { value: name, span: [start, start + name.length], by: '组织者：几村', confidence: 0.6 } }
}

/** What hamlets, groups and reclaimed fields are called by. */
const LIKE_A_HAMLET =
  /[庄沟岔湾坪塬集洼畈岭屯寨营堡铺墩滩冲垭坝峪塘坡河桥店口村源坳榜垸圩圲埂疃塆岩山泉井窑崖梁峁川台坑洞溪江湖港渡场田园关城镇乡围楼屋坊里尾峒垌寮厝坂浦林树家头子队组校院厂社站所局部]$/

const HAMLET =
  '[一-龥]{1,3}(?:庄|沟|岔|湾|坪|塬|集|洼|畈|岭|屯|寨|营|堡|铺|墩|滩|冲|垭|坝|峪|塘|坡|河|桥|店|口)'
const REPORTED_FOR = new RegExp(`(?:帮|替|代|给)(?<name>${HAMLET})(?:支部|村)?(?:报|上报|补报|说)`)
const AT_HEAD = new RegExp(
  `^\\|*(?:听[^，。|]{0,4}说|各位领导|领导好?|书记|主任)?[，、: ]?(?:咱们?|[我他你]们)?(?<name>${HAMLET})(?=\\||办|搞|开|组织|党员|支部|支委|两委|老[一-龥]|全|昨|又|把|召|出动|村民|群众|妇女|社员|的|这|那|有|请|给|在|从|社火|秧歌|戏)`,
)

/** 帮马家庄报一下, 赵家集办白事的: a village without 村. */
export function reportedFor(head: string): OrganizerFound | undefined {
  const match = REPORTED_FOR.exec(head) ?? AT_HEAD.exec(head) ?? BY_ITSELF.exec(head)
  const name = match?.groups?.name
  if (!match || !name || NO_NAME.test(name)) return undefined
  const start = match.index + match[0].indexOf(name)
  return {
    field: { value: name, span: [start, start + name.length], by: '组织者：位置', confidence: 0.5 },
  }
}

/** …第七期 沙嘴湾 老支书…: it stands by itself within the line. */
const BY_ITSELF = new RegExp(
  `[ ，。|](?<name>(?![清巡修挖走到在去上下从把对向跑转])${HAMLET})(?=[ |]|给|办|搞|开|组织|党员|支部|村民)`,
)

const NO_NAME =
  /^的|[广操球会市]场$|了$|晓得|重了|党日|学习|会|培训|慰问|志愿|宣讲|活动|上报|报一下|我村|我们|今天|昨天|书记|领导|党员|干部|植树|走访|更正|补|收到|时间|地点|上午|下午|晚上|大家|通知|村里|党课|演出|现场|图片|帮带|测评|比武|擂台|义诊|生日|记者|本报|近日|日前|两次|组织|支部|请|谢|好的|参加|累计|截至|期间|共|听|开|来|写|改|不是|没有|统计|据/
