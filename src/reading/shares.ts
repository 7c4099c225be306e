import type { Count } from './count.ts'
import { isHead } from './roles.ts'
import { PART } from './rolewholes.ts'
import { matchesOf } from './words.ts'

/** The words of sharing out: 每人, 每位老教师, 各发, 一户两个西瓜; 一家三口 and 十一人 are none. */
const SHARE =
  /每一?(?:[人户名位个对]|家)(?!每[年月天次])(?=(?<who>[一-龥]{0,4}))|各(?:送|发|赠)|(?<![\d一二两三四五六七八九十百千万第有]个?)一[人户家](?=(?:还|都|又|手里|各|再|得|给|发|送|赠|奖|领|拿|了|到)*(?:[\d半二两俩五六七八九十]|一(?![一-龥]{0,3}口)|[三四](?!口)))/g

/** What is handed out to those who came, and what they pay, eat or are told to do. */
const GIVEN =
  /发|送|派|赠|助|奖|领|收到|给|慰问|贺卡|贺信|礼|纪念|红包|月饼|粽子|汤圆|书(?![记面法])|花|围巾|毛巾|手套|蛋糕|一[人户家]/
const NOT_GIVEN =
  /餐|饭|伙食|盒饭|路费|[交缴罚限]|收(?!到|获)|要求|讲|说|写|谈|种|栽|挖|扫|捡|完成|负责|包(?!子)|认领|联系|演|唱|票|收费|标准/

/** 此外、剩下、另给某人一箱: no longer the share of each. */
const ENDS =
  /[。；！\n]|另外|另有|[，。 ]还有|此外|剩|余下|[多另额]外?给|[ ，]给[一-龥]{1,4}[还又也]|并(?!送|赠|附)[一-龥]|同时|\d+岁/

/** Each count that is told for one of many -> how many they were; 0 where their sum is told as well. */
export function sharesOf(text: string, counts: Count[]): Map<Count, number> {
  const shares = new Map<Count, number>()
  for (const match of matchesOf(text, SHARE)) {
    const after = match.index + match[0].length
    const part = text.slice(after, after + 200)
    const end = part.search(ENDS)
    const stop = after + (end < 0 ? part.length : end)
    const served = servedOf(text, counts, match.index, stop, match.groups?.who ?? '')
    if (!served) continue
    for (const c of counts) {
      if (c === served || c.span[0] < after - 1 || c.span[0] >= stop || isHead(c)) continue
      if (TOTAL.test(c.before) || /^[吨车亩组]$/.test(c.unit.unit)) continue
      shares.set(c, counts.some((other) => isSumOf(other, c, served.value)) ? 0 : served.value)
    }
  }
  return shares
}

const TOTAL = /(?:共|总的|总共|共计|总计|合计|拢共|一共)(?:是|有|发了?|花了?)?$/

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

/** Those who got something: told before, the named ones first (每位老教师), else right after (每人300块，一共7个人). */
function servedOf(text: string, counts: Count[], at: number, stop: number, who: string): Count | undefined {
  const toThoseWhoCame =
    GIVEN.test(text.slice(Math.max(0, at - 12), stop)) && !NOT_GIVEN.test(text.slice(at, stop))
  const many = counts.filter(
    (c) =>
      (c.unit.kind === 'person' || /[户家对]$/.test(c.unit.unit)) &&
      c.value > 1 &&
      c.because !== PART &&
      !/发言|发了言/.test(c.because ?? '') &&
      (c.role === 'other' || toThoseWhoCame),
  )
  const before = many.filter((c) => c.span[1] <= at)
  const named = before.findLast((c) => isNamed(c, who))
  const after = many.find(
    (c) => c.span[0] > at && c.span[0] <= stop && /(?:共|总共|共计|总计)$/.test(c.before),
  )
  return named ?? before.findLast((c) => c.role === 'other') ?? before.at(-1) ?? after
}
