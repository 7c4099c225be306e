import { spokenDay } from '../clock.ts'
import type { StudySession } from '../town.ts'

/** What the study room says, as templates with {title} {when} {place} {count} {day}; prompts/study.md may replace them. */
export interface StudyWords {
  reminder: string
  count: string
  outside: string
  makeUp: string
}

export const STUDY_WORDS: StudyWords = {
  reminder:
    '【学习提醒】{when}\n内容：{title}\n地点：{place}\n到场后在群里发“打卡”即可，不用拍照，不用接龙。',
  count: '“{title}”已有 {count} 人打卡，谢谢大家。没赶上的同志学完后发“补学 {title}”就行。',
  outside: '现在没有正在进行的学习。{day}的“{title}”如已补学，请发“补学 {title}”。',
  makeUp: '已记下 {name} 补学“{title}”。',
}

/** Puts the session and further values into a template. */
export function fill(template: string, session: StudySession, more: Record<string, string> = {}): string {
  const { title, place, day } = session
  const values: Record<string, string> = { title, place, day: spokenDay(day), ...more }
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
