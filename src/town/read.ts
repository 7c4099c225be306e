import { checkNames, checkReferences, checkReview } from './checks.ts'
import { forms } from './forms.ts'
import type { Town } from './shape.ts'
import { openSheet } from './sheet.ts'

const KEYS = [
  ...['镇', '机器人', '村', '单位', '群', '人员', '审核', '时间表', '简报', '信源'],
  ...['学习计划', '收报', '免打扰', '发言上限', '放假安排'],
]

/**
 * The town file -> the town. `values` fill `${名}` in the file. Fault `town/faulty`: its sentence lists every fault
 * with its line. `faultInTime` says what is wrong with a time phrase of the timetable, when the caller can tell better.
 */
export function readTown(
  yaml: string,
  values: Record<string, string> = {},
  faultInTime: (phrase: string) => string | null = roughFaultInTime,
): Town {
  const sheet = openSheet(yaml, values)
  sheet.onlyKeys(KEYS)
  const name = sheet.take(['镇'], forms.text)
  const bot = sheet.take(['机器人'], forms.text)
  const villages = sheet.items(['村'], forms.place, 'needed')
  const bodies = sheet.items(['单位'], forms.place, 'may lack')
  const groups = sheet.items(['群'], forms.group, 'needed')
  const people = sheet.items(['人员'], forms.person, 'needed')
  const timetable = sheet.items(['时间表'], forms.timetable, 'may lack')
  const sources = sheet.items(['信源'], forms.source, 'may lack')
  const study = sheet.items(['学习计划'], forms.session, 'may lack')
  const officeDays = sheet.items(['放假安排'], forms.officeDay, 'may lack')
  const review = sheet.take(['审核'], forms.review)
  const intake = sheet.take(['收报'], forms.intake)
  const digest = sheet.take(['简报'], forms.digest)
  const quietHours = sheet.take(['免打扰'], forms.quietHours)
  const caps = sheet.take(['发言上限'], forms.caps)

  const lists = { villages, bodies, groups, people, timetable, sources, study }
  checkNames(sheet, lists)
  checkReferences(sheet, lists)
  if (review) checkReview(sheet, review, lists)
  for (const { value, path } of timetable) {
    const say = faultInTime(value.at)
    if (say !== null) sheet.fault([...path, '时间'], say)
  }
  sheet.done()
  if (!name || !bot || !review || !intake || !digest || !quietHours || !caps) {
    throw new Error('the sheet passed with a part missing')
  }
  return {
    name,
    bot,
    villages: villages.map((one) => one.value),
    bodies: bodies.map((one) => one.value),
    groups: groups.map((one) => one.value),
    people: people.map((one) => one.value),
    timetable: timetable.map((one) => one.value),
    sources: sources.map((one) => one.value),
    study: study.map((one) => one.value),
    review: { first: review.初审, second: review.复审, final: review.终审 },
    intake,
    approveDigest: digest.先审后发,
    quietHours,
    caps,
    officeDays: Object.fromEntries(officeDays.map(({ value: { day, ...rest } }) => [day, rest])),
  }
}

/** A first look only: the schedule room knows the phrases, but this room may not import it. */
function roughFaultInTime(phrase: string): string | null {
  if (/^每.*\d.*[:：点时]/.test(phrase) || /^([\d*/,-]+\s+){4}[\d*/,-]+$/.test(phrase)) return null
  return `时间“${phrase}”看不懂，可以写“每个工作日 8:00”“每天 8:00”“每周一 8:30”“每月5日 9:00”。`
}
