import type { Category } from './category.ts'
import { byPosition, jointly, reportedFor } from './hamlets.ts'
import type { PlaceFound } from './places.ts'
import type { Field, ReadingContext, Span } from './reading.ts'
import { subjectsIn } from './subject.ts'

export interface OrganizerFound {
  field: Field<string>
  village?: Field<string>
}

/** Words before a name that make it the place or the people served, not the one who acts. */
const NOT_ACTING =
  /(?:在|到|赴|于|跟|把|被|隔壁|邻近|开|设|前往|走进|开进|深入|来到|(?:^|[|， ]|下)来|[所局站院校队团社部组会]来|给|向|慰问了?|看望了?|走访了?|参观了?|对|帮扶|去|与|邀请了?|请来了?|来自|从|请了?|联系|协调|推荐|结对帮扶的?|学习|贯彻|观摩了?|指导|检查|组建|打造|由.{0,6}送来|为)[“]?$/
/** Who speaks for another says so: 替上滩村报. */
const FOR = /(?:替|帮|代)$/

interface Ranked {
  place: PlaceFound
  points: number
}

/** Who did it: the name that acts, before the names where or for whom it was done. `head`: the text with its dates (`holes`) blanked. */
export function findOrganizer(
  head: string,
  places: PlaceFound[],
  holes: Span[],
  context: ReadingContext,
): OrganizerFound | undefined {
  const ranked = withSubjects(places, head)
    .map((place) => ({ place, points: pointsOf(head, place) }))
    .sort((a, b) => b.points - a.points || a.place.span[0] - b.place.span[0])
  const best = ranked[0]
  const joint = best && best.points >= 6 ? undefined : jointly(head)
  if (joint) return joint
  const loose = best && best.points >= 5 ? undefined : byPosition(head, holes)
  if (loose) return loose
  const forWhom = reportedFor(head)
  if (forWhom && (!best || best.points < 7.9)) return forWhom
  const own = ownVillage(head, context)
  // 我们村和县医院一起义诊: who is named first acts.
  if (own && (!best || best.points < 5 || (!best.place.village && own.field.span[0] < best.place.span[0])))
    return own
  return best ? named(head, best) : undefined
}

/** A body at the head of a part counts where no longer name was seen there. */
function withSubjects(places: PlaceFound[], head: string): PlaceFound[] {
  const subjects = subjectsIn(head).filter(
    (one) => !places.some((p) => p.span[0] <= one.span[0] && p.span[1] > one.span[0] && !isLoose(p, one)),
  )
  if (subjects.length === 0) return places
  const free = places.filter(
    (p) => !subjects.some((one) => p.span[0] >= one.span[0] && p.span[0] < one.span[1]),
  )
  return [...free, ...subjects]
}

/** 农技站 by itself: which one is not said, but it acts. */
function isLoose(place: PlaceFound, subject: PlaceFound): boolean {
  return (
    place.kind === 'bare' &&
    place.span[0] === subject.span[0] &&
    place.span[1] <= subject.span[1] &&
    !/支部$|总支$|委会$|两委|理事会$|(?<!交警|巡警|执法|救援)(?:大|中|支)?队$|小组$/.test(subject.text)
  )
}

/** An own name that acts is worth most; a place or a bare 党支部 only stands in for want of better. */
function pointsOf(text: string, place: PlaceFound): number {
  const before = text.slice(Math.max(0, place.span[0] - 8), place.span[0])
  const after = text.slice(place.span[1], place.span[1] + 10)
  let points = { area: 8, body: 8, bare: 2, whole: 3, upper: 6 }[place.kind]
  if (NOT_ACTING.test(before) && !FOR.test(before)) points -= 4
  if (
    /^(?:“|”|党员|群众|的(?=党员|群众|村民|支部)|组织|联合|开展|举行|举办|召开|成功|邀请|为|携手|在|于|对|党员干部|妇女|全体|[:，])/.test(
      after,
    ) ||
    /^(?:组织|联合|开展|举行|举办|召开)/.test(after)
  )
    points += 1
  // 深入大坪村、小坪村调研: the second of a list is where, as the first.
  if (
    /(?:深入|走进|来到|前往|赴|对|到|在)[^，。；|]{1,14}[、和与]$/.test(
      text.slice(Math.max(0, place.span[0] - 20), place.span[0]),
    )
  )
    points -= 4
  if (/由$/.test(before)) points += /^[^，。；|]{0,12}(?:主办|承办|举办)/.test(after) ? 4 : 1
  if (/^(?:联合|会同)/.test(after)) points += 1
  if (/^(?:主办|承办|牵头)的?/.test(after)) points += 3
  // 来到海拔1860米的高岘村
  if (
    /(?:来到|走进|到|在|赴)[^，。；]{1,12}的$/.test(
      text.slice(Math.max(0, place.span[0] - 16), place.span[0]),
    )
  )
    points -= 4
  // 在青峰干部学院: where it was, with more of its name before it.
  if (/^(?:upper|bare)$/.test(place.kind) && /[在到赴于][一-龥]{1,6}$/.test(before)) points -= 4
  // 镇里搞的擂台赛咱村去了6个: who holds it before who went.
  if (place.kind === 'upper' && /^(?:搞|办|组织|举办|举行|“)/.test(after)) points += 2.5
  if (/^(?:也|派了?|选派)?(?:\d+|[两三四五六七八九十]+)[个名位]?人?(?:参赛|选手|报到)|^去了?\d/.test(after))
    points -= 3
  if (/^(?:组建|成立|选派|抽调|派出|派了|牵头)/.test(after)) points += 2
  if (/^的(?:演员|老师|医生|专家|教练)/.test(after)) points -= 3
  // “田间学校”: in quotation marks by itself it names what was held.
  if (place.kind === 'body' && /“$/.test(before) && /^”/.test(after)) points -= 3
  if (meantBack(text, place)) points += 6
  // 北滨县讯: who wrote it; 双峰县迎来降雪: no deed of anybody's.
  if (
    /^(?:[^，。|]{0,4}讯(?!问|号)|(?:迎来|遭遇|普降|出现|遭受)[^，。]{0,14}[雪雨温潮风雹旱汛洪])/.test(after)
  )
    points -= 5
  if (/^[^，。；]{0,4}(?:拿了|获得?|荣获|取得|夺得|得了)/.test(after)) points -= 4
  if (GENERIC.test(place.text)) points -= 5
  if (
    place.kind === 'upper' &&
    /[上里镇县乡区道]$/.test(place.text) &&
    /^(?:的|也|还)?(?:来(?!验收|查|抽|看|摸|督查|检查|督导|调研|考核|暗访)|派|要求|通知|领导|书记)/.test(
      after,
    )
  )
    points -= 3
  if (place.kind === 'whole' && /^(?:里|上)?(?:的|来|派)/.test(after)) points -= 1
  if (
    /^(?:书记|主任|老师|讲师|专家|领导|干部|副书记)?(?:讲的|来讲|主讲|授课)/.test(after) ||
    (/老师|讲师|专家/.test(after.slice(0, 3)) && !/(?:^|[，。|])$/.test(before))
  )
    points -= 3
  if (/(?:会同|联合|和|与|、)$/.test(before)) points -= 1
  if (
    /小学|中学|学校|医院|敬老院|文化馆|图书馆|幼儿园/.test(place.text) &&
    /^(?:师生|的|[，。、])?(?:一线|学生|孩子)/.test(after)
  )
    points -= 1
  if (/(?:等)?\d*个村/.test(after.slice(0, 5))) points -= 3
  if (place.village) points += 0.5
  return points - place.span[0] / 60
}

/** 红白理事会, 宣讲队: a kind of body, not yet whose. */
const GENERIC =
  /^(?:村)?(?:红白理事会|理事会|宣讲(?:团|队|小分队)|志愿服务队|志愿者(?:协会|服务队|队伍|队)|突击队|服务队|工作队|驻村工作队|合作社|戏曲合作社|党员突击队|广场舞队|秧歌队|文艺队|支部委员会|(?:村|社区)(?:支部委员会|党支部|党总支|两委|“两委”))$/

/** 记者从庐西县获悉，该县组建…: the text goes back to it by 该县. */
function meantBack(text: string, place: PlaceFound): boolean {
  const end = /(?:村|社区|镇|乡|街道|县|区|市)$/.exec(place.text)?.[0]
  const back = end === undefined ? -1 : text.indexOf(`该${end}`, place.span[1])
  return back > 0 && /获悉|了解到|得知|看到|采访/.test(text.slice(place.span[1], back))
}

/** 县妇联到张湾村宣讲, 党校老师来我们村上课: the village whose activity it is too, though another body came to hold it. */
export function hostOf(
  head: string,
  places: PlaceFound[],
  organizer: Field<string> | undefined,
  category: Category | undefined,
  context: ReadingContext,
): Field<string> | undefined {
  if (!organizer || category === 'inspection' || /[村屯寨]|社区/.test(organizer.value)) return undefined
  const own = ownVillage(head, context)?.village
  const known = places.filter((p) => p.village)
  const [only] = known
  if (own || !only?.village || known.some((p) => p.village !== only.village)) return own
  return { value: only.village, span: only.span, by: '组织者：在本镇的村', confidence: 0.7 }
}

function ownVillage(text: string, context: ReadingContext): OrganizerFound | undefined {
  const own = /我们?村|咱们?村|俺们?村|阿拉村|本村|我们?支部/.exec(text)
  if (!own || !context.village) return undefined
  const span: Span = [own.index, own.index + own[0].length]
  const value = { value: context.village, span, by: '组织者：发言人本村', confidence: 0.9 }
  return { field: value, village: value }
}

function named(text: string, { place, points }: Ranked): OrganizerFound {
  const { span, village } = place
  const confidence = points >= 5 ? place.confidence : Math.min(0.6, place.confidence)
  const by = `组织者：${place.by}`
  // A near homophone is given in the town's spelling; what was written stays in the span.
  const written = text.slice(...span)
  const value = village && place.by === '音近' ? village + written.slice(village.length) : written
  const out: OrganizerFound = { field: { value, span, by, confidence } }
  if (village) out.village = { value: village, span, by, confidence }
  return out
}
