import { describe, expect, it } from 'vitest'
import { readTemplate } from '../../src/digest/template.ts'
import { Fault } from '../../src/fault.ts'
import { item, moment, open, TEMPLATE } from './house.ts'

const NIGHT = moment('2025-03-05 22:00')
const EIGHT = moment('2025-03-06 08:00')

describe('prompts/digest.md', () => {
  it('is sound as it is delivered', () => {
    expect(readTemplate(TEMPLATE)).toMatchObject({
      freshHours: 48,
      perSection: 5,
      longest: 1800,
      emptyDay: 'work',
    })
  })

  it('names all that is wrong at once', () => {
    const broken = TEMPLATE.replace('## 条目', '## 条')
      .replace('每栏条数：5', '每栏条数：很多')
      .replace('只发工作动态\n', '随便\n')
    let say = ''
    try {
      readTemplate(broken)
    } catch (thrown) {
      say = thrown instanceof Fault ? thrown.say : ''
    }
    expect(say).toBe(
      '简报模板 prompts/digest.md：缺少“## 条目”一节；“每栏条数”要写 1 到 20 之间的整数；“空白日”要写“只发工作动态”或“不发”。',
    )
  })

  it('rules what is said: words, number of lines, empty day', async () => {
    const template = TEMPLATE.replace('每栏条数：5', '每栏条数：1')
      .replace('空白日：只发工作动态', '空白日：不发')
      .replace('【{镇名}每日简报】', '各位同志早上好！{镇名}简报')
    const answers = {
      云岭新闻网: [
        item('两条消息里较早的一条', moment('2025-03-06 06:00')),
        item('两条消息里较晚的一条', moment('2025-03-06 07:00')),
      ],
    }
    const house = await open(NIGHT, { answers, template })
    await house.to(EIGHT)
    expect(house.said[0]?.text).toMatch(/^各位同志早上好！青石镇简报\n/)
    expect(house.digests.get('2025-03-06')?.lines.map((one) => one.title)).toEqual(['两条消息里较晚的一条'])
    answers.云岭新闻网 = []
    await house.report(moment('2025-03-06 15:00'), {
      village: '上滩村',
      topic: '主题党日',
      date: '2025-03-06',
    })
    await house.to(moment('2025-03-07 08:00'))
    expect(house.digests.get('2025-03-07')).toMatchObject({ state: 'empty', lines: [], text: '' })
  })

  it('gives a draft for the public account in which no title turns into markup', async () => {
    const answers = {
      云岭新闻网: [
        item('要闻 [一] *加星* <b>', moment('2025-03-06 06:00'), { link: 'https://e.invalid/a b' }),
      ],
    }
    const house = await open(NIGHT, { answers })
    await house.to(EIGHT)
    expect(house.digests.draft('2025-03-06')).toMatchObject({
      title: '青石镇每日简报（3月6日）',
      body: [
        '2025年3月6日 星期四',
        '## 时政要闻',
        '1. 要闻 \\[一\\] \\*加星\\* \\<b>〔云岭新闻网〕',
        '以上标题来自：云岭新闻网。\n',
      ].join('\n\n'),
      rows: [],
      ai: false,
    })
    expect(() => house.digests.draft('2025-03-07')).toThrow('digest/none')
  })
})
