import { expect, it } from 'vitest'
import type { LinkState } from '../../src/article/links.ts'
import { noon, office } from './cast.ts'

const stamp = { by: '李强', at: noon }

async function withLink(state: LinkState) {
  const asked: string[] = []
  const look = async (url: string): Promise<LinkState> => {
    asked.push(url)
    return state
  }
  const { articles } = await office({ links: { look } })
  const draft = await articles.draft({ rows: ['2025-0001'], ...stamp })
  const body = `${draft.body}\n\n[县里的报道](https://news.example.com/a/1.html)，又见 https://news.example.com/a/1.html 。`
  const edited = await articles.edit(draft.id, { seen: draft.version, change: { body }, ...stamp })
  return { articles, asked, id: edited.id }
}

it('a dead link is found before the first review and bars it; the record says what was seen', async () => {
  const { articles, asked, id } = await withLink('dead')
  await expect(articles.sign(id, { step: 'first', ...stamp })).rejects.toMatchObject({
    code: 'article/barred',
  })
  expect(asked).toEqual(['https://news.example.com/a/1.html'])
  const findings = await articles.proof(id)
  expect(findings.map(({ kind, text }) => [kind, text])).toEqual([
    ['link', 'https://news.example.com/a/1.html'],
    ['link', 'https://news.example.com/a/1.html'],
  ])
  expect(articles.get(id).record.at(-1)).toMatchObject({ what: 'checked', say: '检查链接：1 个打不开。' })
})

it.each<LinkState>(['alive', 'unknown'])('a link that is %s bars nothing', async (state) => {
  const { articles, id } = await withLink(state)
  await articles.sign(id, { step: 'first', ...stamp })
  expect(articles.get(id).state).toBe('review')
})

it('what could not be looked at is said to be so, and is looked at again on request', async () => {
  const { articles, asked, id } = await withLink('unknown')
  const { record } = await articles.checkLinks(id, stamp)
  expect(record.at(-1)?.say).toContain('1 个未能检查')
  await articles.checkLinks(id, stamp)
  expect(asked).toHaveLength(2)
})
