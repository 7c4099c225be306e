import { spokenDay } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { StudySession } from '../town.ts'
import { filled, readPieces } from './pieces.ts'

const BLANKS = ['主题', '时间', '地点', '日期', '人数', '姓名', '链接']
const PIECES = { 提醒: BLANKS, 收尾: BLANKS, 场外: BLANKS, 补学: BLANKS, 补学提醒: BLANKS }

/** What the study room says: prompts/study.md, by its headings. */
export type StudyWords = Record<keyof typeof PIECES, string>

/** Fault `study/template`, which names every heading that is missing and every blank that nobody fills. */
export function readStudyWords(markdown: string): StudyWords {
  const { piece, wrong } = readPieces(markdown, PIECES)
  if (wrong.length > 0) throw new Fault('study/template', `提醒模板 prompts/study.md：${wrong.join('；')}。`)
  return {
    提醒: piece('提醒'),
    收尾: piece('收尾'),
    场外: piece('场外'),
    补学: piece('补学'),
    补学提醒: piece('补学提醒'),
  }
}

/** Puts the session and further values into a piece; a line none of whose blanks has a value is left out. */
export function fill(piece: string, session: StudySession, more: Record<string, string> = {}): string {
  const { title, place, day, link = '' } = session
  const values: Record<string, string> = {
    主题: title,
    地点: place,
    日期: spokenDay(day),
    链接: link,
    ...more,
  }
  return piece
    .split('\n')
    .filter((line) => {
      const blanks = [...line.matchAll(/\{([^{}]+)\}/g)]
      return blanks.length === 0 || blanks.some(([, name = '']) => (values[name] ?? '') !== '')
    })
    .map((line) => filled(line, values))
    .join('\n')
}
