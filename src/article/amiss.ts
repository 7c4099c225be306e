import type { Finding } from './finding.ts'
import type { Provable } from './proof.ts'
import { type Spot, slips, spots } from './slips.ts'

/** A word that must not stand, and what to write instead: a line of prompts/article/用词.md. */
export interface Wording {
  kind: 'slip' | 'forbidden'
  word: string
  instead: string
}

/** `## 错别字` and `## 禁用词`, below each lines `- 词 → 写法`. */
export function parseWordings(markdown: string): Wording[] {
  let kind: Wording['kind'] = 'slip'
  return markdown.split('\n').flatMap((line): Wording[] => {
    if (line.startsWith('## ')) kind = line.includes('禁用') ? 'forbidden' : 'slip'
    const [, word, instead] = /^- (\S+)\s*→\s*(.+)$/.exec(line.trim()) ?? []
    return word && instead ? [{ kind, word, instead }] : []
  })
}

/** What is amiss with the words themselves, whatever the rows say. */
export function amiss(article: Provable, wordings: Wording[]): Finding[] {
  const texts = [
    ...(['title', 'author', 'digest', 'body'] as const).map((part) => ({ part, text: article[part] })),
    ...article.pictures.map(({ caption }) => ({ part: 'picture' as const, text: caption })),
  ]
  return texts.flatMap(({ part, text }) =>
    [
      ...listed(text, wordings),
      ...slips(text).filter(({ span }) => !isReduplicated(text, span)),
      ...oddDigits(text),
      ...letterDigits(text),
      ...hidden(text),
      ...privateNumbers(text),
      ...links(text),
      ...pictures(text, article),
    ].map(
      ({ kind, span, say }): Finding => ({ kind, part, text: text.slice(...span), span, nearest: null, say }),
    ),
  )
}

/** 实实在在, 一锹一锹: doubled on purpose. */
function isReduplicated(text: string, [start, end]: Spot['span']): boolean {
  const [words, before] = [text.slice(start, end), text.slice(start - 2, start)]
  return /^(一[一-龥])\1$/.test(words) || (words.length === 2 && /^([一-龥])\1$/.test(before))
}

/** 28O人, l2个: letters that read as digits. */
function letterDigits(text: string): Spot[] {
  return spots(
    text,
    /(?<![A-Za-z\d])(?:\d+[OoIl]+\d*|[OoIl]+\d+)(?=[一-龥])/g,
    'number',
    (one) => `“${one}”里夹着字母，请改成数字。`,
  )
}

/** 1\u200b2人: what nobody sees between two characters can make one word two. */
function hidden(text: string): Spot[] {
  return spots(
    text,
    /(?<=[一-龥\d])[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\0]+(?=[一-龥\d])/g,
    'slip',
    () => '这里夹着看不见的字符，读的人和校对看到的会不一样，请删去。',
  )
}

/** ㉜人, 𝟑𝟔人: digits that read as digits, but that nobody can look for; ①②③ lead the points of a list. */
function oddDigits(text: string): Spot[] {
  return spots(
    text,
    /(?![0-9０-９²³])[\p{Nd}\p{No}](?:[\uFE0F\u20E3]|(?![0-9０-９²³])[\p{Nd}\p{No}])*/gu,
    'number',
    (one) => `数字“${one}”用的是特殊字符，请改成普通数字。`,
  ).filter(
    ({ span }) =>
      !/^[①-⒛❶-➓⓪-⓿㊀-㊉㈠-㈩]$/.test(text.slice(...span)) ||
      /^(?:余|多)?[人名位户场次个份袋桶棵株元万亩吨]/.test(text.slice(span[1])),
  )
}

function listed(text: string, wordings: Wording[]): Spot[] {
  return wordings.flatMap(({ kind, word, instead }) => {
    const found: Spot[] = []
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const say =
        kind === 'slip' ? `“${word}”像是错别字，应为“${instead}”。` : `“${word}”不宜使用：${instead}。`
      found.push({ kind, span: [at, at + word.length], say })
    }
    return found
  })
}

const DIGIT = '[\\d０-９]'

/** Telephone numbers, identity numbers whose check digit fits, bank cards that pass Luhn. */
function privateNumbers(text: string): Spot[] {
  const mobile = new RegExp(`(?<!${DIGIT})[1１][3-9３-９](?:[ -]?${DIGIT}){9}(?!${DIGIT})`, 'g')
  const identity = new RegExp(`(?<!${DIGIT})${DIGIT}{17}[\\dXx０-９Ｘｘ](?!${DIGIT})`, 'g')
  const card = new RegExp(`(?<!${DIGIT})(?:${DIGIT}[ -]?){15,18}${DIGIT}(?!${DIGIT})`, 'g')
  const identities = spots(text, identity, 'private', () => '这里有身份证号，不能公开，请删去。').filter(
    ({ span }) => isIdentity(plain(text.slice(...span))),
  )
  const cards = spots(text, card, 'private', () => '这里像是银行卡号，不能公开，请删去。').filter(
    ({ span }) => isCard(plain(text.slice(...span))) && !identities.some((one) => one.span[0] === span[0]),
  )
  const phones = spots(
    text,
    mobile,
    'private',
    () => '这里有手机号码，不宜公开；确是对外公布的办公电话，请注明依据后放行。',
  )
  return [...identities, ...cards, ...phones]
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/[ -]/g, '').toUpperCase()
}

/** GB 11643: weights modulo 11. */
export function isIdentity(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false
  const month = Number(number.slice(10, 12))
  if (month < 1 || month > 12) return false
  const sum = [...number.slice(0, 17)].reduce(
    (all, digit, at) => all + Number(digit) * (2 ** (17 - at) % 11),
    0,
  )
  return '10X98765432'[sum % 11] === number[17]
}

/** Luhn. */
function isCard(number: string): boolean {
  if (!/^[3-6]\d{15,18}$/.test(number)) return false
  const sum = [...number].reverse().reduce((all, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return all + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

function links(text: string): Spot[] {
  return spots(
    text,
    /(?<!!)\[[^\]]*\]\((?!https?:\/\/[^\s)/]+\.[^\s)]+\))[^)]*\)/g,
    'link',
    () => '这个链接打不开：网址应以 https:// 开头，请改正或删去。',
  )
}

function pictures(text: string, article: Provable): Spot[] {
  return spots(
    text,
    /!\[[^\]]*\]\([^)]*\)/g,
    'picture',
    (one) => `“${one}”没有对应的图片，请在图片栏里添加，或删去这一处。`,
  ).filter(({ span }) => {
    const number = Number(/\(图(\d+)\)$/.exec(text.slice(...span))?.[1] ?? 0)
    return article.pictures[number - 1] === undefined
  })
}
