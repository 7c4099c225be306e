import { Fault } from '../fault.ts'
import { type Category, isCategory } from './category.ts'
import { DEED_WORDS } from './deedwords.ts'
import { SIGN_WORDS } from './signwords.ts'

/** What a category is known by: the words, how much they weigh, and the topic they stand for when nothing better is said. */
export interface Sign {
  category: Category
  weight: number
  /** Parted by `|`, each plain or a pattern. */
  words: string
  topic?: string
}

const LINE = /^(?<category>\w+) (?<weight>[\d.]+)(?: (?<topic>[^: ]+))?: (?<words>.*)$/

export const SIGNS: Sign[] = signsOf(SIGN_WORDS + DEED_WORDS)

function signsOf(list: string): Sign[] {
  return list.trim().replace(/\n\n+/g, '\n').replace(/\n\s+/g, ' ').split('\n').map(signOf)
}

function signOf(line: string): Sign {
  const { category = '', weight, topic, words = '' } = LINE.exec(line)?.groups ?? {}
  if (!isCategory(category)) throw new Fault('reading/signs', `类别词表里这一行写得不对：${line}`)
  const base = { category, weight: Number(weight), words: words.trim().replace(/ +/g, '|') }
  return topic === undefined ? base : { ...base, topic }
}
