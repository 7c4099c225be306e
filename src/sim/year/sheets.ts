import type { RegisterName } from '../../register/kinds.ts'
import type { Chance } from './chance.ts'
import { PLACES, personName, VILLAGES } from './places.ts'

/** The registers of the simulated year as an office keeps them: a spreadsheet each, first line the headings. */
export type Sheets = Record<RegisterName, string[][]>

const MEMBERS = 986

export function writeSheets(year: number, chance: Chance): Sheets {
  const members = memberRows(year, chance)
  return {
    branches: branchRows(),
    members,
    birthdays: birthdayRows(year, members),
    reserves: reserveRows(year, chance),
    leads: leadRows(chance),
    stages: stageRows(year, chance),
    mentors: mentorRows(year),
    households: householdRows(members, chance),
    stations: stationRows(),
  }
}

const branchName = (place: string): string => `${place}党支部`
const placeOf = (n: number): string => PLACES[n % PLACES.length] ?? ''
const two = (value: number): string => String(value).padStart(2, '0')

function branchRows(): string[][] {
  const rows = PLACES.map((place, n) => [
    branchName(place),
    place,
    n < VILLAGES.length ? '村' : '社区',
    personName(n + 3),
  ])
  return [['党支部', '村', '类型', '书记'], ...rows]
}

function memberRows(year: number, chance: Chance): string[][] {
  const rows = Array.from({ length: MEMBERS }, (_, n) => [
    personName(1000 + n),
    n % 3 === 0 ? '女' : '男',
    branchName(placeOf(n)),
    `${chance.between(1968, year - 1)}.${chance.between(1, 12)}.${chance.between(1, 28)}`,
    n % 25 === 0 ? '是' : '否',
    `1${chance.between(30, 89)}${two(chance.between(0, 99))}${two(chance.between(0, 99))}${two(chance.between(0, 99))}${two(chance.between(0, 99))}`,
  ])
  return [['姓名', '性别', '所属支部', '入党时间', '流动党员', '手机号码'], ...rows]
}

/** Every member in the month of joining: a line in the list, a card, a talk, the oath, a visit. */
function birthdayRows(year: number, members: string[][]): string[][] {
  const rows = members.slice(1).map(([name = '', , branch = '', joined = '']) => {
    const month = two(Number(joined.split('.')[1]))
    const days = ['01', '05', '08', '10', '12'].map((day) => `${year}-${month}-${day}`)
    return [name, branch, String(year), ...days]
  })
  return [['姓名', '支部', '年度', '建立台账', '送贺卡', '谈心谈话', '重温誓词', '走访'], ...rows]
}

/** 86 of them: 47 up to 35, 28 women, 37 with 大专 and above, 60 who lead a trade; the groups overlap. */
function reserveRows(year: number, chance: Chance): string[][] {
  const young = chance.shuffle(Array.from({ length: 86 }, (_, n) => n < 47))
  const women = chance.shuffle(Array.from({ length: 86 }, (_, n) => n < 28))
  const schooled = chance.shuffle(Array.from({ length: 86 }, (_, n) => n < 37))
  const leading = chance.shuffle(Array.from({ length: 86 }, (_, n) => n < 60))
  const rows = young.map((isYoung, n) => [
    personName(3000 + n),
    women[n] ? '女' : '男',
    `${year - (isYoung ? chance.between(22, 35) : chance.between(36, 48))}年${chance.between(1, 12)}月`,
    placeOf(n),
    schooled[n] ? chance.pick(['大专', '本科']) : chance.pick(['高中', '中专', '初中']),
    n % 4 === 0 ? '是' : '否',
    leading[n] ? '是' : '否',
  ])
  return [['姓名', '性别', '出生年月', '所在村', '文化程度', '是否党员', '产业带头人'], ...rows]
}

function leadRows(chance: Chance): string[][] {
  const party = chance.shuffle(Array.from({ length: 303 }, (_, n) => n < 132))
  const rows = party.map((isParty, n) => [
    personName(4000 + n),
    placeOf(n),
    chance.pick(['肉羊养殖', '苹果种植', '设施蔬菜', '农村电商', '乡村旅游', '小杂粮加工']),
    isParty ? '是' : '否',
  ])
  return [['姓名', '村', '产业', '是否党员'], ...rows]
}

/** 52 became 积极分子 in the year, 23 were received, 21 became full; and others are still on their way. */
function stageRows(year: number, chance: Chance): string[][] {
  const date = (of: number, first = 1): string =>
    `${of}-${two(chance.between(first, 11))}-${two(chance.between(1, 28))}`
  const kinds: [count: number, days: () => string[]][] = [
    [52, () => [date(year - 1), date(year), '', '', '']],
    [23, () => [date(year - 3), date(year - 2), `${year}-03-10`, date(year, 4), '']],
    [21, () => fullDays(year, chance)],
    [18, () => [date(year), '', '', '', '']],
  ]
  const rows = kinds
    .flatMap(([times, days]) => Array.from({ length: times }, days))
    .map((days, n) => [personName(5000 + n), n % 3 === 0 ? '女' : '男', branchName(placeOf(n)), ...days])
  return [
    ['姓名', '性别', '支部', '申请时间', '积极分子时间', '发展对象时间', '预备党员时间', '转正时间'],
    ...rows,
  ]
}

/** Received in the year before, full a year later: the least period is kept. */
function fullDays(year: number, chance: Chance): string[] {
  const received = `${two(chance.between(4, 11))}-${two(chance.between(1, 27))}`
  return [
    `${year - 4}-05-04`,
    `${year - 3}-06-01`,
    `${year - 1}-03-01`,
    `${year - 1}-${received}`,
    `${year}-${received}`,
  ]
}

/**
 * 20 pairs of 16 mentors. One pair is both 新任书记 and 后进村, so the four kinds add up to 21 where there are 20 pairs:
 * the report's own contradiction, which the product must tell.
 */
function mentorRows(year: number): string[][] {
  const kinds = [
    ...Array.from({ length: 2 }, () => '新任领导'),
    ...Array.from({ length: 3 }, () => '新公务员'),
    ...Array.from({ length: 10 }, () => '新任书记'),
    '新任书记、后进村',
    ...Array.from({ length: 4 }, () => '后进村'),
  ]
  const rows = kinds.map((kind, n) => [
    personName(6000 + (n % 16)),
    n % 2 === 0 ? '镇领导' : '老支书',
    personName(6100 + n),
    VILLAGES[n] ?? '',
    kind,
    `${year}-02-15`,
  ])
  return [['导师姓名', '职务', '帮带对象', '村', '类别', '结对时间'], ...rows]
}

/** 997 plates, 728 members, 3625 households, two or three promises each. */
function householdRows(members: string[][], chance: Chance): string[][] {
  const plates = chance.split(997, 728)
  const linked = chance.split(3625, 728, 2)
  const rows = members.slice(1, 729).map(([name = '', , branch = ''], n) => {
    const pledges = n % 2 === 0 ? 2 : 3
    return [name, branch, `${plates[n]}块`, `${linked[n]}户`, `${pledges}件`, `${pledges}件`]
  })
  return [['姓名', '支部', '户牌', '联系户', '承诺', '已完成'], ...rows]
}

function stationRows(): string[][] {
  const stations = PLACES.map((place) => [`${place}新时代文明实践站`, '站', place])
  return [['名称', '级别', '村'], ['青石镇新时代文明实践所', '所', ''], ...stations]
}
