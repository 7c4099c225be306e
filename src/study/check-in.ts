import { z } from 'zod'
import type { StudySession } from '../town.ts'

/** 打卡: one person at one session, once. */
export const checkInSchema = z.object({
  /** `<session>/<person>`: a session is a file. */
  id: z.string(),
  session: z.string(),
  /** The town's name of the person. */
  person: z.string(),
  /** The person's village or body, when the town file gives one. */
  branch: z.string().nullable(),
  group: z.string(),
  at: z.string(),
  /** The message that said it. */
  message: z.string(),
  /** Message ids of photos sent with it. */
  photos: z.array(z.string()),
  /** 补学: after the session had closed; attended, but not in its headcount. */
  makeUp: z.boolean(),
  /** Taken back by the person (撤回): the message that did it. */
  withdrawn: z.string().exactOptional(),
})

export type CheckIn = z.infer<typeof checkInSchema>

/** What a line says about attending: a word, and perhaps the title it names. */
export interface CheckInWords {
  makeUp: boolean
  /** What stands beside the word; empty when nothing does. */
  title: string
}

const WORDS =
  /(?:学习)?(?:补学|补打卡|补签|打卡|签到|已学习|已学完|已学)(?:[，,、 ]?(?:打卡|签到|完成|成功|完毕|了|啦))*/
/** WeChat writes its own smileys in brackets: [握手]. */
const STICKER = /\[[\p{Script=Han}A-Za-z]{1,6}\]/gu
const AROUND = /[\s\p{P}\p{S}\p{Extended_Pictographic}]+/gu
/** People, hours and the like make a line a report, not a check-in. */
const REPORT = /\d|[一二三四五六七八九十百]+(?:人|名|位|余)/

/**
 * Reads a line as a check-in: the word alone, or the word with the title of a session beside it (or a part of it, four
 * characters or more) or the speaker's own name. Undefined for everything else: a report that mentions 签到 is a report.
 */
export function readCheckIn(text: string, sessions: StudySession[], own: string[]): CheckInWords | undefined {
  const plain = text.normalize('NFKC').replace(/@\S+/g, '').replace(STICKER, '')
  const word = WORDS.exec(plain)
  if (!word) return undefined
  const makeUp = word[0].includes('补')
  let beside = bare(plain.replace(word[0], ' '))
  for (const name of own) beside = beside.replace(bare(name), '')
  beside = beside.replace(/^(?:我|本人)?(?:已经|已|完成)?|(?:收到|谢谢)$/g, '')
  if (beside === '') return { makeUp, title: '' }
  const named = sessions.find((session) => namesTitle(beside, bare(session.title)))
  return named && { makeUp, title: named.title }
}

function namesTitle(words: string, title: string): boolean {
  if (words.includes(title)) return !REPORT.test(words.replace(title, ''))
  return words.length >= 4 && title.includes(words)
}

/** Without marks and spaces. */
function bare(text: string): string {
  return text.normalize('NFKC').replace(AROUND, '')
}
