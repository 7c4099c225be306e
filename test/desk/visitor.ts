import type { Fixture } from './fixture.ts'

export const ORIGIN = 'http://localhost'

/** A browser without a screen: keeps its cookies, sends the Origin, does not follow redirects. */
export interface Visitor {
  get(path: string): Promise<Response>
  post(
    path: string,
    form?: Record<string, string | File>,
    headers?: Record<string, string>,
  ): Promise<Response>
  /** Where a redirect led, read as text. */
  read(path: string): Promise<string>
  cookies: Map<string, string>
}

export function visit({ desk }: Pick<Fixture, 'desk'>): Visitor {
  const cookies = new Map<string, string>()
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  function keep(answer: Response): Response {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const cut = pair.indexOf('=')
      const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)]
      if (value === '' || line.includes('Max-Age=0')) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }

  const get = async (path: string) =>
    keep(await desk.request(ORIGIN + path, { headers: { cookie: cookie() } }))
  return {
    cookies,
    get,
    read: async (path) => (await get(path)).text(),
    async post(path, form = {}, headers = {}) {
      const body = new FormData()
      for (const [name, value] of Object.entries(form)) body.append(name, value)
      const init = { method: 'POST', body, headers: { cookie: cookie(), origin: ORIGIN, ...headers } }
      return keep(await desk.request(ORIGIN + path, init))
    },
  }
}

export async function signedIn(fixture: Pick<Fixture, 'desk'>, name: string): Promise<Visitor> {
  const visitor = visit(fixture)
  const answer = await visitor.post('/signin', { name, password: `${name}-demo` })
  if (answer.status !== 303) throw new Error(`${name} could not sign in: ${answer.status}`)
  return visitor
}
