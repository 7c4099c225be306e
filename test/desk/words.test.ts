import { describe, expect, test } from 'vitest'
import { pageOf } from '../../src/desk/pager.tsx'
import { spokenNames } from '../../src/desk/wording.ts'
import { openFixture } from './fixture.ts'
import { signedIn } from './visitor.ts'

describe('what a village person reads', () => {
  test('is what they can do, not what the office keeps to', async () => {
    const village = await (await signedIn(await openFixture(), '马强')).read('/')
    expect(village).toContain('已经开展的，在群里报一句就行')
    expect(village).not.toContain('不排名')
    const office = await (await signedIn(await openFixture(), '李强')).read('/')
    expect(office).toContain('不排名，不在群里点名')
  })

  test('of an empty day says that only their village is listed', async () => {
    const html = await (await signedIn(await openFixture(), '马强')).read('/messages?day=2024-01-01')
    expect(html).toContain('这一天没有本村的群消息')
    expect(html).not.toContain('0 条')
  })
})

test('every notice to come says to whom', async () => {
  const html = await (await signedIn(await openFixture(), '李强')).read('/')
  expect(html).toContain('发给')
  expect(html).not.toMatch(/发给 ?</)
})

test('a record of a register is named, not numbered', async () => {
  const html = await (await signedIn(await openFixture(), '李强')).read('/register/members/members-0001')
  expect(html.replace(/(?:href|action)="[^"]*"/g, '')).not.toContain('members-0001')
})

describe('a long list', () => {
  const all = Array.from({ length: 65 }, (_, n) => n)

  test('comes a page at a time, and a page that is not there is the nearest one', () => {
    expect(pageOf(all, undefined, 30)).toMatchObject({ page: 1, pages: 3, shown: all.slice(0, 30) })
    expect(pageOf(all, '3', 30).shown).toEqual(all.slice(60))
    expect(pageOf(all, '99', 30).page).toBe(3)
    expect(pageOf(all, '-1', 30).page).toBe(1)
    expect(pageOf(all, '1.5', 30).page).toBe(1)
    expect(pageOf([], 'x', 30)).toEqual({ shown: [], page: 1, pages: 1 })
  })

  test('of names says how many there are', () => {
    expect(spokenNames(['张湾村', '上滩村'], 2)).toBe('张湾村、上滩村')
    expect(spokenNames(['张湾村', '上滩村', '下滩村'], 2)).toBe('张湾村、上滩村等3个')
  })
})
