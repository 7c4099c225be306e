import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PressDraft } from '../../../src/article/press.ts'
import { plusMinutes } from '../../../src/clock.ts'
import { openWeixin } from '../../../src/outside/weixin.ts'
import { openWeixinServer, type WeixinServer } from '../../../src/sim/weixin.ts'

let server: WeixinServer
let now = '2025-03-06T12:00:00.000+08:00'
const clock = { now: () => now }
const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#7a9a6a' } })
  .png()
  .toBuffer()
const file = { name: '图.png', type: 'image/png' as const, bytes: new Uint8Array(picture) }

beforeEach(async () => {
  now = '2025-03-06T12:00:00.000+08:00'
  server = await openWeixinServer({ clock })
})
afterEach(() => server.close())

const press = (over: { appId?: string; secret?: string } = {}) =>
  openWeixin({ baseUrl: server.url, appId: 'wxdemo', secret: 'demo-secret', timeoutMs: 400, clock, ...over })

async function draftOf(over: Partial<PressDraft> = {}): Promise<PressDraft> {
  const { mediaId } = await press().addMaterial(file)
  return {
    title: '春风𠮷村',
    author: '青石镇',
    digest: '摘要',
    content: '<p>正文</p>',
    sourceUrl: '',
    cover: mediaId,
    ...over,
  }
}

/** The API without our client, as a wrong client would call it. */
async function raw(
  path: string,
  body: string | FormData,
  token = server.books.state.tokens.at(-1)?.value ?? '',
) {
  const response = await fetch(`${server.url}${path}${path.includes('?') ? '&' : '?'}access_token=${token}`, {
    method: 'POST',
    body,
  })
  return JSON.parse(await response.text())
}

describe('the token', () => {
  it('is asked for once and shared, renewed before its end', async () => {
    const weixin = press()
    await Promise.all([weixin.recentDrafts(), weixin.recentDrafts(), weixin.recentPublished()])
    expect(server.calls['/cgi-bin/stable_token']).toBe(1)
    now = plusMinutes(now, 117)
    await weixin.recentDrafts()
    expect(server.calls['/cgi-bin/stable_token']).toBe(1)
    now = plusMinutes(now, 3)
    await weixin.recentDrafts()
    expect(server.calls['/cgi-bin/stable_token']).toBe(2)
  })

  it('two processes do not kill each other’s', async () => {
    const [one, other] = [press(), press()]
    await one.recentDrafts()
    await other.recentDrafts()
    await one.recentDrafts()
    expect(server.books.state.tokens).toHaveLength(1)
  })

  it('killed by somebody else’s forced refresh is fetched anew, and the call succeeds', async () => {
    const weixin = press()
    await weixin.recentDrafts()
    server.books.state.tokens = []
    expect(await weixin.recentDrafts()).toEqual([])
    expect(server.calls['/cgi-bin/stable_token']).toBe(2)
  })

  it('a dead one is fetched anew once, then it stops', async () => {
    const weixin = press()
    server.faults.next('/cgi-bin/draft/batchget', 40001, 5)
    await expect(weixin.recentDrafts()).rejects.toThrow('press/token')
    expect(server.calls['/cgi-bin/draft/batchget']).toBe(2)
  })

  it.each([
    [{ appId: 'wrong' }, 'AppID 不对'],
    [{ secret: 'wrong' }, 'AppSecret 不对'],
  ])('wrong keys %o say which', async (keys, say) => {
    await expect(press(keys).recentDrafts()).rejects.toThrow(say)
  })
})

describe('pictures', () => {
  it('are judged by their bytes and their size before anything is sent', async () => {
    const gif = new Uint8Array(Buffer.from('GIF89a00000000'))
    await expect(press().uploadImage({ ...file, bytes: gif })).rejects.toThrow('不是 jpg 或 png')
    const big = new Uint8Array(1_048_576)
    big.set(file.bytes.subarray(0, 8))
    await expect(press().uploadImage({ ...file, bytes: big })).rejects.toThrow('1 MB 以上')
    expect(server.calls['/cgi-bin/media/uploadimg']).toBeUndefined()
    await press().uploadImage({ ...file, bytes: big.subarray(0, 1_048_575) })
    expect(server.calls['/cgi-bin/media/uploadimg']).toBe(1)
  })

  it('from elsewhere vanish in silence, as do scripts', async () => {
    const content = '<p>文<img src="http://a.test/x.jpg"><script>alert(1)</script><b onclick="x()">字</b></p>'
    const { mediaId } = await press().addDraft(await draftOf({ content }))
    expect((await press().getDraft(mediaId))?.content).toBe('<p>文<b>字</b></p>')
  })
})

describe('drafts', () => {
  it('go as raw UTF-8 and come back as they went', async () => {
    const draft = await draftOf()
    const { mediaId } = await press().addDraft(draft)
    expect(await press().getDraft(mediaId)).toEqual(draft)
    expect(await raw('/cgi-bin/draft/get', JSON.stringify({ media_id: mediaId }))).toMatchObject({
      news_item: [{ title: '春风𠮷村', is_deleted: false }],
    })
  })

  it('escaped JSON shows its escapes, an update with a list is refused', async () => {
    const draft = await draftOf()
    const one = { title: '春', content: 'x', thumb_media_id: draft.cover }
    const escaped = JSON.stringify({ articles: [one] }).replace('春', '\\u6625')
    const { media_id } = await raw('/cgi-bin/draft/add', escaped)
    expect((await press().getDraft(media_id))?.title).toBe('\\u6625')
    const list = JSON.stringify({ media_id, index: 0, articles: [one] })
    expect(await raw('/cgi-bin/draft/update', list)).toMatchObject({ errcode: 47001 })
    await press().updateDraft(media_id, { ...draft, title: '秋' })
    expect((await press().getDraft(media_id))?.title).toBe('秋')
  })

  it.each([
    [{ title: '字'.repeat(33) }, '缩短 1 字'],
    [{ digest: '字'.repeat(121) }, '缩短 1 字'],
    [{ content: `<p>${'字'.repeat(19_999)}</p>` }, '少于 20000 字'],
    [{ title: '𠮷'.repeat(33) }, '缩短 1 字'],
  ])('over a limit are refused before sending: %#', async (over, say) => {
    const draft = await draftOf(over)
    await expect(press().addDraft(draft)).rejects.toThrow(say)
    expect(server.calls['/cgi-bin/draft/add']).toBeUndefined()
  })

  it('the server refuses what a careless client sends', async () => {
    const cover = (await draftOf()).cover
    const add = (over: object) =>
      raw(
        '/cgi-bin/draft/add',
        JSON.stringify({ articles: [{ title: '春', content: 'x', thumb_media_id: cover, ...over }] }),
      )
    expect(await add({ title: '字'.repeat(33) })).toMatchObject({ errcode: 45003 })
    expect(await add({ digest: '字'.repeat(129) })).toMatchObject({ errcode: 45004 })
    expect(await add({ content: '字'.repeat(20_000) })).toMatchObject({ errcode: 45002 })
    expect(await add({ thumb_media_id: 'temp' })).toMatchObject({ errcode: 40007 })
    expect(await raw('/cgi-bin/draft/add', '{')).toMatchObject({ errcode: 47001 })
    expect(await raw('/cgi-bin/draft/add', '{}', 'dead')).toMatchObject({ errcode: 40001 })
    expect(await raw('/cgi-bin/draft/add', '{}', '')).toMatchObject({ errcode: 41001 })
  })

  it('leave the box when they are published; the answer to submit is not a publication', async () => {
    const { mediaId } = await press().addDraft(await draftOf())
    const { publishId } = await press().submit(mediaId)
    expect(await press().getDraft(mediaId)).toBeUndefined()
    expect(await press().status(publishId)).toEqual({ state: 'running' })
    expect(await press().status(publishId)).toMatchObject({ state: 'done' })
  })
})

describe('a day’s quota', () => {
  it('ends at 45009 and starts anew at midnight in Beijing', async () => {
    const weixin = press()
    server.books.state.quota = { day: '2025-03-06', used: { '/cgi-bin/freepublish/batchget': 100 } }
    await expect(weixin.recentPublished()).rejects.toThrow('press/quota')
    now = '2025-03-07T00:00:01.000+08:00'
    expect(await weixin.recentPublished()).toEqual([])
  })
})
