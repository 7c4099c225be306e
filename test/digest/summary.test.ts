import { describe, expect, it } from 'vitest'
import { sumUp } from '../../src/digest/summary.ts'
import { Fault } from '../../src/fault.ts'
import { item, moment, open, town } from './house.ts'

const TEXT =
  '基层治理要从群众身边的小事做起。有人认为制度越多越好，这种看法并不全面。联系电话13800001234可以咨询。关键在于把事办到群众心坎上。'
const NIGHT = moment('2025-03-06 00:00')
const EIGHT = moment('2025-03-06 08:00')
const fresh = moment('2025-03-06 06:00')
const answers = {
  云岭新闻网: [item('时政要闻的原题不要动它', fresh, { summary: TEXT })],
  云岭理论: [item('学习札记：从小事做起', fresh, { summary: TEXT }), item('只有标题的一篇文章', fresh)],
}

/** Answers with these sentences for every item it was asked about. */
function model(sentences: string[] | Fault | unknown) {
  const asked: string[] = []
  return {
    asked,
    name: '演示模型',
    async complete({ user }: { user: string }) {
      asked.push(user)
      if (sentences instanceof Fault) throw sentences
      if (!Array.isArray(sentences)) return sentences
      const items: { number: number }[] = JSON.parse(user)
      return { items: items.map(({ number }) => ({ number, sentences })) }
    },
  }
}

async function lineWith(sentences: unknown, digestSummaries = true) {
  const asked = model(sentences)
  const house = await open(NIGHT, { answers, town: town({ digestSummaries }), model: asked })
  await house.to(EIGHT)
  const digest = house.digests.get('2025-03-06')
  return {
    digest,
    asked: asked.asked,
    text: house.said[0]?.text ?? '',
    said: digest?.lines.map((one) => one.summary),
  }
}

describe('summaries by a model', () => {
  it('are never made unless the town file says so', async () => {
    const { asked, text } = await lineWith(['基层治理要从群众身边的小事做起。'], false)
    expect(asked).toEqual([])
    expect(text).not.toContain('AI')
  })

  it('quote the text of 理论热点, are marked, and leave 时政要闻 alone', async () => {
    const { asked, text, said } = await lineWith([
      '基层治理要从群众身边的小事做起。',
      '关键在于把事办到群众心坎上。',
    ])
    expect(text).toContain('\n（AI摘要）基层治理要从群众身边的小事做起。关键在于把事办到群众心坎上。')
    expect(text.match(/AI摘要/g)).toHaveLength(1)
    expect(said).toHaveLength(3)
    expect(asked[0]).not.toContain('时政要闻')
    expect(asked[0]).not.toContain('只有标题')
  })

  it('leave the house masked', async () => {
    const { asked, text } = await lineWith(['联系电话〔手机1〕可以咨询。'])
    expect(asked[0]).not.toContain('13800001234')
    expect(asked[0]).toContain('〔手机1〕')
    expect(text).toContain('（AI摘要）联系电话13800001234可以咨询。')
  })

  it.each([
    ['words of its own', ['基层治理要靠大家一起努力。']],
    ['a figure changed', ['联系电话13800009999可以咨询。']],
    ['half a sentence that says the opposite', ['制度越多越好，']],
    ['a half that was given an end', ['有人认为制度越多越好。']],
    ['the sentences turned round', ['关键在于把事办到群众心坎上。', '基层治理要从群众身边的小事做起。']],
    ['one true sentence and a lie', ['基层治理要从群众身边的小事做起。', '县里已经发文。']],
    ['nothing', []],
    ['an empty sentence', ['']],
    ['too much', Array.from({ length: 5 }, () => '基层治理要从群众身边的小事做起。')],
    ['something else', { summary: '好' }],
    ['null', null],
  ])('cost nothing when the model answers with %s', async (_name, sentences) => {
    const { digest, text } = await lineWith(sentences)
    expect(text).not.toContain('AI')
    expect(digest?.lines).toHaveLength(3)
  })

  it('cost nothing when the model is down, and the desk is told', async () => {
    const { digest, text } = await lineWith(new Fault('model/timeout', '模型超时。'))
    expect(text).toContain('学习札记')
    expect(digest?.summaryFault).toBe('模型没有答上来，这期简报没有摘要：模型超时。')
  })

  it('look at no answer about an item that was not asked about', async () => {
    const lines = [
      { section: '时政要闻' as const, title: '要闻', source: '网', link: null, published: null, keys: ['k'] },
    ]
    const asked = model(['基层治理要从群众身边的小事做起。'])
    const summed = await sumUp(lines, new Map([['k', TEXT]]), { model: asked, system: '' })
    expect(summed).toEqual({ lines })
    expect(asked.asked).toEqual([])
  })
})
