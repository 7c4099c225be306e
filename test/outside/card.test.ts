import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { DigestLine } from '../../src/digest/record.ts'
import { drawCard } from '../../src/outside/card.ts'

const line = (title: string): DigestLine => ({
  section: '时政要闻',
  title,
  source: '云岭新闻网',
  link: null,
  published: null,
  keys: [],
})
const sources = [{ name: '云岭新闻网', works: true, say: '' }]

it('the digest as a picture grows with its lines, and its words stay inside', async () => {
  const short = await drawCard('青石镇', { day: '2025-03-06', lines: [line('短题')], sources })
  const lines = [line('短题'), line(`很长的标题 & <b>“引号”${'关于推进某项工作的通知'.repeat(6)}`)]
  const long = await drawCard('青石镇', { day: '2025-03-06', lines, sources })
  const sizes = await Promise.all([short, long].map((one) => sharp(one).metadata()))
  expect(sizes.map((one) => [one.format, one.width])).toEqual([
    ['png', 750],
    ['png', 750],
  ])
  expect(sizes[1]?.height ?? 0).toBeGreaterThan((sizes[0]?.height ?? 0) + 150)
  const right = { left: 735, top: 20, width: 15, height: (sizes[1]?.height ?? 0) - 20 }
  const margin = await sharp(await sharp(long).extract(right).toBuffer()).stats()
  expect(margin.channels[0]?.min).toBe(255)
})
