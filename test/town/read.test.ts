import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { findGroup, findPerson, readTown } from '../../src/town.ts'

const root = new URL('../..', import.meta.url)
const sample = await readFile(new URL('bots/town.sample.yaml', root), 'utf8')
const small = await readFile(new URL('test/town.yaml', root), 'utf8')
const FEEDS = 'http://127.0.0.1:8125'

test('the sample is a whole township', () => {
  const town = readTown(sample, { FEEDS })
  expect(town.name).toBe('青石镇')
  expect(town.villages.length).toBeGreaterThanOrEqual(8)
  expect(town.people.map((one) => one.name)).toContain('王芳')
  expect(town.sources[0]).toEqual({ name: '云岭新闻网', url: `${FEEDS}/news.xml`, section: '时政要闻' })
  expect(town.quietHours).toEqual({ from: '21:30', to: '07:00' })
})

test('the small cast is what the tests count on', () => {
  const town = readTown(small, { FEEDS })
  expect(findPerson(town, { id: 'wx-1', name: '马强' })?.villages).toEqual(['红柳沟村', '上滩村'])
  expect(findPerson(town, { id: 'wx-2', name: '外人' })).toBeUndefined()
  expect(findGroup(town, '党员学习群')?.purposes).toEqual(['notices'])
  expect(town.review).toEqual({ first: ['李强'], second: ['周敏'], final: ['赵主任'] })
})
