import { daysBetween } from '../clock.ts'
import type { RowFields } from '../ledger/entry.ts'
import type { Row } from '../ledger/row.ts'
import { CATEGORIES, type Category, isCategory } from '../reading/category.ts'
import { besides, newCountSaid, otherFigures, people, stepped } from './figures.ts'
import { valuesRead, wholeDate } from './filing.ts'
import type { Heard, IntakeRoom } from './heard.ts'
import { byHowMuch, newCount, oldCount, withoutNumbers } from './number.ts'
import { mentions, villageIn } from './villages.ts'

/** The words by which people name a field when they put it right. */
const NAMED: [field: keyof RowFields, words: RegExp][] = [
  ['date', /日期|时间|哪天|几号/],
  ['location', /地点|地方|在哪/],
  ['village', /村名|(?:^|\s)村\s+(?=[一-龥])|(?<!我们?|咱|本)村(应|是|为|改|写|[:])/],
  ['category', /类别|类型|分类/],
  ['topic', /内容|主题(?!党日)|名称|活动名/],
  ['personTimes', /人次/],
  ['sessions', /场次|场数|几场/],
  ['participants', /人数|人头|(?<![一二三四五六七八九十百两\d])人(?=写|报|多|少|错|[:])/],
]
/** “多报了2个人”: by how much it is wrong; the right figure is not said. */
const BY_HOW_MUCH =
  /(?:[多少](?:报|写|算|数|记)|(?:报|写|算|数|记)[多少])了?\s*[\d一二两三四五六七八九十]+\s*个?[人名位]?[。.!！\s]*$/
const CONNECTIVE = /(?:应该?是|应该?为|应为|改[成为到]|更正为|写成|实际是?|(?<!不)[是为]|:)/g

/** The fields that a correction says are wrong; empty when it names none and its values speak for themselves. */
export function fieldsNamed(plain: string): (keyof RowFields)[] {
  return NAMED.filter(([, words]) => words.test(plain)).map(([field]) => field)
}

/** Whether the words hold something new to say of a row, before it is known which. */
export function hasChanges(heard: Heard, room: IntakeRoom): boolean {
  return Object.keys(changesSaid(heard, room, undefined)).length > 0
}

/** The new values in a correction, for the row that is meant. Values that only serve to name the row are left out. */
export function changesSaid(heard: Heard, room: IntakeRoom, row: Row | undefined): Partial<RowFields> {
  const named = fieldsNamed(heard.plain)
  const step = byHowMuch(withoutNumbers(heard.plain))
  if (step !== undefined) return stepped(step, row)
  if (contradicts(heard, row) || BY_HOW_MUCH.test(withoutNumbers(heard.plain))) return {}
  if (named.length === 0)
    return { ...villageInstead(heard, room), ...unnamed(heard, room, row), ...kindInstead(heard, room, row) }
  const parts = named.map((field) => newValue(field, partAbout(field, named, heard.plain), heard, room, row))
  return Object.assign({}, ...parts, besides(heard, row))
}

/** “20人改为22人” when the row says 35: which figure is meant would be a guess. */
function contradicts({ plain }: Heard, row: Row | undefined): boolean {
  const old = oldCount(withoutNumbers(plain))
  if (!row || old === undefined || row.participants === null) return false
  const figures = [row.participants, row.personTimes, row.sessions, ...row.quantities.map((q) => q.value)]
  return !figures.includes(old)
}

/** The words about one field when several are named (“人数15，地点村部”); all of them when it is the only one. */
function partAbout(field: keyof RowFields, named: (keyof RowFields)[], plain: string): string {
  const text = withoutNumbers(plain)
  if (named.length === 1) return text
  const starts = NAMED.filter(([name]) => named.includes(name)).map(([, words]) => text.search(words))
  const words = NAMED.find(([name]) => name === field)?.[1]
  const from = words ? text.search(words) : 0
  return text.slice(from, Math.min(text.length, ...starts.filter((at) => at > from)))
}

/** “不是红柳沟，是上滩的” */
function villageInstead({ plain }: Heard, room: IntakeRoom): Partial<RowFields> {
  const [wrong, right] = mentions(plain, room)
  if (!wrong || !right || wrong.name === right.name) return {}
  const denied =
    /不是$|并非$/.test(plain.slice(0, wrong.at)) && /是|应/.test(plain.slice(wrong.end, right.at))
  return denied ? { village: right.name } : {}
}

/** “不是文艺演出，是志愿服务”, “发错了，应该是志愿服务”: another kind, and the row's words for it. */
function kindInstead({ plain }: Heard, room: IntakeRoom, row: Row | undefined): Partial<RowFields> {
  const [, wrong = '', said = ''] =
    /(?:不是(.{2,12}?)[,，]\s*(?:而?是|应该是)|错了?[,，]?\s*应该?[是为])([^\d,，。]{2,12})[。.!！]*$/.exec(
      plain,
    ) ?? []
  const right = said.replace(/[的了吧啊呀]+$/, '')
  const category = right === '' ? undefined : kindOf(right, room)
  if (!category || (wrong !== '' && !kindOf(wrong, room))) return {}
  const isKnown = row !== undefined && row.category === category && (row.topic ?? '').includes(right)
  return isKnown ? {} : { category, topic: right }
}

function kindOf(words: string, { read }: IntakeRoom): Category | undefined {
  return categoryIn(words) ?? read(`开展${words}`)[0]?.category?.value
}

/** No field is named: figures first; a place; a day only when there is nothing else (“更正：…应为6月6日”). */
function unnamed(heard: Heard, room: IntakeRoom, row: Row | undefined): Partial<RowFields> {
  const { location, date: read, personTimes, sessions } = valuesRead(heard.reading)
  const date = changedDate(heard, room) ?? read
  const figures: Partial<RowFields> = {
    ...people(heard, row),
    ...(personTimes === undefined ? {} : { personTimes }),
    ...(sessions === undefined ? {} : { sessions }),
    ...otherFigures(heard, row),
  }
  if (Object.keys(figures).length > 0) return figures
  if (location !== undefined && location !== row?.location) return { location }
  if (date && date !== row?.date && !isFarOff(date, heard.plain, row)) return { date }
  return {}
}

/** “3月9日的主题党日改成3月8号”: the day after 改成. */
function changedDate(heard: Heard, room: IntakeRoom): string | undefined {
  const [, tail] = /(?:改成|改为|应为|应该是|不是.{1,8}[,，]\s*而?是)(.{2,12})$/.exec(heard.plain) ?? []
  return tail === undefined ? undefined : dateIn(tail, heard, room)
}

/** “不是，是12号” about the 9th of this month, said on the 10th: no day that is meant, and last month's would be a guess. */
function isFarOff(date: string, plain: string, row: Row | undefined): boolean {
  const standing = row?.date?.slice(0, 10)
  if (standing === undefined || /月|[./]\d|天|[上前]周|周|星期/.test(plain)) return false
  return Math.abs(daysBetween(date.slice(0, 10), standing)) > 20
}

function newValue(
  field: keyof RowFields,
  part: string,
  heard: Heard,
  room: IntakeRoom,
  row: Row | undefined,
): Partial<RowFields> {
  const tail = afterConnective(part, field)
  if (field === 'participants') return newCountSaid(part, heard) ?? {}
  if (field === 'personTimes' || field === 'sessions') return figureOf(field, part, heard)
  if (field === 'date') return newDate(tail, heard, room, row)
  if (field === 'village') {
    const village = villageIn(tail, room)
    return village === undefined ? {} : { village }
  }
  if (field === 'category') {
    const category = categoryIn(tail) ?? heard.reading.category?.value
    return category === undefined ? {} : { category }
  }
  const words = tail
    .replace(/^(漏|错|不对|没写|写错|忘)[^,，]*[,，]/, '')
    .replace(/^[,，:：\s]+|[。.!！，,；;].*$/gs, '')
    .trim()
  const place = words.replace(/^[就是]*在(?=.{2})/, '')
  if (field === 'location' && place !== '' && !/漏|错|不对|不是/.test(place)) return { location: place }
  if (field === 'topic' && words !== '') return { topic: words }
  return {}
}

function figureOf(field: 'personTimes' | 'sessions', part: string, { reading }: Heard): Partial<RowFields> {
  const value = newCount(part.replace(/(\d)\s*(人次|场次?|次)/g, '$1 '))?.value ?? reading[field]?.value
  return value === undefined ? {} : { [field]: value }
}

/** What stands after “应为 / 改成 / 是 / ：”, or after the field's own name. */
function afterConnective(part: string, field: keyof RowFields): string {
  const words = NAMED.find(([name]) => name === field)?.[1]
  const from = words ? part.slice(Math.max(0, part.search(words))) : part
  const last = [...from.matchAll(CONNECTIVE)].at(-1)
  if (last) return from.slice(last.index + last[0].length).trim()
  return from.replace(words ?? '', '').trim()
}

/** A day without its year is the one nearest to the row's; a coming day would be a notice, not what happened. */
function newDate(tail: string, heard: Heard, room: IntakeRoom, row: Row | undefined): Partial<RowFields> {
  const read = dateIn(tail, heard, room) ?? wholeDate(heard.reading)
  if (read === undefined) return {}
  const standing = row?.date?.slice(0, 10)
  const next = `${Number(read.slice(0, 4)) + 1}${read.slice(4)}`
  const nearer = standing !== undefined && !/20\d\d/.test(tail) && daysBetween(read, standing) > 183
  const date = nearer ? next : read
  const isAhead = date.slice(0, 10) > heard.message.at.slice(0, 10)
  return isAhead || isFarOff(date, heard.plain, row) ? {} : { date }
}

function dateIn(words: string, { message }: Heard, { read }: IntakeRoom): string | undefined {
  const [reading] = read(`${words}开展活动`, { sentAt: message.at.slice(0, 16) })
  return reading && wholeDate(reading)
}

export function categoryIn(words: string): Category | undefined {
  const found = Object.entries(CATEGORIES).find(([, word]) => words.includes(word))
  return found && isCategory(found[0]) ? found[0] : undefined
}
