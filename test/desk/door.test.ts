import { scryptSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { plusMinutes } from '../../src/clock.ts'
import { handClock } from '../../src/sim/clock.ts'
import { openFixture } from './fixture.ts'
import { town } from './town.ts'
import { ORIGIN, signedIn, visit } from './visitor.ts'
import { NOW } from './week.ts'

/** Every route of the desk that changes something, from the router's own table. */
async function changingRoutes() {
  const fixture = await openFixture()
  const routes = fixture.desk.routes.filter(({ method }) => method !== 'GET' && method !== 'ALL')
  const paths = routes.map(({ method, path }) => ({ method, path: path.replace(/:\w+(\{.*?\})?/g, '1') }))
  return { fixture, paths: paths.filter(({ path }) => path !== '/signin') }
}

describe('who is not signed in', () => {
  test('is led to the door from every page and back again afterwards', async () => {
    const fixture = await openFixture()
    const answer = await visit(fixture).get('/ledger?village=%E5%BC%A0%E6%B9%BE%E6%9D%91')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(
      `/signin?to=${encodeURIComponent('/ledger?village=%E5%BC%A0%E6%B9%BE%E6%9D%91')}`,
    )
  })

  test('cannot change anything by any route', async () => {
    const { fixture, paths } = await changingRoutes()
    expect(paths.length).toBeGreaterThan(6)
    const before = await snapshot(fixture)
    for (const { method, path } of paths) {
      const answer = await fixture.desk.request(ORIGIN + path, { method, headers: { origin: ORIGIN } })
      expect([answer.status, path]).toEqual([303, path])
      expect(answer.headers.get('location')).toBe('/signin')
    }
    expect(await snapshot(fixture)).toBe(before)
  })

  test('sees no picture', async () => {
    const fixture = await openFixture()
    const answer = await visit(fixture).get(`/pictures/${'0'.repeat(64)}`)
    expect(answer.status).toBe(303)
  })
})

async function snapshot(fixture: Awaited<ReturnType<typeof openFixture>>): Promise<string> {
  const { ledger, messages, outbox, keeper, demo } = fixture
  return JSON.stringify([
    ledger.rows(),
    await messages.list(),
    await outbox.list(),
    await keeper.list(),
    demo.now(),
  ])
}

describe('a form of another site', () => {
  test('is refused on every changing route, whatever its content type', async () => {
    const { fixture, paths } = await changingRoutes()
    const visitor = await signedIn(fixture, '李强')
    const before = await snapshot(fixture)
    for (const { path } of paths) {
      const answer = await visitor.post(path, {}, { origin: 'https://evil.example' })
      expect([answer.status, path]).toEqual([403, path])
    }
    const json = await fixture.desk.request(`${ORIGIN}/demo/clock`, {
      method: 'POST',
      headers: { origin: 'null', 'content-type': 'application/json', cookie: cookieOf(visitor) },
      body: '{"step":"+10"}',
    })
    expect(json.status).toBe(403)
    expect(await snapshot(fixture)).toBe(before)
  })

  test('is refused when it hides where it comes from', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const headers = { cookie: cookieOf(visitor) }
    const answer = await fixture.desk.request(`${ORIGIN}/ledger/2025-0001/confirm`, {
      method: 'POST',
      headers,
    })
    expect(answer.status).toBe(403)
    expect(fixture.ledger.row('2025-0001').state).toBe('received')
  })
})

function cookieOf(visitor: Awaited<ReturnType<typeof signedIn>>): string {
  return [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

test('every link of every page leads somewhere, and looking changes nothing', async () => {
  const fixture = await openFixture()
  const visitor = await signedIn(fixture, '钱管理')
  const before = await snapshot(fixture)
  const seen = new Set<string>()
  const ahead = ['/']
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    const answer = await visitor.get(path)
    expect([answer.status, path]).toEqual([200, path])
    const html = answer.headers.get('content-type')?.includes('text/html') ? await answer.text() : ''
    for (const [, link = ''] of html.matchAll(/(?:href|src)="(\/[^"#]*)/g))
      ahead.push(link.replaceAll('&amp;', '&'))
  }
  const routes = fixture.desk.routes.filter(({ method, path }) => method === 'GET' && !path.includes(':'))
  const missed = routes
    .map(({ path }) => path)
    .filter((path) => ![...seen].some((one) => one.split('?')[0] === path))
  expect(missed).toEqual(['/signin'])
  expect(seen.size).toBeGreaterThan(60)
  expect(await snapshot(fixture)).toBe(before)
})

describe('sign-in', () => {
  test('refuses a wrong password and a name that is not there with the same words', async () => {
    const fixture = await openFixture()
    const wrong = await visit(fixture).post('/signin', { name: '李强', password: 'x' })
    const unknown = await visit(fixture).post('/signin', { name: '无此人', password: 'x' })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    const line = /姓名或口令不对[^<]*/
    expect(line.exec(await wrong.text())?.[0]).toBe(line.exec(await unknown.text())?.[0])
  })

  test('gives a new token each time, and the old one ends', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const old = cookieOf(visitor)
    await visitor.post('/signin', { name: '李强', password: '李强-demo' })
    expect(cookieOf(visitor)).not.toBe(old)
    const answer = await fixture.desk.request(`${ORIGIN}/`, { headers: { cookie: old } })
    expect(answer.status).toBe(303)
  })

  test('the cookie is kept from scripts and from other sites', async () => {
    const fixture = await openFixture()
    const answer = await visit(fixture).post('/signin', { name: '李强', password: '李强-demo' })
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('desk='))
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
  })

  test('a cookie that was tampered with is nobody', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '王芳')
    const cookie = cookieOf(visitor).replace(/desk=./, 'desk=9')
    const answer = await fixture.desk.request(`${ORIGIN}/`, { headers: { cookie } })
    expect(answer.status).toBe(303)
  })

  test('signing out ends the session on the server', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const old = cookieOf(visitor)
    await visitor.post('/signout')
    const answer = await fixture.desk.request(`${ORIGIN}/`, { headers: { cookie: old } })
    expect(answer.status).toBe(303)
  })

  test('eight idle hours end it, a click in between does not', async () => {
    const hostClock = handClock(NOW)
    const fixture = await openFixture({ hostClock })
    const visitor = await signedIn(fixture, '李强')
    hostClock.moveTo(plusMinutes(NOW, 7 * 60))
    expect((await visitor.get('/')).status).toBe(200)
    hostClock.moveTo(plusMinutes(NOW, 14 * 60))
    expect((await visitor.get('/')).status).toBe(200)
    hostClock.moveTo(plusMinutes(NOW, 14 * 60 + 8 * 60 + 1))
    expect((await visitor.get('/')).status).toBe(303)
  })

  test('moving the demo clock by days signs nobody out', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    await fixture.demo.move(plusMinutes(NOW, 5 * 24 * 60))
    expect((await visitor.get('/')).status).toBe(200)
  })

  test('somebody who left the town file is out at the next click', async () => {
    const changed = structuredClone(town)
    const fixture = await openFixture({ town: changed })
    const visitor = await signedIn(fixture, '李强')
    changed.people = changed.people.filter(({ name }) => name !== '李强')
    expect((await visitor.get('/')).status).toBe(303)
  })

  test('after ten wrong tries even the right password waits, for that name and address only', async () => {
    const hostClock = handClock(NOW)
    const fixture = await openFixture({ hostClock })
    const visitor = visit(fixture)
    for (let n = 0; n < 10; n += 1) await visitor.post('/signin', { name: '李强', password: `x${n}` })
    const refused = await visitor.post('/signin', { name: '李强', password: '李强-demo' })
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('分钟后再试')
    expect((await visitor.post('/signin', { name: '周敏', password: '周敏-demo' })).status).toBe(303)
    hostClock.moveTo(plusMinutes(NOW, 61))
    expect((await visitor.post('/signin', { name: '李强', password: '李强-demo' })).status).toBe(303)
  })

  test('a scrypt secret of the town file opens for its password and not for itself', async () => {
    const salt = Buffer.from('salt of the test')
    const hash = scryptSync('春耕备耕', salt, 32)
    const secret = `scrypt$${salt.toString('base64url')}$${hash.toString('base64url')}`
    const changed = { ...town, people: town.people.map((one) => ({ ...one, password: secret })) }
    const fixture = await openFixture({ town: changed })
    expect((await visit(fixture).post('/signin', { name: '周敏', password: '春耕备耕' })).status).toBe(303)
    expect((await visit(fixture).post('/signin', { name: '周敏', password: secret })).status).toBe(401)
  })

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)'])(
    'does not lead to %s afterwards',
    async (to) => {
      const fixture = await openFixture()
      const answer = await visit(fixture).post('/signin', { name: '李强', password: '李强-demo', to })
      expect(answer.headers.get('location')).toBe('/')
    },
  )
})

describe('what every answer carries', () => {
  test.each(['/signin', '/', '/nowhere', '/static/desk.css'])(
    '%s forbids inline script, framing and sniffing',
    async (path) => {
      const fixture = await openFixture()
      const visitor = await signedIn(fixture, '李强')
      const { headers } = await visitor.get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe-inline')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
    },
  )

  test('our own files may be kept for ever, pages not at all', async () => {
    const fixture = await openFixture()
    const visitor = visit(fixture)
    expect((await visitor.get('/static/desk.css')).headers.get('cache-control')).toContain('immutable')
    expect((await visitor.get('/signin')).headers.get('cache-control')).toBe('no-store')
  })
})

describe('trouble is told in a sentence', () => {
  test('a page that is not there', async () => {
    const visitor = await signedIn(await openFixture(), '李强')
    const answer = await visitor.get('/nowhere')
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('没有这一页')
  })

  test('a row that is not there', async () => {
    const visitor = await signedIn(await openFixture(), '李强')
    const answer = await visitor.get('/ledger/2025-9999')
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('台账里没有 2025-9999 这一条')
  })

  test('an error of ours shows no stack and is logged', async () => {
    const logged: string[] = []
    const fixture = await openFixture({ log: (line) => logged.push(line) })
    fixture.messages.cuts = async () => {
      throw new Error('secret detail at /work/data')
    }
    const answer = await (await signedIn(fixture, '李强')).get('/messages')
    expect(answer.status).toBe(500)
    const text = await answer.text()
    expect(text).toContain('程序内部出错')
    expect(text).not.toContain('secret detail')
    expect(logged.some((line) => line.includes('审核台出错 GET /messages'))).toBe(true)
  })

  test('a form above 1 MB', async () => {
    const visitor = await signedIn(await openFixture(), '李强')
    const answer = await visitor.post('/ledger/2025-0001/withdraw', { seen: '2', note: '长'.repeat(500_000) })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('最多 1 MB')
  })
})
