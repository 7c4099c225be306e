import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plusMinutes } from '../../../src/clock.ts'
import { openWeixin } from '../../../src/outside/weixin.ts'
import { openWeixinServer, type WeixinServer } from '../../../src/sim/weixin.ts'

/** The simulated account held against what the platform documents, called as a stranger would call it. */
let server: WeixinServer
let now: string
const clock = { now: () => now }
const keys = 'grant_type=client_credential&appid=wxdemo&secret=demo-secret'

beforeEach(async () => {
  now = '2025-03-06T12:00:00.000+08:00'
  server = await openWeixinServer({ clock })
})
afterEach(() => server.close())

const press = () => openWeixin({ baseUrl: server.url, appId: 'wxdemo', secret: 'demo-secret', clock })
const picture = async (size: number) =>
  new Uint8Array(
    await sharp({
      create: {
        width: size,
        height: size,
        channels: 3,
        background: '#777',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .jpeg({ quality: 95 })
      .toBuffer(),
  )

const read = async (response: Response) => JSON.parse(await response.text())

async function plain(path: string) {
  return read(await fetch(server.url + path))
}

async function stable(more: object = {}) {
  const body = { grant_type: 'client_credential', appid: 'wxdemo', secret: 'demo-secret', ...more }
  return read(
    await fetch(`${server.url}/cgi-bin/stable_token`, { method: 'POST', body: JSON.stringify(body) }),
  )
}

async function call(path: string, body: object | FormData, token: string) {
  const sent = body instanceof FormData ? body : JSON.stringify(body)
  const address = `${server.url}${path}${path.includes('?') ? '&' : '?'}access_token=${token}`
  return read(await fetch(address, { method: 'POST', body: sent }))
}

const works = async (token: string) =>
  (await call('/cgi-bin/draft/batchget', { offset: 0, count: 1 }, token)).errcode

describe('tokens', () => {
  it('of GET /cgi-bin/token: each ends the one before in five minutes, and leaves the stable one alone', async () => {
    const steady = (await stable()).access_token
    const first = (await plain(`/cgi-bin/token?${keys}`)).access_token
    const second = (await plain(`/cgi-bin/token?${keys}`)).access_token
    expect(second).not.toBe(first)
    expect(await works(first)).toBeUndefined()
    now = plusMinutes(now, 6)
    expect(await works(first)).toBe(42001)
    expect(await works(second)).toBeUndefined()
    await plain(`/cgi-bin/token?${keys}`)
    await plain(`/cgi-bin/token?${keys}`)
    expect(await works(first)).toBe(40001)
    expect(await works(steady)).toBeUndefined()
    expect((await stable()).access_token).toBe(steady)
  })

  it('of stable_token: the same until its last five minutes, then the next, and both live', async () => {
    const first = await stable()
    now = plusMinutes(now, 114)
    expect((await stable()).access_token).toBe(first.access_token)
    now = plusMinutes(now, 2)
    const second = await stable()
    expect(second.access_token).not.toBe(first.access_token)
    expect(await works(first.access_token)).toBeUndefined()
    now = plusMinutes(now, 5)
    expect(await works(first.access_token)).toBe(42001)
    expect(await works(second.access_token)).toBeUndefined()
  })

  it('forced: kills the old one, not twice in 30 s, 20 times a day', async () => {
    const before = (await stable()).access_token
    const forced = (await stable({ force_refresh: true })).access_token
    expect(await works(before)).toBe(40001)
    expect((await stable({ force_refresh: true })).access_token).toBe(forced)
    for (let times = 1; times < 20; times += 1) {
      now = plusMinutes(now, 1)
      await stable({ force_refresh: true })
    }
    now = plusMinutes(now, 1)
    expect(await stable({ force_refresh: true })).toMatchObject({ errcode: 45009 })
  })

  it('are counted: 2,000 a day for the plain one, and wrong fields are told apart', async () => {
    server.books.state.quota = { day: '2025-03-06', used: { '/cgi-bin/token': 2000 } }
    expect(await plain(`/cgi-bin/token?${keys}`)).toMatchObject({ errcode: 45009 })
    expect(await stable({ grant_type: 'x' })).toMatchObject({ errcode: 40002 })
    expect(await stable({ appid: 'x' })).toMatchObject({ errcode: 40013 })
    expect(await stable({ secret: 'x' })).toMatchObject({ errcode: 40125 })
    server.faults.allow = ['10.0.0.9']
    expect((await stable()).errmsg).toMatch(
      /^invalid ip 127\.0\.0\.1 ipv6 ::ffff:127\.0\.0\.1, not in whitelist.* rid: /,
    )
  })
})

it('clear_quota opens the day again, ten times a month', async () => {
  const token = (await stable()).access_token
  const use = (times: number) => {
    server.books.state.quota = { day: now.slice(0, 10), used: { '/cgi-bin/draft/batchget': times } }
  }
  use(1000)
  expect(await works(token)).toBe(45009)
  const clear = () => call('/cgi-bin/clear_quota', { appid: 'wxdemo' }, token)
  expect(await clear()).toMatchObject({ errcode: 0 })
  expect(await works(token)).toBeUndefined()
  for (let times = 1; times < 10; times += 1) await clear()
  expect(await clear()).toMatchObject({ errcode: 48006 })
  now = '2025-04-01T00:00:00.000+08:00'
  expect(
    await call('/cgi-bin/clear_quota', { appid: 'wxdemo' }, (await stable()).access_token),
  ).toMatchObject({ errcode: 0 })
})

describe('pictures and drafts', () => {
  async function upload(type: string, bytes: Uint8Array, token: string) {
    const form = new FormData()
    form.set('media', new Blob([new Uint8Array(bytes)]), 'a.jpg')
    return call(`/cgi-bin/material/add_material?type=${type}`, form, token)
  }

  it('a thumb is a jpg of 64 KB at most; an image may be larger', async () => {
    const token = (await stable()).access_token
    const [small, large] = [await picture(40), await picture(600)]
    expect(large.byteLength).toBeGreaterThan(65_536)
    expect(await upload('thumb', small, token)).toHaveProperty('media_id')
    expect(await upload('thumb', large, token)).toMatchObject({ errcode: 45001 })
    expect(await upload('image', large, token)).toHaveProperty('media_id')
    expect(await upload('voice', small, token)).toMatchObject({ errcode: 40004 })
  })

  it('crops are fractions of the cover, comments need an account that has them', async () => {
    const token = (await stable()).access_token
    const { media_id: cover } = await upload('image', await picture(40), token)
    const add = (more: object) =>
      call(
        '/cgi-bin/draft/add',
        { articles: [{ title: '春', content: 'x', thumb_media_id: cover, ...more }] },
        token,
      )
    expect(await add({ pic_crop_235_1: '0_0_1_1', pic_crop_1_1: '0.2_0_0.6256_1' })).toHaveProperty(
      'media_id',
    )
    expect(await add({ pic_crop_1_1: '0.6_0_0.2_1' })).toMatchObject({ errcode: 47001 })
    expect(await add({ pic_crop_1_1: '0_0_900_383' })).toMatchObject({ errcode: 47001 })
    expect(await add({ need_open_comment: 1 })).toMatchObject({ errcode: 48001 })
  })

  it('our own draft says which part of its cover is the square one', async () => {
    const { mediaId } = await press().addMaterial({
      name: 'a.jpg',
      type: 'image/jpeg',
      bytes: await picture(40),
    })
    const words = { title: '春', author: '', digest: '', content: 'x', sourceUrl: '' }
    await press().addDraft({ ...words, cover: mediaId, square: '0.1_0_0.525556_1' })
    expect(server.books.state.drafts[0]?.page.pic_crop_1_1).toBe('0.1_0_0.525556_1')
  })
})

describe('a publication', () => {
  async function submitted() {
    const { mediaId } = await press().addMaterial({
      name: 'a.jpg',
      type: 'image/jpeg',
      bytes: await picture(40),
    })
    const words = { title: '春', author: '', digest: '', content: '<p>x</p>', sourceUrl: '' }
    const draft = await press().addDraft({ ...words, cover: mediaId })
    const token = (await stable()).access_token
    return { token, ...(await call('/cgi-bin/freepublish/submit', { media_id: draft.mediaId }, token)) }
  }

  it('has an id that is a number in one answer and text in the next', async () => {
    const { token, publish_id } = await submitted()
    expect(typeof publish_id).toBe('number')
    const status = await call('/cgi-bin/freepublish/get', { publish_id }, token)
    expect(status).toMatchObject({ publish_id: String(publish_id), publish_status: 1, fail_idx: [] })
  })

  it('can be read and taken down by its article id', async () => {
    const { token, publish_id } = await submitted()
    const ask = () => call('/cgi-bin/freepublish/get', { publish_id }, token)
    await ask()
    const { article_id } = await ask()
    expect((await call('/cgi-bin/freepublish/getarticle', { article_id }, token)).news_item[0].title).toBe(
      '春',
    )
    expect(await call('/cgi-bin/freepublish/delete', { article_id }, token)).toMatchObject({ errcode: 0 })
    expect(await ask()).toMatchObject({ publish_status: 5 })
    expect((await fetch(`${server.url}/s/${article_id}`)).status).toBe(404)
  })

  it('that came to its end is pushed to the callback address, signed, and again until it is heard', async () => {
    const heard: { url: URL; body: string }[] = []
    const listener = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(Buffer.from(chunk))
      heard.push({ url: new URL(request.url ?? '', 'http://x'), body: Buffer.concat(chunks).toString() })
      response.writeHead(heard.length < 2 ? 500 : 200).end('success')
      if (heard.length === 2) done()
    })
    let done = () => {}
    const twice = new Promise<void>((resolve) => {
      done = resolve
    })
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    const address = listener.address()
    const port = typeof address === 'object' && address ? address.port : 0
    server.faults.callback = { url: `http://127.0.0.1:${port}/weixin`, token: 'AAAAA' }
    server.faults.polls = 0
    const { token, publish_id } = await submitted()
    await call('/cgi-bin/freepublish/get', { publish_id }, token)
    await twice
    listener.close()
    const { url, body } = heard[1] ?? { url: new URL('http://x'), body: '' }
    const part = (name: string) => url.searchParams.get(name) ?? ''
    const signed = ['AAAAA', part('timestamp'), part('nonce')].sort().join('')
    expect(part('signature')).toBe(createHash('sha1').update(signed).digest('hex'))
    expect(body).toContain('<Event><![CDATA[PUBLISHJOBFINISH]]></Event>')
    expect(body).toContain(`<publish_id>${publish_id}</publish_id><publish_status>0</publish_status>`)
  })
})
