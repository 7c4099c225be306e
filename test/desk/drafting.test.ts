import { expect, test } from 'vitest'
import type { Drafting, Draftings } from '../../src/article/drafting.ts'
import { openFixture } from './fixture.ts'
import { signedIn } from './visitor.ts'

/** A run that stands where the test puts it. */
function standing(run: Partial<Drafting>): Draftings & { stopped: string[] } {
  const stopped: string[] = []
  return {
    stopped,
    begin: () => '1',
    look: (id) => ({ id, by: '李强', step: 'asking', seconds: 12, stopping: stopped.length > 0, ...run }),
    stop: (id) => void stopped.push(id),
  }
}

test('a draft by the model shows its step and its time, looks again by itself and can be stopped', async () => {
  const draftings = standing({})
  const visitor = await signedIn(await openFixture({ draftings }), '李强')
  const begun = await visitor.post('/articles/draft', { rows: '2025-0001', kind: '' })
  expect(begun.headers.get('location')).toBe('/articles/drafting/1')
  const page = await visitor.get('/articles/drafting/1')
  expect(page.headers.get('refresh')).toBe('2')
  const html = await page.text()
  expect(html).toContain('第 2 步，共 4 步 · 已用 12 秒')
  expect(html).toContain('等模型写稿：正在进行…')
  await visitor.post('/articles/drafting/1/stop')
  expect(draftings.stopped).toEqual(['1'])
  expect(await visitor.read('/articles/drafting/1')).toContain('正在停下…')
})

test('what is written opens; what failed says why and stands still', async () => {
  const done = await signedIn(await openFixture({ draftings: standing({ article: '2025-03/0001' }) }), '李强')
  expect((await done.get('/articles/drafting/1')).headers.get('location')).toBe('/articles/2025-03/0001')
  const failed = await signedIn(await openFixture({ draftings: standing({ failed: '台账没有了' }) }), '李强')
  const page = await failed.get('/articles/drafting/1')
  expect(page.headers.get('refresh')).toBeNull()
  expect(await page.text()).toContain('台账没有了')
})
