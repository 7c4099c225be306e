import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWeixin } from '../../src/outside/weixin.ts'
import { openWeixinServer, type WeixinServer } from '../../src/sim/weixin.ts'
import { noon, office, signedArticle } from './cast.ts'

let server: WeixinServer

beforeEach(async () => {
  server = await openWeixinServer({})
})
afterEach(() => server.close())

const press = () =>
  openWeixin({ baseUrl: server.url, appId: 'wxdemo', secret: 'demo-secret', timeoutMs: 2000 })

describe('from two rows to the public account', () => {
  it('drafts, proves, is signed by three, is published once and can be read', async () => {
    const { articles } = await office({ press: press() })
    const draft = await articles.draft({ rows: ['2025-0001', '2025-0002'], by: '李强', at: noon })
    expect(draft.title).toBe('青石镇2个村开展志愿服务活动')
    expect(draft.body).toContain('共有27人参加（12+15=27）')
    expect(await articles.proof(draft.id)).toEqual([])
    await signedArticle(articles, draft.id)
    const sent = await articles.publish(draft.id, { by: '李强', at: noon })
    expect(sent.state).toBe('publishing')
    await articles.tick('2025-03-06T12:01:00.000+08:00')
    await articles.tick('2025-03-06T12:03:00.000+08:00')
    const done = articles.get(draft.id)
    expect(done.state).toBe('published')
    const page = await (await fetch(done.publication?.url ?? '')).text()
    expect(page).toContain('青石镇2个村开展志愿服务活动')
    expect(page).toContain('初审：李强　复审：周敏　终审：赵主任')
    expect(await articles.publish(draft.id, { by: '李强', at: noon })).toEqual(done)
    expect(server.books.state.publications).toHaveLength(1)
    expect(server.calls['/cgi-bin/draft/add']).toBe(1)
  })
})
