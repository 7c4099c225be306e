import { Fault } from '../fault.ts'

const BLANKS = {
  月初提醒: ['姓名', '月份', '名单'],
  当天祝福: ['名单', '镇名'],
  回执: ['姓名', '已做', '未做'],
  贺卡: ['姓名', '周年', '镇名', '日期'],
} as const

export type BirthdayPiece = keyof typeof BLANKS

/** What is said about a 政治生日: prompts/birthday.md. Fault `study/birthday-words` names what is missing or strange. */
export function readBirthdayWords(
  markdown: string,
): (piece: BirthdayPiece, values: Record<string, string>) => string {
  const parts = new Map<string, string>()
  for (const part of markdown.replaceAll('\r\n', '\n').split(/^## +/m).slice(1)) {
    const [heading = '', ...lines] = part.split('\n')
    parts.set(heading.trim(), lines.join('\n').trim())
  }
  const wrong: string[] = []
  for (const [piece, blanks] of Object.entries(BLANKS)) {
    const text = parts.get(piece)
    if (!text) wrong.push(`缺少“## ${piece}”一节`)
    for (const [, blank = ''] of (text ?? '').matchAll(/\{([^{}]*)\}/g)) {
      if (!blanks.some((known) => known === blank)) wrong.push(`“${piece}”里的 {${blank}} 没有内容可填`)
    }
  }
  if (wrong.length > 0)
    throw new Fault('study/birthday-words', `prompts/birthday.md 要改：${wrong.join('；')}。`)
  return (piece, values) =>
    (parts.get(piece) ?? '').replace(/\{([^{}]+)\}/g, (_, name: string) => values[name] ?? '').trim()
}
