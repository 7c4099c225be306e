import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openDraftings } from '../../src/article/drafting.ts'
import type { Model } from '../../src/reading/model.ts'
import { noon, office } from './cast.ts'

const sentence = {
  text: '3月5日，张湾村党支部在村文化广场开展学雷锋志愿服务，12人参加。',
  rows: ['2025-0001'],
}
const answer = { title: sentence, digest: sentence, paragraphs: [{ heading: null, sentences: [sentence] }] }
const what = { rows: ['2025-0001'], by: '李强', at: noon }

/** A model that answers when it is let go, and does not heed a signal. */
async function desk() {
  let resolve: (said: unknown) => void = () => undefined
  const promise = new Promise<unknown>((done) => {
    resolve = done
  })
  const model: Model = {
    name: '慢模型',
    complete: async ({ spent }) => {
      const said = await promise
      spent?.({ tokens: 1234, cost: 0.0123 })
      return said
    },
  }
  const { articles } = await office({ model })
  let now = Date.parse(noon)
  const clock = { now: () => new Date(now + 8 * 3600_000).toISOString().replace('Z', '+08:00') }
  const pass = (seconds: number) => {
    now += seconds * 1000
  }
  return { articles, draftings: openDraftings(articles, clock), answer: resolve, pass }
}

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !done(); tries += 1) await wait(5)
  expect(done()).toBe(true)
}

it('says which step it is at and how long it has taken; the article keeps tokens and cost', async () => {
  const { articles, draftings, answer: letGo, pass } = await desk()
  const id = draftings.begin(what)
  await until(() => draftings.look(id).step === 'asking')
  pass(7)
  expect(draftings.look(id)).toMatchObject({ step: 'asking', seconds: 7, stopping: false, by: '李强' })
  letGo(answer)
  await until(() => draftings.look(id).article !== undefined)
  pass(60)
  expect(draftings.look(id).seconds).toBe(7)
  const article = articles.get(draftings.look(id).article ?? '')
  expect(article).toMatchObject({ ai: true, tokens: 1234, cost: 0.0123 })
  expect(article.record[0]?.say).toContain('用了 1234 个词元，约 0.0123 元')
})

it('stops at a word: the template’s draft stands though the model never answers', async () => {
  const { articles, draftings } = await desk()
  const id = draftings.begin(what)
  await until(() => draftings.look(id).step === 'asking')
  draftings.stop(id)
  await until(() => draftings.look(id).article !== undefined)
  const [article] = articles.list()
  expect(article?.ai).toBe(false)
  expect(article?.record[0]?.say).toContain('已按要求停下')
})

it('says why nothing came of it', async () => {
  const { draftings } = await desk()
  const id = draftings.begin({ ...what, rows: [] })
  await until(() => draftings.look(id).failed !== undefined)
  expect(draftings.look(id).failed).toContain('先选至少一条')
  expect(() => draftings.look('99')).toThrowError('找不到')
})
