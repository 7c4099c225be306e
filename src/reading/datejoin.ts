import type { PartDay } from './calendar.ts'
import type { Found } from './dateforms.ts'

const TO = /^ ?(?:起|开始)?[，, ]?(?:一直)?(?:至|到|-{1,2}|~) ?$/
const AND = /^ ?(?:、|，|和|及|与|,)? ?$/

/** 7月1日至4日 and 6月3日、5日、8日: neighbours with nothing but 至 or 、 between them become one. */
export function joinDates(text: string, found: Found[]): Found[] {
  const out: Found[] = []
  for (const one of found) {
    const last = out.at(-1)
    const gap = last ? text.slice(last.span[1], one.span[0]).replace(/^(?:上午|下午|晚上|晚)/, '') : ''
    if (
      last &&
      gap.length <= 6 &&
      !last.range &&
      TO.test(gap) &&
      one.days.length === 1 &&
      last.days.length === 1
    ) {
      inherit(last, one)
      last.days.push(...one.days)
      last.range = true
      last.span = [last.span[0], one.span[1]]
    } else if (
      last &&
      gap.length <= 3 &&
      !last.range &&
      AND.test(gap) &&
      sameKind(last, one) &&
      !back(gap, last, one)
    ) {
      inherit(last, one)
      last.days.push(...one.days)
      last.span = [last.span[0], one.span[1]]
    } else if (!(last && /^ ?\($/.test(gap) && one.by === '日期：星期'))
      out.push({ ...one, days: [...one.days] })
  }
  return out
}

/** 发布时间：6月7日 6月4日党员大会: two days with a blank between them and the later one first are no list. */
function back(gap: string, a: Found, b: Found): boolean {
  const day = a.days.at(-1)
  const next = b.days[0]
  if (gap.trim() !== '' || day?.m === undefined || next?.m === undefined) return false
  return next.y === day.y && next.m * 100 + (next.d ?? 0) < day.m * 100 + (day.d ?? 0)
}

function sameKind(a: Found, b: Found): boolean {
  const day = a.days.at(-1)
  const next = b.days[0]
  return day !== undefined && next !== undefined && (day.d === undefined) === (next.d === undefined)
}

/** 7月1日至4日: the 4日 is of July; 2025年6月3日、6月5日: of 2025. */
function inherit(last: Found, one: Found): void {
  const from = last.days.at(-1) ?? {}
  one.days = one.days.map((day) => {
    const out: PartDay = { ...day }
    if (out.m === undefined && from.m !== undefined) out.m = from.m
    if (out.y === undefined && from.y !== undefined) out.y = from.y
    return out
  })
}
