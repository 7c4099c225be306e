import type { Reading } from '../reading/reading.ts'
import type { Heard } from './heard.ts'
import { LATE_REPORT } from './telling.ts'
import { isOffice } from './whose.ts'

/** The words of somebody who reports: what was done, not what was seen or felt. */
const REPORTING = /上报|开展|组织|召开|举办|举行|活动|参加|参与|到会|慰问|走访|服务|学习|宣讲|培训/
const WHEN =
  '(?:今天|今日|今早|今晚|昨天|昨日|昨晚|前天|刚才|刚刚|早上|上午|中午|下午|晚上|\\d{1,2}[月号日./]\\d{0,2}[号日]?)'
const WHO = '(?:我们?村?|咱们?村?|俺们?村?|村里|本村|村?(?:党)?支部|[两二]委|大家)'
/** “上午慰问了困难党员”: a deed that is over, told by itself from its first word. */
const DEED = new RegExp(
  `^(?:${WHEN}|${WHO}|[,，\\s])*(?:又|还|已经?|一起)?(?:组织|开展|召开|举办|举行|慰问|走访|看望|宣讲|学习|传达|打扫|清理|清扫|搞)[^,，。?？]{0,12}[了过完]|^(?:${WHEN}|${WHO}|[,，\\s])*(?:组织|召集)[^,，。]{1,10}(?:学习|打扫|清理|看望|慰问|开)了?`,
)
/** “照片发一下”: wanted of somebody, not told. */
const ASKED_FOR = /(发|传|报|补|交|填)(一下|给我|上来|过来|我)[。.!！~]*$/
/** 我们村: the speaker's own. */
export const OWN_VILLAGE = /我们?村|咱们?村|俺们?村|本村/
/** Asked, felt or planned: no deed. */
export const IDLE =
  /[?？]|[吗呢吧啊呀哈唉哎]|累|[困忙饿]死|一天|半天|准备|打算|计划|明天|后天|下周|请|要求|通知|务必/
/** The office asks, tells all or praises: “请红柳沟村补报…”, “通报：…”. */
const OFFICE_TALK = /^(请|通报|表扬|通知|提醒|截至|截止|各村)|补报|尽快报|抓紧报|已收到|收到了/
const LONGEST_DEED = 60

/** The readings of a line that are reports and are to be filed; a village's own people say a deed more briefly than others. */
export function reportsIn(heard: Heard): Reading[] {
  return heard.readings.filter((reading) => !reading.future && isReport(reading, heard))
}

function isReport(reading: Reading, heard: Heard): boolean {
  const { plain, person } = heard
  if (isOffice(person) && person.villages.length === 0 && OFFICE_TALK.test(plain)) return false
  if (reading.intent === 'report') return saysWhat(reading, plain)
  // A late report (补报) that the reader takes for a supplement.
  if (reading.intent === 'correction') return LATE_REPORT.test(plain) && saysWhat(reading, plain)
  return reading.intent === 'chatter' && person.villages.length > 0 && isDeed(reading, plain)
}

/** A headcount and a day (“今天来村里办事的有20多人”) are no activity unless it is said whose or what. */
function saysWhat({ category, topic, village, date }: Reading, plain: string): boolean {
  if (ASKED_FOR.test(plain)) return false
  if (category || topic || REPORTING.test(plain)) return true
  return (village !== undefined || OWN_VILLAGE.test(plain)) && date !== undefined
}

function isDeed({ category }: Reading, plain: string): boolean {
  return category !== undefined && plain.length <= LONGEST_DEED && DEED.test(plain) && !IDLE.test(plain)
}
