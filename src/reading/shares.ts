import type { Count } from './count.ts'
import { isHead } from './roles.ts'
import { PART } from './rolewholes.ts'
import { matchesOf } from './words.ts'

/** The words of sharing out: 每人, 每位老教师, 各发, 一户两个西瓜; 一家三口 and 十一人 are none. */
const SHARE =
  /每一?(?:[人户名位个对]|家)(?!每[年月天次])(?=(?<who>[一-龥]{0,4}))|各(?:送|发|赠)|(?<![\d一二两三四五六七八九十百千万第有]个?)一[人户家](?=(?:还|都|又|手里|各|再|得|给|发|送|赠|奖|领|拿|了|到)*(?:[\d半二两俩五六七八九十]|一(?![一-龥]{0,3}口)|[三四](?!口)))/g

/** What is handed out to those who came, and what they pay, eat or are told to do. */
const GIVEN =
  /发|送|派|赠|助|奖|领|收到|给|慰问|贺卡|贺信|礼|纪念|红包|月饼|粽子|汤圆|书(?![记面法])|花|围巾|毛巾|手套|蛋糕|一[人户家]|每[人户位名]一[本枚床条件个双套盒袋张]/
const NOT_GIVEN =
  /餐|饭|伙食|盒饭|路费|交(?!流)|[缴罚限]|收(?!到|获)|要求|讲|说|写|谈|种|栽|挖|扫|捡|完成|负责|(?<!红|面|书|钱|荷)包(?!子)|出了?\d|认领|联系|演|唱|票|收费|标准/

/** 此外、剩下、另给某人一箱: no longer the share of each. */
const ENDS =
  /[。；！\n]|另外|另有|[，。 ]还有|此外|剩|余下|[多另额]外?给|[ ，]给[一-龥]{1,4}[还又也]|并(?!送|赠|附)[一-龥]|同时|\d+岁/

/** Each count that is told for one of many -> how many they were; 0 where their sum is told as well. */
export function sharesOf(text: string, counts: Count[]): Map<Count, number> {
  const shares = new Map<Count, number>()
  const all = matchesOf(text, SHARE)
  const sharers = all.length > 0 ? sharersIn(text, counts) : []
  for (const [nth, match] of all.entries()) {
    const after = match.index + match[0].length
    // 困难户13户每户300元，退役军人6名每人一床棉被: up to the next sharing out.
    const part = text.slice(after, Math.min(after + 200, all[nth + 1]?.index ?? text.length))
    const end = part.search(ENDS)
    const stop = after + (end < 0 ? part.length : end)
    const served = servedOf(text, sharers, match.index, stop, match.groups?.who ?? '')
    if (!served) continue
    const many = manyOf(text, sharers, served)
    const first = firstFrom(counts, after - 1)
    const near = counts.slice(Math.max(0, first - FAR), first + FAR)
    for (const c of counts.slice(first, firstFrom(counts, stop))) {
      if (c === served || isHead(c) || TOTAL.test(c.before) || /^[吨车亩组]$/.test(c.unit.unit)) continue
      shares.set(c, near.some((other) => isSumOf(other, c, many)) ? 0 : many)
    }
  }
  return shares
}

const TOTAL = /(?:共|总的|总共|共计|总计|合计|拢共|一共)(?:是|有|发了?|花了?)?$|(?:^|[，。； ])花[了掉去]?$/

/** 一人一本 共34本, 凑了3万2 资助学生8个 每人4千: the sum is told. */
function isSumOf(other: Count, share: Count, many: number): boolean {
  if (other === share || other.unit.unit !== share.unit.unit) return false
  return (other.span[0] > share.span[0] && TOTAL.test(other.before)) || other.value === share.value * many
}

/** 老教师6人青年教师11人 … 每位老教师 */
function isNamed({ noun, before, after }: Count, who: string): boolean {
  if (!noun || who === '') return false
  return noun.side === 'before'
    ? [4, 3, 2].some((n) => before.length >= n && who.startsWith(before.slice(-n)))
    : who.startsWith(after.slice(0, 2))
}

/** 困难党员6户、低保户11户，每户500块; 9户低保 3户大病的 每户一袋面: both of the row. */
function manyOf(text: string, sharers: Count[], served: Count): number {
  let many = served.value
  for (let i = firstFrom(sharers, served.span[0]); i > 0; i -= 1) {
    const [left, right] = [sharers[i - 1], sharers[i]]
    if (!left || !right || left.role !== right.role || left.unit.unit !== right.unit.unit) break
    if (
      !/^(?:[、和与]?[一-龥]{1,6}|[一-龥]{1,6}[、和与 ][一-龥]{0,6})$/.test(
        text.slice(left.span[1], right.span[0]),
      )
    )
      break
    many += left.value
  }
  return many
}

/** So many counts away at most are those who got it and the sum that is told. */
const FAR = 40

/** Where the first of the counts (in the order of the text) begins at a place or after it. */
function firstFrom(counts: Count[], at: number): number {
  let low = 0
  let high = counts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((counts[middle]?.span[0] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** Those who may have got something: people, households, pairs; none of them only a part of others, none only the speakers. */
function sharersIn(text: string, counts: Count[]): Count[] {
  return counts.filter(
    (c) =>
      (c.unit.kind === 'person' || /[户家对]$/.test(c.unit.unit)) &&
      c.value > 1 &&
      c.because !== PART &&
      !/其中[^。；]*$/.test(text.slice(Math.max(0, c.span[0] - 40), c.span[0])) &&
      !/发言|发了言/.test(c.because ?? ''),
  )
}

/** Those who got something: told before, the named ones first (每位老教师), else right after (每人300块，一共7个人). */
function servedOf(text: string, sharers: Count[], at: number, stop: number, who: string): Count | undefined {
  const toThoseWhoCame =
    GIVEN.test(text.slice(Math.max(0, at - 12), stop)) && !NOT_GIVEN.test(text.slice(at, stop))
  const here = firstFrom(sharers, at)
  const mayHave = (c: Count) => c.role === 'other' || toThoseWhoCame
  const before = sharers.slice(Math.max(0, here - FAR), here).filter((c) => c.span[1] <= at && mayHave(c))
  const named = before.findLast((c) => isNamed(c, who))
  const after = sharers
    .slice(here, firstFrom(sharers, stop + 1))
    .find((c) => mayHave(c) && /(?:共|总共|共计|总计)$/.test(c.before))
  return named ?? before.findLast((c) => c.role === 'other') ?? before.at(-1) ?? after
}
