import { Hono } from 'hono'
import { systemClock } from '../clock.ts'
import { Fault, sayOf } from '../fault.ts'
import { openTold } from '../ledger/told.ts'
import { takeFlash } from './act.ts'
import { headers, limitBody, sameOrigin } from './guard.ts'
import { show } from './layout.tsx'
import { annualPages } from './pages/annual.tsx'
import { articleList } from './pages/articles.tsx'
import { demoPages } from './pages/demo.tsx'
import { digestPages } from './pages/digest.tsx'
import { ledgerPages } from './pages/ledger.tsx'
import { messagePages } from './pages/messages.tsx'
import { picturePages } from './pages/pictures.ts'
import { registerPages } from './pages/register.tsx'
import { rssPages } from './pages/rss.ts'
import { runningPages } from './pages/running.tsx'
import { signInPages, whoAsks } from './pages/signin.tsx'
import { studyPages } from './pages/study.tsx'
import { todayPages } from './pages/today.tsx'
import { Trouble } from './pages/trouble.tsx'
import { keepsLedger } from './rights.ts'
import type { DeskEnv, DeskRooms } from './rooms.ts'
import { openSessions } from './session.ts'
import { staticFiles } from './static.ts'

/** 审核台: the web pages. Everything but the sign-in page and our own static files asks for a session. */
export function createDesk(rooms: DeskRooms): Hono<DeskEnv> {
  const { town, secret } = rooms
  const sessions = openSessions({ town, shelf: rooms.sessions, clock: rooms.hostClock ?? systemClock })
  const told = openTold(rooms.messages)
  const desk = new Hono<DeskEnv>()

  desk.use(
    headers((path) => /^\/articles\/[^/]+\/[^/]+\/(?:preview|print)$|^\/annual\/chart\/\d+$/.test(path)),
  )
  desk.use(limitBody((path) => path === '/demo/say' || /\/(?:import|pictures)$/.test(path)))
  desk.use(sameOrigin)
  desk.route('/static', staticFiles())
  desk.use(async (c, next) => {
    const person = await whoAsks(c, sessions, secret)
    if (person) c.set('person', person)
    if (c.req.method === 'GET') c.set('flash', await takeFlash(c, secret))
    await next()
  })
  desk.route('/', rssPages(rooms))
  desk.route('/', signInPages(rooms, sessions))
  desk.use(async (c, next) => {
    if (c.get('person')) return next()
    const to = c.req.method === 'GET' ? `?to=${encodeURIComponent(pathOf(c.req.url))}` : ''
    return c.redirect(`/signin${to}`, 303)
  })

  desk.use(async (c, next) => {
    if (c.req.method === 'GET' && keepsLedger(c.get('person'))) {
      c.set('alarm', (await rooms.running()).find((one) => !one.good && one.urgent)?.say)
    }
    await next()
  })
  desk.route('/', todayPages(rooms))
  desk.route('/messages', messagePages(rooms, told))
  desk.route('/pictures', picturePages(rooms))
  desk.route('/ledger', ledgerPages(rooms, told))
  desk.route('/articles', articleList(rooms))
  desk.route('/digest', digestPages(rooms))
  desk.route('/study', studyPages(rooms))
  desk.route('/register', registerPages(rooms))
  desk.route('/annual', annualPages(rooms))
  desk.route('/running', runningPages(rooms))
  desk.route('/demo', demoPages(rooms))

  desk.notFound((c) => show(c, rooms, { title: '没有这一页', status: 404 }, <Trouble kind="missing" />))
  desk.onError((thrown, c) => {
    const status = statusOf(thrown)
    if (status >= 500) rooms.log?.(`审核台出错 ${c.req.method} ${c.req.path}`, thrown)
    if (status === 403) {
      const who = c.get('person')?.name ?? '未登录'
      rooms.log?.(`已拒绝 ${JSON.stringify(who)} ${c.req.method} ${JSON.stringify(c.req.path)}`)
    }
    const kind = status === 404 ? 'missing' : status === 403 ? 'forbidden' : 'fault'
    return show(c, rooms, { title: '没有完成', status }, <Trouble kind={kind} say={sayOf(thrown)} />)
  })
  return desk
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

function statusOf(thrown: unknown): 403 | 404 | 409 | 413 | 422 | 500 {
  if (!(thrown instanceof Fault)) return 500
  if (thrown.code === 'desk/not-allowed' || thrown.code === 'desk/foreign-origin') return 403
  if (thrown.code === 'desk/too-large') return 413
  if (/\/(no-|unknown|missing)/.test(thrown.code)) return 404
  return thrown.code.endsWith('/stale') ? 409 : 422
}
