import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import { z } from 'zod'
import { Fault } from '../../fault.ts'
import type { Person } from '../../town.ts'
import { leave, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { inOffice } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import type { Sessions } from '../session.ts'
import { spokenRoles } from '../wording.ts'

const COOKIE = 'desk'
const formSchema = z.object({
  name: z.string().trim().min(1, '请填写姓名'),
  password: z.string().min(1, '请填写口令'),
  to: z.string().optional(),
})

/** The person whose signed cookie this is. */
export async function whoAsks(c: Context, sessions: Sessions, secret: string): Promise<Person | undefined> {
  const token = await getSignedCookie(c, secret, COOKIE)
  return token ? sessions.person(token) : undefined
}

export function signInPages(rooms: DeskRooms, sessions: Sessions): Hono<DeskEnv> {
  const page = (c: Context<DeskEnv>, given: { name?: string; to?: string; fault?: Fault } = {}) => {
    const status = !given.fault ? 200 : given.fault.code === 'desk/too-many-tries' ? 429 : 401
    return show(c, rooms, { title: '登录', status }, <SignIn rooms={rooms} {...given} />)
  }

  return new Hono<DeskEnv>()
    .get('/signin', (c) => page(c, { to: c.req.query('to') ?? '/' }))
    .post('/signin', async (c) => {
      const form = await readForm(c, formSchema)
      try {
        const old = await getSignedCookie(c, rooms.secret, COOKIE)
        const token = await sessions.begin(form.name, form.password, addressOf(c))
        if (old) await sessions.end(old)
        await setSignedCookie(c, COOKIE, token, rooms.secret, {
          httpOnly: true,
          sameSite: 'Lax',
          path: '/',
          secure: new URL(c.req.url).protocol === 'https:',
        })
        rooms.log?.(`登录 ${JSON.stringify(form.name)} 自 ${addressOf(c)}`)
        return c.redirect(ownPath(form.to), 303)
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        rooms.log?.(`登录未成 ${JSON.stringify(form.name.slice(0, 40))} 自 ${addressOf(c)}：${thrown.code}`)
        return page(c, { name: form.name, to: ownPath(form.to), fault: thrown })
      }
    })
    .post('/signout', async (c) => {
      const token = await getSignedCookie(c, rooms.secret, COOKIE)
      if (token) await sessions.end(token)
      deleteCookie(c, COOKIE, { path: '/' })
      return leave(c, rooms.secret, '/signin', { tone: 'done', text: '已退出。' })
    })
}

/** Only a path of ours: `//elsewhere` and `/\elsewhere` would lead away. */
function ownPath(to: string | undefined): string {
  return to && /^\/(?![/\\])[^\r\n]*$/.test(to) ? to : '/'
}

function addressOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? '未知地址'
  } catch {
    // No socket behind the request: a test that calls the app directly.
    return '本机'
  }
}

function SignIn({ rooms, name, to, fault }: { rooms: DeskRooms; name?: string; to?: string; fault?: Fault }) {
  const { town, demo } = rooms
  return (
    <div class="door">
      <h1>审核台</h1>
      <p class="lead">{town.name}的活动上报、推文审核与年度报告。请用办公室发给您的姓名和口令登录。</p>
      {fault && (
        <p class="flash flash-fault" role="alert">
          {fault.say}
        </p>
      )}
      <form method="post" action="/signin" class="stack">
        <input type="hidden" name="to" value={to ?? '/'} />
        <label class="field">
          <span>姓名</span>
          <input name="name" autocomplete="username" required value={name ?? ''} />
        </label>
        <label class="field">
          <span>口令</span>
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <button class="main" type="submit">
          登录
        </button>
      </form>
      {demo && <DemoDoor rooms={rooms} to={to} />}
    </div>
  )
}

/** In the demo everyone's password is public: one press enters as that person. */
function DemoDoor({ rooms, to }: { rooms: DeskRooms; to?: string | undefined }) {
  const known = rooms.town.people.filter((person) => person.password !== undefined)
  const people = [...known.filter(inOffice), ...known.filter((person) => !inOffice(person))]
  return (
    <section class="demo-door" aria-labelledby="demo-door">
      <h2 id="demo-door">演示账号</h2>
      <p class="soft">这是一个模拟的乡镇，人名、村名和数字都是编的。点一下即以该身份进入。</p>
      <ul class="door-people">
        {people.map((person) => (
          <li>
            <form method="post" action="/signin">
              <input type="hidden" name="to" value={to ?? '/'} />
              <input type="hidden" name="name" value={person.name} />
              <input type="hidden" name="password" value={person.password} />
              <button class="plain" type="submit" aria-label={`以${person.name}的身份进入`}>
                <b>{person.name}</b>
                <span>
                  {spokenRoles(person.roles)}
                  {person.villages.length > 0 && ` · ${person.villages.join('、')}`}
                </span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
