import { describe, expect, test } from 'vitest'
import { parseNumeral, scanNumerals } from '../../src/reading/numerals.ts'

const WHOLE: [string, number | null][] = [
  ['零', 0],
  ['三', 3],
  ['十', 10],
  ['十五', 15],
  ['二十', 20],
  ['两百', 200],
  ['两百零五', 205],
  ['一百二', 120],
  ['一百二十', 120],
  ['一百零二', 102],
  ['一千零一', 1001],
  ['一千零一十', 1010],
  ['三千五', 3500],
  ['一万', 10000],
  ['一万二', 12000],
  ['三万五千', 35000],
  ['十万', 100000],
  ['一百二十万', 1200000],
  ['一亿', 1e8],
  ['三亿五千万', 350000000],
  ['一亿零三百', 100000300],
  ['廿三', 23],
  ['卅', 30],
  ['廿', 20],
  ['俩', 2],
  ['仨', 3],
  ['二〇二六', 2026],
  ['二零二六', 2026],
  ['三点五', 3.5],
  ['壹佰贰拾', 120],
  ['3万2', 32000],
  ['7万9千2', 79200],
  ['1.2万', 12000],
  ['3万', 30000],
  ['2千3百', 2300],
  ['1,234', 1234],
  ['12,345,678', 12345678],
  ['0.5', 0.5],
  ['百分之三十', 0.3],
  ['30%', 0.3],
  ['百分之二点五', 0.025],
  ['三分之二', 2 / 3],
  ['千分之五', 0.005],
  ['3 2', 32],
  ['1 2 0', 120],
  ['1万200', 10200],
  ['5亿', 5e8],
  ['六千零五十', 6050],
  ['九十九', 99],
  ['一十二', 12],
  ['一万零五百', 10500],
  ['十二万三千四百五十六', 123456],
  ['一万一千一百一十一', 11111],
  ['一亿二千万', 120000000],
  ['1.5亿', 1.5e8],
  ['12万5千', 125000],
  ['1千2', 1200],
  ['贰佰伍拾', 250],
  ['壹万贰仟叁佰', 12300],
  ['三十二点五', 32.5],
  ['零点五', 0.5],
  ['百分之零点三', 0.003],
  ['百分之八十五点五', 0.855],
  ['四分之三', 0.75],
  ['两成', 0.2],
  ['八成五', 0.85],
  ['廿五', 25],
  ['卅六', 36],
  ['第十二', 12],
  ['百十', 100],
  ['十七八', null],
  ['余', null],
  ['万', null],
  ['多少', null],
  ['四五十', null],
  ['', null],
]

describe('a whole numeral', () => {
  test.each(WHOLE)('%s', (text, value) => {
    const read = parseNumeral(text)
    if (value === null) expect(read).toBeNull()
    else expect(read).toBeCloseTo(value, 9)
  })
})

const RANGES: [string, number, number][] = [
  ['四五十', 40, 50],
  ['三四百', 300, 400],
  ['七八', 7, 8],
  ['十五六', 15, 16],
  ['二十七八', 27, 28],
  ['两三万', 20000, 30000],
  ['三五', 3, 5],
  ['一两', 1, 2],
  ['一百二三十', 120, 130],
]

test.each(RANGES)('%s is a range', (text, low, high) => {
  expect(scanNumerals(text)).toMatchObject([{ value: low, upTo: high }])
})

const VAGUE: [string, number][] = [
  ['三十余', 30],
  ['二十多', 20],
  ['30多万', 300000],
  ['十几', 10],
  ['二十来', 20],
  ['百余', 100],
  ['2万余', 20000],
  ['一百二十多', 120],
]

test.each(VAGUE)('%s is not exact', (text, value) => {
  expect(scanNumerals(text)).toMatchObject([{ value, approx: true, start: 0, end: text.length }])
})

test.each(['数十人', '几十人', '好几百人', '几百人'])('%s: nobody said how many', (text) => {
  expect(scanNumerals(text)).toEqual([])
})

test.each([
  ['近百名村民', 100],
  ['上千人', 1000],
  ['百十来号人', 100],
])('%s is a round number', (text, value) => {
  expect(scanNumerals(text)).toMatchObject([{ value, approx: true }])
})

test.each(['三成员', '十成立'])('%s is no share', (text) => {
  expect(scanNumerals(text)[0]).toMatchObject({ kind: 'cardinal' })
})

test('第三 is an ordinal and keeps its place', () => {
  expect(scanNumerals('拿了第三名')).toMatchObject([{ kind: 'ordinal', value: 3, start: 2, end: 4 }])
})

test('来 before a verb is no vagueness', () => {
  expect(scanNumerals('20来到村部')[0]).not.toHaveProperty('approx')
})

test('numbers side by side stay apart', () => {
  expect(scanNumerals('应到28实到23').map((n) => n.value)).toEqual([28, 23])
})
