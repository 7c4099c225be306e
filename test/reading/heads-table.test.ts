import { expect, test } from 'vitest'
import { explain } from '../../src/reading/explain.ts'
import { lineOf } from '../../src/reading/line.ts'
import { read } from '../../src/reading/read.ts'
import { tableOf } from './table.ts'

const sentAt = '2026-06-10T16:20'
const figure = (said: string) => (said === '-' ? null : Number(said))

/** Who came, how often it was held and what else was counted: one line a way of saying it, all made up. */
test.each(tableOf('heads-table.tsv'))('%s', (text = '', heads = '', sessions = '', things = '') => {
  const line = lineOf('x', read(text, { sentAt }))
  expect(line.participants, 'who came').toBe(figure(heads))
  expect(line.sessions, 'how often').toBe(figure(sessions))
  const left = line.quantities.map((q) => q.value)
  for (const thing of things.split(' ').filter((t) => t !== '')) {
    const at = left.indexOf(Number.parseFloat(thing))
    if (!thing.endsWith('?')) expect(at, `counted: ${thing}`).toBeGreaterThanOrEqual(0)
    if (at >= 0) left.splice(at, 1)
  }
  expect(
    left.filter((n) => n !== figure(heads) && n !== figure(sessions)),
    'nothing else',
  ).toEqual([])
})

test.each<[string, string]>([
  ['柳河村6月8日党员大会 应到56人 实到49人', '应到或没到的数'],
  ['柳河村6月8日慰问 慰问老人12名 去了5个人', '“慰问”是对象，不是参加的人'],
  ['柳河村6月8日健康讲座 可坐100人的会议室来了73人', '容量，不是到场的'],
  ['柳河村6月8日表彰会 表彰好儿女8名 到场250人', '“表彰”是评出、办成的数，不是参加的人'],
  ['柳河村6月8日义诊 来了30人。去年义诊看了80人。', '别的年份或别的一次的数'],
  ['柳河村6月8日党课 到会党员40人，其中女党员12人', '其中的一部分'],
  ['柳河村6月8日座谈会 乡贤8人，镇领导2人，村两委7人，共17人', '总数里的一部分'],
  ['柳河村6月8日栽树 栽了100棵 哦不对 是110棵 来了12人', '说错后改了，取后面的'],
])('%s: it is said why the other number is not who came', (text, why) => {
  const { fields, refused } = explain(text, read(text, { sentAt }))
  expect([...fields.map((f) => f.by), ...refused].join('\n')).toContain(why)
})

test('two times of one day are person-times, and it is said why', () => {
  const reading = read('柳河村6月8日宣讲 上午32人 下午28人', { sentAt })
  expect(reading.participants).toBeUndefined()
  expect(reading.personTimes).toMatchObject({ value: 60, by: expect.stringContaining('可能来几次') })
})
