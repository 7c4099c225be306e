import { describe, expect, it } from 'vitest'
import { plainLink, plainTitle } from '../../src/digest/item.ts'
import { item, moment, open } from './house.ts'

const FRESH = moment('2025-03-06 06:30')
const NIGHT = moment('2025-03-05 22:00')
const EIGHT = moment('2025-03-06 08:00')

describe('the same item under another name', () => {
  it.each([
    ['https://www.e.invalid/a.html?id=1&utm_source=x&from=timeline', 'http://m.e.invalid/a.html?id=1'],
    ['http://e.invalid/a/?b=2&a=1#top', 'https://e.invalid/a?a=1&b=2&isappinstalled=0'],
    ['http://e.invalid/a/index.html', 'http://e.invalid/a/'],
  ])('%s is %s', (one, other) => expect(plainLink(one)).toBe(plainLink(other)))

  it('other pages stay other pages', () => {
    expect(plainLink('http://e.invalid/a?id=1')).not.toBe(plainLink('http://e.invalid/a?id=2'))
    expect(plainLink('http://a.invalid/1')).not.toBe(plainLink('http://b.invalid/1'))
  })

  it.each([
    ['全市乡村振兴工作推进会召开_云岭新闻网', '全市乡村振兴工作推进会召开'],
    ['云岭日报：全市乡村振兴工作推进会召开', '全市乡村振兴工作推进会召开'],
    ['全市“乡村振兴”工作推进会召开（图）', '全市乡村振兴工作推进会召开'],
    ['全市 乡村振兴 工作推进会召开 - 人民之声客户端', '全市乡村振兴工作推进会召开'],
  ])('%s reads as %s', (one, other) => expect(plainTitle(one)).toBe(plainTitle(other)))

  it('a dash within a title is no site’s name', () => {
    expect(plainTitle('学习进行时——从小切口看大变化')).not.toBe(plainTitle('学习进行时'))
  })
})

describe('one story in several sources', () => {
  it('is one line, in the words of the first on the town’s list', async () => {
    const answers = {
      云岭新闻网: [item('全市乡村振兴工作推进会召开', FRESH, { link: 'https://a.invalid/1' })],
      停用的信源: [
        item('全市乡村振兴工作推进会召开_某某日报', FRESH, { link: 'https://b.invalid/1' }),
        item('另有别的标题但链接相同', FRESH, { link: 'http://m.a.invalid/1?from=share', id: 'z' }),
      ],
    }
    const house = await open(NIGHT, { answers })
    await house.to(EIGHT)
    const lines = house.digests.get('2025-03-06')?.lines.map((one) => [one.title, one.source])
    expect(lines).toEqual([['全市乡村振兴工作推进会召开', '云岭新闻网']])
  })

  it('short titles that come every day are not taken for the same', async () => {
    const answers = { 云岭新闻网: [item('今日要闻', FRESH, { link: 'https://a.invalid/0306' })] }
    const house = await open(NIGHT, { answers })
    await house.to(EIGHT)
    answers.云岭新闻网 = [item('今日要闻', moment('2025-03-07 06:30'), { link: 'https://a.invalid/0307' })]
    await house.to(moment('2025-03-07 08:00'))
    expect(house.digests.get('2025-03-07')?.lines).toHaveLength(1)
  })

  it('keeps the title as published, character for character', async () => {
    const title = '《“十五五”规划》——１００％  落实　【图解】 & <干>'
    const house = await open(NIGHT, { answers: { 云岭新闻网: [item(title, FRESH)] } })
    await house.to(EIGHT)
    expect(house.said[0]?.text).toContain(`1. ${title}〔云岭新闻网〕\n`)
  })
})

describe('an item without a date', () => {
  it('is news when it appeared under our eyes, not at the first reading', async () => {
    const answers = { 云岭新闻网: [item('没有日期的第一条消息', null)] }
    const house = await open(NIGHT, { answers })
    await house.to(EIGHT)
    expect(house.said).toEqual([])
    answers.云岭新闻网 = [item('没有日期的第二条消息', null), ...answers.云岭新闻网]
    await house.to(moment('2025-03-07 08:00'))
    expect(house.digests.get('2025-03-07')?.lines.map((one) => one.title)).toEqual(['没有日期的第二条消息'])
  })
})

it('comes to an end with a title that is made to be long', () => {
  for (const sign of ['-', ' ', '（', 'a']) expect(() => plainTitle(sign.repeat(1_000_000))).not.toThrow()
})
