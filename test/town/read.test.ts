import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/fault.ts'
import { findGroup, findPerson, readTown } from '../../src/town.ts'

const root = new URL('../..', import.meta.url)
const sample = await readFile(new URL('bots/town.sample.yaml', root), 'utf8')
const small = await readFile(new URL('test/town.yaml', root), 'utf8')
const FEEDS = 'http://127.0.0.1:8125'

/** The sample with some words replaced; each must stand there. */
function changed(...changes: [from: string, to: string][]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the sample does not say ${from}`)
    return text.replace(from, to)
  }, sample)
}

/** A place to be filled in, as the file writes it. */
const blank = (name: string) => `\${${name}}`

/** The line of the sample in which these words stand first. */
const lineOf = (words: string, text = sample) => text.slice(0, text.indexOf(words)).split('\n').length

function faultsOf(yaml: string, values: Record<string, string> = { FEEDS }): string[] {
  try {
    readTown(yaml, values)
    return []
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'town/faulty') throw thrown
    return thrown.say.split('\n').slice(1)
  }
}

describe('the files that come with the product', () => {
  test('a session without groups is told wherever notices are, as the file says', () => {
    const without = changed(['地点: 镇党员活动室\n    群: [党员学习群]', '地点: 镇党员活动室'])
    const sessions = readTown(without, { FEEDS }).study.map(({ groups }) => groups)
    expect(sessions).toEqual([['宣传工作群', '党员学习群'], ['党员学习群'], ['党员学习群']])
  })

  test('/rss.xml is open where the file says so, and only there', () => {
    expect(readTown(sample, { FEEDS }).publicFeed).toBe(true)
    expect(readTown(sample.replace('公开订阅: 是', '公开订阅: 否'), { FEEDS }).publicFeed).toBe(false)
    expect(readTown(sample.replace('推文:\n  公开订阅: 是\n', ''), { FEEDS }).publicFeed).toBe(false)
  })

  test('the sample is a whole township', () => {
    const town = readTown(sample, { FEEDS })
    expect(town).toMatchObject({ name: '青石镇', bot: '小助手', approveDigest: false })
    expect(town.villages.length).toBe(10)
    expect(town.villages[1]).toEqual({
      name: '红柳沟村',
      aliases: ['红柳沟', '红柳村'],
      branches: ['红柳沟村第一党支部', '红柳沟村第二党支部'],
    })
    expect(town.groups.map((one) => one.purposes)).toEqual([
      ['reports', 'notices'],
      ['reports'],
      ['notices'],
      ['office'],
    ])
    const roles = new Set(town.people.flatMap((one) => one.roles))
    expect([...roles].sort()).toEqual([
      'admin',
      'editor',
      'final',
      'leader',
      'liaison',
      'second',
      'secretary',
    ])
    expect(town.sources[0]).toEqual({ name: '云岭新闻网', url: `${FEEDS}/news.xml`, section: '时政要闻' })
    expect(new Set(town.sources.map((one) => one.section)).size).toBe(3)
    expect(town.timetable).toContainEqual({
      kind: 'digest',
      at: '每个工作日 8:00',
      groups: ['宣传工作群', '党员学习群'],
    })
    expect(town.study[0]).toMatchObject({
      day: '2026-11-27',
      time: '15:00',
      remindBefore: 60,
      category: 'study',
    })
    expect(town.quietHours).toEqual({ from: '21:30', to: '07:00' })
    expect(town.intake).toEqual({
      ...{ quietMinutes: 3, questionHours: 24, receipts: 'each', chasing: false },
      required: ['date', 'category', 'participants', 'village'],
    })
  })

  test('the sample gives nobody a password that a copy would keep', () => {
    expect(readTown(sample, { FEEDS }).people.filter((one) => one.password !== undefined)).toEqual([])
  })

  test('the small cast is what the tests count on', () => {
    const town = readTown(small, { FEEDS })
    expect(findPerson(town, { id: 'wx-1', name: '马强' })?.villages).toEqual(['红柳沟村', '上滩村'])
    expect(findPerson(town, { id: 'wx-2', name: '外人' })).toBeUndefined()
    expect(findGroup(town, '党员学习群')?.purposes).toEqual(['notices'])
    expect(town.review).toEqual({ first: ['李强'], second: ['周敏'], final: ['赵主任'] })
  })
})

test('a file with many faults tells of each with its line, in one go', () => {
  const yaml = changed(
    ['别名: [下滩]', '别名: [上滩]'],
    ['名称: 枣林村', '名称: 红柳沟村'],
    ['村: [张湾村]', '村: [张湾]'],
    ['别名: [红柳沟马强]', '别名: 张湾王芳、小马'],
    ['角色: [联络员]', '角色: [联系员]'],
    ['姓名: 陈静', '姓名: 王芳'],
    ['时间: 每个工作日 8:00', '时间: 早上八点'],
    ['群: [宣传工作群, 党员学习群]', '群: [宣传工做群]'],
    [`网址: ${blank('FEEDS')}/theory.xml`, '网址: www.example.com'],
    ['复审: [周敏]', '复审: [李强]'],
    ['终审: [赵主任]', '终审: [孙主任]'],
    ['静默分钟: 3', '静默分种: 3'],
    ['提前分钟: 60', '提前分钟: 一小时'],
    ['日期: 2026-11-27', '日期: 2026-11-31'],
    ['到: 7:00', '到: 25:00'],
    ['先审后发: 否', '先审后发: 不用'],
    ['用途: [办公]', '用途: []'],
    ['发言上限:', '发言限制:'],
  )
  const at = (words: string) => `第 ${lineOf(words, yaml)} 行：`
  const expected = [
    `${at('镇: 青石镇')}缺少“发言上限”。`,
    `${at('别名: [上滩]\n  - 名称: 马家塬村')}“下滩村”的别名“上滩”与第 ${lineOf('名称: 上滩村')} 行“上滩村”相同，分不清指谁。`,
    `${at('名称: 红柳沟村\n    别名: [枣林]')}村名“红柳沟村”重复（第 ${lineOf('名称: 红柳沟村')} 行已有）。`,
    `${at('用途: []')}群“办公室工作群”没有写用途。`,
    `${at('角色: [联系员]')}“角色”写的是“联系员”，只能填：联络员、村支书、初审、复审、终审、书记、管理员。`,
    `${at('村: [张湾]')}王芳的村“张湾”不在本文件的名单里，是不是“张湾村”？`,
    `${at('别名: 张湾王芳、小马')}“马强”的别名“张湾王芳”与第 ${lineOf('姓名: 王芳')} 行“王芳”相同，分不清指谁。`,
    `${at('姓名: 王芳\n    别名: [下滩陈静]')}姓名“王芳”重复（第 ${lineOf('姓名: 王芳')} 行已有）。`,
    `${at('村: [枣林村]')}孙建国的村“枣林村”不在本文件的名单里，请先在名单里加上。`,
    `${at('复审: [李强]')}李强同时列在初审和复审，三审要由不同的人来做。`,
    `${at('终审: [孙主任]')}人员“孙主任”不在本文件的名单里，是不是“赵主任”？`,
    `${at('时间: 早上八点')}时间“早上八点”看不懂，可以写“每个工作日 8:00”“每天 8:00”“每周一 8:30”“每月5日 9:00”。`,
    `${at('群: [宣传工做群]')}群“宣传工做群”不在本文件的名单里，是不是“宣传工作群”？`,
    `${at('先审后发: 不用')}“先审后发”写的是“不用”，只能填：是、否。`,
    `${at('网址: www.example.com')}“网址”应当是 http:// 或 https:// 开头的网址。`,
    `${at('日期: 2026-11-31')}“日期”应当写成“2025-03-05”这样的日期，并且真有这一天。`,
    `${at('提前分钟: 一小时')}“提前分钟”应当是一个整数，例如 3。`,
    `${at('收报:\n  静默')}缺少“静默分钟”。`,
    `${at('静默分种')}不认识“静默分种”这一项，请核对写法或删去。`,
    `${at('到: 25:00')}“到”应当写成“8:00”这样的钟点。`,
    `${at('发言限制:')}不认识“发言限制”这一项，请核对写法或删去。`,
  ]
  expect(faultsOf(yaml)).toEqual(expected)
})

test.each<[string, string, string[]]>([
  ['an empty file', '', ['第 1 行：本镇文件是空的，请照 bots/town.sample.yaml 填写。']],
  ['only comments', '# 没有内容\n', ['第 1 行：本镇文件是空的，请照 bots/town.sample.yaml 填写。']],
  [
    'a list',
    '- 青石镇\n',
    ['第 1 行：格式不对，应当是“名称: 内容”一行一行写，请照 bots/town.sample.yaml 填写。'],
  ],
  [
    'a tab',
    changed(['  - 名称: 红柳沟村', '\t- 名称: 红柳沟村']),
    ['第 21 行：行首用了制表符（Tab），请改成空格。'],
  ],
  [
    'a full-width colon',
    changed(['机器人: 小助手', '机器人：小助手']),
    ['第 14 行：“机器人”后面用了全角冒号，请改成半角“:”，后面空一格。'],
  ],
  [
    'no space after the colon',
    changed(['名称: 张湾村', '名称:张湾村']),
    ['第 19 行：“名称”的冒号后面要空一格。'],
  ],
  ['a bracket left open', changed(['[上滩]', '[上滩']), ['第 25 行：方括号 [ ] 没有成对。']],
  [
    'a quote left open, which shows at the end only',
    changed(['镇: 青石镇', '镇: "青石镇']),
    ['第 11 行：引号没有成对。'],
  ],
  [
    'a key twice',
    changed(['镇: 青石镇', '镇: 青石镇\n镇: 白石镇']),
    ['第 12 行：同一项写了两次，请合并成一项。'],
  ],
  [
    'a text that YAML takes for a reference',
    changed(['镇: 青石镇', '镇: *青石镇']),
    ['第 11 行：内容以“*”开头时请加引号。'],
  ],
  [
    'a list that is none',
    `${small}\n放假安排: 没有\n`,
    [expect.stringContaining('“放假安排”下面应当是一个列表')],
  ],
  [
    'a password that is too short',
    small.replace('ceshi-liqiang', '1234'),
    [expect.stringContaining('至少要 8 位')],
  ],
  [
    'a liaison of no village',
    small.replace('    村: [张湾村]\n', ''),
    [expect.stringContaining('王芳是联络员，请写明负责的“村”。')],
  ],
  [
    'a reviewer without the role',
    small.replace('[复审]', '[初审]'),
    [expect.stringContaining('周敏的角色里没有“复审”')],
  ],
])('%s', (_, yaml, faults) => {
  expect(faultsOf(yaml)).toEqual(faults)
})

test('what stands for a blank is filled in; a name nobody gave is a fault, once a line, but not in a comment', () => {
  expect(faultsOf(sample, {}).length).toBe(3)
  expect(faultsOf(sample, {})[0]).toContain(`没有给出“${blank('FEEDS')}”的值`)
  const yaml = changed(['日期: 2026-11-27', `日期: ${blank('今天')}`])
  expect(readTown(yaml, { FEEDS, 今天: '2026-11-24' }).study[0]?.day).toBe('2026-11-24')
})

test('a clerk may write in the usual ways', () => {
  const yaml = changed(
    ['别名: [张湾, 张家湾村, 张家湾]', '别名: 张湾、张家湾，张家湾村'],
    ['日期: 2026-11-27', '日期: 2026年11月7日'],
    ['从: 21:30', '从: 21：30'],
    ['静默分钟: 3', '静默分钟: ５'],
  )
  const town = readTown(yaml, { FEEDS })
  expect(town.villages[0]?.aliases).toEqual(['张湾', '张家湾', '张家湾村'])
  expect(town.study[0]?.day).toBe('2026-11-07')
  expect(town.quietHours.from).toBe('21:30')
  expect(town.intake.quietMinutes).toBe(5)
})

test('the pause between two lines may be set, or left to the channel', () => {
  expect(readTown(sample, { FEEDS }).pace).toEqual({ least: 3, spread: 5 })
  const without = sample.replace(/发言间隔:\n.*\n.*\n/, '')
  expect(readTown(without, { FEEDS }).pace).toBeUndefined()
  expect(faultsOf(sample.replace('最少秒: 3', '最少秒: 三秒'))[0]).toContain('应当是一个整数')
})

test('the caller may know better which time phrases can be read', () => {
  const picky = (phrase: string) => (phrase.includes('工作日') ? '不懂工作日。' : null)
  expect(() => readTown(sample, { FEEDS }, picky)).toThrow(
    `第 ${lineOf('时间: 每个工作日')} 行：不懂工作日。`,
  )
})

test('whatever is typed into the file, the answer is a town or sentences with lines', () => {
  const slip = fc.record({
    at: fc.nat(sample.length),
    cut: fc.nat(30),
    put: fc.oneof(
      fc.constantFrom('\t', ':', '- ', '[', '"', '*', '&a ', '\n', '{', '!!x ', '|\n', '? '),
      fc.string(),
    ),
  })
  fc.assert(
    fc.property(fc.array(slip, { minLength: 1, maxLength: 3 }), (slips) => {
      const yaml = slips.reduce(
        (text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut),
        sample,
      )
      for (const line of faultsOf(yaml)) expect(line).toMatch(/^第 \d+ 行：.*\p{Script=Han}/u)
    }),
    { numRuns: 150 },
  )
})
