import { normalize } from '../reading/normal.ts'
import { type Numeral, scanNumerals } from '../reading/numerals.ts'
import { setPhrases } from '../reading/phrases.ts'
import type { Span } from '../reading/reading.ts'
import { type Unit, unitAt } from '../reading/units.ts'

/** How a writer rounded: about 约 · over 余/多/超 · under 近. */
export type Rounding = 'about' | 'over' | 'under'

/** A number as it stands in an article or in a source, with what it counts. */
export interface Figure {
  value: number
  /** people 人/名/位 · times 人次 · else the unit itself; empty: no unit. */
  unit: string
  how: Numeral['kind']
  rounding?: Rounding
  upTo?: number
  span: Span
  text: string
}

/** Set phrases of articles whose numbers count nothing, beyond those the reader knows. */
const PHRASES =
  /两[样头]|两不误|两促进|人手一[册本份套张]|每[人户家]一[册本份套张户]|第一(?:书记|时间|线|步|课|要务)|[^一-龥]?一(?:方面|系列|如既往)|三个代表|四个意识|四个自信|两个维护|两个确立|五个一|一约四会|一号文件|第[一二三四五六七八九十](?=[，、：]|是|要)|[一二三四五六七八九十](?=[是要](?!\d))|一[个名位种件次场份批份支段条项户张](?![\d一二三四五六七八九十])|一([一-龥])\1|一([一-龥])[、，]?[一-龥]一\2|九九(?=重阳|归一|艳阳)|24小时(?=[一-龥]{0,4}(?:值班|值守|在岗|待命|不间断|不打烊|开放|服务|守护|巡|备勤))|“[一二三四五六七八九十](?:个|大|项)?[^“”\d，。人名户]{1,4}”/g
/** 一、 （一） 1. at the head of a line; where pictures and links lead, addresses and ledger numbers. */
const MARKS =
  /^[ \t]*(?:#{1,6} *)?(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.、](?!\d))|\]\([^)]*\)|https?:\/\/[\w./?=&%#:~+-]+|(?<!\d)20\d{2}-\d{4}(?!\d)/gm

/** One spelling, offsets kept; 三点五公里 is 3.5, not half past three. */
export function plainOf(text: string): string {
  return normalize(text).replace(
    /(?<![一二三四五六七八九十百千万点\d])([一二三四五六七八九])点([一二三四五六七八九])(?=公里|千米|万|亿|亩|吨|米|公斤|千克|平方|小时|倍|个百分点|%)/g,
    (_, whole: string, part: string) => `${DIGITS.indexOf(whole)}.${DIGITS.indexOf(part)}`,
  )
}

const DIGITS = '零一二三四五六七八九'

/** All numbers of the text that count something; `taken`: spans of dates and times. */
export function figuresIn(text: string, taken: Span[] = []): Figure[] {
  const plain = plainOf(text)
  const blocked = [...taken, ...phrasesIn(plain), ...spansOf(plain, MARKS)]
  return scanNumerals(plain)
    .filter((one) => !blocked.some(([start, end]) => one.start < end && one.end > start))
    .flatMap((one) => figureAt(text, plain, one) ?? [])
}

/** A long number is a telephone number to the reader; here it may be a sum of money, and must stand in a row. */
function phrasesIn(plain: string): Span[] {
  const reader = setPhrases(plain).filter(
    // 宣传单一百五十份 has no 单一 in it.
    ([start, end]) =>
      !/^[\d[]/.test(plain.slice(start, end)) &&
      !(/[^一]一$/.test(plain.slice(start, end)) && /^[十百千万]/.test(plain.slice(end))),
  )
  return [...reader, ...spansOf(plain, PHRASES)]
}

function spansOf(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((one) => [one.index, one.index + one[0].length])
}

function figureAt(text: string, plain: string, one: Numeral): Figure | undefined {
  const unit =
    one.kind === 'percent' || one.kind === 'fraction'
      ? null
      : unitAt(plain, one.end, plain.slice(Math.max(0, one.start - 6), one.start))
  const chinese = !/\d/.test(plain.slice(one.start, one.end))
  if (unit?.why?.startsWith('固定说法') && chinese) return undefined
  // 三十二 alone is a figure, 三 alone is mostly part of a word.
  if (chinese && !unit && (one.value <= 10 || one.kind === 'ordinal')) return undefined
  const end = unit?.end ?? one.end
  const rounding = roundingOf(plain, one, end)
  return {
    ...counted(one.value * (unit?.factor ?? 1), unit ? unitName(unit) : unitOfNoun(plain.slice(one.end))),
    how: one.kind,
    ...(rounding ? { rounding } : {}),
    ...(one.upTo === undefined ? {} : { upTo: one.upTo * (unit?.factor ?? 1) }),
    span: [one.start, end],
    text: text.slice(one.start, end),
  }
}

/** 五百余乡亲 are people without a 名. */
function unitOfNoun(after: string): string {
  return /^[余多]?(?:乡亲|村民|党员|群众|老人|干部|志愿者|师生|居民|职工)/.test(after) ? 'people' : ''
}

function unitName({ kind, unit }: Unit): string {
  if (kind === 'person') return 'people'
  return kind === 'refused' ? unit.replace(/^ ?个?(?:多)?/, '') : unit
}

/** One name for a unit: 人, 名 and 位 are people, 万元 is 10,000 元. */
export function counted(value: number, unit: string): { value: number; unit: string } {
  const exact = Math.round(value * 1e6) / 1e6
  if (/^(?:人|名|位|口|个人|people)$/.test(unit)) return { value: exact, unit: 'people' }
  if (unit === '人次') return { value: exact, unit: 'times' }
  if (/^块钱?$/.test(unit)) return { value: exact, unit: '元' }
  const power = /^([万亿千])(元|份|斤|公斤|亩|株|棵|册|本|张)$/.exec(unit)
  if (!power?.[2]) return { value: exact, unit }
  const factor = power[1] === '亿' ? 1e8 : power[1] === '万' ? 1e4 : 1000
  return { value: Math.round(value * factor * 1e6) / 1e6, unit: power[2] }
}

function roundingOf(plain: string, one: Numeral, end: number): Rounding | undefined {
  const before = plain.slice(Math.max(0, one.start - 3), one.start)
  const after = plain.slice(end, end + 2)
  if (/(?:约|大概|大约)$/.test(before) || /^(?:左右|上下)/.test(after)) return 'about'
  if (/(?:近|接近|将近)$/.test(before) && !/(?:最|附|就|邻|走)近$/.test(before)) return 'under'
  if (one.approx || /^ ?[余多来]/.test(plain.slice(one.end)) || /(?:超|超过|逾|突破)$/.test(before))
    return 'over'
  return /^以上/.test(after) ? 'over' : undefined
}
