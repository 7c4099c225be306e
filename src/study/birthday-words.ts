import { Fault } from '../fault.ts'
import { filled, readPieces } from './pieces.ts'

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
  const { piece, wrong } = readPieces(markdown, BLANKS)
  if (wrong.length > 0)
    throw new Fault('study/birthday-words', `prompts/birthday.md 要改：${wrong.join('；')}。`)
  return (name, values) => filled(piece(name), values).trim()
}
