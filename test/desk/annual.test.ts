import { expect, test } from 'vitest'
import { openAnnual } from '../../src/annual/annual.ts'
import type { Closing } from '../../src/annual/closing.ts'
import type { Prose } from '../../src/annual/prose.ts'
import { readPrompt } from '../../src/outside/prompts.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { openFixture } from './fixture.ts'
import { signedIn } from './visitor.ts'

test('a row tells which figures it is counted in, and one that is out of all says why', async () => {
  const fixture = await openFixture()
  const visitor = await signedIn(fixture, '李强')
  expect(await visitor.read('/ledger/2025-0001')).toContain('href="/annual/row/2025-0001"')
  const html = await visitor.read('/annual/row/2025-0001')
  expect(html).toContain(`/annual/figure/${encodeURIComponent('志愿服务')}?period=2025`)
  await visitor.post('/ledger/2025-0001/withdraw', { seen: '2', note: '重复' })
  expect(await visitor.read('/annual/row/2025-0001')).toContain('没有计入任何数据')
})

test('the figures come as a workbook, named after the period', async () => {
  const visitor = await signedIn(await openFixture(), '李强')
  const answer = await visitor.get('/annual/figures.xlsx?period=2025-02')
  expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain('2025年2月数据.xlsx')
  expect([...new Uint8Array(await answer.arrayBuffer()).slice(0, 2)]).toEqual([0x50, 0x4b])
})

test('the periods of a past year can be chosen, its paper has its own name', async () => {
  const visitor = await signedIn(await openFixture(), '李强')
  const html = await visitor.read('/annual?period=2024-Q4')
  expect(html).toContain('<option value="2024-12">2024年12月</option>')
  expect(html).toContain('看季报')
})

test('without a model nobody is offered a sentence; with one it is proposed, and taken by a person', async () => {
  const bare = await openFixture()
  expect(await (await signedIn(bare, '李强')).read('/annual/report?period=2025')).not.toContain(
    '请模型写一句',
  )

  let sentence = '围绕主题教育、日常理论学习，做好以下各方面工作。'
  const prose = {
    ...{ proses: memoryShelf<Prose>(), system: readPrompt('annual/prose.md'), town: bare.town },
    model: { name: 'canned', complete: async () => ({ sentence }) },
  }
  const annual = openAnnual({
    ...{ town: bare.town, ledger: bare.ledger, registers: { records: () => [], history: () => [] }, prose },
    ...{ closings: memoryShelf<Closing>(), basis: readPrompt('annual/figures.yaml') },
    template: readPrompt('annual/report.md'),
  })
  const fixture = await openFixture({ annual })
  const visitor = await signedIn(fixture, '李强')
  const page = '/annual/report?period=2025'
  expect(await visitor.read(page)).toContain('请模型写一句')
  const chapter = { period: '2025', chapter: '一、思想建设' }
  await visitor.post('/annual/prose/ask', chapter)
  const proposed = await visitor.read(page)
  expect(proposed).toContain('AI 拟稿，待定')
  expect(proposed).not.toContain('（AI辅助生成）')
  await visitor.post('/annual/prose/decide', { ...chapter, take: 'yes' })
  expect(await visitor.read(page)).toContain(`${sentence}（AI辅助生成）`)

  sentence = '主题教育荣获全县第一名。'
  await visitor.post('/annual/prose/ask', { ...chapter, chapter: '二、组织建设' })
  const refused = await visitor.read(page)
  expect(refused).toContain('没有采用')
  expect(await annual.prose?.list('2025')).toHaveLength(1)

  const leader = await signedIn(fixture, '孙书记')
  expect((await leader.post('/annual/prose/decide', { ...chapter, take: 'no' })).status).toBe(403)
  expect(await leader.read(page)).not.toContain('请模型写一句')
})
