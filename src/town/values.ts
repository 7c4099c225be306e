import { z } from 'zod'
import { isDay } from '../clock.ts'

/** The kinds of value that stand in the town file, as a clerk writes them. */

export const text = z
  .string()
  .transform((value) => value.trim())
  .refine((value) => value !== '', '不能空着。')

/** `[张湾, 张家湾]`, a list of lines, or `张湾、张家湾`. */
export const words = z.preprocess(split, z.array(text)).default([])

function split(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return value.split(/[、，,]/).filter((one) => one.trim() !== '')
}

/** The words at a place of the file, whatever stands there. */
export function wordsIn(value: unknown): string[] {
  const list = split(value)
  if (!Array.isArray(list)) return []
  return list.flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? one.trim() : []))
}

export const number = z
  .string()
  .transform((value) => value.normalize('NFKC').trim())
  .refine((value) => /^\d{1,5}$/.test(value), '应当是一个整数，例如 3。')
  .transform(Number)

export const yes = z.enum(['是', '否']).transform((value) => value === '是')

/** `8:00`, `08：00` -> `08:00` */
export const time = z
  .string()
  .transform((value) => value.normalize('NFKC').trim().padStart(5, '0'))
  .refine((value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value), '应当写成“8:00”这样的钟点。')

/** `2025-3-5`, `2025年3月5日` -> `2025-03-05` */
export const day = z
  .string()
  .transform((value) => {
    const [year = '', month = '', date = ''] = value.trim().split(/[-年月日/.]/)
    return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  })
  .refine(isDay, '应当写成“2025-03-05”这样的日期，并且真有这一天。')

export const url = text.refine(isWebAddress, '应当是 http:// 或 https:// 开头的网址。')

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}

export const secret = text.refine((value) => value.length >= 8, '太短，至少要 8 位。')

/** A choice among Chinese words, each standing for one of the town's own. */
export function choice<T extends string>(meanings: Record<string, T>) {
  return z.enum(Object.keys(meanings)).transform((word, context): T => {
    const meaning = meanings[word]
    if (meaning !== undefined) return meaning
    context.addIssue({ code: 'custom', message: '的写法不认识。' })
    return z.NEVER
  })
}

/** Several such words, as a list or with 、 between them. */
export function choices<T extends string>(meanings: Record<string, T>) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? value.split(/[、，,]/) : value),
    z.array(choice(meanings)),
  )
}
