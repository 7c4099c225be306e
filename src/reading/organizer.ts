import { findPlaces, type PlaceFound } from './places.ts'
import type { Field, ReadingContext } from './reading.ts'

export interface OrganizerFound {
  field: Field<string>
  village?: Field<string>
}

/** Words before a name that make it the place or the people served, not the one who acts. */
const NOT_ACTING =
  /(?:在|到|赴|于|前往|走进|来到|为|给|向|慰问|看望|走访|参观|对|帮扶|去|与|邀请|来自|从|请)$/

/** Who did it: the first name that is not where or for whom it was done. */
export function findOrganizer(text: string, context: ReadingContext): OrganizerFound | undefined {
  const places = findPlaces(text, context.places ?? [])
  const whole = /(?:^|[，。；！ \n]|现在)(全[县镇乡市区村])/.exec(text)
  const acting = places.find((p) => !NOT_ACTING.test(text.slice(Math.max(0, p.span[0] - 3), p.span[0])))
  if (acting) return named(acting)
  if (whole?.[1]) {
    const start = whole.index + whole[0].length - 2
    return { field: { value: whole[1], span: [start, start + 2], by: '组织者：全县、全镇', confidence: 0.8 } }
  }
  const own = /我们?村|咱们?村|本村/.exec(text)
  if (own && context.village) {
    const span: [number, number] = [own.index, own.index + own[0].length]
    const value = { value: context.village, span, by: '组织者：发言人本村', confidence: 0.9 }
    return { field: value, village: value }
  }
  const loose = /(?:^|[，。 ])[\d./\-月日号 ]{0,8}(?<name>[一-龥]{2,4}) (?=[一-龥]{2,})/.exec(text)
  const name = loose?.groups?.name
  if (loose && name) {
    const start = loose.index + loose[0].lastIndexOf(name)
    return { field: { value: name, span: [start, start + name.length], by: '组织者：位置', confidence: 0.5 } }
  }
  return undefined
}

function named(place: PlaceFound): OrganizerFound {
  const { span, text, village, confidence, by } = place
  const out: OrganizerFound = { field: { value: text, span, by, confidence } }
  if (village) out.village = { value: village, span, by, confidence }
  return out
}
