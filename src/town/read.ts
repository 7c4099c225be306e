import { checkTogether } from './checks.ts'
import { forms, wholeForm } from './forms.ts'
import type { Town } from './shape.ts'
import { openSheet } from './sheet.ts'

/**
 * The town file -> the town. `values` fill `${名}` in the file. Fault `town/faulty`: its sentence lists every fault
 * with its line. `faultInTime` says what is wrong with a time phrase of the timetable (null: nothing), when the caller
 * can tell better.
 */
export function readTown(
  yaml: string,
  values: Record<string, string> = {},
  faultInTime: (phrase: string) => string | null = roughFaultInTime,
): Town {
  const sheet = openSheet(yaml, values)
  const whole = sheet.take([], wholeForm)
  const lists = {
    villages: sheet.items('村', forms.place, 'needed'),
    bodies: sheet.items('单位', forms.place, 'may lack'),
    groups: sheet.items('群', forms.group, 'needed'),
    people: sheet.items('人员', forms.person, 'needed'),
    timetable: sheet.items('时间表', forms.timetable, 'may lack'),
    sources: sheet.items('信源', forms.source, 'may lack'),
    study: sheet.items('学习计划', forms.session, 'may lack'),
  }
  const officeDays = sheet.items('放假安排', forms.officeDay, 'may lack')
  checkTogether(sheet)
  for (const row of sheet.rows('时间表')) {
    const say = row.has('时间') ? faultInTime(row.text('时间')) : null
    if (say !== null) sheet.fault([...row.path, '时间'], say)
  }
  sheet.done()
  if (!whole) throw new Error('the sheet passed though a part of it is missing')
  const noticeGroups = lists.groups.filter((one) => one.purposes.includes('notices')).map((one) => one.name)
  return {
    ...lists,
    study: lists.study.map((one) => (one.groups.length > 0 ? one : { ...one, groups: noticeGroups })),
    name: whole.镇,
    bot: whole.机器人,
    review: { first: whole.审核.初审, second: whole.审核.复审, final: whole.审核.终审 },
    intake: whole.收报,
    approveDigest: whole.简报.先审后发,
    digestCard: whole.简报.配图 ?? false,
    digestSummaries: whole.简报.摘要 ?? false,
    publicFeed: whole.推文?.公开订阅 ?? false,
    quietHours: whole.免打扰,
    caps: whole.发言上限,
    ...(whole.发言间隔 ? { pace: whole.发言间隔 } : {}),
    officeDays: Object.fromEntries(officeDays.map(({ day, ...rest }) => [day, rest])),
  }
}

/** A first look only: the schedule room knows the phrases, but this room may not import it. */
function roughFaultInTime(phrase: string): string | null {
  if (/^每.*\d.*[:：点时]/.test(phrase) || /^([\d*/,-]+\s+){4}[\d*/,-]+$/.test(phrase)) return null
  return `时间“${phrase}”看不懂，可以写“每个工作日 8:00”“每天 8:00”“每周一 8:30”“每月5日 9:00”。`
}
