import { expect, test } from 'vitest'
import { type Case, learnedPlaces, scoreCases } from '../../src/reading/cases.ts'
import { read } from '../../src/reading/read.ts'

const places = [
  { name: '红柳沟村', aliases: ['红柳沟'] },
  { name: '上滩村', aliases: [] },
]
const one = (id: string, text: string, right: Case['right']): Case => ({
  id,
  text,
  right,
  sentAt: '2026-06-10T16:20',
  by: '王芳',
  at: '2026-06-10T16:30:00.000+08:00',
})

test('a spelling that was corrected once is known the next time', () => {
  const learned = learnedPlaces(places, [one('a', '柳沟子村6月5日主题党日32人', { village: '红柳沟村' })])
  expect(read('柳沟子村今天植树20人', { places: learned }).village?.value).toBe('红柳沟村')
  expect(read('柳沟子村今天植树20人', { places }).village).toBeUndefined()
})

test('another village’s name is never learned', () => {
  const learned = learnedPlaces(places, [one('a', '上滩村6月5日主题党日32人', { village: '红柳沟村' })])
  expect(learned[0]?.aliases).toEqual(['红柳沟'])
})

test('the score counts right, wrong and invented', () => {
  const { fields, differences } = scoreCases(
    [
      one('a', '上滩村6月5日主题党日32人', { date: '2026-06-05', participants: 32 }),
      one('b', '上滩村6月6日植树20人', { participants: 25 }),
      one('c', '上滩村6月7日学习30人', { participants: null }),
    ],
    places,
  )
  expect(fields).toEqual([
    { name: '日期', right: 1, of: 1, invented: 0 },
    { name: '人数', right: 1, of: 2, invented: 1 },
  ])
  expect(differences).toHaveLength(2)
})
