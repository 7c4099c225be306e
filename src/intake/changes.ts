import { daysBetween } from '../clock.ts'
import type { RowFields, RowQuantity } from '../ledger/entry.ts'
import type { Row } from '../ledger/row.ts'
import { CATEGORIES, type Category } from '../reading/category.ts'
import { headcount, valuesRead, wholeDate } from './filing.ts'
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
const MORE = /补充|补报|还有|另外|漏了?报?|加上/
/** The whole count is said, not what comes on top: “漏了一个人，19个”. */
const WHOLE_COUNT =
  /应该?[是为]?\s*\d|[一总]共\s*\d|实[际到为]|\d\s*个?[人名位].{0,6}[算漏]|漏了?[\d一两二三]\s*个?[人名位]?[,，]\s*\d/
/** What stands before a figure and does not tell what it is of. */
const NO_THING = /^(是|应该?[是为]?|实[为际]|为|改[成为]|有|[多少漏缺].*|.*[多少漏缺][报写算记].*|.*数)$/
const PEOPLE = /^[人名位个口]$/
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

/** “再减2个” of the count that stands; before it is known which row is meant, that it is a count. */
function stepped(step: number, row: Row | undefined): Partial<RowFields> {
  if (!row) return { participants: 0 }
  const value = (row.participants ?? 0) + step
  return row.participants === null || value < 1 ? {} : { participants: value }
}

/** Figures said along with named fields (“日期3月3日，人数25人，清理垃圾5吨”): of things that stand in the row. */
function besides(heard: Heard, row: Row | undefined): Partial<RowFields> {
  if (!row) return {}
  const units = row.quantities.map(({ unit }) => unit)
  const told = (valuesRead(heard.reading).quantities ?? []).filter(
    (q) =>
      units.includes(q.unit) &&
      !PEOPLE.test(q.unit) &&
      !row.quantities.some((old) => old.unit === q.unit && old.value === q.value),
  )
  return told.length > 0 ? { quantities: amended(row.quantities, told, heard.plain) } : {}
}

function isSupplement(plain: string): boolean {
  return MORE.test(plain) && !WHOLE_COUNT.test(plain)
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

/** A headcount that is put right; one that only comes on top (“还有8名志愿者”) is a figure of its own. */
function people(heard: Heard, row: Row | undefined): Partial<RowFields> {
  const { plain, reading } = heard
  const text = withoutNumbers(plain)
  const counted =
    /人(?!次)|名|位|\d\s*个\s*$|不是\s*\d+\D{0,3}是\s*\d+|\d\s*(改[成为]?|应该?[是为]|→|[-=]>|换成)\s*\d/.test(
      text,
    ) || /^\D{0,6}\d+\D{0,3}$/.test(text.trim())
  const said = counted ? newCountSaid(text, heard) : reading.participants && headcount(reading.participants)
  if (!said) return {}
  return isSupplement(plain) && row?.participants !== null && row !== undefined ? {} : said
}

/** Figures besides the headcount; what the reader took for one and is the headcount itself is left out. */
function otherFigures({ plain, reading }: Heard, row: Row | undefined): Partial<RowFields> {
  const more =
    isSupplement(plain) && row !== undefined && row.participants !== null ? reading.participants : undefined
  const told = (valuesRead(reading).quantities ?? []).filter(
    (q) =>
      !(
        PEOPLE.test(q.unit) &&
        (/改|不是|写错|说错|有误/.test(plain + q.what) ||
          NO_THING.test(q.what) ||
          (q.what === '' && !isSupplement(plain)))
      ),
  )
  if (more)
    told.push({
      value: more.value,
      unit: '人',
      what: '另有',
      ...(more.approx ? { approx: more.approx } : {}),
    })
  return told.length > 0 ? { quantities: amended(row?.quantities ?? [], told, plain) } : {}
}

/** A figure of the same unit and thing is put right, and keeps its name; another is added. A supplement only adds. */
function amended(standing: RowQuantity[], told: RowQuantity[], plain: string): RowQuantity[] {
  const fresh = told.map((q) => ({
    ...q,
    what: NO_THING.test(q.what) ? '' : q.what.replace(/(应该)?[是为]$/, ''),
  }))
  if (isSupplement(plain)) return [...standing, ...fresh]
  const old = (q: RowQuantity) =>
    standing.find((one) => one.unit === q.unit && sameThing(q.what, one.what)) ??
    onlyOne(standing.filter((one) => one.unit === q.unit && q.what === ''))
  const put = fresh.map((q) => ({ ...q, what: old(q)?.what || q.what }))
  return [...standing.filter((one) => !fresh.some((q) => old(q) === one)), ...put]
}

function onlyOne<T>(list: T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined
}

function sameThing(a: string, b: string): boolean {
  return a === b || (a !== '' && b.includes(a)) || (b !== '' && a.includes(b))
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

/** The new headcount; a day in the words is no count. */
function newCountSaid(part: string, { reading, message }: Heard): Partial<RowFields> | undefined {
  const day = reading.date ? message.text.slice(...reading.date.span).normalize('NFKC') : ''
  const count = newCount(/[月号/.]/.test(day) ? part.replace(day, ' ') : part)
  if (count) return { participants: count.value, participantsApprox: count.approx }
  return reading.participants && !/不是|写错|改[成为]/.test(part)
    ? headcount(reading.participants)
    : undefined
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

function isCategory(word: string): word is Category {
  return Object.hasOwn(CATEGORIES, word)
}
