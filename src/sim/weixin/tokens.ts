import type { Books, BooksState } from './books.ts'
import { errorOf } from './errors.ts'

const LIFE = 7200
const OVERLAP = 300

/** A call for a token, its fields in one place whether they came in the address or in the body. */
export interface TokenCall {
  field(name: string): unknown
  /** Seconds since 1970, and the day in Beijing. */
  now: number
  day: string
  keys: { appId: string; secret: string }
}

/** POST /cgi-bin/stable_token and GET /cgi-bin/token: two families that do not touch each other (公众平台接口文档 stable_token). */
export function tokenCall(books: Books, path: string, call: TokenCall): object {
  const { field, now, day, keys } = call
  if (field('grant_type') !== 'client_credential') return errorOf(40002, 'invalid grant_type')
  if (field('appid') !== keys.appId) return errorOf(40013, 'invalid appid')
  if (field('secret') !== keys.secret) return errorOf(40125, 'invalid appsecret')
  if (path === '/cgi-bin/token') return plainToken(books, now)
  return stableToken(books, now, field('force_refresh') === true, day)
}

/** Each call makes a new token; the one before it lives five minutes more, any older one is dead. */
function plainToken(books: Books, now: number): object {
  const before = books.state.plainTokens.at(-1)
  const ending = before ? [{ ...before, until: Math.min(before.until, now + OVERLAP) }] : []
  return fresh(books, 'plainTokens', ending, now)
}

/** Normal mode: the same token while it lives; in its last five minutes the next one, both valid then. */
function stableToken(books: Books, now: number, force: boolean, day: string): object {
  const { state } = books
  if (force) return forced(books, now, day)
  const last = state.tokens.at(-1)
  if (last && last.until - now > OVERLAP)
    return { access_token: last.value, expires_in: Math.floor(last.until - now) }
  return fresh(books, 'tokens', state.tokens.slice(-1), now)
}

function forced(books: Books, now: number, day: string): object {
  const { state } = books
  if (state.forced.day !== day) state.forced = { day, times: 0, last: 0 }
  if (state.forced.times >= 20) return errorOf(45009, 'reach max api daily quota limit')
  const last = state.tokens.at(-1)
  if (last && now - state.forced.last < 30) {
    return { access_token: last.value, expires_in: Math.max(0, Math.floor(last.until - now)) }
  }
  state.forced = { day, times: state.forced.times + 1, last: now }
  return fresh(books, 'tokens', [], now)
}

function fresh(
  books: Books,
  family: 'tokens' | 'plainTokens',
  left: BooksState['tokens'],
  now: number,
): object {
  const value = `${books.next('token')}_${'x'.repeat(128)}`
  books.state[family] = [...left, { value, until: now + LIFE }]
  books.save()
  return { access_token: value, expires_in: LIFE }
}

/** The errcode of a token that may not be used; 0 when it may. */
export function tokenFault(books: Books, token: string | null, now: number): 0 | 40001 | 41001 | 42001 {
  if (!token) return 41001
  const { tokens, plainTokens } = books.state
  const known = [...tokens, ...plainTokens].find((one) => one.value === token)
  if (!known) return 40001
  return known.until > now ? 0 : 42001
}
