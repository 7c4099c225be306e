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
  /** Said in words that are talk when nothing is on: 学完了, +1, 到. */
  loose?: true
}

const WORDS =
  /(?:学习)?(?:补学|补打卡|补签|打卡|签到|报到|已学习|已学完|已学)(?:[，,、 ]?(?:打卡|签到|完成|成功|完毕|了|啦))*/
const LOOSE =
  /^(?:已经?|全部)?(?:学习?完?毕?|学好|看完|读完|听完|阅|学习完成|参加|参会|到会|到场|到|完成|收看|观看)(?:了|啦|咯|喽|毕|完毕|完成)?$/
/** One of these by itself says too little or something else. */
const TOO_BARE = /^(?:学|学习|阅|参加|完成)$/
const PLUS_ONE = /^[+]\s*1(?!\d)|^[✔✅☑]/u
/** WeChat writes its own smileys in brackets: [握手]. */
const STICKER = /\[[\p{Script=Han}A-Za-z]{1,6}\]/gu
const AROUND = /[\s\p{P}\p{S}\p{Extended_Pictographic}]+/gu
/** People, hours and the like make a line a report, not a check-in. */
const REPORT = /\d|[一二三四五六七八九十百]+(?:人|名|位|余)/
/** A question, or what has not been done. */
const NOT_DONE = /[?]|[吗嘛呢么]\s*[。.!～~]*$|没|未|不|别|明天|稍后|等会|准备|正在/

/**
 * Reads a line as a check-in: the word alone, or the word with the title of a session beside it (or a part of it, four
 * characters or more) or the speaker's own name. Undefined for everything else: a report that mentions 签到 is a report.
 */
export function readCheckIn(text: string, sessions: StudySession[], own: string[]): CheckInWords | undefined {
  const plain = text.normalize('NFKC').replace(/@\S+/g, '').replace(STICKER, '').trim()
  const word = WORDS.exec(plain)
  if (!word) return looseIn(plain, sessions, own)
  const makeUp = word[0].includes('补')
  const beside = withoutOwn(bare(plain.replace(word[0], ' ')), own).replace(
    /^(?:我|本人)?(?:已经|已|完成)?|(?:收到|谢谢)$/g,
    '',
  )
  if (beside === '') return isQuestion(plain) ? undefined : { makeUp, title: '' }
  const named = sessions.find((session) => namesTitle(beside, bare(session.title)))
  return named && !isQuestion(plain) ? { makeUp, title: named.title } : undefined
}

function isQuestion(plain: string): boolean {
  return /[?]|[吗嘛呢么]\s*[。.!～~]*$/.test(plain)
}

/** `我学了`, `学完了《支部工作条例》`, `+1`, `张湾村王芳 到`. */
function looseIn(plain: string, sessions: StudySession[], own: string[]): CheckInWords | undefined {
  const rest = withoutOwn(plain, own).trim()
  if (PLUS_ONE.test(rest) && bare(rest.replace(PLUS_ONE, '')) === '')
    return { makeUp: false, title: '', loose: true }
  const named = sessions.find((session) => bare(plain).includes(bare(session.title)))
  const words = bare(rest)
    .replace(named ? bare(named.title) : '', '')
    .replace(/^(?:我|本人|俺)(?:们)?/, '')
  const strict = words.replace(/的?(?:收到|谢谢)$/, '')
  if (
    TOO_BARE.test(strict) ||
    !LOOSE.test(strict) ||
    NOT_DONE.test(named ? plain.replace(named.title, '') : plain)
  )
    return undefined
  return { makeUp: false, title: named?.title ?? '', loose: true }
}

function withoutOwn(text: string, own: string[]): string {
  return own.reduce((rest, name) => rest.replace(name.normalize('NFKC'), ''), text)
}

function namesTitle(words: string, title: string): boolean {
  if (words.includes(title)) return !REPORT.test(words.replace(title, ''))
  return words.length >= 4 && title.includes(words)
}

/** Without marks and spaces. */
function bare(text: string): string {
  return text.normalize('NFKC').replace(AROUND, '')
}
