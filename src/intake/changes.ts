import type { RowFields, RowQuantity } from '../ledger/entry.ts'
import type { Row } from '../ledger/row.ts'
import { CATEGORIES, type Category } from '../reading/category.ts'
import { headcount, valuesRead, wholeDate } from './filing.ts'
import type { Heard, IntakeRoom } from './heard.ts'
import { newCount, withoutNumbers } from './number.ts'

/** The words by which people name a field when they put it right. */
const NAMED: [field: keyof RowFields, words: RegExp][] = [
  ['date', /日期|时间|哪天|几号/],
  ['location', /地点|地方|在哪/],
  ['village', /村名|(?<!我们?|咱|本)村(应|是|为|改|写|[:])/],
  ['category', /类别|类型|分类/],
  ['topic', /内容|主题(?!党日)|名称|活动名/],
  ['personTimes', /人次/],
  ['sessions', /场次|场数|几场/],
  ['participants', /人数|人头|(?<![一二三四五六七八九十百两\d])人(?=写|报|多|少|错|[:])/],
]
const SUPPLEMENT = /补充|补报|还有|另外|漏了?报?|加上/
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
  if (named.length > 0) {
    const parts = named.map((field) => newValue(field, heard, room))
    return Object.assign({}, ...parts)
  }
  return unnamed(heard, row)
}

/** No field is named: figures first; a place; a day only when there is nothing else (“更正：…应为6月6日”). */
function unnamed(heard: Heard, row: Row | undefined): Partial<RowFields> {
  const { quantities, location, date, participants, participantsApprox, personTimes, sessions } = valuesRead(
    heard.reading,
  )
  const counted = newCountSaid(heard)
  const figures: Partial<RowFields> = {
    ...(participants === undefined ? {} : { participants, participantsApprox: participantsApprox ?? false }),
    ...(/人(?!次)|名|位/.test(heard.plain) ? counted : {}),
    ...(personTimes === undefined ? {} : { personTimes }),
    ...(sessions === undefined ? {} : { sessions }),
    ...(quantities === undefined
      ? {}
      : { quantities: amended(row?.quantities ?? [], quantities, heard.plain) }),
  }
  if (Object.keys(figures).length > 0) return figures
  if (counted && /^\D{0,6}\d+\D{0,3}$/.test(withoutNumbers(heard.plain).trim())) return counted
  if (location !== undefined && location !== row?.location) return { location }
  if (date !== undefined && date !== row?.date) return { date }
  return {}
}

/** A figure of the same unit and thing is put right; another is added. A supplement only adds. */
function amended(standing: RowQuantity[], told: RowQuantity[], plain: string): RowQuantity[] {
  if (SUPPLEMENT.test(plain)) return [...standing, ...told]
  const rest = standing.filter((old) => !told.some((q) => q.unit === old.unit && sameThing(q.what, old.what)))
  return [...rest, ...told]
}

function sameThing(a: string, b: string): boolean {
  return a === b || (a !== '' && b.includes(a)) || (b !== '' && a.includes(b))
}

function newValue(field: keyof RowFields, heard: Heard, room: IntakeRoom): Partial<RowFields> {
  const tail = afterConnective(heard.plain, field)
  if (field === 'participants') return newCountSaid(heard) ?? {}
  if (field === 'personTimes' || field === 'sessions') return figureOf(field, heard)
  if (field === 'date') {
    const date = dateIn(tail, heard, room) ?? wholeDate(heard.reading)
    return date === undefined ? {} : { date }
  }
  if (field === 'village') {
    const village = villageIn(tail, room)
    return village === undefined ? {} : { village }
  }
  if (field === 'category') {
    const category = categoryIn(tail) ?? heard.reading.category?.value
    return category === undefined ? {} : { category }
  }
  const words = tail.replace(/[。.!！，,；;].*$/s, '').trim()
  if (field === 'location' && words !== '') return { location: words }
  if (field === 'topic' && words !== '') return { topic: words }
  return {}
}

function figureOf(field: 'personTimes' | 'sessions', { reading, plain }: Heard): Partial<RowFields> {
  const value = reading[field]?.value ?? newCount(withoutNumbers(plain))?.value
  return value === undefined ? {} : { [field]: value }
}

/** The new headcount; a day in the words is no count. */
function newCountSaid({ plain, reading, message }: Heard): Partial<RowFields> | undefined {
  const withoutDay = reading.date
    ? plain.replace(message.text.slice(...reading.date.span).normalize('NFKC'), ' ')
    : plain
  const count = newCount(withoutNumbers(withoutDay))
  if (count) return { participants: count.value, participantsApprox: count.approx }
  return reading.participants && !/不是|写错|改[成为]/.test(plain)
    ? headcount(reading.participants)
    : undefined
}

/** What stands after “应为 / 改成 / 是 / ：”, or after the field's own name. */
function afterConnective(plain: string, field: keyof RowFields): string {
  const words = NAMED.find(([name]) => name === field)?.[1]
  const text = withoutNumbers(plain)
  const from = words ? text.slice(text.search(words)) : text
  const last = [...from.matchAll(CONNECTIVE)].at(-1)
  if (last) return from.slice(last.index + last[0].length).trim()
  return from.replace(words ?? '', '').trim()
}

function dateIn(words: string, { message }: Heard, { read }: IntakeRoom): string | undefined {
  const [reading] = read(`${words}开展活动`, { sentAt: message.at.slice(0, 16) })
  return reading && wholeDate(reading)
}

/** A village of the town named in the words, by its name or another of its names; the longest name wins. */
export function villageIn(words: string, { town }: Pick<IntakeRoom, 'town'>): string | undefined {
  const named = town.villages
    .flatMap((village) =>
      [village.name, ...village.aliases, village.name.replace(/村$/, '')].map((name) => ({ village, name })),
    )
    .filter(({ name }) => name.length > 1 && words.includes(name))
    .sort((a, b) => b.name.length - a.name.length)
  return named[0]?.village.name
}

export function categoryIn(words: string): Category | undefined {
  const found = Object.entries(CATEGORIES).find(([, word]) => words.includes(word))
  return found && isCategory(found[0]) ? found[0] : undefined
}

function isCategory(word: string): word is Category {
  return Object.hasOwn(CATEGORIES, word)
}
