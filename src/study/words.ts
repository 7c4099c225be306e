import { spokenDay } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { StudySession } from '../town.ts'

const PIECES = ['提醒', '收尾', '场外', '补学'] as const
const BLANKS = ['主题', '时间', '地点', '日期', '人数', '姓名', '链接']

/** What the study room says: prompts/study.md, by its headings. */
export type StudyWords = Record<(typeof PIECES)[number], string>

/** For a town that gives no template. */
export const PLAIN_WORDS: StudyWords = {
  提醒: '【学习提醒】{时间}\n内容：{主题}\n地点：{地点}\n{链接}\n到场后在群里发“打卡”即可。',
  收尾: '“{主题}”已有 {人数} 人打卡，谢谢大家。',
  场外: '现在没有正在进行的学习。{日期}的“{主题}”如已补学，请发“补学 {主题}”。',
  补学: '已记下 {姓名} 补学“{主题}”。',
}

/** Fault `study/template`, which names every heading that is missing and every blank that nobody fills. */
export function readStudyWords(markdown: string): StudyWords {
  const parts = new Map<string, string>()
  for (const part of markdown.replaceAll('\r\n', '\n').split(/^## +/m).slice(1)) {
    const [heading = '', ...lines] = part.split('\n')
    parts.set(heading.trim(), lines.join('\n').trim())
  }
  const wrong: string[] = PIECES.filter((name) => !parts.get(name)).map((name) => `缺少“## ${name}”一节`)
  for (const name of PIECES) {
    for (const [, blank = ''] of (parts.get(name) ?? '').matchAll(/\{([^{}]*)\}/g)) {
      if (!BLANKS.includes(blank)) wrong.push(`“${name}”里的 {${blank}} 没有内容可填`)
    }
  }
  if (wrong.length > 0) throw new Fault('study/template', `提醒模板 prompts/study.md：${wrong.join('；')}。`)
  const piece = (name: (typeof PIECES)[number]) => parts.get(name) ?? ''
  return { 提醒: piece('提醒'), 收尾: piece('收尾'), 场外: piece('场外'), 补学: piece('补学') }
}

/** Puts the session and further values into a piece; a line that is one blank without a value is left out. */
export function fill(piece: string, session: StudySession, more: Record<string, string> = {}): string {
  const { title, place, day } = session
  const values: Record<string, string> = { 主题: title, 地点: place, 日期: spokenDay(day), 链接: '', ...more }
  return piece
    .split('\n')
    .filter((line) => values[/^\{([^{}]+)\}$/.exec(line.trim())?.[1] ?? '主题'] !== '')
    .map((line) => line.replace(/\{([^{}]+)\}/g, (_, name: string) => values[name] ?? ''))
    .join('\n')
}
