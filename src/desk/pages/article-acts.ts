import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { STEPS } from '../../article/article.ts'
import { act, articleIdOf, readForm } from '../act.ts'
import { allow, reviews, writesArticles } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'

const words = (what: string, most: number) =>
  z.string().trim().min(1, `请填写${what}`).max(most, `${what}太长，请不超过 ${most} 字`)
const signSchema = z.object({ step: z.enum(['first', 'second', 'final']), seen: z.coerce.number().int() })
const returnSchema = z.object({ reason: words('退回的理由', 500) })
const vouchSchema = z.object({ kind: z.string(), text: z.string(), note: words('依据', 300) })
const commentSchema = z.object({ about: z.string().trim().max(200), say: words('意见', 500) })
const announceSchema = z.object({
  group: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
})
const correctedSchema = z.object({ say: words('怎么处理的', 300) })
const linkedSchema = z.object({ url: words('链接', 1000) })

/** The buttons of an article's page. Who may sign which step is checked by the article's own room. */
export function articleActs(rooms: DeskRooms): Hono<DeskEnv> {
  const { articles, clock, secret, town } = rooms
  const stamp = (c: Context<DeskEnv>) => ({ by: c.get('person').name, at: clock.now() })
  const doing = (c: Context<DeskEnv>, work: (id: string) => Promise<string>, back?: string) => {
    const id = articleIdOf(c)
    return act(c, secret, { back: back ?? `/articles/${id}`, work: async () => ({ said: await work(id) }) })
  }
  return new Hono<DeskEnv>()
    .post('/:month/:serial/sign', (c) =>
      doing(c, async (id) => {
        const { step, seen } = await readForm(c, signSchema)
        await articles.sign(id, { step, seen, ...stamp(c) })
        return `${STEPS[step]}已签名。`
      }),
    )
    .post('/:month/:serial/return', (c) => {
      allow(reviews(c.get('person'), town), '退回推文')
      return doing(c, async (id) => {
        await articles.sendBack(id, { ...(await readForm(c, returnSchema)), ...stamp(c) })
        return '已退回修改，先前的签名作废。'
      })
    })
    .post('/:month/:serial/vouch', (c) => {
      allow(reviews(c.get('person'), town), '放行校对结果')
      return doing(c, async (id) => {
        const form = await readForm(c, vouchSchema)
        await articles.vouch(id, { ...form, ...stamp(c) })
        return `已放行“${form.text}”，依据记入审核经过。`
      })
    })
    .post('/:month/:serial/comment', (c) => {
      allow(reviews(c.get('person'), town), '写批注')
      return doing(c, async (id) => {
        await articles.comment(id, { ...(await readForm(c, commentSchema)), ...stamp(c) })
        return '批注已记下。'
      })
    })
    .post('/:month/:serial/publish', (c) => {
      allow(writesArticles(c.get('person')), '发布推文')
      return doing(c, async (id) => {
        const { state } = await articles.publish(id, stamp(c))
        return state === 'published' ? '已发布到公众号。' : '已开始发布，结果以公众号确认为准。'
      })
    })
    .post('/:month/:serial/announce', (c) => {
      allow(writesArticles(c.get('person')), '把链接发到群里')
      return doing(c, async (id) => {
        const before = articles.get(id).version
        const { group: groups } = await readForm(c, announceSchema, { all: true })
        const { version } = await articles.announce(id, { groups, ...stamp(c) })
        return version > before
          ? `链接会发到${groups.join('、')}，每个群只发一次。`
          : '这些群都已经发过了，没有再发。'
      })
    })
    .post('/:month/:serial/corrected', (c) => {
      allow(writesArticles(c.get('person')), '处理更正')
      return doing(
        c,
        async (id) => {
          await articles.corrected(id, { ...(await readForm(c, correctedSchema)), ...stamp(c) })
          return '已记下，不再列在需更正的文章里。'
        },
        '/articles',
      )
    })
    .post('/:month/:serial/linked', (c) => {
      allow(writesArticles(c.get('person')), '填写链接')
      return doing(c, async (id) => {
        await articles.linked(id, { ...(await readForm(c, linkedSchema)), ...stamp(c) })
        return '链接已填回，这篇推文记为已发布。'
      })
    })
}
